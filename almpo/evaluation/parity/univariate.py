"""Independent effects: every estimator, test and diagnostic against metafor."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import numpy as np

from almpo.evaluation.parity.tally import Tally, Values
from almpo.synthesis import pooling
from almpo.synthesis.pooling.between import at_tau2, log_likelihood
from almpo.synthesis.pooling.inputs import Effects, Vector
from almpo.synthesis.pooling.qprofile import profile
from almpo.synthesis.pooling.univariate import Pooled, Test, fit

Case = Mapping[str, Any]

TESTS: dict[str, tuple[str, Test]] = {
    "methods": ("", "z"),
    "test_t": (", t", "t"),
    "knha": (", Knapp–Hartung", "knha"),
    "knha_adhoc": (", Knapp–Hartung ad hoc", "adhoc"),
}
STEPS = {"step3psm": (0.025,), "step4psm": (0.025, 0.5), "step_05": (0.05,)}


class Data(NamedTuple):
    """Effects and sampling variances."""

    y: Vector
    v: Vector


def compare_univariate(tally: Tally, name: str, case: Case) -> None:
    """Compare everything that is stored for one data set."""
    data = Data(np.array(case["inputs"]["yi"], float), np.array(case["inputs"]["vi"], float))
    expected = case["outputs"]
    for group, (suffix, test) in TESTS.items():
        for method, values in expected[group].items():
            tally.compare(f"{method}{suffix}", name, values, _summary, data, method, test)
    _intervals(tally, name, data, expected)
    _asymmetry(tally, name, data, expected)
    _trim_and_fill(tally, name, data, expected["trimfill"])
    _deletion(tally, name, data, expected)
    normal = pooling.pool(*data, test="z")
    tally.compare("shrinkage (BLUP)", name, expected["blup_REML"], _shrunken, normal)
    tally.compare("shrinkage (BLUP)", name, expected["ranef_REML"], _random_effects, normal)
    _selection(tally, name, data, expected.get("selmodel", {}))
    if "metareg" in expected:
        _regression(tally, name, case)


def _summary(data: Data, method: Any, test: Test) -> Values:
    return summary(pooling.pool(*data, method=method, test=test))


def summary(fitted: Pooled) -> Values:
    """A fit under metafor's names."""
    c = fitted.coefficients
    return {
        "b": c.estimate,
        "se": c.se,
        "stat": c.statistic,
        "pval": c.p,
        "ci_lb": c.low,
        "ci_ub": c.high,
        "vb": fitted.covariance,
        "tau2": fitted.tau2_value,
        "se_tau2": fitted.tau2.se if fitted.tau2 else None,
        "QE": fitted.heterogeneity.statistic,
        "QEp": fitted.heterogeneity.p,
        "QMp": fitted.moderators.p,
        "I2": fitted.i2,
        "H2": fitted.h2,
        "s2w": fitted.scale,
        "ll": fitted.log_likelihood,
        "AIC": fitted.aic,
        "BIC": fitted.bic,
    }


def _intervals(tally: Tally, name: str, data: Data, expected: Case) -> None:
    bounds = {key: values[1:] for key, values in expected["confint_QP"]["REML"].items()}
    tally.compare("Q-profile interval of τ²", name, bounds, _tau2_bounds, pooling.effects(*data))
    stored = expected["predict"]
    kinds: tuple[tuple[str, Values, Test, str], ...] = (
        ("normal", stored["z"], "z", "fit"),
        ("t(k − 1)", stored["t_km1"], "t", "fit"),
        ("t(k − 2)", stored["riley_t_km2"], "z", "riley"),
        ("Knapp–Hartung", expected["knha"]["REML"]["predict_t_km1"], "knha", "fit"),
    )
    for kind, reference, test, df in kinds:
        tally.compare(f"prediction interval, {kind}", name, reference, _new_effect, data, test, df)
    reference = stored.get("riley_t_km2_DL", {})
    tally.compare(
        "prediction interval, t(k − 2)", f"{name} DL", reference, _new_effect, data, "z", "riley", "DL"
    )
    tally.compare("unrestricted weighted least squares", name, expected.get("uwls", {}), _uwls, data)
    reference = {"percent": expected.get("weights_REML_pct")}
    tally.compare("weights, REML", name, reference, _weights, data)


def _tau2_bounds(data: Effects) -> Values:
    found = profile(data)
    return {"tau2": [found.low, found.high], "I2": found.i2, "H2": found.h2}


def _uwls(data: Data) -> Values:
    found = pooling.pool(*data, method="FE", test="knha")
    low, high = found.interval
    at = found.coefficients
    return {"b": found.estimate, "se": found.se, "t": at.statistic, "p": at.p, "ci_lb": low, "ci_ub": high}


def _weights(data: Data) -> Values:
    return {"percent": 100 * pooling.pool(*data, test="z").weights}


def _new_effect(
    data: Data, test: Test, df: Literal["fit", "riley"], method: Literal["REML", "DL"] = "REML"
) -> Values:
    p = pooling.predict(pooling.pool(*data, method=method, test=test), df=df)
    return {"pi_lb": p.new_low, "pi_ub": p.new_high}


def _asymmetry(tally: Tally, name: str, data: Data, expected: Case) -> None:
    stored = expected["regtest"]
    tally.compare("Egger, classical", name, stored["lm_sei"], _egger, data, "classical", "se")
    tally.compare("Egger, classical", name, stored["lm_vi"], _egger, data, "classical", "variance")
    tally.compare("Egger, mixed", name, stored["rma_sei"], _egger, data, "mixed", "se")
    tally.compare("Egger, mixed", name, stored["rma_vi"], _egger, data, "mixed", "variance")
    for which in ("pet", "peese"):
        tally.compare(which.upper(), name, expected[which], _corrected, data, which)
        precision = "se" if which == "pet" else "variance"
        label = f"{which.upper()}, random effects"
        tally.compare(label, name, expected.get(f"{which}_reml", {}), _mixed, data, precision)


def _egger(data: Data, model: Literal["classical", "mixed"], precision: Literal["se", "variance"]) -> Values:
    found = pooling.egger(*data, model=model, precision=precision)
    low, high = found.limit_interval
    return {
        "stat": found.coefficients.statistic[1],
        "pval": found.p,
        "limit_est": found.limit,
        "limit_ci_lb": low,
        "limit_ci_ub": high,
    }


def _mixed(data: Data, precision: Literal["se", "variance"]) -> Values:
    c = pooling.egger(*data, model="mixed", precision=precision).coefficients
    return {"b": c.estimate, "se": c.se, "stat": c.statistic, "pval": c.p, "ci_lb": c.low, "ci_ub": c.high}


def _corrected(data: Data, which: str) -> Values:
    c = getattr(pooling.pet_peese(*data), which).coefficients
    return {"b": c.estimate, "se": c.se, "t": c.statistic, "p": c.p}


def _trim_and_fill(tally: Tally, name: str, data: Data, expected: Mapping[str, Values]) -> None:
    for key, stored in expected.items():
        method, counter = key.split("_")
        reference = {**stored, "right": stored.get("side") == "right"}
        label = "trim and fill, number and side"
        found = tally.attempt(label, name, "error" in stored, _filled, data, method, counter)
        if found is None or "error" in stored:
            continue
        tally.compare(label, name, reference, _missing, found)
        kind = "REML" if method == "REML" else "FE and DL"
        tally.compare(f"trim and fill, {kind} refit", name, stored, summary, found.pooled)
        if method == "REML":
            theirs = log_likelihood(at_tau2(found.pooled.effects, stored["tau2"]), restricted=True)
            tally.at_least("trim and fill, REML likelihood", name, found.pooled.log_likelihood, theirs)


def _filled(data: Data, method: Any, counter: Any) -> pooling.Filled:
    return pooling.trim_and_fill(*data, method=method, counter=counter)


def _missing(filled: pooling.Filled) -> Values:
    return {"k0": filled.missing, "k": filled.pooled.effects.k, "right": filled.side == "right"}


def _deletion(tally: Tally, name: str, data: Data, expected: Case) -> None:
    reference = {key: values[1:] for key, values in expected["cumul_REML"].items()}
    order = expected["cumul_REML"]["order_key"]
    tally.compare("cumulative", name, reference, _cumulated, pooling.pool(*data, test="z"), order)
    if len(data.y) < 3:
        return
    for method, reference in expected["leave1out"].items():
        tally.compare("leave one out", name, reference, _without, data, method)
    fitted = pooling.pool(*data, test="z")
    tally.compare("influence statistics", name, expected["influence_REML"], _influence, fitted)


def _without(data: Data, method: Any) -> Values:
    fits = pooling.leave_one_out(pooling.pool(*data, method=method, test="z"))
    return {
        "b": [each.estimate for each in fits],
        "se": [each.se for each in fits],
        "Q": [each.heterogeneity.statistic for each in fits],
        "I2": [each.i2 for each in fits],
        "tau2": [each.tau2_value for each in fits] if method != "FE" else None,
    }


def _cumulated(fitted: Pooled, order: Any) -> Values:
    fits = pooling.cumulative(fitted, order)
    return {
        "b": [each.estimate for each in fits],
        "se": [each.se for each in fits],
        "tau2": [each.tau2_value for each in fits],
        "I2": [each.i2 for each in fits],
    }


def _influence(fitted: Pooled) -> Values:
    found = pooling.influence(fitted)
    return {
        "rstudent": found.student,
        "dffits": found.dffits,
        "cook_d": found.cook,
        "cov_r": found.cov_ratio,
        "tau2_del": found.tau2,
        "QE_del": found.q,
        "hat": found.leverage,
        "dfbs": found.dfbetas,
        "is_infl": np.array(found.influential, float),
    }


def _shrunken(fitted: Pooled) -> Values:
    s = pooling.shrink(fitted)
    return {"pred": s.effect, "se": s.se, "pi_lb": s.low, "pi_ub": s.high}


def _random_effects(fitted: Pooled) -> Values:
    s = pooling.shrink(fitted)
    return {"pred": s.deviation, "se": s.deviation_se}


def _selection(tally: Tally, name: str, data: Data, expected: Mapping[str, Values]) -> None:
    method = "selection model, log-likelihood not below"
    for key in sorted(STEPS.keys() & expected.keys()):
        reference, case = expected[key], f"{name} {key}"
        found = tally.attempt(method, case, "error" in reference, _selected, data, STEPS[key])
        if found is not None and "error" not in reference:
            tally.at_least(method, case, found.log_likelihood, reference["ll"])


def _selected(data: Data, steps: tuple[float, ...]) -> pooling.Selection:
    return pooling.step_selection(*data, steps=steps)


def _regression(tally: Tally, name: str, case: Case) -> None:
    x = np.array(list(case["inputs"]["mods"].values()), float).T
    keep = np.isfinite(x).all(axis=1)  # metafor leaves out rows with a missing moderator
    y, v = (np.array(case["inputs"][key], float)[keep] for key in ("yi", "vi"))
    data, expected = pooling.effects(y, v, x[keep]), case["outputs"]
    kinds: tuple[tuple[str, str, Test], ...] = (
        ("metareg", "", "z"),
        ("metareg_knha", ", Knapp–Hartung", "knha"),
    )
    for group, suffix, test in kinds:
        for method, reference in expected[group].items():
            label = f"meta-regression{suffix}"
            tally.compare(label, f"{name} {method}", reference, _regressed, data, method, test)
        at = expected["metareg_newmods"]
        label = "meta-regression, prediction at new moderators"
        tally.compare(label, name, expected[f"{group}_predict"], _predicted, fit(data, test=test), at)
    reference = {key: values[1:] for key, values in expected["metareg_confint_QP"].items()}
    tally.compare("Q-profile interval of τ²", f"{name} with moderators", reference, _tau2_bounds, data)
    reference = {"cook_d": expected["metareg_cook"], "rstudent": expected["metareg_rstudent"]}
    normal = fit(data, test="z")
    tally.compare("influence statistics", f"{name} with moderators", reference, _influence, normal)


def _regressed(data: Effects, method: Any, test: Test) -> Values:
    found = fit(data, method=method, test=test)
    return {**summary(found), "R2": pooling.explained(found) if found.tau2 else None}


def _predicted(fitted: Pooled, moderators: Any) -> Values:
    p = pooling.predict(fitted, moderators, df="fit")
    bounds = {"ci_lb": p.low, "ci_ub": p.high, "pi_lb": p.new_low, "pi_ub": p.new_high}
    return {"pred": p.mean, "se": p.se, **bounds}

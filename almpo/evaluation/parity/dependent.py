"""Dependent effects against metafor's rma.mv and clubSandwich; small cells against bayesmeta; p-uniform*."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from almpo.evaluation.parity.integration import Integrated
from almpo.evaluation.parity.tally import Tally, Values
from almpo.evaluation.parity.univariate import summary
from almpo.synthesis import pooling
from almpo.synthesis.pooling.cluster_robust import Robust
from almpo.synthesis.pooling.inputs import Vector
from almpo.synthesis.pooling.multilevel import Multilevel

Case = Mapping[str, Any]

PRIORS = {
    "hn05": pooling.HeterogeneityPrior(0.5),
    "hn1": pooling.HeterogeneityPrior(1.0),
    "hc05": pooling.HeterogeneityPrior(0.5, "half-cauchy"),
}
BAYES_EFFECT_PRIOR = pooling.EffectPrior(0.0, 4.0)  # that of the stored runs
TAIL = 0.025


def compare_multilevel(tally: Tally, name: str, case: Case) -> None:
    """Three-level and CHE models, with and without moderators, and their CR2 inference."""
    inputs, expected = case["inputs"], case["outputs"]
    y, v = np.array(inputs["yi"], float), np.array(inputs["vi"], float)
    clusters, rho = inputs["cluster"], float(np.ravel(expected["rho"])[0])
    x = np.array(list(inputs["mods"].values()), float).T
    plans: tuple[tuple[str, str, str | None, dict[str, Any]], ...] = (
        ("three-level REML", "three_level_REML", "three_level_CR", {"rho": 0.0}),
        ("three-level ML", "three_level_ML", None, {"rho": 0.0, "likelihood": "ML"}),
        ("study effects only", "cluster_only_REML", None, {"rho": 0.0, "nested": False}),
        ("CHE", "che_REML", "che_CR", {"rho": rho}),
        (
            "three-level REML, moderators",
            "mod_three_level_REML",
            "mod_three_level_CR",
            {"rho": 0.0, "moderators": x},
        ),
        ("CHE, moderators", "mod_che_REML", "mod_che_CR", {"rho": rho, "moderators": x}),
        ("multilevel Egger", "egger_mlma_che", "egger_mlma_che_CR", {"rho": rho, "moderators": np.sqrt(v)}),
        ("multilevel PEESE", "peese_mlma_che", "peese_mlma_che_CR", {"rho": rho, "moderators": v}),
    )
    for method, key, robust_key, options in plans:
        fitted = tally.attempt(method, name, False, _fit, y, v, clusters, options)
        if fitted is None:
            continue
        tally.compare(method, name, expected[key], _components, fitted)
        tally.at_least(
            f"{method}, log-likelihood not below", name, fitted.log_likelihood, expected[key]["ll"]
        )
        robust = tally.attempt(f"CR2, {method}", name, False, pooling.robust, fitted)
        if robust and robust_key:
            _cr2(tally, f"CR2, {method}", name, expected[robust_key], robust)
            _special(tally, name, key, expected, fitted, robust)
    if "aggregated_inputs" in expected:
        averages = expected["aggregated_inputs"]
        tally.compare("REML on averages by study", name, expected["aggregated_REML"], _aggregated, averages)
    label = "CR2, models for independent effects"
    for pooled in (pooling.pool(y, v, method="REML"), pooling.pool(y, v, method="FE")):
        robust = pooling.robust_pooled(pooled, clusters)
        _cr2(tally, label, f"{name} {pooled.method}", expected[f"rma_{pooled.method}_CR"], robust)


def _aggregated(averages: Case) -> Values:
    return summary(pooling.pool(averages["yi"], averages["vi"], test="z"))


def _fit(y: Vector, v: Vector, clusters: list[object], options: dict[str, Any]) -> Multilevel:
    return pooling.correlated_hierarchical(y, v, clusters, **options)


def _components(fitted: Multilevel) -> Values:
    sigma2 = [fitted.between, fitted.within] if fitted.nested else [fitted.between]
    return {
        "b": fitted.beta,
        "sigma2": sigma2,
        "vb": fitted.covariance,
        "QE": fitted.heterogeneity.statistic,
        "QEp": fitted.heterogeneity.p,
        "ll": fitted.log_likelihood,
    }


def _cr2(tally: Tally, method: str, name: str, expected: Case, robust: Robust) -> None:
    reference = {**expected["CR2_Satterthwaite"], "vcov": expected["vcov_CR2"]}
    tally.compare(method, name, reference, _robust_values, robust)


def _robust_values(robust: Robust) -> Values:
    c = robust.coefficients
    return {"b": c.estimate, "se": c.se, "t": c.statistic, "df": c.df, "p": c.p, "vcov": robust.covariance}


def _special(tally: Tally, name: str, key: str, expected: Case, fitted: Multilevel, robust: Robust) -> None:
    """What is stored for one of the models only."""
    if key == "three_level_REML":
        tally.compare("three-level REML, I²", name, expected[key]["I2"], _i2, fitted)
    if key == "che_REML":
        reference = expected["che_robust_clubSandwich"]["predict"]
        tally.compare("CR2 prediction interval", name, reference, _new_effect, robust)
    if key == "mod_che_REML":
        stored = expected["mod_che_Wald_CR2"]["HTZ"]
        reference = {"error": "no df left"} if stored["df_denom"] <= 0 else stored
        tally.compare("HTZ joint test", name, reference, _joint, robust)


def _i2(fitted: Multilevel) -> Values:
    return {"parts": [fitted.i2_between, fitted.i2_within]}


def _new_effect(robust: Robust) -> Values:
    p = robust.predict()
    return {"ci_lb": p.low, "ci_ub": p.high, "pi_lb": p.new_low, "pi_ub": p.new_high}


def _joint(robust: Robust) -> Values:
    test = robust.joint(range(1, robust.effects.p))
    return {"F": test.statistic, "df_denom": test.df_denominator, "p": test.p}


def compare_bayes(tally: Tally, name: str, case: Case) -> None:
    """Posterior summaries of the normal–normal model."""
    found = pooling.bayesian(
        case["yi"], case["vi"], tau_prior=PRIORS[name.rsplit("_", 1)[1]], effect_prior=BAYES_EFFECT_PRIOR
    )
    where = [case["rows"].index(row) for row in ("median", "mean", "95% lower", "95% upper")]
    reference = {key: [values[i] for i in where] for key, values in case["summary"].items()}
    reference |= {key: case[key] for key in ("p_mu_gt0", "p_new_gt0")}
    tally.compare("Bayes, τ", name, reference, _heterogeneity, found)
    tally.compare("Bayes, mean and new effect", name, reference, _posterior, found)
    exact = Integrated(case["yi"], case["vi"], found.prior, BAYES_EFFECT_PRIOR)
    label = "Bayes, against adaptive integration"
    tally.compare(label, name, _promised(found, exact), _kept_promises, found, exact)


def _heterogeneity(found: pooling.Posterior) -> Values:
    quantiles = [found.tau_quantile(probability) for probability in (0.5, TAIL, 1 - TAIL)]
    return {"tau": [quantiles[0], found.tau_mean, *quantiles[1:]]}


def _posterior(found: pooling.Posterior) -> Values:
    mean, new = found.mean_effect, found.new_effect
    return {
        "mu": [mean.quantile(0.5), mean.mean, *mean.interval(1 - 2 * TAIL)],
        "theta": [new.quantile(0.5), new.mean, *new.interval(1 - 2 * TAIL)],
        "p_mu_gt0": mean.exceeds(0),
        "p_new_gt0": new.exceeds(0),
    }


def _promised(found: pooling.Posterior, exact: Integrated) -> Values:
    """What integration gives for the mean and zero, and what the quantiles should cut off."""
    cut = [0.5, TAIL, 1 - TAIL]
    return {
        "mean": exact.mean(),
        "p_mu_gt0": 1 - exact.below(0.0, new=False),
        "p_new_gt0": 1 - exact.below(0.0, new=True),
        "mu": cut,
        "theta": cut,
    }


def _kept_promises(found: pooling.Posterior, exact: Integrated) -> Values:
    ours = {False: found.mean_effect, True: found.new_effect}
    cut = {
        new: [exact.below(mixture.quantile(share), new=new) for share in (0.5, TAIL, 1 - TAIL)]
        for new, mixture in ours.items()
    }
    zero = {new: mixture.exceeds(0) for new, mixture in ours.items()}
    return {
        "mean": found.mean_effect.mean,
        "p_mu_gt0": zero[False],
        "p_new_gt0": zero[True],
        "mu": cut[False],
        "theta": cut[True],
    }


def compare_p_uniform(tally: Tally, name: str, case: Case) -> None:
    """p-uniform* estimates and profile-likelihood intervals."""
    found = tally.attempt(
        "p-uniform*, estimates", name, False, pooling.p_uniform_star, case["yi"], case["vi"]
    )
    if found is not None:
        tally.compare("p-uniform*, estimates", name, case["puni_star"], _estimates, found)
        tally.compare("p-uniform*, intervals", name, case["puni_star"], _intervals, found)


def _estimates(found: pooling.PUniform) -> Values:
    return {
        "est": found.estimate,
        "L.0": found.test.statistic,
        "pval.0": found.test.p,
        "tau2": found.tau2,
    }


def _intervals(found: pooling.PUniform) -> Values:
    return {
        "ci.lb": found.low,
        "ci.ub": found.high,
        "tau2.lb": found.tau2_low,
        "tau2.ub": found.tau2_high,
    }

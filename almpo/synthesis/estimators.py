"""From harmonised effects to a pooled estimate: which model for how many studies. Pure.

1 study     its estimates as one, sampling errors correlated by rho; no claim beyond it
2–5         one estimate a study, Bayesian random effects with a weakly informative prior (Röver et al. 2021)
from 6      one estimate a study: REML with the ad-hoc Knapp–Hartung interval (Röver, Knapp & Friede 2015);
            several: correlated hierarchical effects (Pustejovsky & Tipton 2022) with CR2 robust variance and
            Satterthwaite degrees of freedom (Pustejovsky & Tipton 2018)
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from almpo.evidence.errors import StatisticsError
from almpo.evidence.syntheses import (
    Estimated,
    Interval,
    PooledEffect,
    SynthesisQuery,
    UnitFamily,
    Weighted,
)
from almpo.synthesis.pooling import (
    HeterogeneityPrior,
    Multilevel,
    Prediction,
    bayesian,
    correlated_hierarchical,
    pool,
    predict,
    robust,
)
from almpo.synthesis.pooling.inference import t_quantile

FEW = 5  # studies up to which the spread of true effects needs a prior
DIGITS = 9  # significant digits that are kept: more would differ between processors
# Scale of the half-normal prior of τ: a standard deviation of true effects that would already be large.
PRIOR_SCALE = {
    UnitFamily.POINTS: 5.0,
    UnitFamily.PERCENT: 10.0,
    UnitFamily.STANDARD_DEVIATIONS: 0.1,
    UnitFamily.LOG_HAZARD: 0.25,
    UnitFamily.DAYS: 30.0,
}
NAMES = {
    "one_study": "one study: its estimates averaged by precision, sampling errors correlated",
    "bayesian": "Bayesian random effects, half-normal prior of the spread (Röver et al. 2021)",
    "random_effects": "random effects, REML, ad-hoc Knapp–Hartung interval (Röver, Knapp & Friede 2015)",
    "correlated_hierarchical": "correlated hierarchical effects, REML, CR2 robust variance with Satterthwaite"
    " degrees of freedom (Pustejovsky & Tipton 2018, 2022)",
}


def estimate(
    effects: Sequence[PooledEffect], query: SynthesisQuery, unit: UnitFamily, *, prior_scale: float = 1.0
) -> Estimated:
    """Pool effects in one unit.

    Args:
        prior_scale: factor on the scale of the prior that 2–5 studies need.

    Raises:
        StatisticsError: too_few without effects; what the models raise.
    """
    studies = list(dict.fromkeys(effect.study for effect in effects))
    if not studies:
        raise StatisticsError("too_few", "There is no study to pool.")
    if len(studies) == 1:
        return _one_study(effects, query)
    if len(studies) <= FEW:
        return _bayesian(effects, studies, query, PRIOR_SCALE[unit] * prior_scale)
    if len(studies) == len(effects):
        return _random_effects(effects, query)
    return _hierarchical(effects, query)


class Average(NamedTuple):
    """The estimates of one study as one, and what each counts in it."""

    value: float
    variance: float
    shares: list[float]


def study_averages(effects: Sequence[PooledEffect], rho: float) -> dict[str, Average]:
    """One estimate a study, in order of first appearance."""
    members: dict[str, list[PooledEffect]] = {}
    for effect in effects:
        members.setdefault(effect.study, []).append(effect)
    return {study: average(each, rho) for study, each in members.items()}


def average(effects: Sequence[PooledEffect], rho: float) -> Average:
    """Precision-weighted mean of the estimates of one study, whose sampling errors correlate by rho."""
    se = np.array([effect.se for effect in effects])
    shares = se**-2 / np.sum(se**-2)
    variance = (1 - rho) * np.sum((shares * se) ** 2) + rho * np.sum(shares * se) ** 2
    value = np.sum(shares * np.array([effect.value for effect in effects]))
    return Average(float(value), float(variance), shares.tolist())


def _one_study(effects: Sequence[PooledEffect], query: SynthesisQuery) -> Estimated:
    mean = average(effects, query.rho)
    se = float(np.sqrt(mean.variance))
    half = float(t_quantile(0.5 + query.level / 2, np.inf)) * se
    return Estimated(
        method="one_study",
        estimate=kept(mean.value),
        se=kept(se),
        df=None,
        interval=_interval(mean.value - half, mean.value + half),
        prediction=None,
        tau2=None,
        i2=None,
        q=None,
        q_p=None,
        above_threshold=None,
        weights=_weights(effects, mean.shares),
    )


def _bayesian(
    effects: Sequence[PooledEffect], studies: Sequence[str], query: SynthesisQuery, scale: float
) -> Estimated:
    members = {study: [effect for effect in effects if effect.study == study] for study in studies}
    means = [average(members[study], query.rho) for study in studies]
    variances = np.array([mean.variance for mean in means])
    posterior = bayesian([mean.value for mean in means], variances, tau_prior=HeterogeneityPrior(scale))
    tau2 = float(np.sum(posterior.weight * posterior.tau**2))
    # The mean of the normals' own weights over the posterior of τ: what each study counts.
    precision = 1 / (variances[:, None] + posterior.tau**2)
    counts = (precision / precision.sum(axis=0)) @ posterior.weight
    alike = pool([mean.value for mean in means], variances, method="FE", test="z")  # Q and I² need no prior
    share = {
        effect.finding_id: count * part
        for study, mean, count in zip(studies, means, counts, strict=True)
        for effect, part in zip(members[study], mean.shares, strict=True)
    }
    return Estimated(
        method="bayesian",
        estimate=kept(posterior.mean_effect.mean),
        se=kept(posterior.mean_effect.sd),
        df=None,
        interval=_interval(*posterior.mean_effect.interval(query.level)),
        prediction=_interval(*posterior.new_effect.interval(query.level)),
        tau2=kept(tau2),
        i2=kept(alike.i2),
        q=kept(alike.heterogeneity.statistic),
        q_p=kept(alike.heterogeneity.p),
        above_threshold=kept(posterior.new_effect.exceeds(query.threshold)),
        weights=_weights(effects, [share[effect.finding_id] for effect in effects]),
    )


def _random_effects(effects: Sequence[PooledEffect], query: SynthesisQuery) -> Estimated:
    y, v = arrays(effects)
    fitted = pool(y, v, test="adhoc", level=query.level)
    return Estimated(
        method="random_effects",
        estimate=kept(fitted.estimate),
        se=kept(fitted.se),
        df=kept(fitted.df),
        interval=_interval(*fitted.interval),
        **_foreseen(predict(fitted), query),
        tau2=kept(fitted.tau2_value),
        i2=kept(fitted.i2),
        q=kept(fitted.heterogeneity.statistic),
        q_p=kept(fitted.heterogeneity.p),
        weights=_weights(effects, fitted.weights.tolist()),
    )


def _hierarchical(effects: Sequence[PooledEffect], query: SynthesisQuery) -> Estimated:
    y, v = arrays(effects)
    fitted = correlated_hierarchical(y, v, [effect.study for effect in effects], rho=query.rho)
    tested = robust(fitted, level=query.level)
    ahead = _not_below_the_model(tested.predict(), fitted, query.level)
    return Estimated(
        method="correlated_hierarchical",
        estimate=kept(ahead.mean[0]),
        se=kept(ahead.se[0]),
        df=kept(ahead.df[0]),
        interval=_interval(ahead.low[0], ahead.high[0]),
        **_foreseen(ahead, query),
        tau2=kept(fitted.total_variance),
        i2=kept(fitted.i2_between + fitted.i2_within),
        q=kept(fitted.heterogeneity.statistic),
        q_p=kept(fitted.heterogeneity.p),
        weights=_weights(effects, fitted.weights.tolist()),
        reliable=tested.reliable,
    )


def _not_below_the_model(ahead: Prediction, fitted: Multilevel, level: float) -> Prediction:
    """Where effects agree more than their sampling errors allow, chance must not make the result look surer.

    The same lower bound as that of the ad-hoc Knapp–Hartung interval (Röver, Knapp & Friede 2015), for the
    robust standard error when the estimated variance of true effects is zero.
    """
    bound = np.sqrt(fitted.covariance[:1, 0])
    if fitted.total_variance > 0 or ahead.se[0] >= bound[0]:
        return ahead
    half = t_quantile(0.5 + level / 2, ahead.df) * bound
    further = t_quantile(0.5 + level / 2, ahead.new_df) * bound
    return replace(
        ahead,
        se=bound,
        low=ahead.mean - half,
        high=ahead.mean + half,
        new_low=ahead.mean - further,
        new_high=ahead.mean + further,
        new_sd=bound,
    )


def _foreseen(ahead: Prediction, query: SynthesisQuery) -> dict[str, Any]:
    """The prediction interval and the chance of exceeding the threshold, by field of `Estimated`."""
    return {
        "prediction": _interval(ahead.new_low[0], ahead.new_high[0]),
        "above_threshold": kept(ahead.exceeds(query.threshold)[0]),
    }


def arrays(effects: Sequence[PooledEffect]) -> tuple[np.ndarray, np.ndarray]:
    """Effects (k,) and sampling variances (k,)."""
    return np.array([one.value for one in effects]), np.array([one.se**2 for one in effects])


def kept(value: float | np.floating) -> float:
    """The value with the digits that any processor reproduces."""
    return float(f"{float(value):.{DIGITS}g}")


def _interval(low: float, high: float) -> Interval:
    return Interval(low=kept(low), high=kept(high))


def _weights(effects: Sequence[PooledEffect], shares: Sequence[float]) -> tuple[Weighted, ...]:
    return tuple(
        Weighted(finding_id=effect.finding_id, study=effect.study, weight=kept(share))
        for effect, share in zip(effects, shares, strict=True)
    )

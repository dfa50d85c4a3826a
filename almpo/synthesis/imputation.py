"""How the chance of misread effects widens a pooled interval: multiple imputation (Rubin 1987). Pure."""

from collections.abc import Sequence

import numpy as np

from almpo.evidence.errors import StatisticsError
from almpo.evidence.syntheses import (
    Estimated,
    Interval,
    PooledEffect,
    SynthesisQuery,
    UnitFamily,
    WithReadingErrors,
)
from almpo.synthesis.estimators import estimate, kept
from almpo.synthesis.pooling.inference import t_quantile


def with_reading_errors(
    plain: Estimated, effects: Sequence[PooledEffect], query: SynthesisQuery, unit: UnitFamily
) -> WithReadingErrors | None:
    """Pool many times, each time with readings drawn by their probability; None where all are certain.

    A draw takes each uncertain effect as read with its probability, as one of its alternative readings with
    theirs, and else leaves it out. Estimates are combined by Rubin's rules with the degrees of freedom of
    Barnard & Rubin 1999. The same numbers are drawn whatever the probabilities, so that a less certain effect
    is left out in all the draws in which a more certain one is.

    Raises:
        StatisticsError: too_few if fewer than two draws can be pooled.
    """
    uncertain = [effect for effect in effects if effect.probability < 1]
    if not uncertain:
        return None
    luck = np.random.default_rng(query.seed).random((query.imputations, len(effects)))
    fits = [_fit(effects, row, query, unit) for row in luck]
    done = [fit for fit in fits if fit is not None]
    if len(done) < 2:
        raise StatisticsError("too_few", "With the chance of misreadings hardly any draw can be pooled.")
    centre, se, df = _combine(done, plain)
    half = float(t_quantile(0.5 + query.level / 2, df)) * se
    width = plain.interval.high - plain.interval.low
    return WithReadingErrors(
        estimate=kept(centre),
        se=kept(se),
        df=kept(df) if np.isfinite(df) else None,
        interval=Interval(low=kept(centre - half), high=kept(centre + half)),
        imputations=query.imputations,
        failed=len(fits) - len(done),
        widening=kept(2 * half / width),
        expected_wrong=kept(sum(1 - effect.probability for effect in uncertain)),
    )


def _fit(
    effects: Sequence[PooledEffect], luck: np.ndarray, query: SynthesisQuery, unit: UnitFamily
) -> Estimated | None:
    drawn = [kind for effect, u in zip(effects, luck, strict=True) if (kind := _drawn(effect, u))]
    try:
        return estimate(drawn, query, unit)
    except StatisticsError:
        return None


def _drawn(effect: PooledEffect, luck: float) -> PooledEffect | None:
    if luck < effect.probability:
        return effect
    at = effect.probability
    for value, probability in effect.alternatives:
        at += probability
        if luck < at:
            return effect.model_copy(update={"value": value})
    return None


def _combine(fits: Sequence[Estimated], plain: Estimated) -> tuple[float, float, float]:
    """Mean, standard error and degrees of freedom by Rubin's rules."""
    m = len(fits)
    means = np.array([fit.estimate for fit in fits])
    within = float(np.mean([fit.se**2 for fit in fits]))
    between = float(np.var(means, ddof=1)) * (1 + 1 / m)
    total = within + between
    complete = plain.df if plain.df is not None else np.inf
    share = between / total
    observed = (1 - share) * (complete + 1) / (complete + 3) * complete if np.isfinite(complete) else np.inf
    imputed = (m - 1) / share**2 if share > 0 else np.inf
    df = 1 / (1 / observed + 1 / imputed) if share > 0 or np.isfinite(observed) else np.inf
    return float(means.mean()), float(np.sqrt(total)), float(df)

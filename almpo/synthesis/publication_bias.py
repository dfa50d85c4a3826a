"""Are unfavourable results missing? Checks by several methods, each told or refused with its reason. Pure.

Asymmetry is tested on all estimates with robust variance (Rodgers & Pustejovsky 2021), as PET-PEESE is. The
selection model (Vevea & Hedges 1995) and p-uniform* (van Aert & van Assen 2026) take effects as independent,
so they see one average a study; averages are less selected than single estimates, so they find too little
rather than too much. With fewer than ten studies none of this has power (Sterne et al. 2011).
"""

from collections.abc import Callable, Sequence

import numpy as np

from almpo.evidence.certainty import BiasCheck, PublicationBias
from almpo.evidence.errors import StatisticsError
from almpo.evidence.record import Interval
from almpo.evidence.syntheses import PooledEffect, SynthesisQuery
from almpo.synthesis.estimators import arrays, kept, study_averages
from almpo.synthesis.pooling import egger, p_uniform_star, pet_peese, step_selection

FEWEST = 10  # studies
SUSPICIOUS = 0.10  # p below which a check counts as a sign


def publication_bias(effects: Sequence[PooledEffect], query: SynthesisQuery) -> PublicationBias:
    """All checks. Positive effects are those that selection is expected to favour."""
    studies = len({effect.study for effect in effects})
    checks = []
    for method, check in _CHECKS.items():
        try:
            if studies < FEWEST:
                raise StatisticsError("too_few", f"{FEWEST} studies are needed, k = {studies}.")
            checks.append(check(effects, query))
        except StatisticsError as error:
            checks.append(BiasCheck(method=method, refusal=str(error)))
    return PublicationBias(k_studies=studies, checks=tuple(checks))


def suspected(check: BiasCheck | None) -> bool:
    """Whether a check is a sign of missing unfavourable results."""
    if check is None or check.p is None or check.statistic is None or check.p >= SUSPICIOUS:
        return False
    return check.statistic > 0 if check.method == "egger" else check.statistic < 1


def _egger(effects: Sequence[PooledEffect], query: SynthesisQuery) -> BiasCheck:
    y, v = arrays(effects)
    found = egger(y, v, [effect.study for effect in effects], rho=query.rho, level=query.level)
    return BiasCheck(method="egger", statistic=kept(found.slope), p=kept(found.p))


def _pet_peese(effects: Sequence[PooledEffect], query: SynthesisQuery) -> BiasCheck:
    y, v = arrays(effects)
    found = pet_peese(y, v, [effect.study for effect in effects], rho=query.rho, level=query.level)
    low, high = (found.pet if found.chosen == "PET" else found.peese).limit_interval
    return BiasCheck(
        method="pet_peese",
        corrected=kept(found.estimate),
        interval=Interval(low=kept(low), high=kept(high)),
        note=found.chosen,
    )


def _selection_model(effects: Sequence[PooledEffect], query: SynthesisQuery) -> BiasCheck:
    found = step_selection(*_by_study(effects, query), level=query.level)
    if not found.identified:
        raise StatisticsError("not_identified", "The data do not tell how likely insignificant results are.")
    at = found.coefficients
    return BiasCheck(
        method="selection_model",
        statistic=kept(found.publication[1].relative),
        p=kept(found.test.p),
        corrected=kept(found.estimate),
        interval=Interval(low=kept(at.low[0]), high=kept(at.high[0])),
        note=f"{found.publication[0].count} significant averages",
    )


def _p_uniform_star(effects: Sequence[PooledEffect], query: SynthesisQuery) -> BiasCheck:
    found = p_uniform_star(*_by_study(effects, query), level=query.level)
    return BiasCheck(
        method="p_uniform_star",
        corrected=kept(found.estimate),
        interval=Interval(low=kept(found.low), high=kept(found.high)),
        note=f"{found.significant} significant averages",
    )


def _by_study(effects: Sequence[PooledEffect], query: SynthesisQuery) -> tuple[np.ndarray, np.ndarray]:
    means = study_averages(effects, query.rho).values()
    return np.array([mean.value for mean in means]), np.array([mean.variance for mean in means])


_CHECKS: dict[str, Callable[[Sequence[PooledEffect], SynthesisQuery], BiasCheck]] = {
    "egger": _egger,
    "pet_peese": _pet_peese,
    "selection_model": _selection_model,
    "p_uniform_star": _p_uniform_star,
}

"""Effects that cannot be pooled, counted by direction: how often, never how much. Pure.

Vote count on direction with an exact interval (McKenzie & Brennan, Cochrane Handbook ch. 12; Campbell et al.
2020). It stands beside a pooled effect and is never mixed with it.
"""

from collections.abc import Container, Sequence

from almpo.evidence.errors import StatisticsError
from almpo.evidence.syntheses import DirectionCount, Interval, LeftOut
from almpo.synthesis.estimators import kept
from almpo.synthesis.pooling import vote_count


def count_directions(
    left_out: Sequence[LeftOut], pooled: Container[str], level: float
) -> DirectionCount | None:
    """A vote a study: the direction of most of its effects that lack a standard error or a common unit.

    Studies in `pooled` have been heard already. None where no other study has a direction.
    """
    voting = [one for one in left_out if one.sign is not None and one.study not in pooled]
    signs: dict[str, int] = {}
    for one in voting:
        signs[one.study] = signs.get(one.study, 0) + (one.sign or 0)
    try:
        found = vote_count([float(sign) for sign in signs.values()], level=level)
    except StatisticsError:
        return None
    return DirectionCount(
        studies=found.total,
        favourable=found.positive,
        share=kept(found.share),
        interval=Interval(low=kept(found.low), high=kept(found.high)),
        p=kept(found.p),
        findings=tuple(one.finding_id for one in voting),
    )

"""How honest confidences are."""

from collections.abc import Sequence
from itertools import groupby

from almpo.evidence.record import Record

_BINS = 10


class Calibration(Record):
    ece: float  # expected calibration error over ten bins (Naeini et al. 2015)
    brier: float
    auroc: float | None  # None if all outcomes are alike
    coverage99: float  # largest share, from the surest down in whole groups, of which at least 99 % are right
    with_confidence: int
    total: int


def calibration(scored: Sequence[tuple[float | None, bool]]) -> Calibration | None:
    """Figures of (confidence, was right); None if there is no confidence at all."""
    have = sorted(((c, ok) for c, ok in scored if c is not None), reverse=True)
    if not have:
        return None
    return Calibration(
        ece=_ece(have),
        brier=sum((c - ok) ** 2 for c, ok in have) / len(have),
        auroc=_auroc(have),
        coverage99=_coverage(have, 0.99) / len(scored),
        with_confidence=len(have),
        total=len(scored),
    )


def _ece(have: Sequence[tuple[float, bool]]) -> float:
    gaps = [0.0] * _BINS
    for c, ok in have:
        gaps[min(int(c * _BINS), _BINS - 1)] += c - ok
    return sum(map(abs, gaps)) / len(have)


def _auroc(have: Sequence[tuple[float, bool]]) -> float | None:
    """Chance that a right one is surer than a wrong one, ties counted half."""
    wrong_below, wins = 0, 0.0
    right, wrong = sum(ok for _, ok in have), sum(not ok for _, ok in have)
    for _, group in groupby(reversed(have), key=lambda item: item[0]):
        outcomes = [ok for _, ok in group]
        wrong_here = outcomes.count(False)
        wins += outcomes.count(True) * (wrong_below + 0.5 * wrong_here)
        wrong_below += wrong_here
    return wins / (right * wrong) if right and wrong else None


def _coverage(have: Sequence[tuple[float, bool]], precision: float) -> int:
    total = right = best = 0
    for _, group in groupby(have, key=lambda item: item[0]):
        outcomes = [ok for _, ok in group]
        total += len(outcomes)
        right += sum(outcomes)
        if right >= precision * total:
            best = total
    return best

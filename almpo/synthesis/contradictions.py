"""Effects that contradict each other, and what sets the two sides apart. Pure."""

from collections.abc import Sequence

from almpo.evidence.record import Record
from almpo.evidence.syntheses import HorizonBand, PooledEffect
from almpo.synthesis.moderators import CATEGORIES

SIGNIFICANT = 1.959964  # |effect| / standard error


class Contradiction(Record):
    """Studies of one programme type and horizon band whose effects are significant with opposite signs."""

    programme: str | None
    horizon: HorizonBand | None
    favourable: tuple[str, ...]  # studies
    unfavourable: tuple[str, ...]
    both: tuple[str, ...]  # studies with effects of both signs: they contradict themselves
    set_apart_by: tuple[str, ...]  # "design: RCT against matching", where the two sides share no value


def contradictions(effects: Sequence[PooledEffect]) -> list[Contradiction]:
    """Where the evidence contradicts itself, by programme type and horizon band."""
    cells: dict[tuple[str | None, HorizonBand | None], list[PooledEffect]] = {}
    for effect in effects:
        months = effect.horizon_months
        band = None if months is None else HorizonBand.of(months)
        cells.setdefault((effect.lmp, band), []).append(effect)
    found = [_in_cell(*key, members) for key, members in sorted(cells.items(), key=lambda item: str(item[0]))]
    return [one for one in found if one is not None]


def _in_cell(
    programme: str | None, band: HorizonBand | None, effects: Sequence[PooledEffect]
) -> Contradiction | None:
    good = [effect for effect in effects if effect.value / effect.se > SIGNIFICANT]
    bad = [effect for effect in effects if effect.value / effect.se < -SIGNIFICANT]
    if not good or not bad:
        return None
    favourable, unfavourable = ({effect.study for effect in side} for side in (good, bad))
    return Contradiction(
        programme=programme,
        horizon=band,
        favourable=tuple(sorted(favourable - unfavourable)),
        unfavourable=tuple(sorted(unfavourable - favourable)),
        both=tuple(sorted(favourable & unfavourable)),
        set_apart_by=tuple(_set_apart(good, bad)),
    )


def _set_apart(good: Sequence[PooledEffect], bad: Sequence[PooledEffect]) -> list[str]:
    """Attributes of which the two sides share no value. Few studies always differ somewhere."""
    if len({effect.study for effect in (*good, *bad)}) < 4:
        return []
    reasons = []
    for name, read in CATEGORIES.items():
        if name == "programme":
            continue
        sides = [{read(effect) for effect in side} for side in (good, bad)]
        if None not in sides[0] | sides[1] and not sides[0] & sides[1]:
            shown = [", ".join(sorted(str(value) for value in side)) for side in sides]
            reasons.append(f"{name}: {shown[0]} against {shown[1]}")
    return reasons

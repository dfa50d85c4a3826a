"""What is different between two versions of a pooled result, in words. Pure."""

from collections.abc import Sequence

from almpo.evidence.syntheses import Estimated, PooledEffect, PooledResult, UnitFamily

SHORT = {
    UnitFamily.POINTS: "pp",
    UnitFamily.PERCENT: "%",
    UnitFamily.STANDARD_DEVIATIONS: "SD",
    UnitFamily.LOG_HAZARD: "log points of the hazard",
    UnitFamily.DAYS: "days",
}
NAMED = 5  # changes that are spelled out


def describe_change(before: PooledResult, after: PooledResult) -> str:
    """ "+1 study (RCT, AT, 2024): 3.1 → 2.8 pp, because …", or an empty text if nothing has changed.

    The reason compares what came, went or changed with the result before: its precision-weighted mean and
    how much it counts.
    """
    old = {effect.finding_id: effect for effect in before.inputs.effects}
    new = {effect.finding_id: effect for effect in after.inputs.effects}
    came = [new[key] for key in new.keys() - old.keys()]
    went = [old[key] for key in old.keys() - new.keys()]
    changed = [new[key] for key in old.keys() & new.keys() if old[key] != new[key]]
    if not (came or went or changed):
        counts = len(before.inputs.left_out), len(after.inputs.left_out)
        if before.inputs.left_out != after.inputs.left_out:
            return f"the same effects; left out: {counts[0]} → {counts[1]} findings"
        return (
            f"the same effects, computed anew: {_moved(before, after)}"
            if before.engine != after.engine
            else ""
        )
    parts = [
        *_studies("+", came, {effect.study for effect in old.values()}),
        *_studies("−", went, {effect.study for effect in new.values()}),
    ]
    if changed:
        parts.append(_corrections([(old[effect.finding_id], effect) for effect in changed]))
    reasons = [
        *_pull("what came", came, before, after),
        *_pull("what went", went, before, before),
        *_pull("what was corrected", changed, before, after),
    ]
    because = f", because {'; '.join(reasons)}" if reasons else ""
    return f"{'; '.join(parts)}: {_moved(before, after)}{because}{_surer(before, after)}"


def _surer(before: PooledResult, after: PooledResult) -> str:
    if before.certainty is None or after.certainty is None or before.certainty.level == after.certainty.level:
        return ""
    old, new = (one.certainty.level.replace("_", " ") for one in (before, after) if one.certainty)
    return f"; certainty: {old} → {new}"


def _studies(sign: str, effects: Sequence[PooledEffect], others: set[str]) -> list[str]:
    """Whole studies that came or went, and estimates of studies that are on both sides."""
    studies: dict[str, PooledEffect] = {}
    for effect in sorted(effects, key=lambda one: one.finding_id):
        if effect.study not in others:
            studies.setdefault(effect.study, effect)
    within = [effect for effect in effects if effect.study in others]
    parts = []
    if studies:
        marks = [_mark(studies[study]) for study in sorted(studies)]
        shown = "; ".join(marks[:NAMED]) + (" and others" if len(marks) > NAMED else "")
        parts.append(f"{sign}{len(studies)} {'study' if len(studies) == 1 else 'studies'} ({shown})")
    if within:
        count = len({effect.study for effect in within})
        parts.append(
            f"{sign}{len(within)} estimate{'s' if len(within) > 1 else ''} of"
            f" {count} stud{'y' if count == 1 else 'ies'} already known"
        )
    return parts


def _mark(effect: PooledEffect) -> str:
    year = effect.study_year or effect.period_start
    return ", ".join(str(part) for part in (effect.design, effect.country, year) if part) or effect.study


def _corrections(pairs: Sequence[tuple[PooledEffect, PooledEffect]]) -> str:
    validated = sum(after.validated and not before.validated for before, after in pairs)
    corrected = sum((before.value, before.se) != (after.value, after.se) for before, after in pairs)
    told = [f"{validated} validated"] if validated else []
    told += [f"{corrected} corrected"] if corrected else []
    return ", ".join(told) or f"{len(pairs)} described anew"


def _moved(before: PooledResult, after: PooledResult) -> str:
    old, new = (_figure(result.estimated) for result in (before, after))
    return f"{old} → {new} {SHORT[after.unit]} ({before.k_studies} → {after.k_studies} studies)"


def _figure(estimated: Estimated | None) -> str:
    return "none" if estimated is None else f"{estimated.estimate:.2g}"


def _pull(
    name: str, effects: Sequence[PooledEffect], before: PooledResult, weighed: PooledResult
) -> list[str]:
    if not effects or before.estimated is None:
        return []
    weights = {one.finding_id: one.weight for one in (weighed.estimated.weights if weighed.estimated else ())}
    mean = sum(effect.value / effect.se**2 for effect in effects) / sum(1 / one.se**2 for one in effects)
    share = 100 * sum(weights.get(effect.finding_id, 0.0) for effect in effects)
    side = "above" if mean > before.estimated.estimate else "below"
    unit = SHORT[before.unit]
    return [f"{name} ({mean:.2g} {unit}, {share:.0f} % of the weight) lies {side} the result before"]

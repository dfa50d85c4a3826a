"""Unit of the printed number, and its currency.

Read from the outcome's own words, from what the note says of this outcome ("wage in euros, employment as a
share"), from caption and note as a whole, from how the text defines the outcome, and at last from what outcomes of
the group with numbers of this size usually are: a weaker reading, but seldom wrong.
"""

import re
from collections.abc import Iterator

from almpo.evidence.findings import Reading
from almpo.evidence.vocabulary import Origin, OutcomeGroup, Unit
from almpo.extraction.context import DocumentContext
from almpo.extraction.fields.horizon_words import OUTCOME
from almpo.extraction.fields.outcome import group_of, names
from almpo.extraction.fields.unit_words import (
    AMOUNTS,
    CURRENCIES,
    NAMED,
    PERCENT,
    POINTS,
    RESCALED,
    SHARE,
    SIGNS,
)
from almpo.extraction.fields.votes import Ballot
from almpo.extraction.sources import Hit, Scope, Source, first_hit, title_abstract_body

_MONEY = (OutcomeGroup.EARNINGS, OutcomeGroup.WAGE)
_TIMES = (Unit.DAYS, Unit.WEEKS, Unit.MONTHS)
_HAVE_OR_NOT = frozenset(OutcomeGroup) - {*_MONEY, OutcomeGroup.HOURS}
_HAZARDS = (OutcomeGroup.UNEMPLOYMENT_EXIT, OutcomeGroup.UNEMPLOYMENT_DURATION, None)
_CLAUSE = re.compile(r"[^;:.,]+(?:: [^;:.,]+)?")
_SCALED_OUTCOMES = re.compile(rf"(?:{OUTCOME.pattern})[^.]{{0,60}}?{RESCALED.pattern}")
_INCOME = re.compile(r"\b(?:income|einkommen|revenus?|ingresos|redditi?|dochod\w*)\b")
_LABELS = ("column", "row", "panel")
_OUTCOME_IN_PERCENT = re.compile(
    r"[a-z].*(?:\( ?% ?\)|,? (?:in|en|w) (?:%|percent|per cent|prozent|procent\w*))"
)


def read(scope: Scope) -> dict[str, Hit]:
    """`unit` and `currency`."""
    money = _currency(scope)
    ratio = first_hit(scope.near, [named for named in NAMED if named[0] is Unit.HAZARD_RATIO])
    hit = ratio or _of_labels(scope) or _of_clause(scope)
    if hit is None and scope.finding.outcome_group in _MONEY and (money is not None or _large(scope)):
        return _paid(scope, money, 0.5)
    hit = hit or _named(scope)
    if hit is None and money is not None and _sign(scope) is not None:
        return _paid(scope, money, 0.5)
    hit = hit or _defined(scope) or _by_size(scope)
    if hit is None:
        return {}
    return _paid(scope, money, hit.reading.confidence or 0.5) if hit.value is Unit.CURRENCY else {"unit": hit}


def _of_labels(scope: Scope) -> Hit | None:
    """What the labels name; amounts of money by their currency."""
    labels = [source for source in scope.near if source.name in _LABELS]
    return next(iter(_suiting(scope, labels)), None) or _money_in(scope, labels)


def _of_clause(scope: Scope) -> Hit | None:
    """What a part of note or caption says of outcomes of this group."""
    for source in (scope.shared.note, scope.shared.caption):
        for match in _CLAUSE.finditer(source.folded):
            if scope.finding.outcome_group is None or not names(match[0], scope.finding.outcome_group):
                continue
            for unit, pattern in (*NAMED, (Unit.CURRENCY, _ANY_CURRENCY), (Unit.PROBABILITY, SHARE)):
                found = pattern.search(match[0])
                if found is not None and _suits(scope, unit, source) and _size_suits(scope, unit):
                    start = match.start()
                    return Hit(unit, source.reading(start + found.start(), start + found.end()))
    return None


_ANY_CURRENCY = re.compile("|".join(pattern.pattern for _, pattern in CURRENCIES))


def _named(scope: Scope) -> Hit | None:
    """What caption, note or text about the table name as a whole."""
    sources = [scope.shared.caption, scope.shared.note]
    hit = next(iter(_suiting(scope, [*sources, *scope.shared.mentions])), None)
    if hit is None and scope.finding.outcome_group is OutcomeGroup.UNEMPLOYMENT_EXIT:
        return first_hit(scope.shared.document, [(u, p) for u, p in NAMED if u is Unit.LOG_HAZARD], 0.7)
    return hit


def _suiting(scope: Scope, sources: list[Source]) -> Iterator[Hit]:
    for source in sources:
        for unit, pattern in NAMED:
            match = pattern.search(source.folded)
            if match is not None and _suits(scope, unit, source):
                yield Hit(unit, source.reading(match.start(), match.end()))


def _suits(scope: Scope, unit: Unit, source: Source) -> bool:
    """Whether a unit's word can be meant here: durations of other things and log hazards mislead."""
    if unit is Unit.LOG_HAZARD:
        return scope.finding.outcome_group in _HAZARDS
    if unit is Unit.LOG_POINTS:
        return source.name in _LABELS or scope.finding.outcome_group in (*_MONEY, None)
    if unit in _TIMES:
        return source.name in _LABELS or _largest(scope) > 1
    if unit is Unit.STANDARD_DEVIATIONS:
        return source.name in (*_LABELS, "caption") and "standardized" not in source.folded[:12]
    if unit is Unit.PERCENTAGE_POINTS:
        return source.name != "mention" and _largest(scope) > 1
    return True


def _size_suits(scope: Scope, unit: Unit) -> bool:
    return _largest(scope) <= 1 if unit is Unit.PROBABILITY else True


def _alike(scope: Scope) -> list[float]:
    """The sizes of the estimates of the same outcome: those that share the label which names it."""
    finding = scope.finding
    reading = finding.readings.get("outcome_group")
    raw = reading.raw if reading else ""
    name = next(
        (n for n in ("row_label", "panel") if raw and raw in (getattr(finding, n) or "")), "column_label"
    )
    same = [f.estimate for f in scope.shared.effects if getattr(f, name) == getattr(finding, name)]
    return [abs(value) for value in (*same, finding.estimate)]


def _largest(scope: Scope) -> float:
    return max(_alike(scope))


def _large(scope: Scope) -> bool:
    """Whether numbers like these are no shares and no logarithms."""
    mean, values = scope.finding.control_mean, sorted(_alike(scope))
    return values[len(values) // 2] >= 10 or (mean is not None and mean >= 20)


def _sign(scope: Scope) -> str | None:
    """Currency by the sign printed with the estimate."""
    raw = scope.finding.readings["estimate"].raw if "estimate" in scope.finding.readings else ""
    return next((code for sign, code in SIGNS if sign in raw), None)


def _currency(scope: Scope) -> Hit | None:
    sign = _sign(scope)
    if sign is not None:
        return Hit(sign, scope.finding.readings["estimate"])
    return first_hit([*scope.near, *scope.shared.mentions], CURRENCIES)


def _money_in(scope: Scope, labels: list[Source]) -> Hit | None:
    """An amount of money by a currency in a label."""
    hit = first_hit(labels, CURRENCIES)
    return Hit(Unit.CURRENCY, hit.reading) if hit is not None else None


def _paid(scope: Scope, money: Hit | None, confidence: float) -> dict[str, Hit]:
    if money is None:
        reading = scope.finding.readings.get("outcome_group") or _by_value(scope, 0.5)
        return {"unit": Hit(Unit.CURRENCY, _weak(reading, confidence))}
    return {"unit": Hit(Unit.CURRENCY, money.reading), "currency": money}


def _defined(scope: Scope) -> Hit | None:
    """The unit in which the text says that outcomes of the group are counted."""
    group = scope.finding.outcome_group
    hit = scope.shared.context.once(usual_units).get(group) if group is not None else None
    if hit is None or (hit.value in _TIMES and _largest(scope) <= 1 and not _large(scope)):
        return None
    return hit


def usual_units(context: DocumentContext) -> dict[OutcomeGroup, Hit]:
    """The unit of outcomes by group, from the sentences that define them."""
    text = Source("text", context.body, 1, context)
    ballots: dict[OutcomeGroup, Ballot] = {}
    for match in OUTCOME.finditer(text.folded):
        end = min(match.start() + 220, *(spot for spot in _ends(text.folded, match.start())))
        sentence = text.folded[match.start() : end]
        named = group_of(sentence, general=False)
        for unit, pattern in NAMED if named is not None else ():
            found = pattern.search(sentence)
            if unit in _TIMES and found is not None and named is not None:
                start = match.start() + found.start()
                reading = text.reading(start, match.start() + found.end(), 0.8)
                ballots.setdefault(named[0], Ballot()).add(unit, 1.0, reading)
    return {group: hit for group, ballot in ballots.items() if (hit := ballot.decide())}


def _ends(text: str, start: int) -> Iterator[int]:
    """Where a sentence that begins at `start` may end."""
    spot = text.find(". ", start)
    yield spot if spot >= 0 else len(text)


def _by_size(scope: Scope) -> Hit | None:
    """What outcomes of the group with numbers of this size usually are."""
    group = scope.finding.outcome_group
    percent = first_hit([s for s in scope.near if s.name != "note"], ((Unit.PERCENT, PERCENT),))
    if percent is not None and _largest(scope) > 1:
        return Hit(Unit.PERCENTAGE_POINTS, percent.reading) if _is_share(scope) else percent
    if group is OutcomeGroup.HOURS:
        return Hit(Unit.OTHER, _by_value(scope, 0.5))
    if group in _MONEY and _largest(scope) <= 1 and scope.shared.context.once(rescaled):
        return Hit(Unit.OTHER, _by_value(scope, 0.4))
    if group in _MONEY:
        unit = Unit.CURRENCY if _largest(scope) >= 2 or _plain_wage(scope) else None
        return Hit(unit, _by_value(scope, 0.4)) if unit else None
    if group is None or group not in _HAVE_OR_NOT:
        return None
    if _is_amount(scope):
        return Hit(Unit.OTHER, _by_value(scope, 0.6))
    if _largest(scope) <= 1:
        return Hit(Unit.PROBABILITY, _by_value(scope, 0.6))
    return _of_hundred(scope)


def _is_share(scope: Scope) -> bool:
    """Whether it is the outcome that is in per cent ("In work (%)", 35.2 of the control group): then effects are
    differences of shares."""
    mean = scope.finding.control_mean
    labelled = any(
        _OUTCOME_IN_PERCENT.search(source.folded) for source in scope.near if source.name in _LABELS
    )
    return scope.finding.outcome_group in _HAVE_OR_NOT and labelled and mean is not None and 1 < mean <= 100


def _plain_wage(scope: Scope) -> bool:
    """Whether a wage is named and its logarithm nowhere."""
    return "log" not in f"{scope.shared.caption.folded} {scope.shared.note.folded}"


def _is_amount(scope: Scope) -> bool:
    """Whether the outcome is an index or a number of something."""
    reading = scope.finding.readings.get("outcome_group")
    label = (reading.raw if reading else "").lower()
    mean = scope.finding.control_mean
    if AMOUNTS.search(label) or (mean is not None and mean > 1 and _largest(scope) <= 1):
        return True
    if scope.finding.outcome_group is not OutcomeGroup.OTHER:
        return False
    spoken = [scope.shared.caption, scope.shared.note, *scope.shared.mentions]
    scaled = any(RESCALED.search(source.folded) for source in spoken)
    return scaled or bool(_INCOME.search(label)) or scope.shared.context.once(rescaled)


def rescaled(context: DocumentContext) -> bool:
    """Whether the text says that its outcomes are brought to one scale."""
    return _SCALED_OUTCOMES.search(title_abstract_body(context)[2].folded) is not None


def _of_hundred(scope: Scope) -> Hit | None:
    """Percentage points, where means are per cent, the text about the table speaks of points, or a rate is named."""
    mean, largest = scope.finding.control_mean, _largest(scope)
    if largest > 60 or scope.finding.outcome_group is OutcomeGroup.OTHER:
        return None
    if mean is not None and 1 < mean <= 100:
        return Hit(Unit.PERCENTAGE_POINTS, _by_value(scope, 0.5))
    spoken = first_hit(
        [*scope.shared.mentions, *scope.shared.paragraphs], ((Unit.PERCENTAGE_POINTS, POINTS),)
    )
    return spoken or first_hit(
        [*scope.columns, scope.row, scope.shared.caption], ((Unit.PERCENTAGE_POINTS, SHARE),), 0.6
    )


def _by_value(scope: Scope, confidence: float) -> Reading:
    """A reading from the printed number itself."""
    reading = scope.finding.readings.get("estimate")
    raw = reading.raw if reading else str(scope.finding.estimate)
    anchor = reading.anchor if reading else None
    return Reading(raw=raw, anchor=anchor, origin=Origin.PARSER, confidence=confidence)


def _weak(reading: Reading, confidence: float) -> Reading:
    return reading.model_copy(update={"confidence": confidence, "alternatives": ()})

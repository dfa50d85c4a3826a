"""Numbers that a sentence states as effects: value with sign, unit, and how surely.

A number counts only where a word of change or of effect governs it ("raised employment by 3 points", "5.5 pp
more likely", "the impact was $851"); levels, test statistics, horizons and samples are left out.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from almpo.evidence.vocabulary import Unit
from almpo.extraction import prose_words as say
from almpo.extraction.folding import fold
from almpo.extraction.number_words import VALUES
from almpo.measures.numbers import DecimalMark, Printed, find_numbers

# How far, in characters, a governing word may stand before a number; further where "by" stands between them,
# as verbs of German and Dutch stand far from it ("steigt der Anteil der ... um 9,6 Prozentpunkte").
_BEFORE, _BEFORE_BY = 75, 150
# How far a word of change may stand after a number of days ("12.2 days less"), which may be a horizon.
_CLOSE = 4


class Statement(NamedTuple):
    value: float
    unit: Unit
    start: int  # span of number and unit in the sentence
    end: int
    strength: float  # 0..1
    se: float | None  # a standard error stated in parentheses after it


def statements(sentence: str, decimal: DecimalMark) -> Iterator[Statement]:
    """The effects that a sentence states, in order."""
    folded = fold(sentence)
    for number in sorted(_numbers(sentence, folded, decimal), key=lambda number: number.start):
        measured = _unit(number, folded)
        governed = _governed(folded, number, *measured) if measured else None
        if measured is None or governed is None:
            continue
        sign, strength = governed
        value = -abs(number.value) if sign < 0 else number.value
        yield Statement(
            value, measured[0], number.start, measured[1], strength, _se(folded, measured[1], decimal)
        )


_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(sorted(VALUES, key=len, reverse=True))})\b")
_MORE = re.compile(
    r" ?(?P<word>additional|more|fewer|less|extra|weitere|zusatzliche|weniger|mehr|mas|menos|piu|meno)?[ -]?"
)


def _numbers(sentence: str, folded: str, decimal: DecimalMark) -> Iterator[Printed]:
    """Numbers in digits, and number words before a period of time ("about one month")."""
    yield from find_numbers(sentence, decimal)
    for match in _NUMBER_WORD.finditer(folded):
        gap = _MORE.match(folded, match.end())
        if gap and any(p.match(folded, gap.end()) for p in (say.MONTHS, say.WEEKS, say.DAYS)):
            yield Printed(VALUES[match[0]], 0, start=match.start(), end=match.end())


_UNITS = (
    (Unit.LOG_POINTS, say.LOG_POINTS),
    (Unit.PERCENTAGE_POINTS, say.POINTS),
    (Unit.PERCENT, say.PERCENT),
    (Unit.STANDARD_DEVIATIONS, say.DEVIATIONS),
    (Unit.CURRENCY, say.CURRENCY),
    (Unit.MONTHS, say.MONTHS),
    (Unit.WEEKS, say.WEEKS),
    (Unit.DAYS, say.DAYS),
)
_POINTS_AFTER_SIGN = re.compile(r"[- ]?(?:points?|punkte?n?|punt[oi]|puntos?)\b")
_MONEY_BEFORE = re.compile(r"(?:eur|usd|chf|gbp|sek|dkk|nok|pln|us\$) ?$")


def _unit(number: Printed, folded: str) -> tuple[Unit, int] | None:
    """Unit of a number and where it ends; None for numbers without one."""
    if number.unit == "%":
        points = _POINTS_AFTER_SIGN.match(folded, number.end)
        return (Unit.PERCENTAGE_POINTS, points.end()) if points else (Unit.PERCENT, number.end)
    if number.unit:
        return (Unit.PERCENTAGE_POINTS if number.unit in ("pp", "p.p.") else Unit.CURRENCY), number.end
    gap = _MORE.match(folded, number.end)
    for unit, pattern in _UNITS:
        match = pattern.match(folded, gap.end()) if gap else None
        if match is not None:
            return unit, match.end()
    if _MONEY_BEFORE.search(folded[max(0, number.start - 5) : number.start]):
        return Unit.CURRENCY, number.end
    return None


_TIMES = (Unit.MONTHS, Unit.WEEKS, Unit.DAYS)
_ASIDE = r"(?:\W|\([^)]*\)|(?:as|in|an?|of|the|der|die|des|de|la|el|il|job|exit) )*?"
_CHANGE_AFTER = re.compile(rf"{_ASIDE}(?P<word>{say.CHANGE.pattern})")
_BLURRED = rf"(?:(?:an? |the )?{say.ABOUT.pattern} )*\W{{0,2}}$"
_BY_BEFORE = re.compile(rf"{say.BY.pattern} {_BLURRED}")
_LEVEL_BEFORE = re.compile(rf"{say.LEVEL.pattern}\W{{0,3}}(?:an? |the )?{_BLURRED}")
_MEASURE_BEFORE = re.compile(rf"{say.MEASURE.pattern}\W{{0,5}}$")
_SIZE_BEFORE = re.compile(rf"{say.SIZE.pattern}[^.;()]{{0,60}}(?:{say.IS.pattern}|[=:≈])\W{{0,3}}{_BLURRED}")
# "increased 3.4 points", "se reducen un 2,1 por ciento": the number is the object of the verb.
_VERB_BEFORE = re.compile(rf"(?P<word>{say.VERB.pattern})(?: (?:en )?(?:un|una|o|em|il|del))? {_BLURRED}")
_PLUS_BEFORE = re.compile(r"\(\s*\+\s*$")


def _governed(folded: str, number: Printed, unit: Unit, end: int) -> tuple[int, float] | None:
    """Sign and strength of what makes a number an effect; None if nothing does."""
    before = folded[max(0, number.start - _BEFORE) : number.start]
    after = folded[end : end + 45]
    beside = after.split("(")[0][:15]
    if say.NO_EFFECT.search(before[-30:]) or say.NO_EFFECT.search(beside) or _MEASURE_BEFORE.search(before):
        return None
    between = _MORE.match(folded, number.end)
    if between and between["word"]:
        return _sign(between["word"]), 0.55
    change = _CHANGE_AFTER.match(after)
    if change and (unit not in _TIMES or change.start("word") <= _CLOSE):
        return _sign(change["word"]), 0.55
    changes = list(say.CHANGE.finditer(before))
    if _SIZE_BEFORE.search(before):
        return (_sign(changes[-1][0]) if changes else 1), 0.5
    if _LEVEL_BEFORE.search(before):
        return None
    if _BY_BEFORE.search(before):
        changes = list(say.CHANGE.finditer(folded[max(0, number.start - _BEFORE_BY) : number.start]))
        if changes:
            return _sign(changes[-1][0]), 0.6
    verb = _VERB_BEFORE.search(before)
    if verb is not None:
        return _sign(verb["word"]), 0.55
    if number.value < 0 or _PLUS_BEFORE.search(before):
        return (-1 if number.value < 0 else 1), 0.5
    return None


def _sign(word: str) -> int:
    return -1 if say.DOWN.search(word) else 1


_SE_AFTER = re.compile(
    r".{0,12}?\((?:s\.? ?e\.?|std\. err\.|standard errors?|standardfehler|erreur[- ]type)\W{0,5}"
    r"(?P<se>[\d.,]+\d)"
)


def _se(folded: str, end: int, decimal: DecimalMark) -> float | None:
    match = _SE_AFTER.match(folded, end)
    numbers = find_numbers(match["se"], decimal) if match else ()
    return numbers[0].value if numbers else None

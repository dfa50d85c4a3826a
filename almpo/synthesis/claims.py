"""The numbers that a text states, each with what it says to count."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from almpo.measures.numbers import DecimalMark, Printed, find_numbers, usual_decimal
from almpo.synthesis.lexicon import lexicon
from almpo.synthesis.number_words import minus_before, number_words
from almpo.synthesis.templates import all_templates

_TIMES = ("months", "years")
_NEAR = 1e-9
_ELIDED = re.compile(r"(?<=[^\W\d_])['’](?=\d)")  # "all'8,5 per cento"


class StatedNumber(NamedTuple):
    """A number in a text. `unit` is a key of lexicon/units.toml, or None where the text names none."""

    token: str  # as it stands in the text
    value: float
    decimals: int
    unit: str | None
    start: int
    end: int
    in_words: bool = False

    def says_as(self, other: "StatedNumber") -> bool:
        """Whether `other`, as a source prints it, bears this number out.

        It does with the same value, sign and rounding, if this one names no unit or the same one. A number that
        is copied letter by letter is the same in any language, whatever its point or comma stands for there.
        """
        if self.unit not in (None, other.unit):
            return False
        copied = self.token == other.token
        same = abs(self.value - other.value) < _NEAR
        whole = self.in_words or other.in_words
        return copied or (same and (whole or self.decimals == other.decimals))


@cache
def _unit_patterns(side: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Patterns by unit: those of lexicon/units.toml, and what the templates call the unit after a number."""
    frame = r"[\s-]*(?:{})" if side == "after" else r"(?:{})\s*[-+]?\s*$"
    units: dict[str, list[str]] = {unit: list(words) for unit, words in lexicon("units")[side].items()}
    if side == "after":
        for say in all_templates():
            for unit, word in say.unit.items():
                units[unit].append(rf"{re.escape(word)}\b")
    return tuple(
        (unit, re.compile(frame.format("|".join(words)), re.IGNORECASE)) for unit, words in units.items()
    )


class Unit(NamedTuple):
    """What a number counts, and where the words that say so end."""

    code: str | None
    end: int


def unit_at(text: str, start: int, end: int) -> Unit:
    """The unit of the number at text[start:end], told by the words after it or the currency before it."""
    for code, pattern in _unit_patterns("after"):
        if match := pattern.match(text, end):
            return Unit(code, match.end())
    before = text[max(0, start - 6) : start]
    codes = (code for code, pattern in _unit_patterns("before") if pattern.search(before))
    return Unit(next(codes, None), end)


def _in_digits(text: str, printed: Printed, language: str | None) -> tuple[StatedNumber, int]:
    """The number without the marks that the reader takes in (stars, "%", "<"), and where its unit ends."""
    start, end = printed.start, printed.end
    while not text[end - 1].isdigit():
        end -= 1
    while text[start] in "<>≤≥⩽⩾ ":
        start += 1
    first = next(i for i in range(start, end) if text[i].isdigit())
    unit = unit_at(text, first, end)
    minus = minus_before(text, start, language) if first == start else None
    value = printed.value if minus is None else -printed.value
    start = start if minus is None else minus
    return StatedNumber(text[start:end], value, printed.decimals, unit.code, start, end), unit.end


def stated_numbers(
    text: str, language: str | None = None, decimal: DecimalMark | None = None
) -> list[StatedNumber]:
    """The numbers of a text in order: in digits, in words, and spans of time such as "a year and a half".

    Args:
        text: prose, or a token of a table.
        language: whose number words and decimal mark to go by. None: the words of the common languages.
        decimal: settles "1,234", whatever the language.
    """
    found: list[StatedNumber] = []
    taken: set[int] = set()

    def keep(number: StatedNumber, end: int) -> None:
        if taken.isdisjoint((number.start, number.end - 1)):
            found.append(number)
            taken.update(range(number.start, end))  # "5 per cent" holds no second number

    mark = decimal or (usual_decimal(language) if language else None)
    digits = [_in_digits(text, one, language) for one in find_numbers(_ELIDED.sub(" ", text), mark)]
    words = list(_in_words(text, language))
    counted = {number.end for number, _ in (*digits, *words)}
    for span in _spans(text) if language else ():
        if len(text[: span.start].rstrip()) not in counted:  # "two years later" is no "year later"
            keep(span, span.end)
    for number, end in (*digits, *words):
        keep(number, end)
    return sorted(found, key=lambda number: number.start)


def _in_words(text: str, language: str | None) -> Iterator[tuple[StatedNumber, int]]:
    """Numbers in words of the language, and those of other languages that a unit follows; where the unit ends."""
    own = number_words(text, language)
    reach = {i for word in own for i in range(word.start, word.end)}
    others = number_words(text, None) if language else []
    foreign = [word for word in others if not word.alone and word.start not in reach]
    for word in (*own, *foreign):
        unit = unit_at(text, word.start, word.end)
        if unit.code is None and word in foreign:
            continue
        if word.alone and (unit.code is None or unit.code in _TIMES):
            continue  # an article; times are `_spans`
        minus = minus_before(text, word.start, language)
        start, sign = (word.start, 1) if minus is None else (minus, -1)
        token, value = text[start : word.end], sign * word.value
        yield StatedNumber(token, value, word.decimals, unit.code, start, word.end, in_words=True), unit.end


def _spans(text: str) -> Iterator[StatedNumber]:
    """Spans of time without a numeral: "half a year", "ein Jahr nach"."""
    for months, pattern in _span_patterns():
        for match in pattern.finditer(text):
            yield StatedNumber(match[0], months, 0, "months", *match.span(), in_words=True)


@cache
def _span_patterns() -> tuple[tuple[float, re.Pattern[str]], ...]:
    spans = lexicon("horizons")["spans"]
    return tuple(
        (float(months), re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE))
        for months, patterns in sorted(spans.items(), key=lambda pair: -int(pair[0]))
    )


def uncounted_digits(text: str, numbers: list[StatedNumber]) -> list[str]:
    """Words with digits that hold no number of the list ("A1", "NUTS2"): the net below `stated_numbers`.

    Digits of any kind count (superscripts, Roman numerals before a unit), as they are read as numbers.
    """
    whole = [number for number in numbers if number.unit or not text[number.end : number.end + 1].isalpha()]
    covered = {i for number in whole for i in range(number.start, number.end)}
    words = [m[0] for m in re.finditer(r"[\w.]*\d\w*", text) if not covered & set(range(*m.span()))]
    odd = [text[i] for i in range(len(text)) if text[i].isnumeric() and not text[i].isdecimal()]
    roman = [m[0] for m in _ROMAN.finditer(text) if unit_at(text, *m.span()).end > m.end()]
    return [*words, *odd, *roman]


_ROMAN = re.compile(r"(?<![\w-])(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![\w-])")

"""The numbers that a text states, each with what it says to count."""

import re
from functools import cache
from typing import NamedTuple

from almpo.measures.numbers import Printed, find_numbers
from almpo.synthesis.lexicon import lexicon
from almpo.synthesis.templates import all_templates

_WORD = re.compile(r"[^\W\d_]+")


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

        It does with the same value, sign and rounding, if this one names no unit or the same one.
        """
        if self.in_words or other.in_words:
            same = abs(self.value - other.value) < 1e-9
        else:
            same = abs(self.value - other.value) < 1e-9 and self.decimals == other.decimals
        return same and self.unit in (None, other.unit)


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


@cache
def _words(language: str | None) -> dict[str, float]:
    """Number words of a language, or of all known ones."""
    table: dict[str, dict[str, list[str]]] = lexicon("number_words")
    chosen = table.values() if language is None else [table.get(language, {})]
    return {word: float(value) for words in chosen for value, forms in words.items() for word in forms}


def _in_digits(text: str, printed: Printed) -> tuple[StatedNumber, int]:
    """The number without the marks that the reader takes in (stars, "%", "<"), and where its unit ends."""
    start, end = printed.start, printed.end
    while not text[end - 1].isdigit():
        end -= 1
    while text[start] in "<>≤≥⩽⩾ ":
        start += 1
    first = next(i for i in range(start, end) if text[i].isdigit())
    unit = unit_at(text, first, end)
    return StatedNumber(text[start:end], printed.value, printed.decimals, unit.code, start, end), unit.end


def stated_numbers(text: str, language: str | None = None) -> list[StatedNumber]:
    """The numbers of a text in order: digits, and number words of the language (None: of all known ones)."""
    found: list[StatedNumber] = []
    taken: set[int] = set()
    for printed in find_numbers(text):
        number, end = _in_digits(text, printed)
        found.append(number)
        taken.update(range(number.start, end))  # "5 per cent" holds no second number
    words = _words(language)
    for match in _WORD.finditer(text):
        value = words.get(match[0].lower())
        if value is not None and match.start() not in taken:
            unit = unit_at(text, match.start(), match.end())
            found.append(StatedNumber(match[0], value, 0, unit.code, *match.span(), in_words=True))
            taken.update(range(match.start(), unit.end))
    return sorted(found, key=lambda number: number.start)


def uncounted_digits(text: str, numbers: list[StatedNumber]) -> list[str]:
    """Words with digits that hold no number of the list ("A1", "NUTS2"): the net below `stated_numbers`."""
    covered = {i for number in numbers for i in range(number.start, number.end)}
    return [m[0] for m in re.finditer(r"[\w.]*\d\w*", text) if not covered & set(range(*m.span()))]

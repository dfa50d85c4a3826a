"""Numbers in words, in the official languages of the EU: "fünfundzwanzig", "quatre-vingt-dix", "six and a half",
"otto virgola cinque". Pure.

A word is taken apart into what lexicon/number_words.toml lists; what cannot be taken apart wholly is no number.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from almpo.synthesis.lexicon import lexicon

# Languages whose words are looked for where the language is not known; those of others are words of these too.
_COMMON = ("en", "de", "fr", "es", "it", "pl", "nl", "pt")
_WORD = re.compile(r"[^\W\d_]+'?")
_GAP = re.compile(r"[\s-]*")
_AND, _POINT = "and", "point"
_TIMES = {"x10": 10, "x20": 20}


class WordNumber(NamedTuple):
    """A number in words. `alone`: it is a bare "one", which may be an article."""

    start: int
    end: int
    value: float
    decimals: int
    alone: bool = False


class Atom(NamedTuple):
    """What a part of a number word does: "add" its value, multiply ("times"), or join ("and", "point")."""

    kind: str
    value: float = 0.0


@lru_cache(maxsize=2**14)  # sentences are weighed, chosen and checked
def number_words(text: str, language: str | None) -> tuple[WordNumber, ...]:
    """The numbers that a text states in words of a language, in order; of all common ones if it is None."""
    codes = _COMMON if language is None else (language,)
    found = [number for code in codes for number in _in_language(text, code)]
    found.sort(key=lambda number: (number.start, number.start - number.end))
    kept: list[WordNumber] = []
    for number in found:
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return tuple(kept)


def minus_before(text: str, start: int, language: str | None) -> int | None:
    """Where the word "minus" begins that stands right before text[start], if it does."""
    words = {word for code in _COMMON for word in _table(code).get("minus", ())}
    if language is not None:
        words = set(_table(language).get("minus", ()))
    match = re.search(r"(?<!\w)([^\W\d_]+)\s+$", text[max(0, start - 12) : start])
    if match is None or match[1].lower() not in words:
        return None
    return start - len(match[0])


def _table(language: str) -> dict[str, list[str]]:
    table: dict[str, list[str]] = lexicon("number_words").get(language, {})
    return table


@cache
def _atoms(language: str) -> dict[str, Atom]:
    atoms: dict[str, Atom] = {}
    for key, words in _table(language).items():
        for word in words:
            if key in (_AND, _POINT):
                atoms.setdefault(word, Atom(key))
            elif key in _TIMES:
                atoms.setdefault(word, Atom("times", _TIMES[key]))
            elif key in ("one", "teen"):
                atoms[word] = Atom(key, 1.0 if key == "one" else 10.0)
            elif key[0].isdigit():
                atoms[word] = Atom("times" if float(key) in (1e2, 1e3, 1e6) else "add", float(key))
    return atoms


@cache
def _phrases(language: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """Patterns of what takes several words: "and a half" after a number, and numbers such as "jeder dritte"."""
    halves = _table(language).get("half", [])
    whole = [
        word for key, words in _table(language).items() if key[0].isdigit() for word in words if " " in word
    ]

    def pattern(words: list[str]) -> re.Pattern[str] | None:
        listed = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE) if words else None

    return pattern([word for word in halves if " " in word]), pattern(whole)


@lru_cache(maxsize=2**14)
def _parts(word: str, language: str) -> tuple[Atom, ...] | None:
    """The atoms of a word, the longest first; None if it is not made of them."""
    atoms = _atoms(language)
    if word in atoms:
        return (atoms[word],)
    half = next(
        (end for end in _table(language).get("half", ()) if word.endswith(end) and " " not in end), None
    )
    if half is not None and (before := _parts(word.removesuffix(half), language)):
        return (*before, Atom("half"))
    for length in range(len(word) - 1, 1, -1):
        first = atoms.get(word[:length])
        if first is not None and (rest := _parts(word[length:], language)) and rest[0].kind != "half":
            return (first, *rest)
    return None


class _Reading:
    """A number being read, atom by atom."""

    def __init__(self) -> None:
        self.total = self.current = self.last = 0.0
        self.digits = ""
        self.count = 0
        self.waits = ""  # for what follows "and" or "point"
        self.fraction = False
        self.bare = False

    def takes(self, atom: Atom) -> bool:
        """Read an atom; False if it cannot belong to this number."""
        if atom.kind in (_AND, _POINT):
            if not self.count or self.waits or self.fraction:
                return False
            self.waits = atom.kind
            return True
        if self.digits or self.waits == _POINT:
            return self._decimal(atom)
        if atom.kind == "half":
            self.current, self.fraction = self.current + 0.5, True
        elif self.fraction or not self._adds(atom):
            return False
        self.bare = not self.count and atom.kind == "one"
        self.count, self.waits = self.count + 1, ""
        return True

    def _decimal(self, atom: Atom) -> bool:
        if atom.kind not in ("add", "one", "times") or atom.value % 1 or (self.digits and atom.value >= 10):
            return False
        tens = self.digits[1:] == "0"  # "point thirty-five"
        self.digits = f"{self.digits[0]}{atom.value:g}" if tens else f"{self.digits}{atom.value:g}"
        self.count, self.waits = self.count + 1, ""
        return True

    def _adds(self, atom: Atom) -> bool:
        value, last = atom.value, self.last
        if atom.kind == "times":
            return self._multiplies(value)
        if self.count and atom.kind != "teen" and not self._fits(value, last):
            return False
        if value % 1:
            self.fraction = True
        self.current, self.last = self.current + value, value
        return True

    def _fits(self, value: float, last: float) -> bool:
        inverted = (
            last < 10 and value in range(20, 100, 10) and self.waits == _AND and self.current % 100 < 10
        )
        tens = last % 10 == 0 and last >= 10 and (value < 10 or (last in (60, 80) and value < 17))
        return inverted or tens or (last >= 100 and value < last)

    def _multiplies(self, value: float) -> bool:
        if value == 10:
            self.current += self.last * 9
            self.last *= 10
            return bool(self.count)
        if value == 20:
            if self.count and self.last == 4:
                self.current, self.last = self.current + 76, 80
                return True
            return self._adds(Atom("add", value))
        if value == 100:
            if self.current >= 100 or (self.last >= 1000 and self.current):
                return False
            self.current = max(self.current, 1) * 100
        else:
            self.total, self.current = self.total + max(self.current, 1) * value, 0
        self.last = value
        return True

    def result(self) -> tuple[float, int] | None:
        """Value and decimals of what was read."""
        if not self.count:
            return None
        value = self.total + self.current
        if self.digits:
            return float(f"{value:.0f}.{self.digits}"), len(self.digits)
        return value, 1 if value % 1 == 0.5 and value > 0.5 else 0


def _in_language(text: str, language: str) -> Iterator[WordNumber]:
    halves, whole = _phrases(language)
    taken = -1
    for match in whole.finditer(text) if whole else ():
        value = next(float(k) for k, words in _table(language).items() if match[0].lower() in words)
        yield WordNumber(*match.span(), value, 0)
    words = list(_WORD.finditer(text))
    for index, first in enumerate(words):
        if first.start() < taken or _parts_of(first[0], language) is None:
            continue
        reading, end = _read(text, words[index:], language)
        result = reading.result()
        if result is None:
            continue
        value, decimals = result
        if halves and (half := halves.match(text, _skip(text, end))) and decimals == 0:
            value, decimals, end, reading.bare = value + 0.5, 1, half.end(), False
        taken = end
        yield WordNumber(first.start(), end, value, decimals, reading.bare and reading.count == 1)


def _parts_of(word: str, language: str) -> tuple[Atom, ...] | None:
    """The parts of a word of a text, with or without an apostrophe at its end."""
    return _parts(word.lower().rstrip("'"), language) or _parts(word.lower(), language)


def _read(text: str, words: list[re.Match[str]], language: str) -> tuple[_Reading, int]:
    """The number that begins with the first of the words, and where it ends."""
    reading, end = _Reading(), words[0].start()
    for match in words:
        if reading.count and _skip(text, end) != match.start() and not reading.waits:
            break
        parts = _parts_of(match[0], language)
        ahead = _copy(reading)
        if parts is None or not all(ahead.takes(part) for part in parts):
            break
        if ahead.waits:  # counts only if a number follows
            following = text[_skip(text, match.end()) :]
            after = _WORD.match(following)
            nexts = _parts(after[0].lower(), language) if after else None
            if not nexts or not _copy(ahead).takes(nexts[0]):
                break
        reading, end = ahead, match.end()
    return reading, end


def _copy(reading: _Reading) -> _Reading:
    other = _Reading()
    other.__dict__.update(reading.__dict__)
    return other


def _skip(text: str, at: int) -> int:
    match = _GAP.match(text, at)
    return match.end() if match else at

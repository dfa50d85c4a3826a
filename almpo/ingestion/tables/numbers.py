"""What numbers look like in tables. All patterns work on folded text: one glyph for minus, one for star."""

import itertools
import re

LONGEST = 60  # characters of a cell of numbers; longer runs of digits would keep the patterns busy
_MINUS = str.maketrans(dict.fromkeys("−–‒﹣‐‑－", "-"))
_STARS = str.maketrans(dict.fromkeys("∗⁎﹡＊⋆★✱", "*"))
_LIGATURES = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        "\xa0": " ",
        "\u202f": " ",
    }
)

_CURRENCY = r"(?:[$€£]|EUR|USD|SEK|CHF|PLN|zł)"
# Thousands and decimals in either convention, or a bare decimal: 1,234.5  1.234,5  21 393.1  .05  5.46e-08
_DIGITS = r"(?:\d{1,3}(?:[.,'’ ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,·]\d+)?|[.,]\d+)(?:[eE][-+]?\d+)?"
_SIGNED = rf"[-+±]? ?{_CURRENCY}? ?[-+]? ?{_DIGITS} ?(?:%|‰|pp|{_CURRENCY})?"
_FLAGS = r"(?: ?(?:\*+|[+†‡§#¶]{1,3}|\^?[a-e](?:,[a-e])*))?"
_VALUE = rf"[<>≤≥=~≈]? ?{_SIGNED}{_FLAGS}"
_BRACKETED = rf"[(\[{{|] ?{_VALUE}(?: ?(?:[,;:-]|to|bis|à|a) ?{_VALUE})? ?[)\]}}|]{_FLAGS}"

_NUMBER = re.compile(rf"{_VALUE}|{_BRACKETED}")
_BRACKETED_NUMBER = re.compile(_BRACKETED)
_RANGE = r"-?\d*[.,]\d+ ?(?:-|to|bis|à|a|do) ?-?\d*[.,]\d+"
_FRACTION = r"\d[\d,]*/\d[\d,]*"
_PART = rf"(?:{_VALUE}|{_BRACKETED}|{_FRACTION})"
# A bracket that is opened and not closed is common in recognised text: ($3,322
_CELL = re.compile(rf"{_PART}(?:[,;/]? {_PART}){{0,3}}|{_RANGE}|[(\[]{_VALUE}")
_COLUMN_NUMBER = re.compile(r"[(\[] ?(?:\d{1,2}|[ivx]{1,4}|[IVX]{1,4}|[a-z]) ?[)\]]")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?")
_DECIMAL = re.compile(r"\d[.,]\d|[(\[]|\*")
_MARK = re.compile(
    r"--?|—|\.{1,3}|…|[xX✓✔✗✘✕×•●]|[(\[]\.[)\]]|(?-i:[YN])|n/?a|n\.a\.|n\.?s\.?|n\.?r\.?"
    r"|yes|no|ja|nein|oui|non|s[íi]|tak|nie",
    re.IGNORECASE,
)

# "-0.012-0.005" and "0.35***(0.11)": numbers of neighbouring cells without a space between them
_FUSED = re.compile(
    r"(?<=\d)(?=-\d*[.,]\d)|(?<=\*)(?=[-(\[\d])|(?<=\d)(?=[(\[][-\d.])|(?<=[)\]])(?=[-(\[\d])"
)
_BOTH_DECIMAL = re.compile(r"[.,]\d")


def fold(text: str) -> str:
    """One glyph for minus and for star, ligatures spelled out. Digits, signs and letters stay as they are."""
    return text.translate(_MINUS).translate(_STARS).translate(_LIGATURES).replace("\\*", "*")


def is_number(text: str) -> bool:
    """One number with all that may be printed on it: sign, currency, per cent, stars, brackets."""
    return len(text) <= LONGEST and _NUMBER.fullmatch(text) is not None


def is_bracketed(text: str) -> bool:
    """A number or a pair of numbers in brackets."""
    return len(text) <= LONGEST and _BRACKETED_NUMBER.fullmatch(text) is not None


def is_value(text: str) -> bool:
    """The text of a cell that holds nothing but numbers: "0.12", "0.12 (0.05)", "[0.02, 0.22]"."""
    return len(text) <= LONGEST and _CELL.fullmatch(text) is not None


def is_mark(text: str) -> bool:
    """What stands where a number would: a dash, a tick, yes or no."""
    return _MARK.fullmatch(text) is not None


def is_column_number(text: str) -> bool:
    """(1), (2), (iv): a number of a column, not a value."""
    return _COLUMN_NUMBER.fullmatch(text) is not None


def is_year(text: str) -> bool:
    return _YEAR.fullmatch(text) is not None


def is_statistic(text: str) -> bool:
    """A value with decimals, brackets or stars: more than a count or a year."""
    return _DECIMAL.search(text) is not None and is_value(text) and not is_column_number(text)


def _in_brackets(text: str, spot: int) -> bool:
    before = text[:spot]
    return sum(map(before.count, "([")) > sum(map(before.count, ")]"))


def fused_at(text: str) -> list[int]:
    """Offsets at which a token holds the border of two numbers, [] where it is one."""
    spots = (match.start() for match in _FUSED.finditer(text))
    cuts = [spot for spot in spots if not _in_brackets(text, spot)]
    bounds = [0, *cuts, len(text)]
    parts = [text[a:b] for a, b in itertools.pairwise(bounds)]
    whole = is_number(text) or not all(is_number(part) for part in parts)
    return [] if whole else cuts

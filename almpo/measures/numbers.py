"""Printed numbers: from text to value, keeping how precisely and in what wrapping they were printed.

One reader for table cells, prose and answers. It knows decimal comma and point, thousands marks (comma,
point, apostrophe, all spaces), Unicode minus signs, e-notation, stars, brackets and intervals. Nothing is
guessed that the convention of the table (`decimal_convention`) or the form of the number does not decide.
"""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

DecimalMark = Literal[".", ","]
_POINT_LANGUAGES = ("en", "ga", "mt", "und")
Wrapping = Literal["parentheses", "brackets", "braces", "plus_minus"]


class Printed(NamedTuple):
    """A number as printed. `value` of "3.4%" is 3.4; of an interval it is the lower end.

    `decimals` is the number of places after the decimal mark to which the value is printed: the number stands
    for anything within half a unit of the last place (5.46e-08 has 10 decimals).
    """

    value: float
    decimals: int
    stars: str = ""  # "***", "+", "†" or a significance letter, as printed
    wrapping: Wrapping | None = None
    upper: float | None = None  # the upper end of an interval
    bound: Literal["<", ">"] | None = None  # "<0.001"
    unit: str = ""  # "%", a currency sign or "pp"
    start: int = 0  # span in the text it was read from
    end: int = 0


_GLYPHS = str.maketrans(
    {
        **dict.fromkeys("−–—‐‑‒﹣－", "-"),
        **dict.fromkeys("∗⋆★＊✱﹡⁎٭", "*"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u205f\t\n", " "),
        **dict.fromkeys("’ʼ‘′`", "'"),
        **dict.fromkeys("≤⩽", "<"),
        **dict.fromkeys("≥⩾", ">"),
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        "．": ".",
        "，": ",",
    }
)
_MIDDLE_DOT = re.compile(r"(?<=\d)[·∙](?=\d)")

_BODY = (
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+(?![.,]?\d))?"
    r"|\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+(?![.,]?\d))?"
    r"|\d{1,3}(?:(?: \d{3})+|(?:'\d{3})+)(?!\d)(?:[.,]\d+)?"
    r"|\d+(?:[.,]\d+)?"
    r"|(?<!\d)[.,]\d+)"
    r"(?:[eE][-+]?\d{1,3}(?![\d.]))?"
)
_UNIT = r"%|‰|€|\$|£|zł|p\.p\.|pp\b"
_STARS = r"(?: ?\*){1,4}|[†‡#]{1,3}|\+{1,3}|\^?[abc](?![A-Za-z])"
_BETWEEN = r" ?; ?|, | (?:to|bis|a|à|do|and|und|et|y|e|i) | - "
_OPEN: dict[str, Wrapping] = {"(": "parentheses", "[": "brackets", "{": "braces"}
_CLOSE: dict[str, Wrapping] = {")": "parentheses", "]": "brackets", "}": "braces"}
_BOUNDS: dict[str, Literal["<", ">"]] = {"<": "<", ">": ">"}


def _number(name: str) -> str:
    return rf"(?P<{name}>[-+]? ?{_BODY})"


_SINGLE = re.compile(
    rf"(?P<open>[(\[{{]?) ?(?P<bound>[<>]?) ?(?P<minus>- ?(?=[€$£]))?(?P<money>[€$£]?) ?{_number('low')}"
    rf" ?(?P<unit>{_UNIT})? ?(?P<stars>{_STARS})? ?(?P<close>[)\]}}]?) ?(?P<outer>{_STARS})?"
)
_INTERVAL = re.compile(
    rf"(?P<open>[(\[{{]?) ?{_number('low')} ?%?(?:{_BETWEEN}){_number('high')} ?(?P<unit>{_UNIT})?"
    rf" ?(?P<close>[)\]}}]?) ?(?P<outer>{_STARS})?"
)
_TIGHT_INTERVAL = re.compile(
    rf"(?P<open>[(\[{{]) ?{_number('low')} ?[,\-:/] ?{_number('high')} ?(?P<unit>{_UNIT})?"
    rf" ?(?P<close>[)\]}}]) ?(?P<outer>{_STARS})?"
)
_RANGE = re.compile(r"(?P<low>\d+)-(?P<high>\d+)")
_IN_PROSE = re.compile(
    rf"(?:(?P<bound>[<>]) ?)?(?P<minus>- ?(?=[€$£]))?(?P<money>[€$£] ?)?(?<![\w.,'])"
    rf"(?P<low>(?:(?<![\d)%])[-+])?{_BODY})(?: ?(?P<unit>{_UNIT}))?(?P<stars>\*{{1,4}})?"
)
_FILLER = re.compile(r"[\s,;|/:]*(?:(?:p|se|s\.e\.|t|z|ci|p-value|n)? ?[=:]?)[\s,;|/]*", re.IGNORECASE)


def plain(text: str) -> str:
    """The text with one ASCII glyph for each kind of minus, star, space and apostrophe. Offsets are kept."""
    return _MIDDLE_DOT.sub(".", text.translate(_GLYPHS))


def _grouped(whole: str, fraction: str) -> bool:
    """Whether `whole`, a mark, `fraction` could be a number grouped by thousands."""
    return len(fraction) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")


def _decode(token: str, decimal: DecimalMark | None) -> tuple[float, int]:
    """Value and decimals of a token that `_BODY` matched, with an optional sign before it."""
    mantissa, _, exponent = token.replace(" ", "").lower().partition("e")
    sign = "-" if mantissa.startswith("-") else ""
    digits = mantissa.lstrip("+-").replace("'", "")
    spaced = " " in token.strip("+- ") or "'" in token
    mark = max(digits.rfind("."), digits.rfind(","))
    whole, fraction = (digits[:mark], digits[mark + 1 :]) if mark >= 0 else (digits, "")
    if mark >= 0:
        kinds = {character for character in digits if character in ".,"}
        repeated = len(kinds) == 1 and digits.count(digits[mark]) > 1
        ambiguous = len(kinds) == 1 and not spaced and _grouped(whole, fraction)
        if repeated or (ambiguous and digits[mark] != (decimal or ".")):
            whole, fraction = digits, ""
    whole = whole.replace(".", "").replace(",", "") or "0"
    power = int(exponent) if exponent else 0
    return float(f"{sign}{whole}.{fraction or '0'}e{power}"), len(fraction) - power


def parse_number(text: str, decimal: DecimalMark | None = None) -> Printed | None:
    """The one number or interval that a cell holds, or None if it holds something else or several numbers.

    `decimal` settles what the form leaves open ("1,234"); None stands for the point.
    """
    tidy = plain(text)
    return _parse_interval(tidy, decimal) or _parse_single(tidy, decimal)


def _span(tidy: str) -> tuple[int, int]:
    return len(tidy) - len(tidy.lstrip()), len(tidy.rstrip())


def _wrapping(match: re.Match[str]) -> Wrapping | None:
    return _OPEN.get(match["open"]) or _CLOSE.get(match["close"])


def _parse_single(tidy: str, decimal: DecimalMark | None) -> Printed | None:
    start, end = _span(tidy)
    match = _SINGLE.fullmatch(tidy, start, end)
    if match is None or (match["open"] and match["close"] and _OPEN[match["open"]] != _CLOSE[match["close"]]):
        return None
    value, decimals = _decode((match["minus"] or "").strip() + match["low"], decimal)
    return Printed(
        value=value,
        decimals=decimals,
        stars=_marks(match["stars"] or match["outer"]),
        wrapping=_wrapping(match),
        bound=_BOUNDS.get(match["bound"]),
        unit=match["unit"] or match["money"] or "",
        start=start,
        end=end,
    )


def _parse_interval(tidy: str, decimal: DecimalMark | None) -> Printed | None:
    start, end = _span(tidy)
    match = _INTERVAL.fullmatch(tidy, start, end) or _RANGE.fullmatch(tidy, start, end)
    if match is None:
        match = _TIGHT_INTERVAL.fullmatch(tidy, start, end)
        single = _SINGLE.fullmatch(tidy, start, end)
        if match is None or (single is not None and not (decimal == "." and _comma_splits(single["low"]))):
            return None
    low, decimals = _decode(match["low"], decimal)
    high, more = _decode(match["high"], decimal)
    if high < low:
        return None
    groups = match.groupdict()
    return Printed(
        value=low,
        decimals=max(decimals, more),
        stars=_marks(groups.get("outer")),
        wrapping=_wrapping(match) if "open" in groups else None,
        upper=high,
        unit=groups.get("unit") or "",
        start=start,
        end=end,
    )


def _comma_splits(token: str) -> bool:
    """Whether the comma of "[0,1]" can only part two numbers where the point is the decimal mark."""
    whole, comma, fraction = token.strip("+- ").partition(",")
    return bool(comma) and fraction.isdigit() and whole.isdigit() and not _grouped(whole, fraction)


def _marks(stars: str | None) -> str:
    return (stars or "").replace(" ", "").replace("^", "")


def read_cell(text: str, decimal: DecimalMark | None = None) -> tuple[Printed, ...]:
    """All numbers of a cell in order: "0.12** (0.05)", "0.12 [0.01; 0.23]", and fused "-0.012-0.005".

    Empty if the cell holds words too. Labels such as "p=" and "se:" before a number are passed over.
    """
    single = parse_number(text, decimal)
    if single is not None:
        return (single,)
    tidy, found, at = plain(text).rstrip(), [], 0
    while at < len(tidy):
        filler = _FILLER.match(tidy, at)
        at = filler.end() if filler else at
        spread = tidy.startswith("±", at)
        number = _next(tidy, at + spread, decimal)
        if number is None:
            return ()
        found.append(number._replace(wrapping="plus_minus") if spread else number)
        at = number.end
    return tuple(found)


def _next(tidy: str, at: int, decimal: DecimalMark | None) -> Printed | None:
    """The longest number or interval of `tidy` that begins at `at`; an unwrapped one is never an interval."""
    at += len(tidy[at:]) - len(tidy[at:].lstrip())
    if at < len(tidy) and tidy[at] in _OPEN:
        close = min((tidy.find(mark, at) for mark in _CLOSE if tidy.find(mark, at) > 0), default=-1)
        trailing = re.compile(rf" ?(?:{_STARS})?").match(tidy, close + 1)
        end = trailing.end() if trailing else close + 1
        number = parse_number(tidy[at:end], decimal) if close > 0 else None
        return number and number._replace(start=at, end=end)
    match = _SINGLE.match(tidy, at)
    if match is None or match["close"]:
        return None
    number = _parse_single(tidy[at : match.end()], decimal)
    return number and number._replace(start=at, end=match.end())


def find_numbers(text: str, decimal: DecimalMark | None = None) -> tuple[Printed, ...]:
    """The numbers of a stretch of prose, with their spans.

    Digits after a letter (A1, NUTS2) are none; a hyphen between digits (2012-2015) is not a minus.
    """
    found = []
    for match in _IN_PROSE.finditer(plain(text)):
        value, decimals = _decode((match["minus"] or "").strip() + match["low"], decimal)
        found.append(
            Printed(
                value=value,
                decimals=decimals,
                stars=match["stars"] or "",
                bound=_BOUNDS.get(match["bound"]),
                unit=match["unit"] or (match["money"] or "").strip(),
                start=match.start(),
                end=match.end(),
            )
        )
    return tuple(found)


def usual_decimal(language: str) -> DecimalMark:
    """The decimal mark of a language (ISO 639-1) in print: the comma in Europe but for English, Irish, Maltese."""
    return "." if language in _POINT_LANGUAGES else ","


def decimal_convention(texts: Iterable[str], usual: DecimalMark = ".") -> DecimalMark:
    """Whether point or comma is the decimal mark of a table, by vote of the numbers whose form is decisive.

    `usual` if nothing is decisive.
    """
    votes = 0
    for text in texts:
        for token in re.findall(r"(?<![\w.,])[\d.,' ]*[.,]\d+(?![\w]*[.,]\d)", plain(text)):
            votes += _vote(token.strip(" '"))
    return usual if not votes else "," if votes > 0 else "."


def _vote(token: str) -> int:
    """+1 if the token shows that the comma is the decimal mark, -1 for the point, 0 if it shows neither."""
    mark = max(token.rfind("."), token.rfind(","))
    whole, fraction, kind = token[:mark], token[mark + 1 :], token[mark]
    other = "," if kind == "." else "."
    if kind in whole:  # 1.234.567: grouping by this mark
        return 1 if kind == "." else -1
    if other not in whole and _grouped(whole, fraction):
        return 0
    return 1 if kind == "," else -1

"""Numbers and quotes as a judge reads them: in any locale, whatever the setting.

More forgiving than the gate of `almpo.synthesis.verify` on purpose: the gate decides what a reader sees, this
decides whether an answer says what the gold says.
"""

import re
import unicodedata
from collections.abc import Iterable

_NUMBER = re.compile(r"(?<![\w.,])[-+]?(?:\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,']\d+)*)")
_HYPHENS = re.compile("[−–‒﹣‐‑]")


def plain_text(text: str) -> str:
    return _HYPHENS.sub("-", unicodedata.normalize("NFKC", text))


def squashed(text: str) -> str:
    """Without what setting changes: white space, hyphens, case."""
    return re.sub(r"[\s\u00ad-]+", "", plain_text(text)).lower()


def number_values(token: str) -> set[float]:
    """The absolute values that a printed number may mean in one locale or another: 1,794 is 1794 or 1.794."""
    digits = re.sub(r"[\s']", "", plain_text(token)).lstrip("+-").strip(".,")
    found = set()
    for decimal, thousands in ((".", ","), (",", ".")):
        grouped = re.fullmatch(rf"\d{{1,3}}(?:\{thousands}\d{{3}})+(?:\{decimal}\d+)?", digits)
        if thousands in digits and not grouped:
            continue
        try:
            found.add(float(digits.replace(thousands, "").replace(decimal, ".")))
        except ValueError:
            continue
    return found


def numbers_in(text: str) -> list[str]:
    """The numbers of a text as they are printed, but for the glyph of a minus."""
    return [match[0] for match in _NUMBER.finditer(plain_text(text))]


def values_in(text: str) -> set[float]:
    """All values that the numbers of a text may mean."""
    found = {value for token in numbers_in(text) for value in number_values(token)}
    return found | {float("0" + match[0]) for match in re.finditer(r"(?<!\d)\.\d+", plain_text(text))}


def values_on_page(text: str) -> set[float]:
    """All values that the numbers of a page may mean: a space may part the cells of a row, or thousands."""
    return values_in(text) | values_in(text.replace(" ", "\n"))


def stands_among(token: str, printed: Iterable[float]) -> bool:
    """Is a number printed, as it is, rounded to its decimals, or as percent or fraction of it?"""
    match = re.search(r"[.,](\d+)$", token.strip())
    places = len(match[1]) if match else 0
    scaled = [value * scale for value in printed for scale in (1, 100, 0.01)]
    return any(
        abs(value - wanted) < 1e-9 or abs(round(value, places) - wanted) < 1e-9
        for wanted in number_values(token)
        for value in scaled
    )

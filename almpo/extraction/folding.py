"""Text folded for matching: lower case, no diacritics, one glyph for each kind of dash and space.

Offsets are kept, so a match in the folded text is a span of the text as printed.
"""

import re
import unicodedata

from almpo.measures.numbers import plain

_SINGLE = {"ł": "l", "ø": "o", "đ": "d", "æ": "a", "œ": "o", "ß": "s", "ı": "i"}


class _Folding(dict[int, str]):
    def __missing__(self, code: int) -> str:
        character = chr(code)
        lower = character.lower()[:1] or character
        folded = _SINGLE.get(lower) or unicodedata.normalize("NFKD", lower)[0]
        self[code] = folded
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """The folded text, as long as the text itself."""
    return plain(text).translate(_FOLDING)


def words(alternatives: str) -> re.Pattern[str]:
    """A pattern for folded text that matches any of the alternatives as whole words.

    The alternatives are regular expressions, on one or more lines; lines that begin with "# " are comments.
    """
    lines = [line.strip() for line in alternatives.splitlines()]
    joined = "|".join(line for line in lines if line and not line.startswith("# "))
    return re.compile(rf"(?<![a-z0-9])(?:{joined})(?![a-z0-9])")

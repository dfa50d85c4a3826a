"""When two texts are the same text.

Only differences that setting a page makes are passed over: white space, hyphenation, ligatures, the glyph of
a minus or hyphen. Digits, signs, case, accents and words are never touched.
"""

import re
import unicodedata

_GLYPHS = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        "\u00ad": None,  # soft hyphen
        "\u200b": None,  # zero-width space
        **dict.fromkeys("−–‒﹣‐‑", "-"),
    }
)
_WORD_HYPHEN = re.compile(r"(?<=[^\W\d_])-\s*(?=[^\W\d_])")
_SPACE = re.compile(r"\s+")


def canonical(text: str) -> str:
    """The text without the accidents of setting. Hyphens between letters go: "long-\\nterm" is "longterm"."""
    plain = unicodedata.normalize("NFC", text).translate(_GLYPHS)
    return _SPACE.sub(" ", _WORD_HYPHEN.sub("", plain)).strip()


def displayed(text: str) -> str:
    """How page text is shown in an answer: on one line."""
    return _SPACE.sub(" ", text).strip()


def contains(whole: str, part: str) -> bool:
    """Does `part` stand in `whole`, both canonical, without cutting a number or a word in two?

    "4.6 points" does not stand in "14.6 points", nor "2" in "2.5", nor "0.3" in "-0.3".
    """
    if not part:
        return False
    at = whole.find(part)
    while at >= 0:
        if not _cuts(whole, at, part[0], -1) and not _cuts(whole, at + len(part), part[-1], 1):
            return True
        at = whole.find(part, at + 1)
    return False


def _cuts(whole: str, border: int, edge: str, side: int) -> bool:
    """Whether the border before `border` parts what belongs together; `edge` is the letter at the border."""
    outside = whole[max(0, border - 2) : border] if side < 0 else whole[border : border + 2]
    if not outside or not edge.isalnum():
        return False
    near = outside[-1] if side < 0 else outside[0]
    far = outside[:-1] if side < 0 else outside[1:]
    if edge.isalpha():
        return near.isalpha()
    if near.isdigit():
        return True
    if side < 0 and near in "+-":
        return not (far.isalnum() or far == ")")  # a sign, unless it is the dash of a range
    return near in ".," and far.isdigit()

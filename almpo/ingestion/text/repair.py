"""Glyphs that PDF text layers garble, put right. Digits, signs and negations are never changed.

What cannot be told for sure becomes U+FFFD, so that a lost sign in front of a number stays visible.
"""

import re
import unicodedata
from collections.abc import Iterable

SOFT_HYPHEN = "\u00ad"
LOST = "\ufffd"

# The Cork (T1) encoding of TeX fonts has these in the control codes 0x10-0x1f; PDF files without a map from
# codes to characters hand them on as they are.
CORK = {
    0x10: "“", 0x11: "”", 0x12: "„", 0x13: "«", 0x14: "»", 0x15: "–", 0x16: "—", 0x17: "",
    0x19: "ı", 0x1A: "ȷ", 0x1B: "ff", 0x1C: "fi", 0x1D: "fl", 0x1E: "ffi", 0x1F: "ffl", 0xFF: "ß",
}  # fmt: skip
_CORK_LIGATURE = re.compile(r"[^\W\d_][\x1b-\x1f]|[\x1b-\x1f][^\W\d_]")

_LIGATURES = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
}  # fmt: skip

# Symbol and Wingdings as word processors write them: private codes 0xF000 + the code in the font. Only glyphs
# that mean the same in both fonts or that reports use in one sense.
_PRIVATE = {
    0xF02B: "+", 0xF02D: "−", 0xF03C: "<", 0xF03D: "=", 0xF03E: ">", 0xF0A3: "≤", 0xF0B1: "±", 0xF0B3: "≥",
    0xF0B4: "×", 0xF0A7: "•", 0xF0B7: "•", 0xF0D8: "•", 0xF076: "•", 0xF0FC: "✓", 0xF0E0: "→",
}  # fmt: skip
_SIMPLE = {**_LIGATURES, **_PRIVATE, 0x200B: "", 0x200C: "", 0x200D: "", 0x2060: "", 0xFEFF: ""}

# Old TeX fonts print an accent and then its letter. Spacing accent -> combining accent.
_ACCENTS = {
    "´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "¸": "\u0327", "ˇ": "\u030c",
    "˘": "\u0306", "˙": "\u0307", "˚": "\u030a", "˝": "\u030b", "˛": "\u0328", "¯": "\u0304",
}  # fmt: skip
_ACCENTED = re.compile(rf"([{''.join(_ACCENTS)}])([^\W\d_])")
_DOTLESS = {"ı": "i", "ȷ": "j"}

_UNKNOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffe\uffff]")


def uses_cork(texts: Iterable[str]) -> bool:
    """Do control codes stand for Cork glyphs here? So it is where ligature codes touch letters."""
    return any(_CORK_LIGATURE.search(text) for text in texts)


def repair(text: str, cork: bool = False) -> str:
    """The printed text of a token. With `cork`, control codes are read as glyphs of the Cork encoding.

    A soft hyphen at the end is kept: what it means is decided where lines are joined.
    """
    if text.isascii() and text.isprintable() and "`" not in text:
        return text
    if cork:
        text = text.translate(CORK)
    text = text.translate(_SIMPLE)
    text = _ACCENTED.sub(_compose, text)
    text = _UNKNOWN.sub(LOST, text)
    text = text[:-1].replace(SOFT_HYPHEN, "") + text[-1:]
    return unicodedata.normalize("NFC", "".join(map(_plain_form, text)))


def _compose(match: re.Match[str]) -> str:
    accent, letter = match[1], match[2]
    # A grave accent at the start of a word may as well be an opening quotation mark.
    if accent == "`" and match.start() == 0 and len(match.string) > 2:
        return match[0]
    composed = unicodedata.normalize("NFC", _DOTLESS.get(letter, letter) + _ACCENTS[accent])
    return composed if len(composed) == 1 else match[0]


def _plain_form(char: str) -> str:
    """Letters and digits in mathematical or wide shapes to plain ones; never superscripts ("R²", "10³")."""
    shape = unicodedata.decomposition(char).partition(" ")[0]
    return unicodedata.normalize("NFKC", char) if shape in ("<font>", "<wide>", "<narrow>") else char

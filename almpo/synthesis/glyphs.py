"""Characters that show a reader something else than a program reads. Pure.

After Unicode Technical Standard 39 (security mechanisms): invisible and bidirectional controls, marks laid over
digits, and words of mixed scripts have no place in the prose of an answer.
"""

import re
import unicodedata
from itertools import pairwise

_HARMLESS = {"\u00ad", "\n", "\t"}
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")
_WORD = re.compile(r"[^\W\d_]+")


def disguised(text: str) -> list[str]:
    """What is wrong with the characters of a text; empty for plain prose."""
    problems = []
    if any(unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs") and c not in _HARMLESS for c in text):
        problems.append("holds invisible characters")
    if any(a.isdigit() and unicodedata.combining(b) for a, b in pairwise(text)):
        problems.append("holds a digit with a mark over it")
    mixed = [word for word in _WORD.findall(text) if len(_scripts(word)) > 1]
    return problems + [f"{word} mixes scripts" for word in mixed]


def _scripts(word: str) -> set[str]:
    names = (unicodedata.name(c, "").partition(" ")[0] for c in word if ord(c) > 127)
    found = {name for name in names if name in _SCRIPTS}
    return found | ({"LATIN"} if any(ord(c) <= 127 for c in word) else set())

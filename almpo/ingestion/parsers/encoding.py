"""Bytes of a text file to characters."""

import codecs
import re
from itertools import pairwise
from typing import NamedTuple

from almpo.ingestion.language import language_likelihood

# For a file that is not UTF-8 and does not say what it is: what European office software wrote. The first
# wins unless a later one reads more like a language. (Bulgarian and Greek are hard to tell apart this way.)
LEGACY = ("cp1252", "cp1250", "iso8859-2", "cp1257", "cp1253", "cp1251")
_BETTER = 0.002  # of likelihood
_FEW = 0.5  # share of wrong ones in what is not ASCII, up to which a file is UTF-8 with faults
_SAMPLE = 20_000  # bytes that the choice rests on
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE
)
_HEAD = 4096  # bytes in which a declaration stands
_USUAL_SIGNS = frozenset("–—’‘“”„«»…€§°·\xa0")


class Decoded(NamedTuple):
    """`fault` says what was wrong with the bytes, None where nothing was."""

    text: str
    fault: str | None = None


def decode(data: bytes) -> Decoded:
    """The text of a file: by its byte-order mark, as UTF-8, as it declares itself, or by how it reads.

    Bytes that are no characters become U+FFFD, so that they stay visible.
    """
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if marked:
        return _with_faults(data, marked)
    try:
        return Decoded(data.decode())
    except UnicodeDecodeError:
        pass
    declared = _declared(data[:_HEAD])
    if declared:
        return _with_faults(data, declared)
    nearly = _with_faults(data, "utf-8")
    if nearly.text.count("\ufffd") <= _FEW * sum(ord(char) > 127 for char in nearly.text):
        return nearly
    sample = b"\n".join(line for line in data.split(b"\n") if not line.isascii())[:_SAMPLE]
    likelihoods = {encoding: _likelihood(sample.decode(encoding, errors="replace")) for encoding in LEGACY}
    least = max(likelihoods.values()) - _BETTER
    chosen = next(encoding for encoding, likelihood in likelihoods.items() if likelihood >= least)
    return Decoded(
        data.decode(chosen, errors="replace"), f"read as {chosen}: the file does not say its encoding"
    )


def _declared(head: bytes) -> str | None:
    """The declared encoding. Latin-1 is read as its superset cp1252, as browsers do; UTF-8 it is not."""
    match = _DECLARED.search(head)
    if match is None:
        return None
    name = (match[1] or match[2]).decode("ascii", errors="replace")
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return None
    return None if known == "utf-8" else "cp1252" if known == "iso8859-1" else known


def _with_faults(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    wrong = text.count("\ufffd")
    return Decoded(text, f"{wrong} bytes are not valid {encoding}" if wrong else None)


def _likelihood(text: str) -> float:
    """How well a text reads: as a language, with letters for most of what is not ASCII."""
    foreign = [char for char in text if ord(char) > 127]
    sensible = sum(char.isalpha() or char in _USUAL_SIGNS for char in foreign)
    capitals_within = sum(a.islower() and b.isupper() for a, b in pairwise(text))
    return (sensible - capitals_within) / max(1, len(foreign)) * language_likelihood(text)

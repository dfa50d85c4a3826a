"""Do the boxes of findings hold the numbers they stand for? Read back from the file, without our parser."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pymupdf

from almpo.evaluation.reading import characters
from almpo.evidence.anchors import Anchor
from almpo.evidence.findings import Finding, Reading
from almpo.evidence.record import Record
from almpo.extraction.folding import fold
from almpo.extraction.number_words import VALUES
from almpo.measures.numbers import DecimalMark, find_numbers, read_cell

NUMBERS = (
    *("estimate", "se", "t", "p", "ci_low", "ci_high"),
    *("n", "n_treated", "n_control", "control_mean"),
)
_DECIMALS: tuple[DecimalMark, ...] = (".", ",")


class AnchorShare(Record):
    """How many readings of numbers have boxes, and how many of these hold the number."""

    readings: int = 0
    confirmed: int = 0
    unboxed: int = 0
    failures: tuple[str, ...] = ()  # the first few

    def plus(self, other: "AnchorShare") -> "AnchorShare":
        return AnchorShare(
            readings=self.readings + other.readings,
            confirmed=self.confirmed + other.confirmed,
            unboxed=self.unboxed + other.unboxed,
            failures=(*self.failures, *other.failures)[:20],
        )


def check_anchors(path: Path, findings: Iterable[Finding], scanned: Sequence[int] = ()) -> AnchorShare:
    """Read the boxes of all printed numbers of presented findings in a PDF file.

    `scanned` are pages without a text layer to read back: they are left out.
    """
    readings = confirmed = unboxed = 0
    failures = []
    with pymupdf.open(path) as document:
        pages: dict[int, list[tuple[str, float, float]]] = {}
        for finding, name, value, reading in _printed(findings):
            anchor = reading.anchor
            if anchor is None or not anchor.boxes:
                unboxed += 1
                continue
            if anchor.page in scanned:
                continue
            if anchor.page not in pages:
                pages[anchor.page] = list(characters(document[anchor.page - 1]))
            readings += 1
            text = _inside(anchor, pages[anchor.page])
            if _holds(text, value, signed=finding.source == "table"):
                confirmed += 1
            else:
                failures.append(f"{path.name} page {anchor.page}: {name} {value:g} is not in {text!r}")
    return AnchorShare(readings=readings, confirmed=confirmed, unboxed=unboxed, failures=tuple(failures[:20]))


def _printed(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str, float, Reading]]:
    for finding in findings:
        for name in NUMBERS if finding.treatment_effect is not False else ():
            value, reading = getattr(finding, name), finding.readings.get(name)
            if value is not None and reading is not None and name not in finding.derived:
                yield finding, name, value, reading


def _inside(anchor: Anchor, page: Iterable[tuple[str, float, float]]) -> str:
    return "".join(
        char
        for char, x, y in page
        if any(box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1 for box in anchor.boxes)
    )


def _holds(text: str, value: float, signed: bool) -> bool:
    """Whether the text reads as the value; the sign of a number told in prose may be in its words."""
    for decimal in _DECIMALS:
        for number in (*read_cell(text, decimal), *find_numbers(text, decimal)):
            read = [end for end in (number.value, number.upper) if end is not None]
            if any(abs(end - value) < 1e-9 or (not signed and abs(end) == abs(value)) for end in read):
                return True
    return not signed and any(VALUES.get(word) == abs(value) for word in fold(text).split())

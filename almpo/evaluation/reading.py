"""How well PDF files are read: figures that need no gold but the files themselves.

- pages: every page has text or a reason why not
- headings: those told by print alone, against the outline of the file, which is hidden from them
- quotes: random stretches of page text, read back from the file through the boxes of their anchors
- repeats: texts that stand on three pages or more and still got into passages (running heads missed)
- CPU seconds a page: text alone, and all (tables, sections, passages); no OCR

Run as `python -m almpo.evaluation.reading FOLDER`.
"""

import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import pymupdf

from almpo.evidence.anchors import Anchor
from almpo.evidence.documents import Page, ParsedDocument
from almpo.evidence.record import Record
from almpo.evidence.vocabulary import PageStatus
from almpo.ingestion.parsers.base import ParseOptions
from almpo.ingestion.parsers.pdf import PdfParser, read_outline
from almpo.ingestion.pdf_layout import read_layout
from almpo.ingestion.text.bare import bare
from almpo.ingestion.text.document_text import DocumentText, read_document_text
from almpo.ingestion.text.headings import find_headings
from almpo.ingestion.text.outline import OutlineEntry, locate_outline
from almpo.ingestion.text.repair import repair, uses_cork

QUOTES = 100  # tried in a document
_LONGEST_QUOTE = 40  # words
_REPEATED = 3  # pages
_FEWEST_WORDS = 3  # of a text that counts as repeated


class ReadingScore(Record):
    document: str
    pages: int
    statuses: dict[str, int]
    unaccounted: int  # pages with neither text nor a reason
    passages: int
    headings_found: int = 0  # by print, in documents with an outline
    headings_right: int = 0
    headings_outlined: int = 0  # entries of the outline that are printed
    quotes: int
    quotes_right: int
    repeats: int
    seconds_text: float  # CPU, of the whole document
    seconds: float

    def line(self) -> str:
        accounts = " ".join(f"{status} {count}" for status, count in sorted(self.statuses.items()))
        headings = "-"
        if self.headings_outlined:
            precision = self.headings_right / max(self.headings_found, 1)
            headings = f"{precision:.2f}/{self.headings_right / self.headings_outlined:.2f}"
        return (
            f"{self.document[:40]:40} {self.pages:5} {self.unaccounted:4} {self.passages:6} {headings:>10}"
            f" {self.quotes_right:5}/{self.quotes:<5} {self.repeats:4}"
            f" {self.seconds_text / self.pages:7.4f} {self.seconds / self.pages:7.4f}  {accounts}"
        )


HEADER = (
    f"{'document':40} {'pages':>5} {'lost':>4} {'passag':>6} {'head P/R':>10} {'quotes':>11} {'rep':>4}"
    f" {'text':>7} {'all':>7}  page accounts (seconds are CPU a page)"
)


def score_reading(path: Path, seed: int = 1) -> ReadingScore:
    """Read one PDF and score the reading. Raises IngestError where it cannot be read."""
    began = time.process_time()
    parsed = PdfParser().parse(path, path.stem, ParseOptions(ocr="none"))
    seconds = time.process_time() - began
    with pymupdf.open(path, filetype="pdf") as document:
        began = time.process_time()
        text = _read_text(document, parsed)
        seconds_text = time.process_time() - began
        found, right, outlined = _score_headings(text, read_outline(document))
        quotes = list(_random_quotes(parsed, random.Random(seed)))
        printed = _Print(document)
        return ReadingScore(
            document=path.name,
            pages=len(parsed.pages),
            statuses=Counter(page.status.value for page in parsed.pages),
            unaccounted=sum(not (page.text.strip() or page.reason) for page in parsed.pages),
            passages=len(parsed.passages),
            headings_found=found,
            headings_right=right,
            headings_outlined=outlined,
            quotes=len(quotes),
            quotes_right=sum(map(printed.confirms, quotes)),
            repeats=_repeats(parsed),
            seconds_text=seconds_text,
            seconds=seconds,
        )


def total(scores: Sequence[ReadingScore]) -> ReadingScore:
    """All documents as one."""
    statuses: Counter[str] = Counter()
    for score in scores:
        statuses.update(score.statuses)
    sums = {
        name: sum(getattr(score, name) for score in scores)
        for name in ReadingScore.model_fields
        if name not in ("document", "statuses")
    }
    return ReadingScore(document="all", statuses=statuses, **sums)


def _read_text(document: pymupdf.Document, parsed: ParsedDocument) -> DocumentText:
    read = [page.number for page in parsed.pages if page.status is PageStatus.PARSED]
    return read_document_text([read_layout(document[number - 1], number) for number in read])


def _score_headings(text: DocumentText, outline: Sequence[OutlineEntry]) -> tuple[int, int, int]:
    """(found, right, outlined); zeros without a usable outline."""
    outlined = {(section.page, section.start) for section in locate_outline(outline, text.pages)}
    if not outlined:
        return 0, 0, 0
    found = {(section.page, section.start) for section in find_headings(text.pages, text.body_size)}
    return len(found), len(found & outlined), len(outlined)


def _random_quotes(parsed: ParsedDocument, rng: random.Random) -> Iterator[Anchor]:
    pages = [page for page in parsed.pages if page.words]
    for page in rng.choices(pages, k=QUOTES) if pages else []:
        yield _random_quote(page, parsed.document_id, rng)


def _random_quote(page: Page, document_id: str, rng: random.Random) -> Anchor:
    first = rng.randrange(len(page.words))
    last = min(first + rng.randrange(_LONGEST_QUOTE), len(page.words) - 1)
    return page.anchor(document_id, page.words[first].start, page.words[last].end)


class _Print:
    """The characters of a file with their boxes, read without the parser under test."""

    def __init__(self, document: pymupdf.Document) -> None:
        self._document = document
        self._pages: dict[int, list[tuple[str, float, float]]] = {}
        self._cork = uses_cork(document[n].get_text() for n in range(document.page_count))

    def confirms(self, anchor: Anchor) -> bool:
        """Do the boxes of an anchor hold the letters and digits of its quote, no more and no fewer?"""
        if anchor.page not in self._pages:
            self._pages[anchor.page] = list(characters(self._document[anchor.page - 1]))
        printed = "".join(
            char
            for char, x, y in self._pages[anchor.page]
            if any(box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1 for box in anchor.boxes)
        )
        return sorted(bare(repair(printed, self._cork))) == sorted(bare(anchor.quote))


def characters(page: pymupdf.Page) -> Iterator[tuple[str, float, float]]:
    """Characters and the middles of their boxes on the page as displayed."""
    for block in page.get_text("rawdict")["blocks"]:
        for line in block.get("lines", ()):
            for char in (char for span in line["spans"] for char in span["chars"]):
                box = pymupdf.Rect(char["bbox"]) * page.rotation_matrix
                yield char["c"], (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2


def _repeats(parsed: ParsedDocument) -> int:
    """Texts that differ at most in digits and stand as paragraphs of passages on several pages."""
    pages: dict[str, set[int]] = defaultdict(set)
    for passage in parsed.passages:
        for anchor in passage.anchors:
            for paragraph in anchor.quote.split("\n\n"):
                if len(paragraph.split()) >= _FEWEST_WORDS:
                    pages[re.sub(r"\d+", "#", paragraph)].add(anchor.page)
    return sum(len(found) >= _REPEATED for found in pages.values())


def main(folder: str) -> None:
    scores = []
    print(HEADER)
    for path in sorted(Path(folder).rglob("*.pdf")):
        scores.append(score_reading(path))
        print(scores[-1].line(), flush=True)
    if scores:
        print(total(scores).line())


if __name__ == "__main__":
    main(sys.argv[1])

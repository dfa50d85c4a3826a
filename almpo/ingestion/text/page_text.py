"""The text of a page: paragraphs in reading order, every printed word with its box.

An empty line parts paragraphs, a line break the rows of a table, a space the words of a paragraph. A word
that was hyphenated over two lines is whole in the text and has two `Word`s, whose spans touch.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from almpo.evidence.documents import Word
from almpo.ingestion.text.hyphenation import Vocabulary, ends_in_hyphen, joint
from almpo.ingestion.text.lines import Frame, Line
from almpo.ingestion.text.repair import SOFT_HYPHEN

PARAGRAPH_BREAK = "\n\n"
ROW_BREAK = "\n"


class Role(StrEnum):
    """What a paragraph is on its page."""

    BODY = "body"
    HEADING = "heading"
    FOOTNOTE = "footnote"
    CAPTION = "caption"  # of a figure, or of a table that is not told; with its note
    TABLE = "table"  # caption, rows or note
    FURNITURE = "furniture"  # running heads and feet, page numbers
    ASIDE = "aside"  # turned otherwise than the page: axis labels, stamps on the margin


class Paragraph(NamedTuple):
    """A stretch of a page's text. Formats without print leave size and bold at their defaults."""

    page: int
    start: int
    end: int
    role: Role = Role.BODY
    size: float = 0.0  # font size of its first line in points
    bold: bool = False


class Block(NamedTuple):
    """Lines of one paragraph, with the frame they stand upright in."""

    lines: Sequence[Line]
    frame: Frame
    role: Role = Role.BODY


class PageText(NamedTuple):
    number: int
    text: str
    words: tuple[Word, ...]
    paragraphs: tuple[Paragraph, ...]


def build_page_text(number: int, blocks: Sequence[Block], vocabulary: Vocabulary) -> PageText:
    """Write out the blocks of a page. The vocabulary decides about hyphens at line ends."""
    writer = _Writer(vocabulary)
    paragraphs: list[Paragraph] = []
    for block in blocks:
        if paragraphs:
            writer.write(PARAGRAPH_BREAK)
        start = writer.length
        writer.write_block(block)
        first = block.lines[0]
        paragraphs.append(Paragraph(number, start, writer.length, block.role, first.size, first.bold))
    return PageText(number, "".join(writer.parts), tuple(writer.words), tuple(paragraphs))


class _Writer:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.parts: list[str] = []
        self.words: list[Word] = []
        self.length = 0

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def write_block(self, block: Block) -> None:
        table = block.role is Role.TABLE
        for line, following in zip(block.lines, (*block.lines[1:], None), strict=True):
            cut, after = (0, "") if following is None else self._between(line, following, table)
            self._write_line(line, block.frame, cut)
            self.write(after)

    def _between(self, line: Line, following: Line, table: bool) -> tuple[int, str]:
        """How many characters the end of a line loses, and what is written after it."""
        if table:
            return 0, ROW_BREAK
        if not ends_in_hyphen(line.text):
            return 0, " "
        hyphen = joint(line.text, following.text, self.vocabulary)
        return (1, hyphen) if not hyphen else (0, hyphen[1:])

    def _write_line(self, line: Line, frame: Frame, cut: int) -> None:
        last = len(line.tokens) - 1
        for index, (token, (separator, text)) in enumerate(zip(line.tokens, line.words, strict=True)):
            self.write(separator)
            if index == last and cut:
                text = text[:-cut]
            if not text:
                continue
            start = self.length
            self.write(text.replace(SOFT_HYPHEN, "-"))
            self.words.append(Word(start, self.length, *frame.as_displayed(token.box)))

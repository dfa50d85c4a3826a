"""Layouts of all pages to their texts: what takes the whole document to know is known here."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from almpo.evidence.anchors import Box
from almpo.ingestion.layout import PageLayout, Token
from almpo.ingestion.text.footnotes import first_footnote
from almpo.ingestion.text.furniture import PageLines, find_furniture
from almpo.ingestion.text.hyphenation import Vocabulary
from almpo.ingestion.text.lines import Frame, Line, group_lines, read_frames
from almpo.ingestion.text.page_text import Block, PageText, Role, build_page_text
from almpo.ingestion.text.paragraphs import runs_on, same_type, split_paragraphs
from almpo.ingestion.text.reading_order import read_columns
from almpo.ingestion.text.repair import uses_cork


class DocumentText(NamedTuple):
    pages: tuple[PageText, ...]
    body_size: float  # font size of most of the text, points


def read_document_text(
    layouts: Sequence[PageLayout], tables: Mapping[int, Sequence[Box]] | None = None
) -> DocumentText:
    """The repaired text of all pages in reading order.

    `tables` holds, by page number, the boxes of tables on the displayed page: they are read row by row.
    """
    cork = uses_cork(token.text for layout in layouts for token in layout.tokens)
    frames = {layout.number: read_frames(layout, cork) for layout in layouts}
    body_size = _main_size((token.size, len(token.text)) for layout in layouts for token in layout.tokens)
    furniture = find_furniture(
        [
            PageLines(number, main[0].size[1], group_lines(main[1]))
            for number, (main, *_) in ((n, found) for n, found in frames.items() if found)
        ],
        body_size,
    )
    blocks = {
        number: _page_blocks(found, furniture.get(number, []), (tables or {}).get(number, ()), body_size)
        for number, found in frames.items()
    }
    vocabulary = Vocabulary([line.text for line in block.lines] for page in blocks.values() for block in page)
    pages = tuple(build_page_text(number, page, vocabulary) for number, page in blocks.items())
    return DocumentText(pages, body_size)


def _main_size(printed: Iterable[tuple[float, int]]) -> float:
    """The font size, in half points, that most characters have, out of (size, characters)."""
    sizes: Counter[float] = Counter()
    for size, characters in printed:
        sizes[round(size * 2) / 2] += characters
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _page_blocks(
    frames: Sequence[tuple[Frame, list[Token]]],
    furniture: Sequence[Line],
    tables: Sequence[Box],
    body_size: float,
) -> list[Block]:
    """Heads, text, footnotes, feet, and last what is turned otherwise than most of the page."""
    if not frames:
        return []
    (frame, tokens), *others = frames
    edges = {id(token) for line in furniture for token in line.tokens}
    inner = [token for token in tokens if id(token) not in edges]
    body, notes = _text_blocks(frame, inner, [frame.upright(box) for box in tables], body_size)
    heads = [line for line in furniture if line.baseline < frame.size[1] / 2]
    return [
        *_furniture_blocks(frame, heads),
        *body,
        *notes,
        *_furniture_blocks(frame, furniture[len(heads) :]),
        *(aside for other, turned in others for aside in _asides(other, turned)),
    ]


def _furniture_blocks(frame: Frame, lines: Sequence[Line]) -> list[Block]:
    return [Block((line,), frame, Role.FURNITURE) for line in lines]


def _asides(frame: Frame, tokens: Sequence[Token]) -> list[Block]:
    return [
        Block(lines, frame, Role.ASIDE)
        for column in read_columns(tokens)
        for lines in split_paragraphs(column)
    ]


def _text_blocks(
    frame: Frame, tokens: Sequence[Token], tables: Sequence[Box], body_size: float
) -> tuple[list[Block], list[Block]]:
    """Body and footnotes. A paragraph that goes on in the next column is one block."""
    body: list[Block] = []
    notes: list[Block] = []
    columns = read_columns(tokens, tables)
    on_page = _main_size((line.size, len(line.text)) for c in columns if not c.table for line in c.lines)
    body_size = min(body_size, on_page)  # a page in small print, or recognised as such, is not all footnotes
    for column in columns:
        if column.table:
            body.append(Block(column.lines, frame, Role.TABLE))
            continue
        paragraphs = split_paragraphs(column)
        end = first_footnote(paragraphs, body_size)
        for index, lines in enumerate(paragraphs[:end]):
            if index == 0 and body and _goes_on(body[-1], lines):
                body[-1] = body[-1]._replace(lines=[*body[-1].lines, *lines])
            else:
                body.append(Block(lines, frame))
        notes += [Block(lines, frame, Role.FOOTNOTE) for lines in paragraphs[end:]]
    return body, notes


def _goes_on(block: Block, lines: Sequence[Line]) -> bool:
    last, first = block.lines[-1], lines[0]
    return block.role is Role.BODY and same_type(last, first) and runs_on(last.text, first.text)

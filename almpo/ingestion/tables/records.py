"""Drafts -> records."""

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import pairwise

from almpo.evidence.anchors import Box
from almpo.evidence.documents import Cell, Table
from almpo.evidence.record import content_id
from almpo.ingestion.tables.confidence import confidence
from almpo.ingestion.tables.continuation import Part
from almpo.ingestion.tables.draft import Draft
from almpo.ingestion.tables.lines import Chunk
from almpo.ingestion.tables.spans import Head
from almpo.ingestion.tables.views import View
from almpo.ingestion.text.hyphenation import Vocabulary, ends_in_hyphen, joint


class TableWriter:
    """Writes the records of a document. Its vocabulary tells broken words from compounds with a hyphen."""

    def __init__(self, document_id: str, vocabulary: Vocabulary) -> None:
        self._document_id = document_id
        self._vocabulary = vocabulary

    def table(self, ordinal: int, parts: Sequence[Part]) -> Table:
        """The record of a table with its parts on pages that follow one another. Heads are those of the first."""
        first = parts[0].draft
        cells = [self._head_cell(first.view, head, first.head_rows) for head in first.heads]
        row = first.head_rows
        for part in parts:
            found, row = self._body_cells(part, row)
            cells += found
        boxes = [cell.box for cell in cells if cell.box is not None and cell.page == first.view.page]
        note = next((part.draft.region.note for part in parts if part.draft.region.note), ())
        return Table(
            id=content_id(self._document_id, "table", ordinal),
            document_id=self._document_id,
            ordinal=ordinal,
            page=first.view.page,
            label=first.region.label,
            caption=self._caption(first),
            note=self._joined(line.text for line in note),
            header_rows=first.head_rows,
            n_rows=row,
            n_columns=1 + max(len(first.columns), *(number for part in parts for number in part.columns)),
            cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
            box=reduce(Box.union, boxes) if boxes else None,
            kind=first.kind,
            score=min(confidence(part.draft) for part in parts),
        )

    def _caption(self, draft: Draft) -> str:
        subtitle = [line for line in draft.region.subtitle if line is not draft.title]
        return self._joined(line.text for line in [*draft.region.caption, *subtitle])

    def _head_cell(self, view: View, head: Head, head_rows: int) -> Cell:
        return Cell(
            row=head_rows - 1 - head.level,
            column=head.first,
            text=self._joined(head.lines),
            page=view.page,
            box=view.on_page(head.box),
            columns_spanned=head.last - head.first + 1,
        )

    def _body_cells(self, part: Part, row: int) -> tuple[list[Cell], int]:
        """The cells below the heads, and the number of the next row."""
        view, cells = part.draft.view, []
        if part.draft.title is not None:
            cells.append(self._cell(view, row, 0, part.draft.title.chunks))
            row += 1
        for line in part.draft.rows:
            if line.label:
                cells.append(self._cell(view, row, 0, line.label))
            for column, chunks in sorted(line.cells.items()):
                cells.append(self._cell(view, row, part.columns[column - 1], chunks))
            row += 1
        return cells, row

    def _cell(self, view: View, row: int, column: int, chunks: Sequence[Chunk]) -> Cell:
        lines = [chunks[0].text]
        for above, chunk in pairwise(chunks):
            if chunk.box.y0 > above.box.y0 + 0.5 * above.box.height:
                lines.append(chunk.text)
            else:
                lines[-1] = f"{lines[-1]} {chunk.text}"
        box = reduce(Box.union, (chunk.box for chunk in chunks))
        return Cell(row=row, column=column, text=self._joined(lines), page=view.page, box=view.on_page(box))

    def _joined(self, lines: Iterable[str]) -> str:
        """The text of lines that follow one another; words broken by a hyphen become whole."""
        text = ""
        for line in lines:
            if ends_in_hyphen(text):
                text = text[:-1] + joint(text, line, self._vocabulary) + line
            else:
                text = f"{text} {line}" if text else line
        return text

"""Documents, their pages and tables."""

from typing import NamedTuple

import sqlalchemy as sa
from pydantic import TypeAdapter
from pydantic_core import from_json
from sqlalchemy.orm import Session

from almpo.evidence.documents import Document, Page, ParsedDocument, Passage, Section, Table
from almpo.evidence.errors import NotFoundError
from almpo.evidence.record import content_id
from almpo.evidence.store.passages import passage_row
from almpo.evidence.store.schema import DocumentRow, FindingRow, PageRow, PassageRow, TableRow
from almpo.evidence.store.words import pack_words, unpack_words
from almpo.evidence.vocabulary import DocumentStatus, PageStatus

_SECTIONS = TypeAdapter(tuple[Section, ...])
_FIELDS = tuple(Document.model_fields)


class DocumentCounts(NamedTuple):
    """What is stored of a document."""

    pages: dict[str, int]  # by page status
    passages: int
    tables: int
    findings: int


class Documents:
    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, document: Document, parsed: ParsedDocument | None) -> None:
        """Store a document with its parts, in place of whatever was stored of it. Findings are kept apart."""
        row = self._session.get(DocumentRow, document.id)
        if row is None:
            self._session.add(_document_row(document, parsed))
        else:
            values = _document_values(document, parsed)
            for key in ("name", "added_at"):  # as first seen
                values.pop(key)
            for key, value in values.items():
                setattr(row, key, value)
        self._session.flush()
        for part in (PageRow, PassageRow, TableRow):
            self._session.execute(sa.delete(part).where(part.document_id == document.id))
        if parsed is not None:
            self._session.add_all(_page_row(document.id, page) for page in parsed.pages)
            self._session.add_all(passage_row(passage) for passage in parsed.passages)
            self._session.add_all(_table_row(table) for table in parsed.tables)

    def mark_extracted(self, document_id: str, extractor: str) -> None:
        """Note which extractor found what is stored of its findings."""
        changed = sa.update(DocumentRow).where(DocumentRow.id == document_id)
        self._session.execute(changed.values(extractor=extractor))

    def delete(self, document_id: str) -> None:
        self._session.execute(sa.delete(DocumentRow).where(DocumentRow.id == document_id))

    def find(self, document_id: str) -> Document | None:
        row = self._session.get(DocumentRow, document_id)
        return _document(row) if row else None

    def get(self, document_id: str) -> Document:
        """By id, or a unique start of it, or a file name. Raises NotFoundError."""
        if found := self.find(document_id):
            return found
        # a name may stand for several versions: the newest wins
        by_name = sa.select(DocumentRow).where(DocumentRow.name == document_id)
        rows = self._session.scalars(by_name.order_by(DocumentRow.added_at.desc(), DocumentRow.id)).all()
        if not rows and len(document_id) >= 6:
            start = sa.select(DocumentRow).where(DocumentRow.id.startswith(document_id, autoescape=True))
            rows = self._session.scalars(start.limit(2)).all()
            if len(rows) > 1:
                raise NotFoundError(f"{document_id!r} is the start of several document ids: give more digits")
        if not rows:
            raise NotFoundError(f"no document {document_id!r}: `almpo documents` lists what there is")
        return _document(rows[0])

    def all(self) -> list[Document]:
        rows = self._session.scalars(sa.select(DocumentRow).order_by(DocumentRow.name, DocumentRow.id))
        return [_document(row) for row in rows]

    def synthetic(self) -> frozenset[str]:
        """Ids of those that say of themselves that they are made up."""
        return frozenset(self._session.scalars(sa.select(DocumentRow.id).where(DocumentRow.synthetic)))

    def counts(self) -> dict[str, DocumentCounts]:
        """By document id."""

        def by_document(part: type) -> dict[str, int]:
            counted = sa.select(part.document_id, sa.func.count()).group_by(part.document_id)  # type: ignore[attr-defined]
            return {document_id: count for document_id, count in self._session.execute(counted)}  # noqa: C416

        pages: dict[str, dict[str, int]] = {}
        by_status = sa.select(PageRow.document_id, PageRow.status, sa.func.count())
        for document_id, status, count in self._session.execute(
            by_status.group_by(PageRow.document_id, PageRow.status)
        ):
            pages.setdefault(document_id, {})[status] = count
        passages, tables, findings = map(by_document, (PassageRow, TableRow, FindingRow))
        ids = self._session.scalars(sa.select(DocumentRow.id))
        return {
            i: DocumentCounts(pages.get(i, {}), passages.get(i, 0), tables.get(i, 0), findings.get(i, 0))
            for i in ids
        }

    def page(self, document_id: str, number: int, *, words: bool = True) -> Page:
        """Raises NotFoundError."""
        row = self._session.get(PageRow, (document_id, number))
        if row is None:
            raise NotFoundError(f"document {document_id} has no page {number}")
        return _page(row, words=words)

    def pages(self, document_id: str, *, words: bool = True) -> list[Page]:
        rows = self._session.scalars(
            sa.select(PageRow).where(PageRow.document_id == document_id).order_by(PageRow.number)
        )
        return [_page(row, words=words) for row in rows]

    def tables(self, document_id: str, *, cells: bool = True) -> list[Table]:
        """In reading order. Without their cells they are read in a fourth of the time."""
        rows = self._session.scalars(
            sa.select(TableRow.record).where(TableRow.document_id == document_id).order_by(TableRow.ordinal)
        )
        read = Table.model_validate_json if cells else _without_cells
        return [read(record) for record in rows]

    def table(self, table_id: str) -> Table:
        """Raises NotFoundError."""
        row = self._session.get(TableRow, table_id)
        if row is None:
            raise NotFoundError(f"no table {table_id!r}")
        return Table.model_validate_json(row.record)

    def sections(self, document_id: str) -> tuple[Section, ...]:
        row = self._session.get(DocumentRow, document_id)
        return _SECTIONS.validate_json(row.sections) if row else ()

    def parsed(self, document_id: str) -> ParsedDocument:
        """What was parsed of a document, put together from its parts. Raises NotFoundError."""
        document = self.get(document_id)
        passages = sa.select(PassageRow.record).where(PassageRow.document_id == document_id)
        return ParsedDocument(
            document_id=document_id,
            title=document.title,
            language=document.language,
            synthetic=document.synthetic,
            pages=tuple(self.pages(document_id)),
            sections=self.sections(document_id),
            passages=tuple(
                map(Passage.model_validate_json, self._session.scalars(passages.order_by(PassageRow.ordinal)))
            ),
            tables=tuple(self.tables(document_id)),
            parser=document.parser,
        )

    def corpus(self) -> str:
        """The snapshot id: changes when a document is added, removed, or read or extracted in another way."""
        columns = (DocumentRow.id, DocumentRow.status, DocumentRow.parser, DocumentRow.extractor)
        rows = self._session.execute(sa.select(*columns).order_by(DocumentRow.id)).all()
        return content_id(*(part for row in rows for part in row))


def _document_values(document: Document, parsed: ParsedDocument | None) -> dict[str, object]:
    values: dict[str, object] = document.model_dump()
    values["status"] = document.status.value
    values["sections"] = _SECTIONS.dump_json(parsed.sections).decode() if parsed else "[]"
    return values


def _document_row(document: Document, parsed: ParsedDocument | None) -> DocumentRow:
    return DocumentRow(**_document_values(document, parsed))


def _document(row: DocumentRow) -> Document:
    values = {name: getattr(row, name) for name in _FIELDS}
    return Document(**{**values, "status": DocumentStatus(row.status)})


def _page_row(document_id: str, page: Page) -> PageRow:
    return PageRow(
        document_id=document_id,
        number=page.number,
        status=page.status.value,
        reason=page.reason,
        width=page.width,
        height=page.height,
        text=page.text,
        words=pack_words(page.words),
        ocr_score=page.ocr_score,
    )


def _page(row: PageRow, *, words: bool = True) -> Page:
    return Page(
        number=row.number,
        status=PageStatus(row.status),
        reason=row.reason,
        width=row.width,
        height=row.height,
        text=row.text,
        words=unpack_words(row.words) if words else (),
        ocr_score=row.ocr_score,
    )


def _without_cells(record: str) -> Table:
    return Table.model_validate({**from_json(record), "cells": ()})


def _table_row(table: Table) -> TableRow:
    return TableRow(
        id=table.id,
        document_id=table.document_id,
        ordinal=table.ordinal,
        page=table.page,
        label=table.label,
        record=table.model_dump_json(),
    )

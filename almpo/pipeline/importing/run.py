"""`almpo import`: coded effect tables into the store, with an account of every row."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from almpo.evidence.documents import DATA_TYPE, Document, ParsedDocument
from almpo.evidence.errors import IngestError
from almpo.evidence.findings import Finding
from almpo.evidence.record import Record, content_id
from almpo.evidence.store import Unit
from almpo.evidence.vocabulary import DocumentStatus, FindingStatus
from almpo.pipeline.importing.findings import Converted, Rejection, UnreadCell, convert
from almpo.pipeline.importing.mapping import Mapping, MappingError
from almpo.pipeline.importing.tables import DataTable
from almpo.pipeline.importing.workbooks import read_tables
from almpo.pipeline.lock import ingest_lock
from almpo.pipeline.receive import blob_key, receive
from almpo.pipeline.workspace import Workspace


class ImportReport(Record):
    """What became of the rows of the base table: rows = accepted + rejected, always."""

    mapping: str
    version: str  # of the mapping
    base: str  # file name of the table with the effects
    document_id: str
    rows: int
    accepted: int
    rejected: tuple[Rejection, ...]
    unread: tuple[UnreadCell, ...]
    joined: dict[str, str]  # table of the mapping -> file name
    unused: tuple[str, ...]  # files that the mapping has no table for
    unchanged: bool  # the store held exactly this already
    replaced: str | None  # the document that stood at the same place before

    @property
    def reasons(self) -> dict[str, int]:
        """Rejected rows by reason, most frequent first."""
        return dict(Counter(one.reason for one in self.rejected).most_common())

    def rejects_csv(self) -> str:
        """The rejected rows, each with its number, the reason and its text."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("row", "reason", "cells"))
        writer.writerows((one.row, one.reason, one.cells) for one in self.rejected)
        return out.getvalue()


def import_tables(workspace: Workspace, files: Sequence[Path], mapping: Mapping) -> ImportReport:
    """Import the effects of a data set. The same files and mapping again change nothing.

    CSV files and Excel workbooks become documents, their text divided into pages so that every finding's
    anchor resolves. Imported findings are not extracted again, and a status that an expert has given them
    is kept.

    Raises:
        MappingError: the files are not what the mapping describes. IngestError: a file cannot be read.
    """
    with ingest_lock(workspace.settings.home, lambda _: None):
        limit = workspace.settings.ingest.max_bytes
        received = [receive(path, workspace.store, workspace.blobs, limit) for path in files]
        read = [
            table
            for one in received
            for table in read_tables(
                workspace.blobs.get(blob_key(one.document_id)), one.document_id, one.name
            )
        ]
        tables = assign(mapping, read)
        converted = convert(mapping, tables)
        base = tables[mapping.base]
        used = {table.document_id for table in tables.values()}
        joined = {name: table.name for name, table in tables.items() if name != mapping.base}
        extractor = _extractor(mapping, tables)
        with workspace.store.begin() as unit:
            stored = unit.documents.find(base.document_id)
            unchanged = stored is not None and stored.extractor == extractor
            if not unchanged:
                for table in tables.values():
                    if table is base or unit.documents.find(table.document_id) is None:
                        _keep_document(workspace, unit, table, extractor if table is base else "", mapping)
                unit.findings.replace(base.document_id, _with_decisions(unit, converted.findings))
            for one in received:
                if one.document_id in used:
                    unit.sources.see(one.source, one.document_id, workspace.clock())
    replaced = next(one.supersedes for one in received if one.document_id == base.document_id)
    unused = tuple(table.name for table in read if table.document_id not in used)
    return _report(mapping, base, converted, joined, unused, unchanged, replaced)


def assign(mapping: Mapping, files: Sequence[DataTable]) -> dict[str, DataTable]:
    """Which file is which table of the mapping, told by its columns. Raises MappingError."""
    tables: dict[str, DataTable] = {}
    for name, spec in mapping.tables.items():
        renamed = [file.renamed(spec.rename) for file in files]
        fitting = [file for file in renamed if set(spec.columns) <= set(file.heads)]
        if len(fitting) > 1:
            raise MappingError(f"{', '.join(file.name for file in fitting)} could all be table {name!r}")
        if fitting:
            tables[name] = fitting[0]
        elif spec.required:
            raise MappingError(
                f"{mapping.name}: no file has the columns of table {name!r}: {', '.join(spec.columns)}"
            )
    return tables


def _extractor(mapping: Mapping, tables: dict[str, DataTable]) -> str:
    parts = content_id(*(f"{name}={table.document_id}" for name, table in sorted(tables.items())))
    return f"import {mapping.name} {mapping.version} {parts[:12]}"


def _keep_document(
    workspace: Workspace, unit: Unit, table: DataTable, extractor: str, mapping: Mapping
) -> None:
    parser = f"table {mapping.name}"
    document = Document(
        id=table.document_id,
        name=table.file,
        media_type=DATA_TYPE,
        size=sum(len(page.text.encode()) for page in table.pages),
        status=DocumentStatus.READY,
        title=mapping.title,
        language="en",
        parser=parser,
        extractor=extractor,
        added_at=workspace.clock(),
    )
    parsed = ParsedDocument(
        document_id=table.document_id, title=mapping.title, language="en", pages=table.pages, parser=parser
    )
    unit.documents.put(document, parsed)


def _with_decisions(unit: Unit, findings: Sequence[Finding]) -> list[Finding]:
    """The findings with the status that those with their ids had, where an expert had decided on it."""
    before = unit.findings.by_ids([finding.id for finding in findings])
    kept = []
    for finding in findings:
        old = before.get(finding.id)
        if old is not None and old.status != FindingStatus.CANDIDATE:
            finding = finding.model_copy(update={"status": old.status})
        kept.append(finding)
    return kept


def _report(
    mapping: Mapping,
    base: DataTable,
    converted: Converted,
    joined: dict[str, str],
    unused: tuple[str, ...],
    unchanged: bool,
    replaced: str | None,
) -> ImportReport:
    if len(base.rows) != len(converted.findings) + len(converted.rejections):
        raise IngestError("crashed", f"{base.name}: rows were lost on import")
    return ImportReport(
        mapping=mapping.name,
        version=mapping.version,
        base=base.name,
        document_id=base.document_id,
        rows=len(base.rows),
        accepted=len(converted.findings),
        rejected=tuple(converted.rejections),
        unread=tuple(converted.unread),
        joined=joined,
        unused=unused,
        unchanged=unchanged,
        replaced=replaced,
    )

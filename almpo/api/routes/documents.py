"""Documents, their pages and tables."""

import tempfile
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Response, UploadFile

from almpo.api.dependencies import Space
from almpo.api.pictures import mark, page_picture
from almpo.api.protection import may_write
from almpo.evidence.anchors import Box
from almpo.evidence.documents import Document, Page, Section, SourceVersion, Table
from almpo.evidence.record import Record
from almpo.ingestion.tables.export import cells_by_page
from almpo.pipeline.ingest import ingest
from almpo.pipeline.progress import IngestReport
from almpo.pipeline.remove import remove_document

router = APIRouter(prefix="/api/documents", tags=["documents"])


class DocumentSummary(Document):
    pages: dict[str, int]
    passages: int
    tables: int
    findings: int


class DocumentDetail(Record):
    document: Document
    versions: list[SourceVersion]
    superseded_by: str | None
    sections: tuple[Section, ...]


@router.get("")
def documents(space: Space) -> list[DocumentSummary]:
    """All documents with an account of their pages."""
    with space.store.read() as unit:
        counts = unit.documents.counts()
        return [
            DocumentSummary(**document.model_dump(), **counts[document.id]._asdict())
            for document in unit.documents.all()
        ]


@router.post("", dependencies=[Depends(may_write)])
def upload(space: Space, files: list[UploadFile]) -> IngestReport:
    """Ingest uploaded reports. Returns when all of them have been dealt with."""
    uploads = space.settings.home / "uploads"
    uploads.mkdir(parents=True, exist_ok=True)
    paths = []
    for file in files:
        name = Path(file.filename or "").name
        if not name or name.startswith("."):
            raise HTTPException(422, f"{file.filename!r} is no file name")
        with tempfile.NamedTemporaryFile(dir=uploads, prefix=".", delete=False) as out:
            while piece := file.file.read(1 << 20):
                out.write(piece)
        paths.append(str(Path(out.name).replace(uploads / name)))
    return ingest(space, paths)


@router.get("/{document}")
def document_detail(space: Space, document: str) -> DocumentDetail:
    """One document, by id, start of an id, or file name."""
    with space.store.read() as unit:
        found = unit.documents.get(document)
        sources = dict.fromkeys(version.source for version in unit.sources.of_document(found.id))
        return DocumentDetail(
            document=found,
            versions=[version for source in sources for version in unit.sources.versions(source)],
            superseded_by=unit.sources.superseded().get(found.id),
            sections=unit.documents.sections(found.id),
        )


@router.delete("/{document}", dependencies=[Depends(may_write)])
def remove(space: Space, document: str) -> Document:
    """Take a document out of the corpus."""
    return remove_document(space, document)


@router.get("/{document}/pages")
def pages(space: Space, document: str) -> list[dict[str, Any]]:
    """What became of each page."""
    with space.store.read() as unit:
        return [
            page.model_dump(mode="json", exclude={"text", "words"})
            for page in unit.documents.pages(unit.documents.get(document).id, words=False)
        ]


@router.get("/{document}/pages/{number}")
def page(space: Space, document: str, number: int) -> Page:
    """A page: its text and its words with their boxes."""
    with space.store.read() as unit:
        return unit.documents.page(unit.documents.get(document).id, number)


@router.get("/{document}/pages/{number}/picture", response_class=Response)
def picture(
    space: Space,
    document: str,
    number: int,
    box: Annotated[list[str] | None, Query(description="x0,y0,x1,y1 in PDF points")] = None,
) -> Response:
    """The page as PNG with boxes marked. PDF documents only."""
    with space.store.read() as unit:
        found = unit.documents.get(document)
        unit.documents.page(found.id, number)
    if found.media_type != "application/pdf":
        raise HTTPException(404, "only PDF documents have pictures of their pages")
    boxes = [_box(text) for text in (box or [])[:500]]
    png = mark(page_picture(space, found.id, number), boxes)
    return Response(png, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


def _box(text: str) -> Box:
    try:
        x0, y0, x1, y1 = (float(part) for part in text.split(","))
    except ValueError as error:
        raise HTTPException(422, f"{text!r} is no box: x0,y0,x1,y1") from error
    if not (-1e5 < x0 <= x1 < 1e5 and -1e5 < y0 <= y1 < 1e5):
        raise HTTPException(422, f"{text!r} is no box: x0 <= x1 and y0 <= y1")
    return Box(x0, y0, x1, y1)


@router.get("/{document}/tables")
def tables(space: Space, document: str) -> list[Table]:
    """The tables of a document as they were read."""
    with space.store.read() as unit:
        return unit.documents.tables(unit.documents.get(document).id)


@router.get("/{document}/cells")
def cells(space: Space, document: str) -> dict[str, Any]:
    """The cells of a document's tables by page, in the exchange form."""
    with space.store.read() as unit:
        found = unit.documents.get(document)
        return cells_by_page(found.name, unit.documents.tables(found.id))

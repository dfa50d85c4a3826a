"""Pages for people: documents, findings, and the page of a source with the spot marked."""

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from almpo.api.answer_pages import numbered_sources
from almpo.api.conditions import form
from almpo.api.dependencies import Space
from almpo.api.views import show
from almpo.evidence.anchors import Anchor, Box
from almpo.evidence.documents import Page
from almpo.evidence.errors import NotFoundError
from almpo.evidence.vocabulary import DocumentStatus

router = APIRouter(include_in_schema=False, default_response_class=Response)


@router.get("/")
def home(request: Request, space: Space) -> Response:
    """Where questions are asked."""
    with space.store.read() as unit:
        documents = [d for d in unit.documents.all() if d.status == DocumentStatus.READY]
        findings = unit.findings.count()
        recent = unit.answers.recent(5)
    return show(
        request, "home.html", documents=documents, findings=findings, recent=recent, conditions=form("en")
    )


@router.get("/answers/{answer_id}/sources/{number}")
def source(request: Request, space: Space, answer_id: str, number: int) -> Response:
    """The page that a citation rests on, with the spot marked."""
    with space.store.read() as unit:
        sources = numbered_sources(unit.answers.get(answer_id))
    if not 1 <= number <= len(sources):
        raise NotFoundError(f"the answer has no source {number}")
    citation = sources[number - 1]
    back = (f"/answers/{answer_id}#source-{number}", "Back to the answer")
    return _page(request, space, citation.document_id, citation.page, citation.anchor, back)


@router.get("/documents")
def documents(request: Request, space: Space) -> Response:
    with space.store.read() as unit:
        counts = unit.documents.counts()
        rows = [(document, counts[document.id]) for document in unit.documents.all()]
    return show(request, "documents.html", rows=rows)


@router.get("/documents/{document_id}")
def document(request: Request, space: Space, document_id: str) -> Response:
    with space.store.read() as unit:
        found = unit.documents.get(document_id)
        return show(
            request,
            "document.html",
            document=found,
            pages=unit.documents.pages(found.id, words=False),
            tables=unit.documents.tables(found.id),
            findings=unit.findings.of_document(found.id),
            successor=unit.sources.superseded().get(found.id),
        )


@router.get("/documents/{document_id}/pages/{number}")
def page(request: Request, space: Space, document_id: str, number: int) -> Response:
    return _page(
        request, space, document_id, number, None, (f"/documents/{document_id}", "Back to the document")
    )


@router.get("/findings/{finding_id}")
def finding(request: Request, space: Space, finding_id: str) -> Response:
    """The page a finding was read from, with the estimate marked."""
    with space.store.read() as unit:
        found = unit.findings.get(finding_id)
    back = (f"/documents/{found.document_id}#findings", "Back to the document")
    return _page(request, space, found.document_id, found.page, found.anchor, back)


@router.get("/api")
@router.get("/api/docs")
def api_reference(request: Request) -> Response:
    """The routes of the API, from its OpenAPI description."""
    paths = request.app.openapi()["paths"]
    routes = [
        (method.upper(), path, route["summary"], route.get("description", ""), route.get("parameters", []))
        for path, methods in paths.items()
        for method, route in methods.items()
    ]
    return show(request, "api.html", routes=routes)


def _page(
    request: Request,
    space: Space,
    document_id: str,
    number: int,
    anchor: Anchor | None,
    back: tuple[str, str],
) -> Response:
    with space.store.read() as unit:
        found = unit.documents.get(document_id)
        shown = unit.documents.page(found.id, number)
        last = max(p.number for p in unit.documents.pages(found.id, words=False))
    boxes = _boxes(anchor, shown)
    query = urlencode([("box", ",".join(f"{edge:.2f}" for edge in box)) for box in boxes])
    picture = f"/api/documents/{found.id}/pages/{number}/picture?{query}"
    return show(
        request,
        "page.html",
        document=found,
        page=shown,
        last=last,
        quote=anchor.quote if anchor else None,
        parts=_parts(anchor, shown),
        picture=picture if found.media_type == "application/pdf" else None,
        back=back,
    )


def _boxes(anchor: Anchor | None, page: Page) -> tuple[Box, ...]:
    if anchor is None or anchor.page != page.number:
        return ()
    if anchor.boxes or anchor.start is None or anchor.end is None:
        return anchor.boxes
    return page.anchor(anchor.document_id, anchor.start, anchor.end).boxes


def _parts(anchor: Anchor | None, page: Page) -> tuple[str, str, str]:
    """The page's text before, inside and after the anchor."""
    if anchor is None or anchor.start is None or anchor.end is None or anchor.page != page.number:
        return page.text, "", ""
    return page.text[: anchor.start], page.text[anchor.start : anchor.end], page.text[anchor.end :]

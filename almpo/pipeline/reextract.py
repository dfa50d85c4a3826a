"""`almpo extract`: findings made anew from stored parses; what experts decided stays as it is.

A document goes through two transactions: its findings are replaced, and once the index holds them too the
document is marked as done. Killed in between, the next run does it again and ends in the same state.
"""

from collections.abc import Callable, Iterator, Sequence

from almpo.evidence.documents import Document
from almpo.evidence.findings import Finding
from almpo.evidence.record import Record
from almpo.evidence.store import Unit
from almpo.evidence.vocabulary import FindingStatus, Origin
from almpo.extraction.extract import extract_findings
from almpo.extraction.version import EXTRACTOR
from almpo.pipeline.lock import ingest_lock
from almpo.pipeline.opinions import (
    Opinion,
    language_model,
    second_reader,
    with_opinions,
)
from almpo.pipeline.reindex import searchable
from almpo.pipeline.studies import identify_studies
from almpo.pipeline.workspace import Workspace
from almpo.synthesis.writers.chat import chat_name, open_chat


class Extracted(Record):
    """What became of one document."""

    document_id: str
    name: str
    state: str  # "extracted" | "unchanged"
    findings: int
    kept: int = 0  # of these, decided by an expert


def reextract(
    workspace: Workspace,
    names: Sequence[str] = (),
    *,
    force: bool = False,
    second_opinion: bool = False,
    llm: bool = False,
    on_wait: Callable[[str], None] = lambda _: None,
) -> Iterator[Extracted]:
    """Find findings anew in the named documents, or in all that were read; yields each one when it is done.

    Documents whose extractor is today's are left alone unless `force` is set or another opinion is asked for.
    Raises NotFoundError, and with `llm` ModelError.
    """
    force = force or second_opinion or llm
    asked = [_language_model(workspace)] if llm else []
    with ingest_lock(workspace.settings.home, on_wait):
        with workspace.store.read() as unit:
            known = searchable(unit)
            wanted = [unit.documents.get(name) for name in names or known]
        for document in wanted:
            if document.is_data or (document.extractor == EXTRACTOR and not force):
                yield _unchanged(workspace, document)
            else:
                opinions = [*asked]
                if second_opinion:
                    limits = workspace.settings.ingest
                    opinions.append(second_reader(workspace.blobs, limits, document.media_type))
                yield _extract(workspace, document, opinions, indexed=document.id in known)
        identify_studies(workspace)


def _unchanged(workspace: Workspace, document: Document) -> Extracted:
    with workspace.store.read() as unit:
        count = len(unit.findings.of_document(document.id))
    return Extracted(document_id=document.id, name=document.name, state="unchanged", findings=count)


def _language_model(workspace: Workspace) -> Opinion:
    chat = workspace.settings.chat
    return language_model(open_chat(chat), chat_name(chat), json_schema=chat.json_schema)


def _extract(
    workspace: Workspace, document: Document, opinions: Sequence[Opinion], indexed: bool
) -> Extracted:
    from almpo.retrieval.indexing import index_document  # models take a second to import

    with workspace.store.read() as unit:
        parsed = unit.documents.parsed(document.id)
    new = with_opinions(parsed, extract_findings(parsed, suggest=workspace.suggest), opinions)
    with workspace.store.begin() as unit:
        findings = replace_findings(unit, document.id, new)
    if indexed:
        index_document(document.id, workspace.store, workspace.index, workspace.embedder, again=Finding)
    with workspace.store.begin() as unit:
        unit.documents.mark_extracted(document.id, EXTRACTOR)
    return Extracted(
        document_id=document.id,
        name=document.name,
        state="extracted",
        findings=len(findings),
        kept=sum(map(is_decided, findings)),
    )


def replace_findings(unit: Unit, document_id: str, new: Sequence[Finding]) -> list[Finding]:
    """Store new findings of a document beside those that an expert has decided. Returns what is stored then."""
    study = unit.studies.of_document(document_id)
    fresh = [finding.model_copy(update={"study": study.name}) for finding in new] if study else new
    findings = with_decided(unit.findings.of_document(document_id), fresh)
    unit.findings.replace(document_id, findings)
    unit.studies.forget_profile(document_id)
    return findings


def is_decided(finding: Finding) -> bool:
    """Whether a person has had a hand in it: it is under review or decided, or a field comes from an expert."""
    return (
        finding.status is not FindingStatus.CANDIDATE
        or finding.origin is Origin.EXPERT
        or any(reading.origin is Origin.EXPERT for reading in finding.readings.values())
    )


def with_decided(old: Sequence[Finding], new: Sequence[Finding]) -> list[Finding]:
    """New findings, those that an expert has decided before in place of the new ones of the same number."""
    decided = [finding for finding in old if is_decided(finding)]
    ids, places = {finding.id for finding in decided}, set(map(_place, decided))
    fresh = [finding for finding in new if finding.id not in ids and _place(finding) not in places]
    return sorted([*fresh, *decided], key=lambda finding: (finding.source == "text", finding.page))


def _place(finding: Finding) -> tuple[object, ...]:
    """Where a number stands as a reader would say it: other parses give other ids."""
    return (
        *(finding.page, finding.table, finding.panel, finding.row_label, finding.column_label),
        *(finding.quote, finding.estimate, finding.se, finding.t, finding.p),
    )

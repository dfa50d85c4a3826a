"""What is read of the documents that an answer may draw on, each thing once."""

from collections import defaultdict
from collections.abc import Collection

from almpo.evidence.anchors import Anchor
from almpo.evidence.documents import Document, Page, Passage, Table
from almpo.evidence.findings import Finding
from almpo.evidence.store import Unit
from almpo.evidence.store.findings import FindingFilter
from almpo.synthesis.candidates import Candidate


class Reader:
    """Reads documents, pages and tables once. Of findings only those with the ids in `admitted`, if there are any."""

    def __init__(self, unit: Unit, admitted: Collection[str] = ()) -> None:
        self._unit = unit
        self._admitted = frozenset(admitted)
        self._documents: dict[str, Document] = {}
        self._pages: dict[tuple[str, int], Page] = {}
        self._tables: dict[str, dict[str, Table]] = {}
        self._read: dict[tuple[str, bool], list[Finding]] = {}

    def document(self, document_id: str) -> Document:
        if document_id not in self._documents:
            self._documents[document_id] = self._unit.documents.get(document_id)
        return self._documents[document_id]

    def page(self, document_id: str, number: int) -> Page:
        """The text of a page, without its words: they take long to read."""
        key = (document_id, number)
        if key not in self._pages:
            self._pages[key] = self._unit.documents.page(document_id, number, words=False)
        return self._pages[key]

    def with_boxes(self, anchor: Anchor) -> Anchor:
        if anchor.start is None or anchor.end is None:
            return anchor
        page = self._unit.documents.page(anchor.document_id, anchor.page)
        return page.anchor(anchor.document_id, anchor.start, anchor.end)

    def tables(self, document_id: str) -> dict[str, Table]:
        """What stands around them; their cells were read as findings."""
        if document_id not in self._tables:
            self._tables[document_id] = {
                table.id: table for table in self._unit.documents.tables(document_id, cells=False)
            }
        return self._tables[document_id]

    def neighbours(self, passage: Passage) -> list[Passage]:
        return self._unit.passages.neighbours(passage)

    def effects(self, document_id: str) -> list[Finding]:
        """Those that may be effects of programmes."""
        return self._findings(document_id, effects_only=True)

    def estimates(self, document_id: str) -> list[Finding]:
        """All numbers that were read in tables, controls, placebos and descriptions too: takes longer."""
        return self._findings(document_id, effects_only=False)

    def _findings(self, document_id: str, *, effects_only: bool) -> list[Finding]:
        key = (document_id, effects_only)
        if key not in self._read:
            where = FindingFilter(documents=(document_id,), effects_only=effects_only)
            found = self._unit.findings.filter(where)
            self._read[key] = [one for one in found if not self._admitted or one.id in self._admitted]
        return self._read[key]


class EffectsInText:
    """Where effects of programmes were read in the running text of documents."""

    def __init__(self, reader: Reader, documents: Collection[str]) -> None:
        self._spans: defaultdict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
        for document_id in documents:
            for finding in reader.effects(document_id):
                anchor = finding.anchor
                if (
                    finding.source == "text"
                    and finding.treatment_effect
                    and anchor
                    and anchor.start is not None
                ):
                    span = (anchor.start, anchor.end or anchor.start)
                    self._spans[document_id, anchor.page].append(span)

    def stand_in(self, candidate: Candidate) -> bool:
        return any(
            (one.start or 0) < end and start < (one.end or 0)
            for one in candidate.anchors
            for start, end in self._spans.get((one.document_id, one.page), ())
        )

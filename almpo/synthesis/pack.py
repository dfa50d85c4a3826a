"""What an answer may draw on: sentences to quote and estimates, each with its citation."""

from typing import Protocol

from almpo.evidence.answers import Citation
from almpo.evidence.documents import Document, Passage
from almpo.evidence.findings import Finding
from almpo.evidence.record import Record
from almpo.synthesis.coverage import Coverage
from almpo.synthesis.question import Question


class Quote(Record):
    """A sentence of a document. `score` is comparable within one pack only."""

    text: str  # on one line
    citations: tuple[
        Citation, ...
    ]  # with quote and anchor; two where the sentence runs over the end of a page
    language: str
    score: float
    concepts: frozenset[str] = frozenset()

    @property
    def document_id(self) -> str:
        return self.citations[0].document_id


class Estimate(Record):
    """A finding that speaks to the question."""

    citations: tuple[Citation, ...]  # with finding_id; more than one where several versions print it
    finding: Finding
    label: str  # what sets it apart within its series, as printed
    concepts: frozenset[str] = frozenset()


class Series(Record):
    """Estimates that share a row, or a column, of one table; in the order printed."""

    label: str  # what they share, as printed
    estimates: tuple[Estimate, ...]

    @property
    def first(self) -> Finding:
        return self.estimates[0].finding


class EvidencePack(Record):
    """Evidence for one question, best first."""

    question: Question
    quotes: tuple[Quote, ...] = ()
    series: tuple[Series, ...] = ()
    documents: dict[str, Document] = {}  # by id, all that are cited
    coverage: Coverage = Coverage()

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        return tuple(estimate for series in self.series for estimate in series.estimates)


class Hit(Protocol):
    """What a search returns: a passage or a finding, and the probability that it is about what was asked."""

    @property
    def relevance(self) -> float: ...

    @property
    def record(self) -> Passage | Finding: ...

    @property
    def duplicates(self) -> tuple[str, ...]:
        """Ids of passages that say the same and were left out."""

"""Which documents a question is about."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from almpo.evidence.documents import Document, Passage
from almpo.evidence.findings import Finding
from almpo.synthesis.concepts import concepts
from almpo.synthesis.estimates import coded_concepts, label_text
from almpo.synthesis.question import Question, names_in

_COUNTED = 3  # hits of a document that count
_SHARE = 0.4  # of the best document's favour that makes another one worth telling
_PLACE_OR_PROGRAMME = ("programme", "country")

Relevant = Sequence[tuple[Passage | Finding, float]]


class Signals(NamedTuple):
    """What the search says: relevance by page (document id, page), by finding id, and by document id."""

    pages: Mapping[tuple[str, int], float]
    findings: Mapping[str, float]
    documents: Mapping[str, float]


def read_signals(hits: Relevant) -> Signals:
    pages: dict[tuple[str, int], float] = {}
    found: dict[str, float] = {}
    by_document: dict[str, list[float]] = {}
    for record, relevance in hits:
        by_document.setdefault(record.document_id, []).append(relevance)
        if isinstance(record, Finding):
            found[record.id] = relevance
        else:
            for anchor in record.anchors:
                key = (anchor.document_id, anchor.page)
                pages[key] = max(pages.get(key, 0.0), relevance)
    documents = {key: sum(sorted(values)[-_COUNTED:]) / _COUNTED for key, values in by_document.items()}
    return Signals(pages, found, documents)


def favour_documents(
    question: Question, hits: Relevant, documents: Mapping[str, Document], signals: Signals
) -> dict[str, float]:
    """How much each document is about the question, those worth telling only, best first.

    The relevance of its hits counts, and whether it is about the programme, place and names asked for: a
    report on another country's vouchers is near the question and yet beside it.
    """
    texts: dict[str, list[str]] = {
        key: [document.title or "", document.name] for key, document in documents.items()
    }
    coded: dict[str, set[str]] = {key: set() for key in documents}
    for record, _ in hits:
        texts[record.document_id].append(_text(record))
        if isinstance(record, Finding):
            coded[record.document_id] |= coded_concepts(record)
    favour = {
        key: signals.documents[key] * (0.2 + 0.8 * _covered(question, texts[key], coded[key]))
        for key in signals.documents
    }
    best = max(favour.values(), default=0.0)
    order = sorted(favour, key=lambda key: (-favour[key], key))
    return {key: favour[key] for key in order if favour[key] >= _SHARE * best and favour[key] > 0}


def _text(record: Passage | Finding) -> str:
    return record.text if isinstance(record, Passage) else label_text(record)


def _covered(question: Question, texts: Sequence[str], coded: set[str]) -> float:
    """Share of the programmes, places and names asked for that a document speaks of; names count double."""
    asked = [code for code in question.concepts if code.partition(":")[0] in _PLACE_OR_PROGRAMME]
    if not asked and not question.names:
        return 1.0
    said = set(coded)
    for text in texts:
        said |= concepts(text)
    names = names_in(question.names, " ".join(texts))
    return (sum(code in said for code in asked) + 2 * names) / (len(asked) + 2 * len(question.names))

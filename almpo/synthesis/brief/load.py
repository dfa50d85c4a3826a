"""The brief of a stored answer."""

from almpo.evidence.answers import Answer
from almpo.evidence.store import Unit
from almpo.synthesis.brief.content import DEFAULT_STYLE, Brief, make_brief


def load_brief(unit: Unit, answer: Answer, *, permalink: str, style: str = DEFAULT_STYLE) -> Brief:
    """Raises NotFoundError where a document that is cited is gone, or there is no such citation style."""
    cited = {c.document_id for s in answer.sentences for c in s.citations}
    cited |= {c.document_id for c in answer.nearest}
    documents = {key: unit.documents.get(key) for key in sorted(cited)}
    syntheses = [unit.syntheses.get(key) for key in answer.pooled]
    return make_brief(answer, documents, syntheses, permalink=permalink, style=style)

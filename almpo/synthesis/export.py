"""Answers for machines and for the terminal."""

from collections.abc import Sequence
from typing import Any

from almpo.evidence.answers import Answer, Citation, Part
from almpo.synthesis.listing import listing
from almpo.synthesis.templates import templates


def answer_to_exchange(answer: Answer) -> dict[str, Any]:
    """The exchange form: documents by file name, pages from 1, quotes as they stand on the page."""
    return {
        "id": answer.id,
        "language": answer.language,
        "abstained": answer.abstained,
        "reason": answer.reason,
        "seconds": answer.seconds,
        "sentences": [
            {
                "text": sentence.text,
                "part": sentence.part,
                "computed": sentence.computed,
                "citations": [_citation(citation) for citation in sentence.citations],
            }
            for sentence in answer.sentences
        ],
        "notes": list(answer.notes),
        "nearest": [_citation(citation) for citation in answer.nearest],
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {"document": citation.document, "page": citation.page, "quote": citation.quote}


def answer_to_text(answer: Answer) -> str:
    """Plain text: the answer, the evidence behind it, and the list of sources that both number."""
    say = templates(answer.language)
    numbers: dict[tuple[str, int], int] = {}  # of a document and page, in order of mention
    lines = []
    if answer.abstained:
        lines.append(" ".join(part for part in (say.fixed["nothing"], answer.reason) if part))
    behind = False
    for sentence in answer.sentences:
        if sentence.part is Part.EVIDENCE and not behind:
            behind = True
            lines += ["", f"{say.prose['evidence']}:"]
        head, items = listing(sentence)
        lines.append(head + _marks(sentence.citations, numbers))
        lines += [f"    {item}" for item in items]
    lines += answer.notes
    if answer.nearest:
        lines += ["", f"{say.label['nearest']}:"]
        lines += [f"“{near.quote or '…'}”" + _marks([near], numbers) for near in answer.nearest]
    if numbers:
        lines += ["", f"{say.label['sources']}:"]
        cited = [citation for sentence in answer.sentences for citation in sentence.citations]
        synthetic = {citation.document for citation in (*cited, *answer.nearest) if citation.synthetic}
        for (document, page), number in numbers.items():
            mark = f" ({say.label['synthetic']})" if document in synthetic else ""
            lines.append(f"[{number}] {document}{mark}, {say.label['page']} {page}")
    return "\n".join(lines)


def _marks(citations: Sequence[Citation], numbers: dict[tuple[str, int], int]) -> str:
    """Citation marks such as " [1] [2]"; spots that are new get the next number."""
    keys = dict.fromkeys((citation.document, citation.page) for citation in citations)
    return "".join(f" [{numbers.setdefault(key, len(numbers) + 1)}]" for key in keys)

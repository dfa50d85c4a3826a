"""What stands in a brief, whatever its form. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from almpo.evidence.answers import Answer, Citation, Part, Sentence
from almpo.evidence.documents import Document
from almpo.evidence.record import Record
from almpo.evidence.syntheses import Synthesis
from almpo.synthesis.brief.references import OWN_STYLE, references
from almpo.synthesis.brief.words import Words, brief_words
from almpo.synthesis.templates import templates

DEFAULT_STYLE = OWN_STYLE
MANY = 8  # pages that a pooled result rests on, from which on they are not listed


class Line(Record):
    """A sentence with the numbers of its sources."""

    text: str
    sources: tuple[int, ...] = ()
    computed: bool = False


class SourceLine(Record):
    number: int
    text: str  # as the citation style has it
    page: int
    synthetic: bool


class Brief(Record):
    """The parts of a brief in the order in which they stand."""

    language: str
    question: str
    refusal: str | None  # why there is no answer
    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    figure: bytes | None  # PNG of the pooled result
    figure_alt: str
    sources: tuple[SourceLine, ...]
    method: str
    permalink: str
    date: str  # ISO
    synthetic: bool
    words: Words


def make_brief(
    answer: Answer,
    documents: Mapping[str, Document],
    syntheses: Sequence[Synthesis],
    *,
    permalink: str,
    style: str = DEFAULT_STYLE,
) -> Brief:
    """The brief of an answer: what is told, without the evidence behind it.

    Args:
        documents: those that are cited, by id.
        syntheses: those that are told; the first gives the figure.
        style: name of a CSL style that is installed, or the path of a CSL file.

    Raises:
        NotFoundError: there is no such style.
    """
    say, words = templates(answer.language), brief_words(answer.language)
    told = [sentence for sentence in answer.sentences if sentence.part is not Part.EVIDENCE]
    spots = list(dict.fromkeys(_spots(answer, told)))
    entries = references([documents[key] for key, _ in spots if key in documents], answer.language, style)
    synthetic = {c.document_id for c in _all_citations(answer) if c.synthetic}
    figure, alt = _figure(syntheses)
    refusal = " ".join(filter(None, (say.fixed["nothing"], answer.reason))) if answer.abstained else None
    pooled = any(sentence.part is Part.POOLED for sentence in told)
    return Brief(
        language=answer.language,
        question=answer.question,
        refusal=refusal,
        lines=tuple(
            Line(
                text=sentence.text,
                sources=_numbers(sentence.citations, spots),
                computed=sentence.computed,
            )
            for sentence in told
        ),
        notes=answer.notes,
        figure=figure,
        figure_alt=alt,
        sources=tuple(
            SourceLine(number=number, text=entries.get(key, key), page=page, synthetic=key in synthetic)
            for number, (key, page) in enumerate(spots, 1)
        ),
        method=words.method + (f" {words.pooled}" if pooled else ""),
        permalink=permalink,
        date=answer.asked_at.date().isoformat(),
        synthetic=bool(synthetic),
        words=words,
    )


def _spots(answer: Answer, told: Sequence[Sentence]) -> Iterator[tuple[str, int]]:
    """Documents and pages that are cited. A pooled result rests on too many to list them, unless it is thin."""
    for sentence in told:
        found = dict.fromkeys((c.document_id, c.page) for c in sentence.citations)
        if sentence.part is not Part.POOLED or len(found) <= MANY:
            yield from found
    yield from ((c.document_id, c.page) for c in answer.nearest)


def _all_citations(answer: Answer) -> list[Citation]:
    return [citation for s in answer.sentences for citation in s.citations] + list(answer.nearest)


def _numbers(citations: Sequence[Citation], spots: Sequence[tuple[str, int]]) -> tuple[int, ...]:
    numbers = {spot: number for number, spot in enumerate(spots, 1)}
    found = (numbers.get((c.document_id, c.page)) for c in citations)
    return tuple(dict.fromkeys(number for number in found if number is not None))


def _figure(syntheses: Sequence[Synthesis]) -> tuple[bytes | None, str]:
    """The forest plot of the first pooled result. Drawn late: the library takes long to import."""
    if not syntheses:
        return None, ""
    from almpo.synthesis.figures import forest

    drawing = forest(syntheses[0].result)
    return drawing.png(), drawing.alt

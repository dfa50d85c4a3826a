"""Pooled results in answers: which one a question asks for, the sentence that tells it, and its verification.

A pooled number stands on no page. What bears it out is the synthesis, which lists all that entered: the
sentence is composed anew from it and must be the same to the letter, with a citation of every finding.
"""

from collections.abc import Mapping, Sequence
from itertools import islice, product

from almpo.evidence.answers import Citation, NumberCheck, Part, Sentence
from almpo.evidence.documents import Document
from almpo.evidence.findings import Finding
from almpo.evidence.syntheses import HorizonBand, PooledResult, Synthesis, SynthesisQuery
from almpo.evidence.vocabulary import OutcomeGroup, ProgrammeType, TargetGroup
from almpo.synthesis.claims import stated_numbers
from almpo.synthesis.estimates import cite
from almpo.synthesis.estimators import FEW
from almpo.synthesis.notes import note, programme_labels
from almpo.synthesis.plain_words import in_plain_words
from almpo.synthesis.question import Question

MOST = 3  # pooled results that one question asks for
LEAST_STUDIES = 2  # a single study is never called pooled

# How the concepts of lexicon/concepts.toml that are no codes of the vocabularies map on them.
_PROGRAMMES = {
    "services": ProgrammeType.SERVICES,
    "training": ProgrammeType.TRAINING,
    "subsidy": ProgrammeType.EMPLOYMENT_INCENTIVES,
    "supported": ProgrammeType.SUPPORTED_EMPLOYMENT,
    "job_creation": ProgrammeType.DIRECT_JOB_CREATION,
    "start_up": ProgrammeType.START_UP,
    "monitoring": ProgrammeType.MONITORING_SANCTIONS,
    "sanctions": ProgrammeType.MONITORING_SANCTIONS,
}
_OUTCOMES = {
    "exit": OutcomeGroup.UNEMPLOYMENT_EXIT,
    "participation": OutcomeGroup.PROGRAMME_PARTICIPATION,
} | {group.value: group for group in OutcomeGroup if group not in (OutcomeGroup.OTHER, OutcomeGroup.SANCTION)}
_OF_PEOPLE = {"participation", "unemployment"}  # words for those concerned, more often than outcomes
_TARGETS = {group.value: group for group in TargetGroup} | {
    "migrants": TargetGroup.MIGRANTS_REFUGEES,
    "refugees": TargetGroup.MIGRANTS_REFUGEES,
}


def queries(question: Question, synthetic: Sequence[str] = ()) -> list[SynthesisQuery]:
    """What to pool for a question that names a programme, with all else that it names.

    Whether a programme "helps" is asked of employment.

    `synthetic` are ids of made-up documents; if there are any, those alone are pooled.
    """
    programmes = sorted(asked_programmes(question))
    outcomes = sorted(asked_outcomes(question)) if names_an_outcome(question) else [OutcomeGroup.EMPLOYMENT]
    bands = {HorizonBand.of(months) for months in question.horizons}
    horizon = bands.pop() if len(bands) == 1 else None
    return [
        SynthesisQuery(
            outcome=outcome,
            programmes=(programme,),
            horizon=horizon,
            countries=tuple(sorted(question.named("country"))),
            target_groups=tuple(sorted({_TARGETS[t] for t in question.named("target") if t in _TARGETS})),
            documents=tuple(sorted(synthetic)),
            synthetic=bool(synthetic),
        )
        for programme, outcome in islice(product(programmes, outcomes), MOST)
    ]


def asked_programmes(question: Question) -> set[ProgrammeType]:
    """The classes of programmes that a question names."""
    return {_PROGRAMMES[code] for code in question.named("programme") if code in _PROGRAMMES}


def names_an_outcome(question: Question) -> bool:
    """Words that are more often for those concerned do not count."""
    return bool(question.named("outcome") - _OF_PEOPLE)


def asked_outcomes(question: Question) -> set[OutcomeGroup]:
    """The outcomes that a question names and that can be pooled."""
    return {_OUTCOMES[code] for code in question.named("outcome") if code in _OUTCOMES}


def is_told(result: PooledResult) -> bool:
    """Whether there is a result and it rests on more than one study."""
    return result.estimated is not None and result.k_studies >= LEAST_STUDIES


def tell(
    synthesis: Synthesis, language: str, findings: Mapping[str, Finding], documents: Mapping[str, Document]
) -> list[Sentence]:
    """The sentences on a pooled result; none in languages that have no words for it.

    Args:
        findings, documents: by id, at least those that entered.
    """
    text = _text(synthesis.result, language)
    if text is None:
        return []
    entered = [findings[key] for key in _entered(synthesis.result)]
    citations = tuple(cite(finding, documents[finding.document_id]) for finding in entered)
    sentences = [Sentence(text=text, citations=citations, computed=True, part=Part.POOLED)]
    if synthesis.result.k_studies <= FEW:
        sentences.append(Sentence(text=note("few", language)))
    return sentences


def verify_computed(
    sentence: Sentence, syntheses: Sequence[Synthesis], known: Mapping[str, Finding], language: str
) -> tuple[Sentence | None, tuple[str, ...]]:
    """The sentence with its numbers checked, or None and what is wrong with it. `known` are findings by id."""
    synthesis = next((one for one in syntheses if _text(one.result, language) == sentence.text), None)
    if synthesis is None:
        return None, ("no pooled result says so",)
    cited = [citation.finding_id for citation in sentence.citations]
    if cited != _entered(synthesis.result):
        return None, ("what is cited is not what was pooled",)
    return with_numbers_checked(sentence, known, language)


def with_numbers_checked(
    sentence: Sentence, known: Mapping[str, Finding], language: str
) -> tuple[Sentence | None, tuple[str, ...]]:
    """A composed sentence whose citations resolve, with the record that its numbers were computed again."""
    problems = tuple(filter(None, (_unresolved(citation, known) for citation in sentence.citations)))
    if problems:
        return None, problems
    numbers = stated_numbers(sentence.text, language)
    checks = [NumberCheck(token=n.token, citation=None, printed=n.token, computed=True) for n in numbers]
    return sentence.model_copy(update={"numbers": tuple(checks)}), ()


def _text(result: PooledResult, language: str) -> str | None:
    label = programme_labels(language).get(str(next(iter(result.query.programmes), "")))
    words = in_plain_words(result).get(language)
    if not is_told(result) or label is None or words is None:
        return None
    return note("pooled", language).format(programme=label, words=words)


def _entered(result: PooledResult) -> list[str]:
    return [effect.finding_id for effect in result.inputs.effects]


def _unresolved(citation: Citation, known: Mapping[str, Finding]) -> str | None:
    finding = known.get(citation.finding_id or "")
    if finding is None:
        return f"no finding {citation.finding_id}"
    if (finding.document_id, finding.page) != (citation.document_id, citation.page):
        return f"finding {finding.id} stands elsewhere than on {citation.document}, page {citation.page}"
    return None

"""What the cited studies say beside each other: how many say what, which disagree, and what sets these apart.

The sentences are composed from the findings they cite, and verified by composing them again. Studies are
counted, not estimates. This describes what is cited and is no synthesis: counts by significance say nothing
of how much and miss what small studies cannot show (McKenzie & Brennan, Cochrane Handbook ch. 12), so a pooled
result, where there is one, stands before them.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from almpo.evidence.answers import Part, Sentence
from almpo.evidence.documents import Document
from almpo.evidence.findings import Finding
from almpo.evidence.vocabulary import Design, OutcomeGroup
from almpo.synthesis.computed import with_numbers_checked
from almpo.synthesis.estimates import is_sure
from almpo.synthesis.harmonise import study_of
from almpo.synthesis.naming import document_name
from almpo.synthesis.results import Result, Told, horizon_of
from almpo.synthesis.templates import Templates, templates
from almpo.synthesis.verdicts import Verdict, outcome_told, verdict
from almpo.synthesis.wording import country_names, design_name, name_of

LEAST = 2  # studies that can be set beside each other
_MIXED = frozenset({Verdict.UP, Verdict.DOWN})


class _Study(NamedTuple):
    document: Document
    findings: list[Finding]

    @property
    def says(self) -> frozenset[Verdict]:
        """UP, DOWN or both where any of the estimates that bear it out is clear, else NONE."""
        found = {verdict(finding) for finding in self.findings}
        return _MIXED & found or frozenset({Verdict.NONE})


def compared(found: Sequence[Result], documents: Mapping[str, Document], language: str) -> list[Sentence]:
    """For each outcome that several studies have results on: how many find what, and which contradict each other.

    Args:
        documents: by id, those that are cited.
    """
    by_outcome: defaultdict[OutcomeGroup, list[Told]] = defaultdict(list)
    for result in found:
        by_outcome[result.outcome] += _bearing_out(result)
    return [
        Sentence(
            text=text,
            citations=tuple(told.estimate.citations[0] for told in bearing_out),
            computed=True,
            part=Part.COMPARED,
        )
        for bearing_out in by_outcome.values()
        for text in _texts([told.estimate.finding for told in bearing_out], documents, templates(language))
    ]


def _bearing_out(result: Result) -> list[Told]:
    """An estimate for each direction that a study clearly finds, if at least half of what is told of it is clear;
    else one that is not clear.
    """
    firsts = {told.verdict: told for told in reversed(result.told)}
    clear = [firsts[one] for one in Verdict if one in firsts and one in _MIXED]
    unclear = [told for told in result.told if told.verdict is Verdict.NONE]
    return unclear[:1] if 2 * len(unclear) > len(result.told) else clear


def verify_compared(
    sentence: Sentence, known: Mapping[str, Finding], documents: Mapping[str, Document], language: str
) -> tuple[Sentence | None, tuple[str, ...]]:
    """The sentence with its numbers checked, or None and what is wrong with it. `known` are findings by id."""
    cited = [known.get(citation.finding_id or "") for citation in sentence.citations]
    findings = [finding for finding in cited if finding is not None]
    if len(findings) < len(cited):
        return None, ("a finding that was compared does not exist",)
    if any(finding.document_id not in documents for finding in findings):
        return None, ("a study that was compared cannot be named",)
    if sentence.text not in _texts(findings, documents, templates(language)):
        return None, ("comparing what is cited does not say so",)
    return with_numbers_checked(sentence, known, language)


def _texts(findings: Sequence[Finding], documents: Mapping[str, Document], say: Templates) -> list[str]:
    outcomes = {outcome_told(finding) for finding in findings}
    studies = _studies(findings, documents)
    if len(outcomes) != 1 or None in outcomes or len(studies) < LEAST:
        return []
    outcome = outcomes.pop()
    return [text for text in (_tally(studies, outcome, say), _contrast(studies, outcome, say)) if text]


def _studies(findings: Iterable[Finding], documents: Mapping[str, Document]) -> list[_Study]:
    grouped: dict[str, _Study] = {}
    for finding in findings:
        study = grouped.setdefault(study_of(finding), _Study(documents[finding.document_id], []))
        study.findings.append(finding)
    return list(grouped.values())


def _named(studies: Sequence[_Study], among: Sequence[_Study]) -> str:
    """Their names; with the file, where others among those compared have the same title."""
    shared = Counter(document_name(study.document) for study in among)
    names = ((document_name(study.document), study.document.name) for study in studies)
    return ", ".join(name if shared[name] == 1 else f"{name} ({file})" for name, file in names)


def _tally(studies: Sequence[_Study], outcome: OutcomeGroup | None, say: Templates) -> str | None:
    """ "In 1 of the 3 studies cited here: higher employment; in 2: no clear effect on employment." """
    counts = [
        (sum(study.says == {one} for study in studies), say.effect[f"{outcome}_{one}"]) for one in Verdict
    ]
    counts.append((sum(study.says == _MIXED for study in studies), say.prose["mixed"]))
    told = sorted((pair for pair in counts if pair[0]), key=lambda pair: -pair[0])
    if [phrase for _, phrase in told] == [say.prose["mixed"]]:
        return None
    first, *others = told
    parts = [say.prose["tally"].format(n=first[0], k=len(studies), phrase=first[1])]
    parts += [say.prose["tally_more"].format(n=count, phrase=phrase) for count, phrase in others]
    return "; ".join(parts) + "."


def _contrast(studies: Sequence[_Study], outcome: OutcomeGroup | None, say: Templates) -> str | None:
    sides = {one: [study for study in studies if study.says == {one}] for one in _MIXED}
    if not all(sides.values()):
        return None
    up, down = sides[Verdict.UP], sides[Verdict.DOWN]
    text = say.prose["contrast"].format(
        up=_named(up, studies),
        up_phrase=say.effect[f"{outcome}_up"],
        down=_named(down, studies),
        down_phrase=say.effect[f"{outcome}_down"],
    )
    apart = _set_apart(up, down, say)
    return f"{text} " + (
        say.prose["apart"].format(differences=", ".join(apart)) if apart else say.prose["alike"]
    )


def _set_apart(up: Sequence[_Study], down: Sequence[_Study], say: Templates) -> list[str]:
    """What is known of all studies on both sides, and shared by none across: "country (Austria / Sweden)"."""
    differences = []
    for attribute, values_of in _ATTRIBUTES.items():
        sides = [[values_of(study.findings, say) for study in side] for side in (up, down)]
        one, other = (frozenset[str]().union(*values) for values in sides)
        if all(all(values) for values in sides) and not one & other:
            shown = " / ".join(", ".join(sorted(side)) for side in (one, other))
            differences.append(f"{say.prose[attribute]} ({shown})")
    return differences


def _countries(findings: Sequence[Finding], say: Templates) -> frozenset[str]:
    sure = (one.country for one in findings if is_sure(one, "country"))
    return frozenset(name for country in sure for name in country_names(country, say.language))


def _designs(findings: Sequence[Finding], say: Templates) -> frozenset[str]:
    sure = (one.design for one in findings if is_sure(one, "design"))
    return frozenset(design_name(one, say) for one in sure if one and one is not Design.OTHER)


def _programmes(findings: Sequence[Finding], say: Templates) -> frozenset[str]:
    sure = (one.lmp for one in findings if is_sure(one, "lmp", "programme"))
    return frozenset(name_of("programme", code, say.language) for code in sure if code)


def _target_groups(findings: Sequence[Finding], say: Templates) -> frozenset[str]:
    sure = (one.target_groups for one in findings if is_sure(one, "target_groups", "population"))
    return frozenset(name_of("target", group, say.language) for groups in sure for group in groups)


def _times(findings: Sequence[Finding], say: Templates) -> frozenset[str]:
    months = (horizon_of(one) for one in findings)
    return frozenset(f"{value} {say.prose['months']}" for value in months if value)


_ATTRIBUTES: dict[str, Callable[[Sequence[Finding], Templates], frozenset[str]]] = {
    "country": _countries,
    "programme": _programmes,
    "design": _designs,
    "horizon_label": _times,
    "target": _target_groups,
}

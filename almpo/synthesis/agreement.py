"""Does a claim say of an effect what the cited source says? Pure.

A claim fails where it names another country, programme, target group or outcome than the source, turns the
effect round, or calls significant what was not tested or not significant. What a source does not speak of at
all is looked for on its page, and fails if it does not stand there either.
"""

from collections.abc import Sequence

from almpo.evidence.answers import Citation, ClaimCheck
from almpo.synthesis.concepts import concepts
from almpo.synthesis.meaning import GROUPS, NOTHING, PHRASES, Meaning, of_finding, of_text
from almpo.synthesis.sources import Source, without_labels

_OF_JOBS = {"exit", "job_quality", "regular_job"}  # outcomes that cannot be put into words without "job"
_EVERY = {"country", "target"}  # groups of which each code has to be borne out, not just one
# Programmes that are kinds of others, and so may be told of a finding on those if the document is about them.
_KINDS = {
    "training": {"vocational", "language_course", "computer_course", "voucher", "internship", "information"},
    "services": {"information", "job_club", "integration_contract"},
    "job_creation": {"job_guarantee"},
    "subsidy": {"voucher"},
}
_ARMS = {
    "voucher",
    "information",
    "job_guarantee",
    "language_course",
    "computer_course",
    "internship",
    "job_club",
}
_DURATION = "unemployment_duration"


def source_meaning(citation: Citation, source: Source) -> Meaning:
    """What a citation bears out: by its quote, its finding, and what its document is about as a whole."""
    said = of_text(citation.quote) if citation.quote else NOTHING
    if source.finding is not None:
        said = said.joined(of_finding(source.finding))
    return said


def disagreements(
    text: str, citations: Sequence[Citation], sources: Sequence[Source]
) -> tuple[list[ClaimCheck], list[str]]:
    """The checks of one claim, and what is wrong with it. `text` is its own words, without quotes."""
    own = of_text(without_labels(text, sources))
    claim = of_text(text)._replace(directions=own.directions, significant=own.significant)
    told = NOTHING
    for citation, source in zip(citations, sources, strict=True):
        told = told.joined(source_meaning(citation, source))
    checks = [
        *_of_groups(claim, told, sources),
        *_of_direction(claim, told),
        *_of_tests(claim, told),
        *_of_phrases(claim, told),
    ]
    problems = [f"{check.kind}: {check.said} is not what is cited" for check in checks if not check.agrees]
    return checks, problems


def _of_groups(claim: Meaning, told: Meaning, sources: Sequence[Source]) -> list[ClaimCheck]:
    beside = set().union(*(source.about for source in sources))
    checks = []
    for group in GROUPS:
        said = claim.codes.get(group, frozenset())
        if not said:
            continue
        known = told.codes.get(group, frozenset())
        around = {code.partition(":")[2] for code in beside if code.startswith(f"{group}:")}
        if group == "country" or not known:
            known |= around
        if not known:
            pages = set().union(*(concepts(source.page_text) for source in sources))
            known = frozenset(code.partition(":")[2] for code in pages if code.startswith(f"{group}:"))
        if group == "outcome" and known & _OF_JOBS:
            known |= {"employment"}
        if group == "outcome" and _DURATION in known:
            known |= {"unemployment"}  # "shortened unemployment"
        if group == "programme":
            known |= around & set().union(*(_KINDS.get(code, set()) for code in known))
        agrees = said <= known if group in _EVERY else bool(said & known)
        if group == "programme" and agrees:
            agrees = _same_arm(said, told.codes.get(group, frozenset()))
        checks.append(ClaimCheck(kind=group, said=", ".join(sorted(said)), agrees=agrees))
    return checks


def _same_arm(said: frozenset[str], told: frozenset[str]) -> bool:
    """Whether a claim names no other arm of a trial than the one whose effect it tells."""
    return not (said & _ARMS and told & _ARMS) or bool(said & told & _ARMS)


def _of_phrases(claim: Meaning, told: Meaning) -> list[ClaimCheck]:
    """Quantities told without a number, and denials, are not worked out: the source has to say them itself."""
    words = {"quantity": "a quantity without a number", "denial": "a denial"}
    none = frozenset[str]()
    return [
        ClaimCheck(kind=kind, said=words[kind], agrees=said <= told.phrases.get(kind, none))
        for kind in PHRASES
        if (said := claim.phrases.get(kind, none))
    ]


def _of_direction(claim: Meaning, told: Meaning) -> list[ClaimCheck]:
    if not claim.directions or not told.directions:
        return []
    words = {1: "increase", -1: "decrease", 0: "no effect"}
    said = ", ".join(words[one] for one in sorted(claim.directions))
    return [ClaimCheck(kind="direction", said=said, agrees=claim.directions <= told.directions)]


def _of_tests(claim: Meaning, told: Meaning) -> list[ClaimCheck]:
    words = {True: "significant", False: "not significant"}
    return [
        ClaimCheck(kind="significance", said=words[one], agrees=one in told.significant)
        for one in sorted(claim.significant)
    ]

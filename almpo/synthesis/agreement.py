"""Does a claim say of an effect what the cited source says? Pure.

A claim fails where it names another country, programme, target group or outcome than the source, turns the
effect round, or calls significant what was not tested or not significant. What a source does not speak of at
all is looked for on its page, and fails if it does not stand there either.
"""

from collections.abc import Sequence

from almpo.evidence.answers import Citation, ClaimCheck
from almpo.synthesis.concepts import concepts
from almpo.synthesis.meaning import GROUPS, NOTHING, Meaning, of_finding, of_text
from almpo.synthesis.sources import Source

_OF_JOBS = {"exit", "job_quality", "regular_job"}  # outcomes that cannot be put into words without "job"
_EVERY = {"country", "target"}  # groups of which each code has to be borne out, not just one


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
    claim = of_text(text)
    told = NOTHING
    for citation, source in zip(citations, sources, strict=True):
        told = told.joined(source_meaning(citation, source))
    checks = [*_of_groups(claim, told, sources), *_of_direction(claim, told), *_of_tests(claim, told)]
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
        agrees = said <= known if group in _EVERY else bool(said & known)
        checks.append(ClaimCheck(kind=group, said=", ".join(sorted(said)), agrees=agrees))
    return checks


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

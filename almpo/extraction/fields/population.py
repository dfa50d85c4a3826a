"""Whom the estimate is about: subgroup as printed, and target groups."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from almpo.evidence.findings import Reading
from almpo.evidence.vocabulary import ProgrammeType
from almpo.evidence.vocabulary import TargetGroup as Target
from almpo.extraction import lexicon
from almpo.extraction.context import DocumentContext
from almpo.extraction.fields.population_words import DEFINING, GROUPS, KNOWN, OTHER_PARTS
from almpo.extraction.fields.programme import usual_type
from almpo.extraction.fields.votes import Ballot
from almpo.extraction.folding import fold
from almpo.extraction.sources import Hit, Scope, Source, most_named, title_abstract_body

# In a title or abstract these describe a breakdown, not the target.
_DETAIL = (Target.WOMEN, Target.MEN)
_OPPOSITE = {
    Target.WOMEN: Target.MEN,
    Target.MEN: Target.WOMEN,
    Target.LOW_SKILLED: Target.HIGH_SKILLED,
    Target.HIGH_SKILLED: Target.LOW_SKILLED,
}
# Points for a mention in the title and in the abstract; for one in ten thousand characters of text; and more for
# one in a sentence that says for whom the programme is. How many count, and which points, alone and beside the
# first group's, make a group the document's.
_TITLE, _ABSTRACT, _TEXT, _DEFINED, _KNOWN = 6.0, 2.5, 0.7, 1.5, 3.0
_COUNTED, _ENOUGH, _CLOSE = 4.0, 4.0, 0.4
_SINGLE = (
    3.0  # points of one mention in the abstract of a short report: enough where no other group is named more
)
_AFTER_CUE, _RATE = 60, 10_000  # characters


def read(scope: Scope) -> dict[str, Hit]:
    """`target_groups` and `population`."""
    own = _of_labels(scope) or _of_constant(scope) or _of_caption(scope)
    general = scope.shared.context.once(usual_groups)
    groups = {g: r for g, r in general.items() if _OPPOSITE.get(g) not in own} | own
    if any(group not in (Target.ALL_UNEMPLOYED, Target.OTHER) for group in groups):
        groups.pop(Target.ALL_UNEMPLOYED, None)
    if not groups:
        return {}
    reading = next(iter((own or general).values()))
    hits: dict[str, Hit] = {"target_groups": Hit(tuple(sorted(groups, key=list(Target).index)), reading)}
    if own:
        hits["population"] = Hit(reading.raw, reading)
    return hits


def _of_labels(scope: Scope) -> dict[Target, Reading]:
    """Groups that the labels of this estimate single out; parts of a population without a code are "other"."""
    found: dict[Target, Reading] = {}
    for source in (*scope.columns, scope.row, scope.panel):
        for group, match in _matches(source.folded):
            found.setdefault(group, source.reading(match.start(), match.end()))
        part = OTHER_PARTS.search(source.folded) if not found else None
        if part is not None:
            found[Target.OTHER] = source.reading(part.start(), part.end(), 0.8)
    return found


def _of_constant(scope: Scope) -> dict[Target, Reading]:
    """Whom the constant of group effects is about: those that the other rows of the panel are not."""
    if not lexicon.CONSTANT.fullmatch(scope.row.folded.strip()):
        return {}
    others = [f for f in scope.shared.findings if f.panel == scope.finding.panel and f.row_label]
    reading = scope.row.reading(0, len(scope.row.text), 0.7)
    for other in others:
        for group, _ in _matches(fold(other.row_label or "")):
            return {_OPPOSITE.get(group, Target.OTHER): reading}
    labels = {f.row_label for f in others} - {scope.finding.row_label}
    return {Target.OTHER: reading} if labels else {}


def _of_caption(scope: Scope) -> dict[Target, Reading]:
    """Groups that the caption names, unless it names both halves of a population."""
    source = scope.shared.caption
    found = {group: source.reading(m.start(), m.end()) for group, m in _matches(source.folded)}
    halves = any(_OPPOSITE.get(group) in found for group in found)
    return {} if halves else {group: r for group, r in found.items() if group is not Target.ALL_UNEMPLOYED}


def usual_groups(context: DocumentContext) -> dict[Target, Reading]:
    """The groups that the document is about: named in title and abstract, or where the text says for whom the
    programme is. Where none is, the unemployed in general, or recipients of the benefit that sanctions cut."""
    ballot = _count(context)
    best = max(ballot.weights.values(), default=0.0)
    enough = _ENOUGH if best >= _ENOUGH else _SINGLE
    groups = [group for group, points in ballot.weights.items() if points >= max(enough, _CLOSE * best)]
    found = {Target(str(group)): ballot.readings[group] for group in groups}
    lmp = context.once(usual_type)
    if lmp is not None and lmp.value is ProgrammeType.MONITORING_SANCTIONS:
        found.setdefault(Target.BENEFIT_RECIPIENTS, lmp.reading.model_copy(update={"confidence": 0.4}))
    return found or _unemployed(context)


def _count(context: DocumentContext) -> Ballot:
    """Points by group."""
    ballot = Ballot()
    title, abstract, body = title_abstract_body(context)
    share = _RATE / max(_RATE, len(body.text))
    cues = [match.end() for match in DEFINING.finditer(body.folded)]
    for group, pattern in GROUPS:
        if group in (Target.ALL_UNEMPLOYED, *_DETAIL):
            continue
        spots = list(pattern.finditer(body.folded))
        near = [match for match in spots if _follows(match.start(), cues)]
        _add(ballot, group, title, list(pattern.finditer(title.folded)), _TITLE)
        _add(ballot, group, abstract, list(pattern.finditer(abstract.folded)), _ABSTRACT)
        _add(ballot, group, body, spots, _TEXT, share)
        _add(ballot, group, body, near, _DEFINED, share)
    for group, pattern in KNOWN:
        for source, part in ((title, 1.0), (abstract, 1.0), (body, share)):
            _add(ballot, group, source, list(pattern.finditer(source.folded)), _KNOWN, part)
    return ballot


def _add(
    ballot: Ballot,
    group: Target,
    source: Source,
    matches: Sequence[re.Match[str]],
    points: float,
    share: float = 1.0,
) -> None:
    if matches:
        reading = source.reading(matches[0].start(), matches[0].end())
        ballot.add(group, points * min(len(matches) * share, _COUNTED), reading)


def _follows(start: int, cues: Sequence[int]) -> bool:
    """Whether a cue ends shortly before a place."""
    index = bisect_right(cues, start)
    return index > 0 and start - cues[index - 1] <= _AFTER_CUE


def _unemployed(context: DocumentContext) -> dict[Target, Reading]:
    body = title_abstract_body(context)[2]
    hit = most_named(body, [(Target.ALL_UNEMPLOYED, dict(GROUPS)[Target.ALL_UNEMPLOYED])], 0.7)
    return {Target.ALL_UNEMPLOYED: hit.reading} if hit else {}


def _matches(folded: str) -> list[tuple[Target, re.Match[str]]]:
    """Groups named, without those that are part of a longer name (the unemployed in the long-term unemployed)."""
    found = [(group, match) for group, pattern in GROUPS if (match := pattern.search(folded))]
    if any(group is Target.LONG_TERM_UNEMPLOYED for group, _ in found):
        found = [item for item in found if item[0] is not Target.ALL_UNEMPLOYED]
    return found

"""Horizon in months, and what the months are counted from."""

import re

from almpo.evidence.vocabulary import Design, HorizonAnchor, OutcomeGroup
from almpo.extraction.context import DocumentContext
from almpo.extraction.fields.dates import months_between
from almpo.extraction.fields.horizon_words import ANCHORS, NO_HORIZON, NO_REST, OUTCOME
from almpo.extraction.fields.outcome import group_of
from almpo.extraction.fields.spans import AFTER, BARE, COUNTED, EXPLICIT, SPAN, months_of
from almpo.extraction.fields.votes import Ballot
from almpo.extraction.sources import Hit, Scope, Source, title_abstract_body

# Which share of what the text says makes a horizon the usual one of an outcome.
_CLEAR = 0.5
_COUNTED_FROM = re.compile(rf"(?:\b{SPAN} )?\b(?:{AFTER}) (?P<rest>[^.;]{{3,45}})")
# What outcomes are counted from where nothing is said.
_BY_DESIGN = {
    Design.RCT: HorizonAnchor.ASSIGNMENT,
    Design.IV: HorizonAnchor.ASSIGNMENT,
    Design.RDD: HorizonAnchor.ASSIGNMENT,
    Design.DID: HorizonAnchor.REFORM,
    Design.MATCHING: HorizonAnchor.PROGRAMME_START,
    Design.SELECTION_ON_OBSERVABLES: HorizonAnchor.PROGRAMME_START,
    Design.SYNTHETIC_CONTROL: HorizonAnchor.PROGRAMME_START,
    Design.EVENT_STUDY: HorizonAnchor.PROGRAMME_START,
}
Spots = dict[OutcomeGroup, dict[float, list[re.Match[str]]]]


def read(scope: Scope) -> dict[str, Hit]:
    """`horizon_months` and `horizon_anchor`, from labels, caption, note, text about the table, or dates."""
    found = _counted(scope) or _near(scope) or _dated(scope) or _usual(scope)
    if found and "horizon_anchor" not in found:
        anchor = _anchor_of(scope)
        if anchor is not None:
            found["horizon_anchor"] = anchor
    return found


_BOUND_BEFORE = re.compile(r"[<>≥≤] ?$")  # "contracts > 6 months": a length
_COUNT = re.compile(r"(?:[tkq] ?[=+] ?|\+ ?)?(?P<count>\d{1,3})")
_UNIT_ALONE = re.compile(rf"\W*{SPAN}\W*")
_UNIT_SINCE = re.compile(rf"\b{SPAN} (?:{AFTER})\b.{{3,}}")


def _counted(scope: Scope) -> dict[str, Hit]:
    """A label that is a number of months, as the head over it, the head of the row labels or the caption says."""
    heads = [scope.shared.label("column", text) for text in scope.shared.stubs[:2]]
    for label, above in ((scope.row, heads), (next(iter(scope.columns), None), scope.columns[1:])):
        count = _COUNT.fullmatch(label.folded.strip()) if label is not None else None
        if label is None or count is None:
            continue
        units = [m for s in above if (m := _UNIT_ALONE.fullmatch(s.folded) or _UNIT_SINCE.search(s.folded))]
        units += [m for m in [_UNIT_SINCE.search(scope.shared.caption.folded)] if m]
        for unit in units:
            told = COUNTED.match(f"{count['count']} {unit[0].strip()}")
            months = months_of(told) if told else None
            if told and months is not None:
                hits = {"horizon_months": Hit(months, label.reading(0, len(label.text)))}
                anchor = anchor_in(told["rest"])
                return hits | (
                    {"horizon_anchor": Hit(anchor, hits["horizon_months"].reading)} if anchor else {}
                )
    return {}


def _near(scope: Scope) -> dict[str, Hit]:
    """What labels say, then caption, then note and sentences that name the table."""
    told = scope.shared.caption.name == "caption"
    labels = [s for s in (*scope.columns, scope.row, scope.panel) if not NO_HORIZON.search(s.folded)]
    for sources, patterns in (
        (labels, BARE),
        ([scope.shared.caption], BARE if told else EXPLICIT),
        ([scope.shared.note, *scope.shared.mentions], EXPLICIT),
    ):
        for source in sources:
            found = _in_source(source, patterns)
            if found:
                return found
    return {}


def _in_source(source: Source, patterns: tuple[re.Pattern[str], ...]) -> dict[str, Hit]:
    for pattern in patterns:
        for match in pattern.finditer(source.folded):
            months = months_of(match)
            before = source.folded[max(0, match.start() - 25) : match.start()]
            told = not NO_HORIZON.search(before) and not _BOUND_BEFORE.search(before)
            if months is not None and told and not NO_REST.match(match["rest"]):
                return _hits(source, match, months)
    return {}


def _dated(scope: Scope) -> dict[str, Hit]:
    """Months from the programme's start to the date of a label; the start is then what they are counted from."""
    if scope.shared.caption.name != "caption":
        return {}
    hit = months_between(scope)
    if hit is None:
        return {}
    return {"horizon_months": hit, "horizon_anchor": Hit(HorizonAnchor.PROGRAMME_START, hit.reading)}


def _usual(scope: Scope) -> dict[str, Hit]:
    """The horizon that the document usually gives for outcomes of the group."""
    group = scope.finding.outcome_group if scope.shared.caption.name == "caption" else None
    return dict(scope.shared.context.once(usual_horizons).get(group, {})) if group else {}


def _anchor_of(scope: Scope) -> Hit | None:
    """What caption, note or text say that time is counted from ("by months since programme start"); else what the
    document mostly counts from, or what its design suggests."""
    for source in (scope.shared.caption, scope.shared.note, *scope.shared.mentions):
        for match in _COUNTED_FROM.finditer(source.folded):
            anchor = anchor_in(match["rest"])
            if anchor is not None:
                return Hit(anchor, source.reading(match.start(), match.end(), 0.8))
    return scope.shared.context.once(usual_anchor) or _by_design(scope)


def usual_anchor(context: DocumentContext) -> Hit | None:
    """What the document's spans of time are mostly counted from."""
    ballot = Ballot()
    for source, weight in zip(title_abstract_body(context), (3.0, 3.0, 1.0), strict=True):
        for pattern in EXPLICIT:
            for match in pattern.finditer(source.folded):
                anchor = anchor_in(match["rest"]) if months_of(match) is not None else None
                if anchor is not None:
                    ballot.add(anchor, weight, source.reading(match.start(), match.end()))
    return ballot.decide()


def _by_design(scope: Scope) -> Hit | None:
    finding = scope.finding
    anchor = _BY_DESIGN.get(finding.design) if finding.design else None
    if anchor is None:
        return None
    return Hit(anchor, finding.readings["design"].model_copy(update={"confidence": 0.3, "alternatives": ()}))


def usual_horizons(context: DocumentContext) -> dict[OutcomeGroup, dict[str, Hit]]:
    """The horizon that the text gives for outcomes of a group, where it mostly gives the same one."""
    text = Source("text", context.body, 1, context)
    found = {}
    for group, by_months in _spots(text).items():
        months = max(by_months, key=lambda months: len(by_months[months]))
        share = len(by_months[months]) / sum(map(len, by_months.values()))
        if len(by_months[months]) >= 2 and share >= _CLEAR:
            found[group] = _hits(text, by_months[months][0], months, 0.8)
    return found


def _spots(text: Source) -> Spots:
    """Where the text gives a horizon in a sentence that names an outcome; one that defines it counts thrice."""
    spots: Spots = {}
    for pattern in EXPLICIT:
        for match in pattern.finditer(text.folded):
            months = months_of(match)
            sentence = _sentence(text.folded, match)
            named = group_of(sentence, general=False) if months is not None else None
            if months is not None and named is not None:
                times = 3 if OUTCOME.search(sentence) else 1
                spots.setdefault(named[0], {}).setdefault(months, []).extend([match] * times)
    return spots


def _sentence(text: str, match: re.Match[str]) -> str:
    """The words around a match in its sentence, 200 characters at most on either side, without the match itself
    and what it is counted from: "programme start" names no outcome."""
    before = re.split(r"[.;:!?] ", text[max(0, match.start() - 200) : match.start()])[-1]
    rest = re.split(r"[.;:!?] ", text[match.start("rest") : match.end() + 200])[0]
    for _, pattern in ANCHORS:
        rest = pattern.sub(" ", rest, count=1)
    return f"{before} {rest}"


def _hits(source: Source, match: re.Match[str], months: float, weight: float = 1.0) -> dict[str, Hit]:
    hits = {"horizon_months": Hit(months, source.reading(match.start(), match.start("rest"), weight))}
    anchor = anchor_in(match["rest"])
    if anchor is not None:
        hits["horizon_anchor"] = Hit(anchor, source.reading(match.start(), match.end("rest"), 0.9 * weight))
    return hits


def anchor_in(rest: str) -> HorizonAnchor | None:
    """What the words after "12 months after" name first."""
    found = [(match.start(), anchor) for anchor, p in ANCHORS if (match := p.search(rest[:45]))]
    return min(found)[1] if found else None

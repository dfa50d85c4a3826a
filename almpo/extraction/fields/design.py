"""Evaluation design and estimand.

A document has a design: what title, abstract and text name most. A label may name another one for a row or a
column ("2SLS", "Matching"). General words such as "regression" or "controls" say nothing against the document's
design; they count only where it has none.
"""

import re

from almpo.evidence.vocabulary import Design, Estimand, Origin
from almpo.extraction.context import DocumentContext
from almpo.extraction.fields.design_words import (
    ADJUSTED,
    BENCHMARK,
    COMPARISON_GROUPS,
    DESIGNS,
    ESTIMANDS,
    FUZZY,
    NAIVE,
    OFFER,
    PLAIN,
)
from almpo.extraction.fields.votes import Ballot
from almpo.extraction.folding import fold
from almpo.extraction.lexicon import CONTROLS
from almpo.extraction.models.heads import NO_CODE
from almpo.extraction.sources import Hit, Scope, Source, first_hit, named_in, sentences, title_abstract_body

# How much a mention counts in title, abstract and text.
_PLACES = (12.0, 4.0, 1.0)
_PLAIN = 0.5  # of a design told in plain words
# A design named in a table's note is meant if it has this share of the document's mentions.
_KNOWN = 0.15
_ADJUSTED = ((Design.SELECTION_ON_OBSERVABLES, ADJUSTED),)
# Where no design is named: how much of the text is read (characters), which sentences, and the probability from
# which on a head is heard.
_FIRST_PAGES, _SENTENCE, _SURE = 12_000, (40, 350), 0.8
# What a design estimates where nothing is said: effects of being assigned, or on those who took part.
IMPLIED = {
    Design.RCT: Estimand.ITT,
    Design.RDD: Estimand.ITT,
    Design.DID: Estimand.ITT,
    Design.IV: Estimand.LATE,
    Design.MATCHING: Estimand.ATT,
    Design.SELECTION_ON_OBSERVABLES: Estimand.ATT,
    Design.TIMING_OF_EVENTS: Estimand.ATT,
    Design.SYNTHETIC_CONTROL: Estimand.ATT,
    Design.EVENT_STUDY: Estimand.ATT,
    Design.BEFORE_AFTER: Estimand.ATT,
}

# Designs that may estimate either: the document's own word decides.
_OPEN = frozenset(
    {
        Design.DID,
        Design.MATCHING,
        Design.SELECTION_ON_OBSERVABLES,
        Design.TIMING_OF_EVENTS,
        Design.SYNTHETIC_CONTROL,
        Design.EVENT_STUDY,
    }
)
# Mentions of an estimand (in `_PLACES`) from which it is the document's, and their share.
_SAID, _CLEAR = 3.0, 0.6


def read(scope: Scope) -> dict[str, Hit]:
    """`design` and `estimand`."""
    hits: dict[str, Hit] = {}
    design = _design(scope)
    if design is not None:
        hits["design"] = design
    estimand = _estimand(scope, design)
    if estimand is not None:
        hits["estimand"] = estimand
    return hits


def _design(scope: Scope) -> Hit | None:
    usual = scope.shared.context.once(usual_design)
    labels = [scope.row, *scope.columns, scope.panel]
    return (
        _benchmark(scope)
        or first_hit(labels, DESIGNS)
        or _naive(labels, usual, scope)
        or (first_hit(labels, _ADJUSTED) if usual is None or _compares_estimators(scope) else None)
        or first_hit([scope.shared.caption], DESIGNS)
        or _set_apart(scope, usual)
        or _of_note(scope, usual)
        or usual
        or first_hit([*scope.shared.mentions, scope.shared.caption, scope.shared.note], DESIGNS, 0.7)
        or first_hit([scope.shared.caption, scope.shared.note, *scope.shared.mentions], _ADJUSTED, 0.7)
    )


def _set_apart(scope: Scope, usual: Hit | None) -> Hit | None:
    """An adjusted comparison in a document whose other captions name its usual design, which this one does not."""
    if usual is None:
        return None
    pattern = dict(DESIGNS).get(Design(str(usual.value)))
    captions = [fold(table.caption) for table in scope.shared.context.parsed.tables]
    named = pattern is not None and any(pattern.search(caption) for caption in captions)
    return first_hit([scope.shared.caption], _ADJUSTED) if named else None


def _benchmark(scope: Scope) -> Hit | None:
    """The experimental row among rows of other comparison groups or estimators."""
    row = scope.row
    named = BENCHMARK.search(row.folded)
    if named is not None and _compares_estimators(scope):
        return Hit(Design.RCT, row.reading(named.start(), named.end()))
    groups = any(COMPARISON_GROUPS.fullmatch(fold(stub.strip())) for stub in scope.shared.stubs)
    if groups and CONTROLS.fullmatch(row.folded.strip()):
        return Hit(Design.RCT, row.reading(0, len(row.text)))
    return None


def _compares_estimators(scope: Scope) -> bool:
    """Whether the table holds an experimental benchmark beside other estimates of the same effect."""
    rows = {f.row_label or "" for f in scope.shared.findings}
    benchmarks = [label for label in rows if BENCHMARK.search(fold(label))]
    groups = any(COMPARISON_GROUPS.fullmatch(fold(stub.strip())) for stub in scope.shared.stubs)
    return groups or 0 < len(benchmarks) < len(rows)


def _naive(labels: list[Source], usual: Hit | None, scope: Scope) -> Hit | None:
    """A raw difference is the experiment's own estimate in an experiment, and no design elsewhere."""
    raw = first_hit(labels, ((Design.OTHER, NAIVE),))
    if raw is None or (usual is not None and not _compares_estimators(scope)):
        return None
    return raw


def _of_note(scope: Scope, usual: Hit | None) -> Hit | None:
    """A design that the note names, where the document knows it."""
    hit = first_hit([scope.shared.note], DESIGNS)
    shares = scope.shared.context.once(design_shares)
    if hit is None or (usual is not None and shares.get(hit.value, 0.0) < _KNOWN):
        return None
    controlled = (
        usual is not None and usual.value is Design.RCT and hit.value is Design.SELECTION_ON_OBSERVABLES
    )
    return None if controlled else hit  # an experiment with covariates is one


def usual_design(context: DocumentContext) -> Hit | None:
    """The design that the document is about, by its name or told in plain words."""
    ballot, plain = _ballot(context, DESIGNS), _ballot(context, PLAIN)
    for value, weight in plain.weights.items():
        ballot.add(value, _PLAIN * weight, plain.readings[value])
    return ballot.decide() or _told(context)


def _told(context: DocumentContext) -> Hit | None:
    """The design that sentences tell without naming it, by what a head makes of those of the first pages."""
    ballot = Ballot()
    start = context.body[:_FIRST_PAGES]
    text = Source("text", start, 1, context)
    for offset, sentence in sentences(" ".join(start.split("\n")), context.parsed.language):
        if context.suggest is None or not _SENTENCE[0] <= len(sentence) <= _SENTENCE[1]:
            continue
        likely = context.suggest("design", sentence)
        code = max(likely, key=lambda code: likely[code], default=NO_CODE)
        if code != NO_CODE and likely[code] >= _SURE:
            reading = text.reading(offset, offset + len(sentence), likely[code])
            ballot.add(Design(code), likely[code], reading.model_copy(update={"origin": Origin.MODEL}))
    return ballot.decide()


def design_shares(context: DocumentContext) -> dict[object, float]:
    """How the mentions of designs divide."""
    return _ballot(context, DESIGNS).shares()


def _ballot(
    context: DocumentContext,
    patterns: tuple[tuple[object, re.Pattern[str]], ...],
) -> Ballot:
    ballot = Ballot()
    for source, weight in zip(title_abstract_body(context), _PLACES, strict=True):
        for value, pattern in patterns:
            matches = named_in(source, pattern)
            if matches:
                ballot.add(value, weight * len(matches), source.reading(matches[0].start(), matches[0].end()))
    return ballot


def _estimand(scope: Scope, design: Hit | None) -> Hit | None:
    """From the labels, caption and note; else what the design implies, unless the document says otherwise."""
    labels = [scope.row, *scope.columns, scope.panel]
    named = first_hit(labels, ESTIMANDS) or first_hit([scope.row], ((Estimand.ITT, OFFER),), 0.9)
    named = named or first_hit([scope.shared.caption, scope.shared.note], ESTIMANDS)
    if named is not None:
        return named
    if _compares_estimators(scope):
        return _implied(design, Estimand.ATT)
    said = scope.shared.context.once(usual_estimand)
    if design is None or design.value not in IMPLIED:
        return said
    if design.value is Design.RDD and FUZZY.search(scope.shared.context.once(folded_body)):
        return _implied(design, Estimand.LATE)
    implied = _implied(design, IMPLIED[Design(str(design.value))])
    return said if said is not None and design.value in _OPEN else implied


def folded_body(context: DocumentContext) -> str:
    return title_abstract_body(context)[2].folded


def usual_estimand(context: DocumentContext) -> Hit | None:
    """The estimand that the document names most, where it is clearly ahead."""
    ballot = _ballot(context, ESTIMANDS)
    most = max(ballot.weights.values(), default=0.0)
    return ballot.decide() if most >= max(_SAID, _CLEAR * sum(ballot.weights.values())) else None


def _implied(design: Hit | None, estimand: Estimand) -> Hit | None:
    """What follows from the design where nothing is said."""
    if design is None:
        return None
    return Hit(estimand, design.reading.model_copy(update={"confidence": 0.4, "alternatives": ()}))

"""Outcome and its group: what the effect is an effect on."""

import re
from collections.abc import Mapping, Sequence

from almpo.evidence.vocabulary import OutcomeGroup as Group
from almpo.extraction import effect_words, lexicon
from almpo.extraction.context import DocumentContext
from almpo.extraction.fields.outcome_words import GROUPS, ZEROS
from almpo.extraction.folding import fold, words
from almpo.extraction.models.weighing import weighed
from almpo.extraction.sources import Hit, Scope, Source, title_and_abstract

# The last of `GROUPS` are words that may also name the programme, or anything else.
_GENERAL = len(GROUPS) - 5
# From this probability on a head's word is taken where no list knows a label.
SURE = 0.9
_LABOUR_MARKET = frozenset(Group) - {Group.OTHER, Group.PROGRAMME_PARTICIPATION, Group.SANCTION}
_MAIN = _LABOUR_MARKET - {Group.UNEMPLOYMENT_DURATION}
_NOT_MAIN = (Group.PROGRAMME_PARTICIPATION, Group.OTHER)
# "effect(s) of ... on OUTCOME", up to a break; dependent variable: OUTCOME.
_ON = re.compile(
    r"\b(?:effects?|impacts?|influence|effets?|efectos?|impactos?|effett[oi]|impatt[oi]|wplyw|wirkung\w*|effekter|efeitos?|vaikutu\w+|"
    r"effekte?|einfluss|estimates?)\b[^.;:|]{0,90}?"
    r"\b(?:on|upon|for|auf|sur|sobre|en|su|sul|sulla|sui|sull|na|no|nos|nas|op|pa|til)\b (?P<phrase>[^.;:|(]{3,90})"
)
_DEPENDENT = re.compile(
    r"(?:dependent variables?|outcome(?: variable)?|abhangige variable|variable depend[ai]?i?ente|"
    r"variabile dipendente|zmienna zalezna)\W{0,3}(?:is |are |ist |est |es |e |to )?(?P<phrase>[^.;|]{3,90})"
)
_SPOKEN_OF = re.compile(
    r"\b(?:outcomes?|dependent variable|ergebnisvariable|zielgros+e|variable d.interet)\b.{0,160}"
)
# What heads hold beside the outcome's name.
_HEAD_FILLER = re.compile(r"^(?:dependent variables?|outcomes?):? ?|(?:^| )\(\d+\)")
_DEPENDENT_HEAD = re.compile(
    r"dep(?:endent|\.)? var|outcome|abhangige|variables? dependi?ente?|dipendente|zmienna zalezna"
)
# What follows these words divides the population.
_DIVIDED_BY = re.compile(
    r"\b(?:by|selon|segun|secondo|wedlug|uitgesplitst naar|uppdelat efter|nach (?=dauer|alter|geschlecht|"
    r"bildung|beruf|region|gruppe)|por (?=sexo|edad|nivel|grupo|tiempo|duracion|genero|escolaridad)|"
    r"per (?=durata|genere|sesso|eta|titolo|livello)) ?[^,.;:()]*"
)
_STUB = re.compile(r"(?:outcomes?|ergebnis\w*|resultats?|resultados?|esiti|wyniki)(?: variables?)?$")
_SPECIFICATION = words(r"""
    dependent variables?:?|specifications?|main|baseline|bandwidth.*
    (?:with|without|no|adding|excluding) .*|(?:un)?adjusted.*|controls?|panel .*|model \d+|duration.*
    placebo.*|robust.*|full|controlling .*|(?:including|removing|dropping) .*
""")


def is_specification(text: str) -> bool:
    """Whether a folded label says how or for whom something was estimated, not what."""
    plain = text.strip(" :.")
    return (
        not any(character.isalpha() for character in plain)
        or bool(_SPECIFICATION.fullmatch(plain))
        or bool(effect_words.ESTIMATORS.search(plain))
        or bool(lexicon.EFFECT.search(plain) or lexicon.DIFFERENCE.search(plain))
        or bool(lexicon.CONTROLS.match(plain) or lexicon.TREATED.fullmatch(plain))
        or bool(effect_words.EVERYBODY.fullmatch(plain))
        or any(one.search(plain) or other.search(plain) for one, other in effect_words.COMPLEMENTS)
    )


def group_of(text: str, general: bool = True) -> tuple[Group, int, int] | None:
    """The first group that matches folded text, with the span of the match.

    Without `general`, only words that name an outcome wherever they stand.
    """
    for group, pattern in GROUPS if general else GROUPS[:_GENERAL]:
        match = pattern.search(text)
        if match is not None:
            return group, match.start(), match.end()
    return None


def names(text: str, group: Group) -> bool:
    """Whether folded text names an outcome of a group, beside others perhaps."""
    return any(pattern.search(text) for known, pattern in GROUPS[:_GENERAL] if known is group)


def read(scope: Scope) -> dict[str, Hit]:
    """`outcome_group`, `outcome` and `labour_market_outcome`."""
    if scope.shared.caption.name == "sentence":
        hit = _whole(scope)
    else:
        hit = _labels(scope) or _phrases(scope) or _whole(scope) or _document(scope) or _suggested(scope)
    if hit is None:
        return {}
    if hit.value is Group.WAGE and any(ZEROS.search(s.folded) for s in (*scope.near, *scope.shared.mentions)):
        hit = Hit(Group.EARNINGS, hit.reading)
    return {
        "outcome_group": hit,
        "outcome": Hit(hit.reading.raw.strip() or None, hit.reading),
        "labour_market_outcome": Hit(hit.value in _LABOUR_MARKET, hit.reading),
    }


def _hit(
    source: Source, offset: int = 0, text: str | None = None, weight: float = 1.0, general: bool = True
) -> Hit | None:
    found = group_of(source.folded if text is None else text, general)
    if found is None:
        return None
    group, start, end = found
    return Hit(group, source.reading(offset + start, offset + end, weight))


def _labels(scope: Scope) -> Hit | None:
    """The group named by column head, row label or panel; or "other" for the odd one among outcomes."""
    row = _hit(scope.row) if not (_is_treatment(scope.row) or _is_group(scope)) else None
    text = _HEAD_FILLER.sub("", scope.head.folded)
    head = _hit(scope.head, text=text, general=False) or _hit(scope.head, text=text)
    if head is not None and head.value in _NOT_MAIN and _told_elsewhere(scope):
        head = None  # columns are programmes or groups of people: "vocational course", "no degree"
    if head is not None and (head.value is not Group.PROGRAMME_PARTICIPATION or row is None):
        return _whole_label(head, scope.head, scope)
    if row is not None:
        return _whole_label(row, scope.row, scope)
    declared = None if head is not None else _declared(scope)
    return _hit(scope.panel, general=False) or declared or _odd_one(scope) or _hit(scope.panel)


def _told_elsewhere(scope: Scope) -> bool:
    """Whether no column names an outcome of the labour market, but the panel or the caption does."""
    labels = {f.column_label or "" for f in scope.shared.findings}
    named = [group_of(fold(label)) for label in labels]
    if len(labels) < 2 or any(found is not None and found[0] in _LABOUR_MARKET for found in named):
        return False
    caption = scope.shared.caption
    texts = [scope.panel.folded, *(match["phrase"] for match in _ON.finditer(caption.folded))]
    outcomes = [found[0] for text in texts if (found := group_of(text, general=False))]
    return bool(outcomes) and not any(names(caption.folded, group) for group in _NOT_MAIN)


def _declared(scope: Scope) -> Hit | None:
    """The dependent variable that the note declares for the whole table."""
    match = _DEPENDENT.search(scope.shared.note.folded)
    return _hit(scope.shared.note, match.start("phrase"), match["phrase"]) if match else None


def _is_group(scope: Scope) -> bool:
    """Whether rows are parts of a population, everybody or both halves among them: "school leavers" is then no
    outcome."""
    labels = [fold(stub.strip(" .:")) for stub in scope.shared.stubs]
    if any(map(effect_words.EVERYBODY.fullmatch, labels)):
        return True
    return any(
        any(map(one.fullmatch, labels)) and any(map(other.fullmatch, labels))
        for one, other in effect_words.COMPLEMENTS
    )


def _is_treatment(row: Source) -> bool:
    return bool(effect_words.TREATMENT.search(row.folded) or effect_words.ESTIMATORS.search(row.folded))


def _whole_label(hit: Hit, source: Source, scope: Scope, listed: bool = True) -> Hit:
    """The hit with the whole label as its words, weighed against what a head makes of the label."""
    whole = Hit(hit.value, hit.reading.model_copy(update={"raw": source.text}))
    likely = _suggestions(source, scope)
    if not listed and max(likely.values(), default=0.0) < SURE:
        return whole
    return weighed(whole, listed, likely, Group)


def _suggestions(source: Source, scope: Scope) -> Mapping[str, float]:
    suggest = scope.shared.context.suggest
    span = _HEAD_FILLER.sub(lambda match: " " * len(match[0]), source.folded)
    plain = "".join(c for c, kept in zip(source.text, span, strict=True) if kept != " " or c == " ")
    return suggest("outcome_group", plain) if suggest is not None else {}


def _suggested(scope: Scope) -> Hit | None:
    """What a head makes of a column head or, where rows are no treatments, of a row label that no list knows."""
    own = next((level for level in scope.columns if not is_specification(level.folded)), None)
    row = scope.row if scope.row.text and not _is_treatment(scope.row) else None
    for source in filter(None, (own, row)):
        likely = _suggestions(source, scope)
        code = max(likely, key=lambda code: likely[code], default=Group.OTHER)
        if code != Group.OTHER and likely[code] >= SURE:
            return _whole_label(Hit(Group(code), source.reading(0, len(source.text))), source, scope, False)
    return None


def _odd_one(scope: Scope) -> Hit | None:
    """Labels beside named outcomes are outcomes too: of the group "other" if no word of theirs is known."""
    stub = any(_STUB.match(fold(text)) for text in scope.shared.stubs)
    if (stub or _rows_named(scope)) and scope.row.text:
        unknown = Hit(Group.OTHER, scope.row.reading(0, len(scope.row.text), 0.6))
        return _whole_label(unknown, scope.row, scope, listed=False)
    own = next((level for level in scope.columns if not is_specification(level.folded)), None)
    labels = {f.column_label or "" for f in scope.shared.findings}
    named = sum(group_of(fold(label), general=False) is not None for label in labels)
    declared = any(_DEPENDENT_HEAD.match(source.folded) for source in scope.columns)
    if own is not None and (declared or named * 4 >= len(labels) > 1):
        return _whole_label(Hit(Group.OTHER, own.reading(0, len(own.text), 0.6)), own, scope, listed=False)
    return None


def _rows_named(scope: Scope) -> bool:
    """Whether rows are outcomes: some are named so, and none like a treatment."""
    labels = {f.row_label or "" for f in scope.shared.findings}
    sources = [scope.shared.label("row", label) for label in labels]
    if len(sources) < 2 or _is_group(scope):
        return False
    return any(_hit(s) for s in sources) and not any(map(_is_treatment, sources))


def _phrases(scope: Scope) -> Hit | None:
    """What "effect on ..." or "dependent variable: ..." names in panel, caption, note or text."""
    for source in (scope.panel, scope.shared.caption, scope.shared.note, *scope.shared.mentions):
        for pattern in (_DEPENDENT, _ON):
            for match in pattern.finditer(source.folded):
                hit = _hit(source, match.start("phrase"), _undivided(match["phrase"]))
                if hit is not None:
                    return hit
    return None


def _whole(scope: Scope) -> Hit | None:
    caption = scope.shared.caption
    return _hit(caption, text=_undivided(caption.folded), weight=0.8, general=False)


def _undivided(text: str) -> str:
    """Folded text with what groups are told apart by blanked out: "by time in unemployment"."""
    return _DIVIDED_BY.sub(lambda match: " " * len(match[0]), text)


def _document(scope: Scope) -> Hit | None:
    return scope.shared.context.once(main_outcome)


def main_outcome(context: DocumentContext) -> Hit | None:
    """The outcome that the document as a whole is about: the group that title and abstract name most, or else
    that stands most often where the text speaks of its outcome."""
    title, abstract = title_and_abstract(context)
    text = Source("text", context.body, 1, context)
    spoken = [(match.start(), match.end()) for match in _SPOKEN_OF.finditer(text.folded)]
    for places in ([(title, 0, None), (abstract, 0, None)], [(text, start, end) for start, end in spoken]):
        best = _commonest(places)
        if best is not None:
            return best
    return None


def _commonest(places: Sequence[tuple[Source, int, int | None]]) -> Hit | None:
    """The main group named most often in these stretches of text."""
    named: dict[Group, list[tuple[Source, int, int]]] = {}
    for source, begin, end in places:
        for group, pattern in GROUPS[:_GENERAL]:
            if group in _MAIN:
                for match in pattern.finditer(source.folded, begin, end or len(source.folded)):
                    named.setdefault(group, []).append((source, match.start(), match.end()))
    if not named:
        return None
    group = max(named, key=lambda group: len(named[group]))
    source, start, stop = named[group][0]
    return Hit(group, source.reading(start, stop, 0.6))

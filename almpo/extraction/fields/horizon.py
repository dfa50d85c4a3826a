"""Horizon in months, and what the months are counted from."""

import re

from almpo.evidence.vocabulary import HorizonAnchor, OutcomeGroup
from almpo.extraction.context import DocumentContext
from almpo.extraction.fields.outcome import group_of
from almpo.extraction.folding import words
from almpo.extraction.number_words import ORDINALS, VALUES
from almpo.extraction.sources import Hit, Scope, Source

_NUMBER = rf"(?P<number>\d{{1,3}}(?:[.,]5)?|{'|'.join(sorted(VALUES, key=len, reverse=True))})"
_MONTH = r"months?|monate?n?|mois|mes(?:es)?|mes[ei]|miesiac\w*|miesiec\w*|mies\.?|mo\.?"
_YEAR = r"years?|jahre?n?|ans?|annees?|anos?|ann[oi]|lata|lat|rok\w*"
_QUARTER = r"quarters?|quartale?n?|trimestres?|trimestr[ei]|kwarta\w+"
_WEEK = r"weeks?|wochen?|semaines?|semanas?|settiman[ae]|tygodni\w*"
_DAY = r"days?|tagen?|jours?|dias?|giorni|dni"
_SPAN = (
    rf"(?:(?P<month>{_MONTH})|(?P<year>{_YEAR})|(?P<quarter>{_QUARTER})|(?P<week>{_WEEK})|(?P<day>{_DAY}))"
)
_AFTER = (
    r"after|following|since|post|later|from|nach|seit|spater|apres|depuis|plus tard|despues|desde|mas tarde|"
    r"tras|dopo|da|po|od|pozniej"
)
_WITHIN = (
    r"within|in the first|over(?: the)?|during the|first|innerhalb(?: von)?|binnen|in den ersten|dans les|"
    r"au cours des|en los|durante los|entro|nei primi|w ciagu|in the"
)
_PATTERNS = (
    re.compile(rf"(?<![\w.-]){_NUMBER}[- ]?{_SPAN}(?:')? (?:{_AFTER})\b(?P<rest>.{{0,60}})"),
    re.compile(rf"\b(?:{_WITHIN}) (?:the )?(?:first )?(?:next )?{_NUMBER}[- ]?{_SPAN}\b(?P<rest>.{{0,60}})"),
    re.compile(rf"\b(?:{_AFTER}) {_NUMBER}[- ]?{_SPAN}\b(?P<rest>.{{0,60}})"),
    re.compile(rf"\b{_SPAN} (?P<number>\d{{1,2}})\b(?P<rest>.{{0,60}})"),
    re.compile(rf"\b(?P<number>{'|'.join(ORDINALS)}) {_SPAN}\b(?P<rest>.{{0,60}})"),
    re.compile(
        rf"\b(?P<number>\d{{1,2}})[- ]{_SPAN}\b(?:-| )?(?:period|horizon|window|effects?)?(?P<rest>.{{0,60}})"
    ),
)
# Labels with time spans that are no horizon.
_NO_HORIZON = words(r"""
    bandwidth|window|age[ds]?|duration|older|younger|seniority|tenure|unemployed (?:for|since)
    fenster|bandbreite|fenetre|bande|ventana|finestra|okno
""")
_OUTCOME = words(r"outcomes?|dependent variable|ergebnisvariable\w*|zielgros+e\w*|variable de resultado")
# How far before a horizon its outcome may stand (characters), and which share makes a horizon the usual one.
_NEAR, _CLEAR = 160, 0.5
_COUNTED_FROM = re.compile(rf"\b(?:{_AFTER}) (?P<rest>[^.;]{{3,45}})")
# In running text only these say when an outcome was measured; "12 months" alone may be anything.
_IN_TEXT = 3
_ANCHORS = (
    (HorizonAnchor.PROGRAMME_END, words(r"""
        (?:program(?:me)?|training|course|treatment|subsidy)?'?s? ?(?:end|completion|exit|termination)\w*
        (?:leaving|completing|finishing|the end of) (?:the )?(?:program\w*|training|course)|end of \w+
        (?:programm|mas+nahmen?|kurs|teilnahme)-?ende|ende der (?:mas+nahme|teilnahme|forderung)
        abschluss|fin (?:du|de la|de l.) ?\w+|sortie (?:du|de la) \w+|fin del? \w+|fine del? \w+
        conclusione|zakonczeni\w+
    """)),
    (HorizonAnchor.REFORM, words(r"""
        (?:the )?reforms?|policy change|introduction of the (?:reform|policy|law)|reforme?a?
        einfuhrung|reformy
    """)),
    (HorizonAnchor.ASSIGNMENT, words(r"""
        (?:random )?assignment|randomi[sz]ation|random draw|lottery|referral|invitation|intervention
        (?:the )?(?:e-?mail|letter)|arrival|zuweisung|zuteilung|randomisierung|assignation
        tirage au sort|asignacion|sorteo|intervencion|assegnazione|przydzia\w+|losowani\w+|offer
        application|registration for
    """)),
    (HorizonAnchor.UNEMPLOYMENT_START, words(r"""
        (?:unemployment|ui|benefit|job loss|layoff)(?: entry| start| inflow| registration| onset)?
        registration|becoming unemployed|inflow
        (?:beginn der |eintritt in (?:die )?)?arbeitslosigkeit|arbeitslosmeldung|inscription
        debut du chomage|entree au chomage|inicio del desempleo|inizio della disoccupazione
        rejestracj\w+
    """)),
    (HorizonAnchor.PROGRAMME_START, words(r"""
        (?:program(?:me)?|training|course|treatment|subsidy)?'?s? ?(?:start|beginning|entry|onset|enrol\w*)\w*
        (?:entering|starting|beginning|entry into|start of) (?:the )?\w+
        (?:programm|mas+nahmen?|kurs|teilnahme)-?(?:beginn|start|eintritt)
        (?:beginn|eintritt|start) (?:der|des|in)\b.*|debut|entree en|inicio|comienzo|inizio
        rozpoczeci\w+|program|training|treatment
    """)),
)  # fmt: skip


def read(scope: Scope) -> dict[str, Hit]:
    """`horizon_months` and `horizon_anchor`, from labels, caption, note, or text about the table."""
    labels = [s for s in (*scope.columns, scope.row, scope.panel) if not _NO_HORIZON.search(s.folded)]
    for sources, patterns in (
        (labels, _PATTERNS),
        (
            [scope.shared.caption],
            _PATTERNS if scope.shared.caption.name == "caption" else _PATTERNS[:_IN_TEXT],
        ),
        ([scope.shared.note, *scope.shared.mentions], _PATTERNS[:_IN_TEXT]),
    ):
        for source in sources:
            found = _in_source(source, patterns)
            if found:
                return found if "horizon_anchor" in found else found | _anchor_of(scope)
    group = scope.finding.outcome_group if scope.shared.caption.name == "caption" else None
    return scope.shared.context.once(usual_horizons).get(group, {}) if group else {}


def _anchor_of(scope: Scope) -> dict[str, Hit]:
    """What caption, note or text say that time is counted from ("by months since programme start")."""
    for source in (scope.shared.caption, scope.shared.note, *scope.shared.mentions, scope.shared.document[1]):
        for match in _COUNTED_FROM.finditer(source.folded):
            anchor = _anchor(match["rest"])
            if anchor is not None:
                return {"horizon_anchor": Hit(anchor, source.reading(match.start(), match.end(), 0.8))}
    return {}


def usual_horizons(context: DocumentContext) -> dict[OutcomeGroup, dict[str, Hit]]:
    """The horizon that the text gives for outcomes of a group, where it mostly gives the same one."""
    text = Source("text", context.body, 1, context)
    spots: dict[OutcomeGroup, dict[float, list[re.Match[str]]]] = {}
    for pattern in _PATTERNS[:_IN_TEXT]:
        for match in pattern.finditer(text.folded):
            months = _months(match)
            around = text.folded[max(0, match.start() - _NEAR) : match.end("rest")]
            named = group_of(around, general=False)
            if months is not None and named is not None:
                times = 2 if _OUTCOME.search(around) else 1
                spots.setdefault(named[0], {}).setdefault(months, []).extend([match] * times)
    found = {}
    for group, by_months in spots.items():
        months = max(by_months, key=lambda months: len(by_months[months]))
        share = len(by_months[months]) / sum(map(len, by_months.values()))
        if len(by_months[months]) >= 2 and share >= _CLEAR:
            found[group] = _hits(text, by_months[months][0], months, 0.8)
    return found


def _in_source(source: Source, patterns: tuple[re.Pattern[str], ...]) -> dict[str, Hit]:
    for pattern in patterns:
        for match in pattern.finditer(source.folded):
            months = _months(match)
            if months is None:
                continue
            return _hits(source, match, months)
    return {}


def _hits(source: Source, match: re.Match[str], months: float, weight: float = 1.0) -> dict[str, Hit]:
    hits = {"horizon_months": Hit(months, source.reading(match.start(), match.start("rest"), weight))}
    anchor = _anchor(match["rest"])
    if anchor is not None:
        hits["horizon_anchor"] = Hit(anchor, source.reading(match.start(), match.end("rest"), 0.9 * weight))
    return hits


def _months(match: re.Match[str]) -> float | None:
    """The number of months, or None for what is no horizon (more than 20 years, ages, dates)."""
    text = match["number"]
    number = VALUES.get(text) or ORDINALS.get(text) or float(text.replace(",", "."))
    groups = match.groupdict()
    factor = {"month": 1.0, "year": 12.0, "quarter": 3.0, "week": 12 / 52, "day": 12 / 365}
    months = next(number * factor[name] for name in factor if groups.get(name))
    return round(months, 2) if 0 < months <= 240 else None


def _anchor(rest: str) -> HorizonAnchor | None:
    """What the words after "12 months after" name first."""
    found = [(match.start(), anchor) for anchor, p in _ANCHORS if (match := p.search(rest[:45]))]
    return min(found)[1] if found else None

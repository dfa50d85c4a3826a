"""Spans of time in folded text ("12 months after", "nach zwei Jahren", "à 6 mois"), in months."""

import re

from almpo.extraction.number_words import ORDINALS, VALUES

_WORDS = "|".join(sorted(VALUES, key=len, reverse=True))
_NUMBER = rf"(?P<number>\d{{1,3}}(?:[.,]5)?|{_WORDS})"
# en, de, fr, es, it, pl, nl, pt, sv, da, nb, fi, cs, sk, hu, ro
_MONTH = (
    r"months?|monate?n?|mois|mes(?:es)?|mes[ei]|miesiac\w*|miesiec\w*|mies\.?|mo\.?|maand(?:en)?|manad(?:er)?|"
    r"maneder?|kuukau\w+|mesic\w*|mesiac\w*|honap\w*|luni"
)
_YEAR = r"years?|yrs?\.?|jahre?n?|ans?|annees?|anos?|ann[oi]|lata|lat|rok\w*|jaar|jaren|ar|vuo\w+|let|ev\w*|ani|an"
_QUARTER = r"quarters?|quartale?n?|trimestres?|trimestr[ei]|kwarta\w+|kvartal\w*|kwartalen|negyedev\w*"
_WEEK = (
    r"weeks?|wochen?|semaines?|semanas?|settiman[ae]|tygodni\w*|week|weken|veckor|uger|uker|viikko\w*|tydn\w*"
)
_DAY = r"days?|tagen?|jours?|dias?|giorni|dni|dagen|dagar|dage|dager"
SPAN = rf"(?:(?P<month>{_MONTH})|(?P<year>{_YEAR})|(?P<quarter>{_QUARTER})|(?P<week>{_WEEK})|(?P<day>{_DAY}))"
AFTER = (
    r"after|following|since|post|later|from|nach|seit|ab|spater|apres|depuis|plus tard|despues|desde|mas tarde|"
    r"tras|dopo|da|dal|dalla|dall|dalle|a partir d[eu]|a compter d[eu]|vanaf|fra|"
    r"del? (?=inici|fin|termin|conclu|acab)|"
    r"po|od|pozniej|na|sinds|later|depois|apos|efter|etter|sedan|jalkeen|utan|dupa"
)
_WITHIN = (
    r"within|in the first|over(?: the)?|during the|first|innerhalb(?: von)?|binnen|in den ersten|uber(?: die)?|"
    r"dans les|au cours des|sur|en los|durante los|entro|nei primi|w ciagu|in the|inom|indenfor|em|nos"
)
_AT = (
    r"at|a|au bout de|bei|im abstand von|al cabo de|a los|a l[oa]s|per|a distanza di|w|op|aos|ved|vid|"
    r"after|nach|dopo|po|na"
)
_REST = r"\b(?P<rest>.{0,60})"
# A number and its unit, put together from a label and its head.
COUNTED = re.compile(rf"{_NUMBER} {SPAN}{_REST}")
# What says when something was measured, wherever it stands.
EXPLICIT = (
    re.compile(rf"(?<![\w.-]){_NUMBER}[- ]?{SPAN}(?:')? (?:{AFTER}){_REST}"),
    re.compile(rf"\b(?:{_WITHIN}) (?:the )?(?:first |ersten |next )?{_NUMBER}[- ]?{SPAN}{_REST}"),
    re.compile(rf"\b(?:{AFTER}) {_NUMBER}[- ]?{SPAN}{_REST}"),
)
# What does so in a caption or note.
DATED = (*EXPLICIT, re.compile(rf"(?<![\w.])(?:{_AT}) {_NUMBER}[- ]{SPAN}{_REST}"))
# What does so in a label, where a span of time is hardly anything else.
BARE = (
    *DATED,
    re.compile(rf"\b{SPAN} (?P<number>\d{{1,2}}){_REST}"),
    re.compile(rf"\b(?P<number>{'|'.join(ORDINALS)}) {SPAN}{_REST}"),
    re.compile(
        rf"\b(?P<number>\d{{1,2}})[- ]{SPAN}\b(?:-| )?(?:period|horizon|window|effects?)?(?P<rest>.{{0,60}})"
    ),
    re.compile(
        r"^(?P<month>m|t ?\+ ?)(?P<number>\d{1,2})(?P<year>(?!))?(?P<quarter>(?!))?(?P<week>(?!))?(?P<day>(?!))?"
        r"(?P<rest>$)"
    ),
)
_LONGEST = 240  # months; more is an age or a date


def months_of(match: re.Match[str]) -> float | None:
    """The number of months of a match, or None for what is no horizon."""
    text = match["number"]
    number = VALUES.get(text) or ORDINALS.get(text) or float(text.replace(",", "."))
    groups = match.groupdict()
    factor = {"month": 1.0, "year": 12.0, "quarter": 3.0, "week": 12 / 52, "day": 12 / 365}
    if groups.get("day") and number % 30 == 0:  # "180 days" are six months
        factor["day"] = 1 / 30
    months = next(number * factor[name] for name in factor if groups.get(name))
    return round(months, 2) if 0 < months <= _LONGEST else None

"""Horizons that follow from dates: when the programme began, and when outcomes were measured."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from almpo.extraction.context import DocumentContext
from almpo.extraction.fields.votes import Ballot
from almpo.extraction.folding import words
from almpo.extraction.sources import Hit, Scope, Source, title_abstract_body

# Beginnings of the names of months, January first (en, de, fr, es, it, pl, nl, pt, sv).
_MONTHS = (
    r"jan\w*|janner|ener\w*|genna\w*|stycz\w*",
    r"feb\w*|fev\w*|lut(?:y|ego|ym)",
    r"mar(?:ch|s|zo|z|ca|cu|zec|co)?|maerz|maart",
    r"apr\w*|avril|abril|kwie\w*",
    r"may|mai|mayo|maggio|maj\w*|mei|maio",
    r"june?|juni|juin|junio|giugno|czerw\w*|junho",
    r"july?|juli|juillet|julio|luglio|lip(?:iec|ca|cu)|julho",
    r"aug\w*|aout|agosto|sierp\w*",
    r"sep\w*|set\w*|wrze\w*",
    r"o[ck]t\w*|ottobre|pazdz\w*|out(?:ubro)?",
    r"nov\w*|listopad\w*",
    r"de[czs]\w*|dic\w*|grud\w*",
)
_NAMES = "|".join(f"(?P<m{number}>{names})" for number, names in enumerate(_MONTHS, start=1))
_DATE = re.compile(rf"\b(?:{_NAMES})\.?,? (?:de |of |del )?(?P<year>(?:19|20)\d\d)\b")
_YEAR = re.compile(r"(?<![\d-])((?:19|20)\d\d)(?![\d-])")
_START = words(r"""
    start(?:s|ed|ing)?|beg[aiu]n\w*|launch\w*|roll(?:ed)?[- ]?out|introduc\w+|implement\w+|came into (?:force|effect)
    set up|begann\w*|beginn\w*|gestartet|eingefuhrt|in kraft|lance\w*|debut\w*|entre\w* en vigueur|mis en place
    inici\w+|puesta en marcha|entro en vigor|empez\w+|avviat\w*|inizi\w+|entrat\w* in vigore|rozpocz\w+|wprowadz\w+
    ruszyl\w*|uruchom\w+|gestart|ingevoerd|infor\w*|inforde\w*
""")
_MEASURED = words(r"""
    survey\w*|interview\w*|questionnaires?|measured|observed|outcomes?|follow-?up|data (?:from|for)|wave
    befragung\w*|befragt\w*|erhebung\w*|gemessen\w*|enquetes?|interroge\w*|mesure\w*|encuesta\w*|medid\w*|medicion
    indagin\w+|rilevazion\w+|misurat\w*|badani\w+|ankiet\w*|zmierzon\w*|enquete|gemeten|enkat\w*
""")
_NEAR = 70  # characters between a date and the word that says what happened
_MOSTLY = 0.6  # share of mentions that makes a month the one meant by its year
_PROGRAMME = words(r"""
    program\w*|reform\w*|project|pilot\w*|scheme|treatment|intervention\w*|training|subsid\w+|voucher\w*|policy
    mas+nahme\w*|modellprojekt\w*|forderung\w*|dispositif|mesure|formation\w*|medida|proyecto|progetto|misura|projekt\w*
""")


class Dated(NamedTuple):
    """A month counted from year 0, and where it stands."""

    month: int
    start: int
    end: int


def dates_in(folded: str) -> Iterator[Dated]:
    """Months with their year."""
    for match in _DATE.finditer(folded):
        number = next(n for n in range(1, 13) if match[f"m{n}"])
        yield Dated(12 * int(match["year"]) + number - 1, *match.span())


def programme_start(context: DocumentContext) -> Hit | None:
    """The month in which the programme began, where the text keeps naming the same one."""
    ballot = Ballot()
    for source in title_abstract_body(context):
        for date in dates_in(source.folded):
            before = source.folded[max(0, date.start - _NEAR) : date.start].rsplit(". ", 1)[-1]
            after = re.split(r"\. ", source.folded[date.end : date.end + _NEAR])[0]
            if (_START.search(before) or _START.search(after)) and _PROGRAMME.search(before + after):
                ballot.add(date.month, 1.0, source.reading(date.start, date.end))
    return ballot.decide()


def measured(context: DocumentContext) -> Counter[int]:
    """Months in which outcomes were measured, with how often they are named."""
    text = title_abstract_body(context)[2]
    found: Counter[int] = Counter()
    for date in dates_in(text.folded):
        if _MEASURED.search(text.folded[max(0, date.start - _NEAR) : date.end + _NEAR]):
            found[date.month] += 1
    return found


def months_between(scope: Scope) -> Hit | None:
    """Months from the start of the programme to the date in panel, head, row, caption or text about the table."""
    context = scope.shared.context
    start = context.once(programme_start)
    if start is None:
        return None
    begun = int(str(start.value))
    for source in (scope.panel, *scope.columns, scope.row, scope.shared.caption, *scope.shared.paragraphs):
        measured_in = _date_of(source, context)
        if measured_in is not None and begun < measured_in.month <= begun + 240:
            reading = source.reading(measured_in.start, measured_in.end, 0.7)
            return Hit(float(measured_in.month - begun), reading)
    return None


def _date_of(source: Source, context: DocumentContext) -> Dated | None:
    """The date that a stretch of text gives; a year stands for the month of it in which was mostly measured."""
    dates = list(dates_in(source.folded))
    if len({date.month for date in dates}) == 1:
        return dates[0]
    years = list(_YEAR.finditer(source.folded))
    if dates or len({match[1] for match in years}) != 1 or source.name == "mention":
        return None
    year = int(years[0][1])
    months = Counter({month: n for month, n in context.once(measured).items() if month // 12 == year})
    month, times = max(months.items(), key=lambda item: item[1], default=(0, 0))
    return Dated(month, *years[0].span(1)) if times > _MOSTLY * months.total() else None

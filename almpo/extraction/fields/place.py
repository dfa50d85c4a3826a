"""Country, region and period of the evaluation."""

import re

from almpo.extraction.context import DocumentContext
from almpo.extraction.fields import gazetteer
from almpo.extraction.fields.gazetteer import Gazetteer
from almpo.extraction.fields.votes import Ballot
from almpo.extraction.sources import Hit, Scope, Source, title_abstract_body

# How much a name counts in title, abstract and text; institutions and regions speak for a country too.
_PLACES = (50.0, 5.0, 1.0)
_INSTITUTION, _REGION = 1.0, 0.7
# Characters of text after which one mention of a country says little, and how far ahead the first must be.
_LONG = 10_000
_AHEAD = 1.4
_COUNTRY_OF_NUTS = {"EL": "GR", "UK": "GB"}
_PERIOD = re.compile(r"\b((?:19|20)\d{2}) ?(?:[-–/]|to|bis|a|and|und|until) ?((?:19|20)\d{2})\b")


def read(scope: Scope) -> dict[str, Hit]:
    """`country` (ISO 3166 code), `region` (NUTS code) and `period`."""
    hits: dict[str, Hit] = {}
    country = _of_label(scope) or scope.shared.context.once(usual_country)
    if country is not None:
        hits["country"] = country
        region = scope.shared.context.once(usual_region)
        if region is not None and _country_of(str(region.value)) == country.value:
            hits["region"] = region
    for source in (scope.shared.caption, scope.shared.note, *scope.shared.document):
        match = _PERIOD.search(source.folded)
        if match is not None and int(match[1]) < int(match[2]):
            hits["period"] = Hit(f"{match[1]}-{match[2]}", source.reading(match.start(), match.end()))
            break
    return hits


def _of_label(scope: Scope) -> Hit | None:
    """The country that is a whole row label, column head or panel: tables may compare countries."""
    for source in (scope.row, *scope.columns, scope.panel):
        for named in gazetteer.countries().find(source.folded):
            if source.folded[: named.start].strip(" .:0123456789") or source.folded[named.end :].strip(" .:"):
                continue
            return Hit(named.code, source.reading(named.start, named.end))
    return None


def usual_country(context: DocumentContext) -> Hit | None:
    """The country that title, abstract and text name most, by itself, its regions or its institutions.

    None where it is named too rarely, or hardly more often than the next.
    """
    ballot = Ballot()
    for source, weight in zip(title_abstract_body(context), _PLACES, strict=True):
        _count(ballot, source, gazetteer.countries(), weight)
        _count(ballot, source, gazetteer.regions(), _REGION * weight)
        _count(ballot, source, gazetteer.institutions(), _INSTITUTION * weight)
    ranked = list(ballot.weights.values())
    ranked.sort(reverse=True)
    if not ranked or ranked[0] < min(3, 1 + len(context.body) // _LONG):
        return None
    return ballot.decide() if len(ranked) == 1 or ranked[0] >= _AHEAD * ranked[1] else None


def usual_region(context: DocumentContext) -> Hit | None:
    """The NUTS region in title or abstract, where it is the only one named there or clearly the main one."""
    ballot = Ballot()
    for source, weight in zip(title_abstract_body(context)[:2], _PLACES[:2], strict=True):
        for named in gazetteer.regions().find(source.folded):
            ballot.add(named.code, weight, source.reading(named.start, named.end))
    shares = list(ballot.shares().values())
    return ballot.decide() if shares and shares[0] >= 0.6 else None


def _count(ballot: Ballot, source: Source, names: Gazetteer, weight: float) -> None:
    counted: dict[str, list[tuple[int, int]]] = {}
    for named in names.find(source.folded):
        counted.setdefault(_country_of(named.code), []).append((named.start, named.end))
    for code, spans in counted.items():
        ballot.add(code, weight * len(spans), source.reading(*spans[0]))


def _country_of(code: str) -> str:
    return _COUNTRY_OF_NUTS.get(code[:2], code[:2])

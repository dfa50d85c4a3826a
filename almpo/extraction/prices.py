"""The year of the prices that amounts of money are told in ("in 1982 dollars", "in Preisen von 2015")."""

from collections import Counter

from almpo.evidence.findings import Finding, Reading
from almpo.evidence.vocabulary import Unit
from almpo.extraction.context import DocumentContext
from almpo.extraction.folding import words
from almpo.extraction.sources import Source, Surroundings

_YEAR = r"(?:19|20)\d\d"
_MONEY = (
    r"(?:us |constant |real )*(?:dollars?|euros?|eur|usd|gbp|sek|kron(?:or|er)|chf|pounds?|francs?|zl|\$|€)"
)
_PRICES = r"(?:prices|price level|preise[n]?|preisniveau|prix|precios|prezzi|cen\w*)(?: \w+)?"
_OF = r"(?:of|von|des|de|del|di|z|from|in)(?: \w+)?"
_DEFLATED = r"(?:deflated|inflated|indexed|adjusted|deflationiert|deflactad\w+) (?:\w+ ){0,3}(?:to|auf|a)"
_IN_PRICES = words(rf"""
    (?P<before>{_YEAR})[- ]{_MONEY}|(?P<prices>{_YEAR}) prices|(?:constant|real)[- ](?P<constant>{_YEAR}) prices
    {_PRICES} {_OF} (?P<after>{_YEAR})|{_DEFLATED} (?P<to>{_YEAR})
""")


def with_price_year(finding: Finding, around: Surroundings) -> Finding:
    """The finding with its price year, if it is money: from caption, note or mentions, else from the document."""
    if finding.unit is not Unit.CURRENCY or finding.price_year is not None:
        return finding
    for source in (around.caption, around.note, *around.mentions):
        hit = _first(source)
        if hit is not None:
            return _with(finding, *hit)
    whole = around.context.once(_of_document)
    return finding if whole is None else _with(finding, *whole)


def _with(finding: Finding, year: int, reading: Reading) -> Finding:
    return finding.model_copy(
        update={"price_year": year, "readings": finding.readings | {"price_year": reading}}
    )


def _first(source: Source) -> tuple[int, Reading] | None:
    match = _IN_PRICES.search(source.folded)
    if match is None:
        return None
    year = next(group for group in match.groupdict().values() if group)
    return int(year), source.reading(match.start(), match.end())


def _of_document(context: DocumentContext) -> tuple[int, Reading] | None:
    """The year that the text names most often as that of its prices."""
    named = Counter[int]()
    first: dict[int, Reading] = {}
    for page in context.parsed.pages:
        hit = _first(Source("mention", page.text, page.number, context))
        if hit is not None:
            named[hit[0]] += 1
            anchor = context.text_anchor(page.number, hit[1].raw)
            first.setdefault(hit[0], hit[1].model_copy(update={"anchor": anchor}))
    if not named:
        return None
    year, _ = named.most_common(1)[0]
    return year, first[year]

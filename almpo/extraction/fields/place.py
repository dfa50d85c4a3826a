"""Country and period of the evaluation."""

import re
from collections import Counter
from functools import cache

from babel import Locale

from almpo.extraction.context import DocumentContext
from almpo.extraction.folding import fold
from almpo.extraction.sources import Hit, Scope, Source

_LANGUAGES = ("en", "de", "fr", "es", "it", "pl")
# EU, EFTA and candidate countries, and those outside Europe whose programmes are often evaluated. Territories
# whose names are common words or names of persons or places (Jordan, Chad) are left out.
_COUNTRIES = (
    *(
        "AT",
        "BE",
        "BG",
        "HR",
        "CY",
        "CZ",
        "DK",
        "EE",
        "FI",
        "FR",
        "DE",
        "GR",
        "HU",
        "IE",
        "IT",
        "LV",
        "LT",
        "LU",
    ),
    *(
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SK",
        "SI",
        "ES",
        "SE",
        "GB",
        "CH",
        "NO",
        "IS",
        "TR",
        "UA",
        "RS",
        "BA",
        "AL",
    ),
    *(
        "MK",
        "ME",
        "MD",
        "US",
        "CA",
        "AU",
        "NZ",
        "IL",
        "CL",
        "CO",
        "MX",
        "PE",
        "BR",
        "AR",
        "ZA",
        "KR",
        "JP",
        "IN",
    ),
)
# Adjectives and short names that the territory names do not cover.
_FORMS = {
    "AT": r"austrian|osterreichisch\w*|autrichien\w*",
    "AU": r"australian",
    "BE": r"belgian|belgisch\w*|belges?|flemish|flanders|wallonia",
    "BG": r"bulgarian",
    "CA": r"canadian",
    "CH": r"swiss|schweizer\w*|suisses?|svizzer\w+|szwajcar\w+",
    "CZ": r"czech",
    "DE": r"german|deutsch(?:e|en|er|es)|allemand\w*|aleman\w*|tedesc\w+|niemie\w+",
    "DK": r"danish|danisch\w*|danois\w*",
    "EE": r"estonian",
    "ES": r"spanish|spanisch\w*|espagnol\w*|espanol\w*",
    "FI": r"finnish|finnisch\w*|finlandais\w*",
    "FR": r"french|franzosisch\w*|francais\w*",
    "GB": r"uk|british|england|scotland|wales|great britain",
    "GR": r"greek",
    "HR": r"croatian",
    "HU": r"hungarian|ungarisch\w*",
    "IE": r"irish",
    "IL": r"israeli",
    "IT": r"italian\w*|italienisch\w*",
    "LT": r"lithuanian",
    "LV": r"latvian",
    "NL": r"dutch|holland|niederlandisch\w*|neerlandais\w*",
    "NO": r"norwegian|norwegisch\w*",
    "PL": r"polish|polnisch\w*|polsk\w+|polsce|polonais\w*",
    "PT": r"portuguese",
    "RO": r"romanian",
    "SE": r"swedish|schwedisch\w*|suedois\w*",
    "SI": r"slovenian|slovene",
    "SK": r"slovak",
    "TR": r"turkish|turkey",
    "US": r"usa|u\.s\.|american|ee\. ?uu\.|estadounidense\w*|etats-unis",
}
# Characters of text after which one mention of a country says little.
_LONG = 10_000
_PERIOD = re.compile(r"\b((?:19|20)\d{2}) ?(?:[-–/]|to|bis|a|and|und|until) ?((?:19|20)\d{2})\b")


@cache
def _names() -> list[tuple[str, re.Pattern[str]]]:
    patterns = []
    for code in _COUNTRIES:
        names = {fold(Locale(language).territories[code]) for language in _LANGUAGES}
        forms = [re.escape(name) for name in sorted(names)] + ([_FORMS[code]] if code in _FORMS else [])
        patterns.append((code, re.compile(rf"(?<![a-z])(?:{'|'.join(forms)})(?![a-z])")))
    return patterns


def _country(context: DocumentContext) -> Hit | None:
    """The country in the title, else the one named most in abstract and text, if it is clearly ahead."""
    counts: Counter[str] = Counter()
    words: dict[str, str] = {}
    for text, weight in (
        (fold(context.parsed.title or ""), 50),
        (fold(context.leading), 5),
        (fold(context.body), 1),
    ):
        for code, pattern in _names():
            matches = [match[0] for match in pattern.finditer(text)]
            counts[code] += weight * len(matches)
            if matches:
                words.setdefault(code, matches[0])
    (first, most), (_, next_most) = counts.most_common(2)
    if most < min(3, 1 + len(context.body) // _LONG) or most < 1.5 * next_most:
        return None
    source = Source("text", context.text, 1, context)
    at = source.folded.find(words[first])
    return Hit(first, source.reading(at, at + len(words[first])))


def read(scope: Scope) -> dict[str, Hit]:
    """`country` (ISO 3166 code of the document's country) and `period`."""
    hits: dict[str, Hit] = {}
    country = scope.shared.context.once(_country)
    if country is not None:
        hits["country"] = country
    for source in (scope.shared.caption, scope.shared.note, *scope.shared.document):
        match = _PERIOD.search(source.folded)
        if match is not None and int(match[1]) < int(match[2]):
            hits["period"] = Hit(f"{match[1]}-{match[2]}", source.reading(match.start(), match.end()))
            break
    return hits

"""What a document says of the study that it reports: title, names, effects, where, what, when."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from almpo.evidence.documents import ParsedDocument
from almpo.evidence.findings import Finding
from almpo.evidence.studies import Profile
from almpo.extraction.folding import fold, words

_FRONT = 1500  # characters of the first page that may name authors and date
_PARTICLE = r"(?: (?:de|del|della|di|du|da|van|von|den|der|dos|la|le|af|av))*"
_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’-]*[a-zà-öø-ÿ][\w'’-]*|[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’-]{3,}"
_NAME = re.compile(rf"(?:{_WORD})(?: [A-Z]\.)*{_PARTICLE} (?:{_WORD})")
_LONG_WORD = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w’'-]{6,}\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# Words of which no person's name is made, though they stand capitalised on first pages.
_NO_NAME = words(r"""
    universit\w*|institut\w*|school|college|department|centre|center|centro|research|working|paper|papers|report
    discussion|policy|labou?r|market|economics?|economic|review|journal|foundation|council|programs?|programmes?
    analysis|plan|evidence|evaluation|effects?|training|employment|unemployment|public|service|social|science
    european|union|national|ministry|office|bank|synthetic|press|series|the|jel|keywords?|abstract|version
    studies|classification|and|propensity|score|experimental|field|experiments?|bericht|rapport\w*|informe
    raport|synthetischer|sintetico|syntetyczny|fundacion|stable|url|author|authors|full|terms|grant|no
    arbeitsmarkt\w*|north|south|east|west|lower|upper|january|february|march|april|may|june|july|august
    september|october|november|december|pre|of|in|for|from|on
""")


def profile_of(parsed: ParsedDocument, findings: Sequence[Finding]) -> Profile:
    """The profile of a document from its parse and its findings."""
    front = parsed.pages[0].text[:_FRONT] if parsed.pages else ""
    effects = [f for f in findings if f.treatment_effect]
    return Profile(
        document_id=parsed.document_id,
        title=parsed.title,
        authors=tuple(sorted(_names(front, parsed.title or ""))),
        front=tuple(sorted({fold(word) for word in _LONG_WORD.findall(front)})),
        year=_year(f"{parsed.title}\n{front}"),
        numbers=tuple(sorted(set(filter(None, map(_number, findings))))),
        effects=sum(f.source == "table" for f in effects),
        countries=_most(f.country for f in effects),
        programmes=_most(f.lmp and f.lmp.value for f in effects),
        designs=_most(f.design and f.design.value for f in effects),
        periods=_most(f.period for f in effects),
    )


def _names(front: str, title: str) -> set[str]:
    """Names of people as far as their form tells, without those that are words of the title."""
    of_title = set(re.findall(r"\w+", fold(title)))
    lines = (" ".join(line.split()) for line in front.splitlines())
    found = (fold(match[0]) for line in lines for match in _NAME.finditer(line))
    return {
        name for name in found if not _NO_NAME.search(name) and not set(re.findall(r"\w+", name)) & of_title
    }


def _year(text: str) -> int | None:
    """The latest year of lines that are no rows of a table."""
    lines = (line for line in text.splitlines() if sum(map(str.isdigit, line)) <= 0.5 * len(line))
    return max((int(year) for line in lines for year in _YEAR.findall(line)), default=None)


def _number(finding: Finding) -> str | None:
    """Estimate and uncertainty where they have enough digits not to meet by chance."""
    uncertainty = next((v for v in (finding.se, finding.t, finding.p, finding.ci_low) if v is not None), None)
    if finding.source != "table" or uncertainty is None:
        return None
    text = f"{finding.estimate:g}|{uncertainty:g}"
    return text if len(re.sub(r"\D|^0+", "", text)) >= 4 else None


def _most(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(value for value, _ in Counter(filter(None, values)).most_common(3))

"""What a table's note says: what stars stand for, and what parentheses and brackets hold."""

import re
from typing import NamedTuple

from almpo.evidence.vocabulary import UncertaintyKind
from almpo.extraction import lexicon
from almpo.extraction.folding import fold
from almpo.measures.numbers import Wrapping, parse_number
from almpo.measures.uncertainty import StarLegend

_MARK = r"(?:\*(?: ?\*){0,3}|\+|†|‡|#)"
_PERCENT = r"(?:%|percent|per cent|prozent|pour ?cent|por ciento|per cento|procent)"
_LEVEL = rf"(?:\d?[.,]\d{{1,4}}|\d{{1,2}}(?:[.,]\d)?(?: ?{_PERCENT})?)"
_MARK_THEN_P = re.compile(
    rf"(?P<mark>{_MARK}|(?<![a-z])[abc](?= ?[:=,]? ?p ?<))[:=]? ?\(?"
    r"(?:p|pr|sig\w*|signif\w*)?\.?[- ]?(?:values?|wert)? ?"
    r"(?:<|=|≤|at|a|au|auf)+ ?(?P<level>\d?[.,]\d{1,4}|\d{1,2}(?:[.,]\d)? ?%)"
)
_P_THEN_MARK = re.compile(
    rf"(?:p ?<? ?)?(?P<level>{_LEVEL})(?:-?(?:niveau|level))?(?: ?-)? ?\((?P<mark>{_MARK})\)"
)
_MARK_LEVEL = re.compile(rf"(?P<mark>{_MARK}) ?[:=(-]? ?(?:[a-z]+ ){{0,4}}(?P<level>{_LEVEL})(?![\d.,]*\d)")
_AND = r"(?:-? ?[,/;] ?(?:and |und |et |y |e |i |oraz )?|-? (?:and|und|et|y|e|i|oraz|resp\.?|bzw\.?) )"


def _run(item: str) -> re.Pattern[str]:
    """A list of at least two items."""
    return re.compile(f"{item}(?:{_AND}{item})+")


_MARKS = _run(_MARK)
_LEVELS = _run(_LEVEL)
_LETTERS = _run(r"(?<![a-z])[abc](?![a-z])")

_PARENTHESES = re.compile(
    r"parenthes[ei]s|parentheses|parentesis|parentesi|parenteses|(?<!eckigen )klammern?\b(?! \[)|nawias\w*"
    r"|round brackets|\(\)|\( \)|\bbelow (?:the )?(?:estimates|coefficients)|between brackets"
)
_BRACKETS = re.compile(
    r"(?<!round )(?<!between )brackets?|eckigen klammern|crochets|corchetes|parentesi quadre|quadre"
    r"|nawiasach kwadratowych|colchetes|\[\]|\[ \]"
)
_KINDS = (
    (UncertaintyKind.CONFIDENCE_INTERVAL, lexicon.CONFIDENCE_INTERVAL),
    (UncertaintyKind.P_VALUE, lexicon.P_VALUE),
    (UncertaintyKind.T_STATISTIC, lexicon.T_STATISTIC),
    (UncertaintyKind.STANDARD_ERROR, lexicon.STANDARD_ERROR),
    (UncertaintyKind.STANDARD_DEVIATION, lexicon.STANDARD_DEVIATION),
)


class Noted(NamedTuple):
    """A kind that the note names, and the span of its words in the note."""

    kind: UncertaintyKind
    start: int
    end: int


class Legend(NamedTuple):
    """What the note says; parts it is silent about are None or missing."""

    stars: StarLegend | None
    wrappings: dict[Wrapping, Noted]
    mentioned: Noted | None  # the only kind named, where it is not said in which wrapping
    abbreviations: dict[str, UncertaintyKind]  # folded column heads that the note explains ("SF", "BS")


def read_legend(note: str) -> Legend:
    """Stars and wrappings from note text in English, German, French, Spanish, Italian or Polish."""
    folded = fold(note)
    wrappings: dict[Wrapping, Noted] = {}
    for start, end in _clauses(folded):
        clause = folded[start:end]
        for wrapping, pattern in (("brackets", _BRACKETS), ("parentheses", _PARENTHESES)):
            spot = pattern.search(clause)
            noted = _nearest_kind(clause, spot.start(), spot.end()) if spot else None
            if noted is not None:
                name: Wrapping = "brackets" if wrapping == "brackets" else "parentheses"
                wrappings.setdefault(name, noted._replace(start=start + noted.start, end=start + noted.end))
    return Legend(
        _stars(folded), wrappings, None if wrappings else _only_kind(folded), _abbreviations(folded)
    )


_ABBREVIATION = re.compile(r"\((?P<after>[a-z]{1,4})\)|(?<![a-z])(?P<before>[a-z]{1,4}) ?[:=] ?(?=[a-z])")


def _abbreviations(folded: str) -> dict[str, UncertaintyKind]:
    """From "standard errors (SE)" or "SE: standard error"."""
    found: dict[str, UncertaintyKind] = {}
    for match in _ABBREVIATION.finditer(folded):
        name = match["after"] or match["before"]
        start, end = (
            (match.start() - 30, match.start()) if match["after"] else (match.end(), match.end() + 30)
        )
        for kind, pattern in _KINDS:
            words = [m for m in pattern.finditer(folded, max(0, start), end) if len(m[0]) > len(name)]
            if words and (match["before"] is None or words[0].start() <= match.end() + 12):
                found.setdefault(name, kind)
    return found


def _clauses(folded: str) -> list[tuple[int, int]]:
    """Spans of the parts between full stops (not decimal points or abbreviations) and semicolons."""
    ends = [
        match.end()
        for match in re.finditer(r"(?<![a-z]\.[a-z])(?<!std)(?<!stat)(?<!\d)[.;](?= |$)|\n", folded)
    ]
    starts = [0, *ends]
    return [(a, b) for a, b in zip(starts, [*ends, len(folded)], strict=True) if b > a]


def _nearest_kind(clause: str, start: int, end: int) -> Noted | None:
    """The kind whose words stand nearest to a span of the clause; words just before it win a draw."""
    found: list[tuple[int, Noted]] = []
    for kind, pattern in _KINDS:
        for match in pattern.finditer(clause):
            before, after = start - match.end(), match.start() - end
            distance = before if before >= 0 else after + 3
            if distance >= 0 and len(match[0]) > 1:
                found.append((distance, Noted(kind, match.start(), match.end())))
    return min(found, key=lambda item: item[0])[1] if found else None


def _only_kind(folded: str) -> Noted | None:
    found = [
        Noted(kind, match.start(), match.end())
        for kind, pattern in _KINDS
        for match in pattern.finditer(folded)
        if len(match[0]) > 2
    ]
    return found[0] if len({noted.kind for noted in found}) == 1 else None


def _stars(folded: str) -> StarLegend | None:
    """Marks with their p, in whichever of the usual orders the note gives them."""
    found: dict[str, float] = {}
    for pattern in (_MARK_THEN_P, _P_THEN_MARK):
        if len(found) < 2:
            found = _collect((match["mark"], match["level"]) for match in pattern.finditer(folded)) or found
    if len(found) < 2:
        found = _from_runs(folded) or found
    if len(found) < 2:
        found = _collect((match["mark"], match["level"]) for match in _MARK_LEVEL.finditer(folded)) or found
    return StarLegend(tuple(sorted(found.items(), key=lambda item: -item[1]))) if found else None


def _collect(pairs: object) -> dict[str, float]:
    found: dict[str, float] = {}
    for mark, level in pairs:  # type: ignore[attr-defined]
        p = _p_of(level)
        if p is not None:
            found.setdefault(mark.replace(" ", ""), p)
    return found


def _from_runs(folded: str) -> dict[str, float]:
    """From "*, ** and *** ... at the 10, 5 and 1 percent levels": the first runs of equal length."""
    for marks in [*_MARKS.finditer(folded), *_LETTERS.finditer(folded)]:
        names = re.findall(rf"{_MARK}|[abc](?![a-z])", marks[0])
        for levels in _LEVELS.finditer(folded):
            values = [_p_of(level) for level in re.findall(r"\d{1,2}(?:[.,]\d+)?|[.,]\d+", levels[0])]
            if "." not in levels[0] and "," not in re.sub(r", ", " ", levels[0]):
                values = [_p_of(f"{level}%") for level in re.findall(r"\d{1,2}", levels[0])]
            if len(values) == len(names) and abs(levels.start() - marks.end()) < 120 and None not in values:
                return {
                    name.replace(" ", ""): p for name, p in zip(names, values, strict=True) if p is not None
                }
    return {}


def _p_of(level: str) -> float | None:
    """0.05 from "0.05", ".05", "5", "5%" or "5 percent"; 0.05 from "95%"."""
    number = parse_number(re.sub(r" ?(?:%|[a-z].*)$", "", level.strip()), "," if "," in level else ".")
    if number is None or number.value <= 0:
        return None
    value = number.value if number.value < 1 and "%" not in level else number.value / 100
    value = 1 - value if value >= 0.8 else value
    return round(value, 6) if 0 < value <= 0.25 else None

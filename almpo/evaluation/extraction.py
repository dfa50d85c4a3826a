"""How good findings are against hand-coded gold: `almpo eval extraction`.

recall     gold effects of completely annotated tables that were found: same document and page, same estimate with
           its sign, and every uncertainty value that is printed with it
precision  presented findings on those pages that the gold calls effects too
kind       found with each printed uncertainty under its own name (se, t, p, ci) and none too many
record     found, kind right, and outcome group, N and horizon right where the gold has them
headline   effects stated in text that were found on their page, among the 30 surest text findings of the document
fields     share right of each field among the found, where the gold has a value: over rows, and mean over documents
ece, brier, auroc, coverage99   of the confidence against "is a gold effect with the right numbers"
negatives  findings presented as effects in documents on another topic
causes     why gold effects were missed, and how often each field is unknown or wrong; `REMEDIES` tells what would help
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

from almpo.evaluation.calibration import Calibration, calibration
from almpo.evidence.record import Record

Row = Mapping[str, Any]  # a gold row or a finding under the keys of the annotation guide

UNCERTAINTY = ("se", "t", "p", "ci_low", "ci_high")
FIELDS = (
    *("outcome_group", "unit", "horizon_months", "horizon_anchor", "stars", "n"),
    *("lmp", "design", "estimand", "country", "target_groups"),
)
RECORD = ("outcome_group", "n", "horizon_months")
TEXT_FINDINGS = 30
_TABLE_WORD = re.compile(r"(?i)\b(table|tabelle|tableau|cuadro|tabla|tab\.?)\b")
_TABLE_NUMBER = re.compile(r"(?:[A-Za-z]\.?)?\d+(?:\.\d+)*")


# What would fix an error, by how its cause begins.
REMEDIES = {
    "reader": "table reader: the cell was not read or not taken for an estimate (ingestion/tables, roles.py)",
    "effect": "the judge: words of this table are unknown to it (effects.py, effect_words.py)",
    "twin": "two rows print the same numbers; nothing is lost",
    "pairing": "pairing of estimates with their uncertainty (pairing.py)",
    "kind": "labels or note that name the uncertainty (legend.py, kinds.py)",
    "field": "the field's module and word lists (extraction/fields), or labels for `almpo learn`",
}


def remedy(cause: str) -> str:
    """What would fix errors of a cause."""
    return next((told for start, told in REMEDIES.items() if cause.startswith(start)), "")


@dataclass(frozen=True)
class GoldDocument:
    """The annotations of a document, and which of its pages were annotated whole."""

    name: str
    rows: Sequence[Row]
    pages: frozenset[int]
    others: Mapping[int, frozenset[str]]  # numbers of the tables on those pages that were not annotated


@dataclass
class Counts:
    """What a document's figures are made of."""

    gold: int = 0
    found: int = 0
    false: int = 0
    kind: int = 0
    record: int = 0
    headlines: int = 0
    headlines_found: int = 0
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)
    scored: list[tuple[float | None, bool]] = field(default_factory=list)

    def add(self, other: "Counts") -> None:
        for name in ("gold", "found", "false", "kind", "record", "headlines", "headlines_found"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("right", "asked", "unknown", "causes"):
            getattr(self, name).update(getattr(other, name))
        self.scored += other.scored

    def figures(self) -> "Figures":
        return Figures(
            recall=_share(self.found, self.gold),
            precision=_share(self.found, self.found + self.false),
            kind=_share(self.kind, self.found),
            record=_share(self.record, self.gold),
            headline=_share(self.headlines_found, self.headlines),
        )


class Figures(Record):
    """Shares are None where there is nothing to take a share of."""

    recall: float | None
    precision: float | None
    kind: float | None
    record: float | None
    headline: float | None


class FieldScore(Record):
    """How often a field is right among the findings whose gold has a value."""

    micro: float  # over all rows
    macro: float  # mean over documents
    asked: int
    unknown: int  # left without a value
    wrong: int  # given another value
    documents: dict[str, float]


class ExtractionScores(Record):
    documents: dict[str, Figures]
    micro: Figures  # over all rows
    macro: Figures  # mean over documents
    fields: dict[str, FieldScore]
    confidence: Calibration | None
    negatives: dict[str, int]  # findings presented per document on another topic
    causes: dict[str, int]  # why effects were missed, and which of their fields are wrong


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def read_gold(folder: Path) -> list[GoldDocument]:
    """All `<document>.jsonl` of a folder with their `.meta.json`."""
    documents = []
    for path in sorted(folder.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        meta = json.loads(path.with_suffix(".meta.json").read_text(encoding="utf-8"))
        tables = meta.get("complete_tables", [])
        others = meta.get("other_tables_on_page") or {}
        documents.append(
            GoldDocument(
                name=rows[0]["doc"],
                rows=rows,
                pages=frozenset(page for t in tables for page in (t.get("pages") or [t["page"]])),
                others={int(page): frozenset(labels) for page, labels in others.items()},
            )
        )
    return documents


def score_extraction(
    gold: Iterable[GoldDocument], findings: Iterable[Row], negatives: Iterable[str] = ()
) -> ExtractionScores:
    """Figures of findings (flat, as exported) against gold; `negatives` are names of off-topic documents."""
    by_name: dict[str, list[Row]] = {}
    for row in findings:
        by_name.setdefault(row["doc"], []).append(row)
    total, counted = Counts(), {}
    for document in gold:
        counted[document.name] = score_document(document, by_name.get(document.name, []))
        total.add(counted[document.name])
    fields = {name: _field_score(name, total, counted) for name in FIELDS if total.asked[name]}
    return ExtractionScores(
        documents={name: counts.figures() for name, counts in counted.items()},
        micro=total.figures(),
        macro=_mean([counts.figures() for counts in counted.values() if counts.gold]),
        fields=fields,
        confidence=calibration(total.scored),
        negatives={name: sum(map(presented, by_name.get(name, []))) for name in negatives},
        causes={cause: n for cause, n in total.causes.items() if n} | _field_causes(fields),
    )


def _field_score(name: str, total: Counts, counted: Mapping[str, Counts]) -> FieldScore:
    shares = {doc: counts.right[name] / n for doc, counts in counted.items() if (n := counts.asked[name])}
    asked, right, unknown = total.asked[name], total.right[name], total.unknown[name]
    return FieldScore(
        micro=right / asked,
        macro=fmean(shares.values()),
        asked=asked,
        unknown=unknown,
        wrong=asked - right - unknown,
        documents=shares,
    )


def _field_causes(fields: Mapping[str, FieldScore]) -> dict[str, int]:
    """Findings whose numbers are right and whose meaning is not, by field."""
    told = {f"field {name}: unknown": score.unknown for name, score in fields.items()}
    told |= {f"field {name}: wrong": score.wrong for name, score in fields.items()}
    return {cause: count for cause, count in told.items() if count}


def _mean(figures: Sequence[Figures]) -> Figures:
    def mean(name: str) -> float | None:
        values = [value for one in figures if (value := getattr(one, name)) is not None]
        return fmean(values) if values else None

    return Figures(**{name: mean(name) for name in Figures.model_fields})


def presented(row: Row) -> bool:
    """Whether a finding is shown as an effect: anything that is not ruled out is."""
    return row.get("treatment_effect") is not False


class Match(NamedTuple):
    """A presented finding of an annotated table, and the gold row with its numbers, if there is one."""

    row: Row
    gold: Row | None

    @property
    def right(self) -> bool:
        """Whether it is an effect with the right numbers."""
        return self.gold is not None and bool(self.gold["treatment_effect"])


def match_findings(document: GoldDocument, findings: Sequence[Row]) -> tuple[list[Match], list[Row]]:
    """The presented findings of annotated tables with their gold rows, effects first, each used at most once;
    and the gold effects that none of them is."""
    shown = [row for row in findings if _in_question(document, row) and presented(row)]
    matches: dict[int, Match] = {}
    missed = []
    rows = [row for row in document.rows if row["source"] == "table"]
    for gold in sorted(rows, key=lambda row: not row["treatment_effect"]):
        fitting = [i for i, row in enumerate(shown) if i not in matches and _numbers_agree(gold, row)]
        if fitting:
            best = max(fitting, key=lambda i: _closeness(gold, shown[i]))
            matches[best] = Match(shown[best], gold)
        elif gold["treatment_effect"]:
            missed.append(gold)
    return [matches.get(i, Match(row, None)) for i, row in enumerate(shown)], missed


def score_document(document: GoldDocument, findings: Sequence[Row]) -> Counts:
    """The figures of one document."""
    counts = Counts(gold=sum(row["source"] == "table" and row["treatment_effect"] for row in document.rows))
    matches, missed = match_findings(document, findings)
    for match in matches:
        _count_match(counts, match)
    on_pages = [row for row in findings if _in_question(document, row)]
    counts.causes.update(_cause(gold, on_pages) for gold in missed)
    _count_headlines(counts, document, findings)
    return counts


def _in_question(document: GoldDocument, row: Row) -> bool:
    """Whether a finding is of a table that the gold annotates."""
    others = document.others.get(row["page"], frozenset())
    return (
        row.get("source", "table") == "table"
        and row["page"] in document.pages
        and (_table_number(row.get("table")) not in others)
    )


def _count_match(counts: Counts, match: Match) -> None:
    row, gold = match
    counts.scored.append((row.get("confidence"), match.right))
    if gold is None or not match.right:
        counts.false += 1
        return
    right = fields_right(gold, row)
    kind = _kinds_right(gold, row)
    counts.found += 1
    counts.kind += kind
    counts.causes["kind: uncertainty under another name"] += not kind
    counts.record += kind and all(right.get(name, True) for name in RECORD)
    counts.asked.update(dict.fromkeys(right, 1))
    counts.right.update(name for name, good in right.items() if good)
    counts.unknown.update(name for name, good in right.items() if not good and not row.get(name))


def fields_right(gold: Row, row: Row) -> dict[str, bool]:
    """Which fields are right, among those that the gold has a value for."""
    return {name: field_right(name, gold, row) for name in FIELDS if _asked(name, gold)}


def _count_headlines(counts: Counts, document: GoldDocument, findings: Sequence[Row]) -> None:
    texts = [row for row in findings if row.get("source") == "text" and presented(row)]
    surest = sorted(texts, key=lambda row: -(row.get("confidence") or 0))[:TEXT_FINDINGS]
    for gold in document.rows:
        if gold["source"] == "text" and gold.get("headline"):
            counts.headlines += 1
            counts.headlines_found += any(
                row["page"] == gold["page"] and _same(row.get("estimate"), gold["estimate"]) for row in surest
            )


def _same(first: float | None, second: float | None) -> bool:
    return first is not None and second is not None and abs(first - second) <= 1e-9 + 1e-6 * abs(second)


def _printed(row: Row) -> dict[str, float]:
    derived = row.get("derived") or []
    return {name: row[name] for name in UNCERTAINTY if row.get(name) is not None and name not in derived}


def _numbers_agree(gold: Row, row: Row) -> bool:
    """Same page and estimate, and each printed uncertainty value of the gold is among the finding's."""
    if row["page"] != gold["page"] or not _same(row.get("estimate"), gold["estimate"]):
        return False
    have = list(_printed(row).values())
    for wanted in _printed(gold).values():
        hit = next((value for value in have if _same(value, wanted)), None)
        if hit is None:
            return False
        have.remove(hit)
    return True


def _kinds_right(gold: Row, row: Row) -> bool:
    wanted, have = _printed(gold), _printed(row)
    return set(wanted) == set(have) and all(_same(have[name], value) for name, value in wanted.items())


def _closeness(gold: Row, row: Row) -> tuple[bool, int]:
    named = [name for name in FIELDS if gold.get(name) not in (None, "", [])]
    return _kinds_right(gold, row), sum(field_right(name, gold, row) for name in named)


def _asked(name: str, gold: Row) -> bool:
    return name == "stars" or gold.get(name) not in (None, [])


def field_right(name: str, gold: Row, row: Row) -> bool:
    """Whether a field is right; target groups may be off by one, and either of two defensible LMP classes is."""
    wanted, have = gold.get(name), row.get(name)
    if name == "target_groups":
        return bool(_codes(wanted) & _codes(have)) and len(_codes(wanted) ^ _codes(have)) <= 1
    if name == "country":
        return _codes(wanted) == _codes(have)
    if name == "lmp":
        return bool(_codes(have)) and _codes(have) <= _codes(wanted)
    if name == "stars":
        return (wanted or "") == (have or "")
    if isinstance(wanted, int | float) and isinstance(have, int | float):
        return _same(have, wanted)
    return bool(wanted == have)


def _codes(value: object) -> set[str]:
    if isinstance(value, list | tuple):
        return {str(part) for part in value}
    return {part.strip() for part in re.split(r"[,;|]", str(value)) if part.strip()} if value else set()


def _table_number(label: str | None) -> str | None:
    match = _TABLE_NUMBER.search(_TABLE_WORD.sub("", label or ""))
    return match[0].upper() if match else None


def _cause(gold: Row, on_pages: Sequence[Row]) -> str:
    """Why a gold effect was missed, as far as the findings on its page tell."""
    same = [
        row
        for row in on_pages
        if row["page"] == gold["page"] and _same(row.get("estimate"), gold["estimate"])
    ]
    if not same:
        return "reader or role: the number is no estimate"
    if any(_numbers_agree(gold, row) and not presented(row) for row in same):
        return "effect: found, but not taken for an effect"
    if any(_numbers_agree(gold, row) for row in same):
        return "twin: matched by another row"
    return "pairing: other uncertainty"

"""Which part of a table answers a question: some rows, some columns, or where they meet."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from almpo.evidence.findings import Finding
from almpo.synthesis.concepts import concepts, fold
from almpo.synthesis.estimates import ReadTable, holds_effects
from almpo.synthesis.horizons import horizon_fit_of
from almpo.synthesis.question import Kind, Question
from almpo.synthesis.quoting import concept_overlap, name_overlap

# What narrows an estimate down: wrong for a question that does not ask for it.
_NARROWING = ("target", "method", "horizon", "programme", "outcome")
_NO_OUTCOMES = {"participation", "unemployment"}  # words for those concerned, more often than outcomes
_TELLS = 0.08  # by how much the best label must stand out to tell anything
_TIES = 0.05  # labels this close to the best are as good
_CONSTANT = re.compile(r"\(?(?:constant|intercept|konstante|constante|costante|stala|cons|_cons)\)?\.?")
# What is called by letters and a number, as "PSID-1", "CPS3" or "Reform 2": the number tells.
_CALLED = re.compile(r"\b([^\W\d_]{3,})[ -]?(\d{1,2})\b(?![.,]?\d)")
_PER_DOCUMENT = 3  # tables told of one document
_ENOUGH = 14  # estimates
_FOUND = 0.1  # relevance to the question from which on an estimate is told, whatever its labels
_HARDLY_LESS = 0.6  # share of the best one's relevance
_FEW = 4  # fewer estimates than these leave room for what stands beside them


class _Side(NamedTuple):
    """The labels of one side of a table, rows or columns, and how well each fits the question."""

    scores: Mapping[str, float]

    @property
    def best(self) -> float:
        return max(self.scores.values())

    @property
    def tells(self) -> bool:
        """Does one label fit better than the others?"""
        return self.best - min(self.scores.values()) > _TELLS and self.best > 0

    def fits(self, label: str) -> bool:
        return not self.tells or self.scores[label] >= self.best - _TIES


def row_label(finding: Finding) -> str:
    return " · ".join(part for part in (finding.panel, finding.row_label) if part)


def column_label(finding: Finding) -> str:
    return finding.column_label or ""


def cut_table(
    question: Question, findings: Sequence[Finding], limit: int, relevance: Mapping[str, float] = {}
) -> list[Finding]:
    """The estimates of one table that the question is about, at most `limit`. `relevance` is by finding id.

    Those whose row and column both fit best, and those that the search found; if these are few, or if the
    question asks which of several does best, also what stands in the same row and column. In a table that
    compares methods the row of the experiment is the yardstick and comes along.
    """
    rows = _side(question, map(row_label, findings))
    columns = _side(question, map(column_label, findings))

    def fit(one: Finding) -> float:
        labels = rows.scores[row_label(one)] + columns.scores[column_label(one)]
        return labels + relevance.get(one.id, 0.0)

    in_row = [one for one in findings if rows.fits(row_label(one))]
    in_column = [one for one in findings if columns.fits(column_label(one))]
    both = {one.id for one in in_row} & {one.id for one in in_column}
    found = _found(findings, relevance)
    chosen = [one for one in findings if one.id in both | found]
    if len(chosen) > limit:
        chosen.sort(key=fit, reverse=True)
    yardsticks = [one for one in in_column if _is_yardstick(one, rows.scores)]
    chosen = [*chosen[: max(limit - len(yardsticks), 1)], *yardsticks]
    if len(both) < _FEW or question.kind == Kind.WHICH:
        for told, side in sorted(((rows, in_row), (columns, in_column)), key=lambda pair: len(pair[1])):
            chosen += side if told.tells else []
    return list({one.id: one for one in _with_references(chosen, findings)}.values())[:limit]


def _found(findings: Sequence[Finding], relevance: Mapping[str, float]) -> set[str]:
    """Ids of the few estimates that the search found, and found hardly less relevant than the best of them."""
    hits = sorted(((relevance.get(one.id, 0.0), one.id) for one in findings), reverse=True)[:_FEW]
    return {key for value, key in hits if value >= max(_FOUND, _HARDLY_LESS * hits[0][0])}


def _side(question: Question, labels: Iterable[str]) -> _Side:
    return _Side({label: _fit(question, label) for label in dict.fromkeys(labels)})


def _fit(question: Question, label: str) -> float:
    said = {code for code in concepts(label) if not code.startswith("result:")}  # tells nothing apart
    beside = {code for code in said - question.concepts if code.partition(":")[0] in _NARROWING}
    return (
        concept_overlap(question.concepts, frozenset(said))
        + 0.8 * name_overlap(question, label)
        + 0.4 * horizon_fit_of(question.horizons, label)
        + 0.5 * _called_alike(question.text, label)
        - 0.12 * min(len(beside), 3)
    )


def _called_alike(asked: str, label: str) -> int:
    """1 if something with a number that the question names stands in a label, -1 if one of another number does."""
    wanted, said = (
        {(name, number) for name, number in _CALLED.findall(fold(text))} for text in (asked, label)
    )
    if wanted & said:
        return 1
    return -1 if {name for name, _ in wanted} & {name for name, _ in said} else 0


def _is_yardstick(one: Finding, rows: Iterable[str]) -> bool:
    """Is this the experiment's row in a table whose rows are methods?"""
    own = row_label(one)
    if "method:experiment" not in concepts(own):
        return False
    others = (concepts(label) for label in rows if label != own)
    return sum(any(code.startswith("method:") for code in said) for said in others) >= 2


class Part(NamedTuple):
    """Estimates of one table, and by id the same ones as another version of the paper prints them."""

    findings: list[Finding]
    twins: dict[str, list[Finding]]


def choose(
    question: Question,
    ranked: Sequence[tuple[float, ReadTable]],
    *,
    tables: int,
    per_table: int,
    margin: float,
    apart: float,
    relevance: Mapping[str, float] = {},
) -> list[Part]:
    """The estimates to tell, from tables that are ranked best first.

    First the best table of each document, if it is worth less than the best of all by `apart` at most; then
    the second best ones while little is told and if they are worth hardly less than the best of their document,
    by `margin` at most. One that prints the same as another becomes its twin.
    """
    chosen: list[Part] = []
    ranked = _on_the_outcome(question, ranked)
    best = {table.first.document_id: worth for worth, table in reversed(ranked)}
    least = max(best.values(), default=0.0) - apart
    for turn in range(_PER_DOCUMENT):
        for worth, table in _nth_of_documents(ranked, turn):
            part = cut_table(question, _effects_first(table), per_table, relevance)
            if worth < max(best[table.first.document_id] - margin, least) or any(
                _add_twins(known, part) for known in chosen
            ):
                continue
            told = sum(len(known.findings) for known in chosen)
            if len(chosen) < tables and (turn == 0 or told < _ENOUGH):
                chosen.append(Part(part, {}))
    for _, table in ranked:
        if any(_may_be_twin(known, table) for known in chosen):
            part = cut_table(question, _effects_first(table), per_table, relevance)
            any(_add_twins(known, part) for known in chosen)
    return chosen


def _on_the_outcome(
    question: Question, ranked: Sequence[tuple[float, ReadTable]]
) -> list[tuple[float, ReadTable]]:
    """Without the tables on other outcomes only, where any is of effects on one that is asked for."""
    asked = {f"outcome:{code}" for code in question.named("outcome") - _NO_OUTCOMES}
    if not any(asked & table.concepts and holds_effects(table) for _, table in ranked):
        return list(ranked)

    def is_on_another(table: ReadTable) -> bool:
        told = {code for code in table.concepts if code.startswith("outcome:")}
        return bool(told) and not told & asked

    return [(worth, table) for worth, table in ranked if not is_on_another(table)]


def _effects_first(table: ReadTable) -> list[Finding]:
    """The effects of a table that has any, with what tells how they differ by group, but without its other
    constants and balance tests; else all it holds.
    """
    findings = [one.finding for one in table.findings]
    if not any(one.treatment_effect for one in findings):
        return findings
    references = {_column_of_panel(one) for one in findings if one.treatment_effect and _is_constant(one)}
    return [
        one for one in findings if one.treatment_effect is not False or _column_of_panel(one) in references
    ]


def tells_differences(table: ReadTable) -> bool:
    """Does a table hold the effect on a reference group, from which its other rows tell differences?"""
    return any(one.finding.treatment_effect and _is_constant(one.finding) for one in table.findings)


def _column_of_panel(finding: Finding) -> tuple[str | None, str | None]:
    return finding.panel, finding.column_label


def _is_constant(finding: Finding) -> bool:
    """Is the effect that of a reference group, and the rows beside it differences from it?"""
    return _CONSTANT.fullmatch(fold(finding.row_label or "")) is not None


def _with_references(chosen: Sequence[Finding], findings: Sequence[Finding]) -> list[Finding]:
    """The chosen estimates, each with those that it is a difference from or to."""
    wanted = {
        _column_of_panel(one)
        for one in findings
        if _is_constant(one) and any(_column_of_panel(other) == _column_of_panel(one) for other in chosen)
    }
    ids = {one.id for one in chosen}
    return [*chosen, *(one for one in findings if one.id not in ids and _column_of_panel(one) in wanted)]


def _may_be_twin(known: Part, table: ReadTable) -> bool:
    """A table of the same number in another document that is not told of yet."""
    first = known.findings[0]
    documents = {first.document_id, *(twin.document_id for twins in known.twins.values() for twin in twins)}
    return first.table == table.first.table and table.first.document_id not in documents


def _nth_of_documents(ranked: Sequence[tuple[float, ReadTable]], n: int) -> list[tuple[float, ReadTable]]:
    """The n-th best table of each document, counted from 0."""
    counts: Counter[str] = Counter()
    found = []
    for worth, table in ranked:
        if counts[table.first.document_id] == n:
            found.append((worth, table))
        counts[table.first.document_id] += 1
    return found


def _add_twins(known: Part, part: Sequence[Finding]) -> bool:
    """Enter the estimates of `part` as twins if another document prints the same under the same labels."""
    if known.findings[0].document_id == part[0].document_id:
        return False
    printed = {_printed(finding): finding for finding in part}
    shared = [finding for finding in known.findings if _printed(finding) in printed]
    if len(shared) < 0.8 * min(len(known.findings), len(printed)):
        return False
    for finding in shared:
        known.twins.setdefault(finding.id, []).append(printed[_printed(finding)])
    return True


def _printed(finding: Finding) -> tuple[str, str, float, float | None]:
    return row_label(finding), column_label(finding), finding.estimate, finding.se

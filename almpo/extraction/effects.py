"""Which estimates are effects of a programme, by rules.

Each rule that applies adds a weight (about log-odds) with a reason; the sum decides. Control variables,
constants, placebos, balance tests, first stages, differences between effects and anything in off-topic
documents are none.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from almpo.evidence.documents import Table
from almpo.evidence.findings import Finding
from almpo.evidence.vocabulary import Design
from almpo.extraction import effect_words as say
from almpo.extraction import lexicon
from almpo.extraction.context import DocumentContext
from almpo.extraction.fields.design import usual_design
from almpo.extraction.fields.design_words import DESIGNS
from almpo.extraction.folding import fold


class Evidence(NamedTuple):
    weight: float
    reason: str


class Verdict(NamedTuple):
    treatment_effect: bool | None
    score: float  # > 0 speaks for an effect
    reasons: tuple[str, ...]


# Findings whose evidence is this close to balance stay undecided.
UNDECIDED = 0.25
PRIOR = 0.5

_INTERACTION = re.compile(r"(?<=[a-z0-9)\]])(?: ?× ?| x | ?\* ?| # |:| & )(?=[a-z0-9(])")
# "GATE - ATE"
_CONTRAST = re.compile(
    r"\b(?:c?gates?|c?ates?|atet|att|itt|late|effects?) ?- ?(?:gates?|ates?|atet|att|itt|late|effects?)\b"
)
_ADJUSTED = re.compile(r"\b(?:controll\w+ (?:for|auf)|controls? for|adjust\w* for|conditional on|net of)\b")
_AVERAGE = re.compile(
    r"(?:mean|average|mittlere\w*|durchschnittlich\w*|moyenne|media|promedio|srednie) [a-z]{3}"
)


def judge_table(table: Table, findings: Sequence[Finding], context: DocumentContext) -> list[Verdict]:
    """A verdict for each finding of a table, in their order."""
    whole = [*_of_document(context), *_of_table(table, findings)]
    regression = _Regression.of(findings, _in_differences(table, context))
    effects_named = any(_names_effect(_last_words(f.column_label)) for f in findings)
    verdicts = []
    for finding in findings:
        found = [
            *whole,
            *_of_row(finding, table, regression),
            *_of_column(finding, effects_named),
            *_of_panel(finding),
        ]
        score = PRIOR + sum(evidence.weight for evidence in found)
        decided = None if abs(score) < UNDECIDED else score > 0
        verdicts.append(Verdict(decided, score, tuple(evidence.reason for evidence in found)))
    return verdicts


def _of_document(context: DocumentContext) -> Iterator[Evidence]:
    if context.topic.on is False:
        yield Evidence(-20, "the document is not about a labour market programme")


_TABLE_RULES = (
    (say.DESCRIPTIVE, -5.5, "descriptive table"),
    (say.BALANCE, -8.0, "balance table"),
    (say.PLACEBO, -8.0, "placebo table"),
    (say.FIRST_STAGE, -8.0, "first stage"),
    (say.SELECTION, -5.0, "model of selection"),
    (say.CONTRAST, -8.0, "differences between effects"),
    (say.SIMULATION, -4.0, "simulation, sensitivity or hypothetical rule"),
    (say.EFFECT_TABLE, 1.5, "table of effects"),
)


def _of_table(table: Table, findings: Sequence[Finding]) -> Iterator[Evidence]:
    caption = fold(table.caption).removeprefix(
        fold(table.label or "")
    )  # the label itself says "overview" in German
    labels = {fold(f"{f.panel} {f.row_label} {f.column_label}") for f in findings}
    for pattern, weight, reason in _TABLE_RULES:
        local = weight < 0 and any(pattern.search(label) for label in labels)
        if pattern.search(caption) and not local:  # what only some rows or columns are is told there
            yield Evidence(weight, f"{reason} (caption)")
    if say.BEFORE.search(caption) and not say.EFFECT_TABLE.search(caption):
        yield Evidence(-4.0, "before the programme (caption)")
    rows = {fold(f.row_label or "") for f in findings}
    differences = any(lexicon.DIFFERENCE.fullmatch(_last_words(f.column_label)) for f in findings)
    if differences and not _are_subgroups(rows) and sum(map(_is_covariate, rows)) >= max(2, 0.5 * len(rows)):
        yield Evidence(-4.5, "differences in characteristics")
    if any(say.SIMULATION.search(_last_words(f.column_label)) for f in findings):
        yield Evidence(-3.0, "columns of a simulation or sensitivity analysis")
    if not any(f.row_label or f.panel for f in findings):
        yield Evidence(-3.0, "nothing says what the rows are")
    if not any(f.stars or f.se_printed_in for f in findings):
        yield Evidence(-3.5, "no uncertainty in the whole table")


class _Regression(NamedTuple):
    """What the row labels of a table say together."""

    treatment: bool  # some row is named like a treatment, and other rows are no subgroups
    listing: bool  # a regression printed with its control variables
    in_differences: bool
    interacted: frozenset[str | None]  # panels with treatment × time: difference-in-differences regressions

    @classmethod
    def of(cls, findings: Sequence[Finding], in_differences: bool) -> "_Regression":
        """`in_differences`: group × time is the treatment, whatever the group is called."""
        labels = list(dict.fromkeys(fold(f.row_label or "") for f in findings))
        covariates = [label for label in labels if _is_covariate(label)]
        constant = any(lexicon.CONSTANT.fullmatch(label) for label in labels)
        treatment = any(say.TREATMENT.search(label) and not _is_covariate(label) for label in labels)
        many = len(labels) >= 5 and len(covariates) >= max(2, 0.25 * len(labels))
        subgroups = not constant and _are_subgroups(labels)
        listing = (many and not subgroups) or (constant and len(labels) >= 3)
        timed = frozenset(f.panel for f in findings if _over_time(fold(f.row_label or ""), in_differences))
        return cls(treatment and not subgroups, listing, in_differences, timed)


def _are_subgroups(labels: Collection[str]) -> bool:
    """Whether the rows are parts of a population: everybody, or both halves of a whole, have a row."""
    if any(say.EVERYBODY.fullmatch(label) for label in labels):
        return True
    return any(
        any(one.search(label) for label in labels) and any(other.search(label) for label in labels)
        for one, other in say.COMPLEMENTS
    )


def _is_covariate(label: str) -> bool:
    """Whether a label begins with the name of a characteristic and names no treatment."""
    match = say.COVARIATES.search(label)
    return match is not None and len(label[: match.start()].split()) <= 1 and not say.TREATMENT.search(label)


def _in_differences(table: Table, context: DocumentContext) -> bool:
    """Whether the estimates are differences in differences, as the caption says or the document as a whole."""
    pattern = dict(DESIGNS)[Design.DID]
    usual = context.once(usual_design)
    return bool(pattern.search(fold(table.caption))) or (usual is not None and usual.value is Design.DID)


def _over_time(label: str, any_group: bool) -> bool:
    """Treatment × time: the effect of a difference-in-differences regression."""
    parts = _INTERACTION.split(label)
    if len(parts) != 2:
        return False
    time = [bool(re.fullmatch(rf"{say.LATER.pattern}(?: \w+){{0,3}}", part.strip())) for part in parts]
    named = any(say.TREATMENT.search(part) or re.search(r"\b(?:d|treat)", part) for part in parts)
    return any(time) and (any_group or named)


def _of_row(finding: Finding, table: Table, regression: _Regression) -> Iterator[Evidence]:
    label = fold(finding.row_label or "")
    if lexicon.CONSTANT.fullmatch(label):
        about = fold(f"{table.caption} {finding.panel or ''}")
        group = say.GROUP_EFFECTS.search(about) and not say.SELECTION.search(about)
        yield Evidence(5.0, "constant of group effects") if group else Evidence(-6.0, "constant")
        return
    if say.GROUP_EFFECTS.search(fold(table.caption)) and regression.listing | _has_constant(table):
        yield Evidence(-5.0, "difference from the reference group's effect")
        return
    if say.PLACEBO.search(label) or say.LEAD.search(label):
        yield Evidence(-5.0, "placebo or lead (row)")
    if say.BEFORE.search(label):
        yield Evidence(-3.5, "before the programme (row)")
    if say.SIMULATION.search(label):
        yield Evidence(-3.0, "hypothetical (row)")
    yield from _of_terms(label, finding.panel, regression)


def _has_constant(table: Table) -> bool:
    return any(
        cell.column == 0 and lexicon.CONSTANT.fullmatch(fold(cell.text.strip())) for cell in table.cells
    )


def _of_terms(label: str, panel: str | None, regression: _Regression) -> Iterator[Evidence]:
    if _INTERACTION.search(label):
        yield (
            Evidence(3.0, "treatment over time")
            if panel in regression.interacted and _over_time(label, regression.in_differences)
            else Evidence(-5.0, "difference between effects")
        )
    elif panel in regression.interacted:
        yield Evidence(-3.0, "main effect beside the interaction")
    elif lexicon.DIFFERENCE.match(label) and any(
        a.search(label) and b.search(label) for a, b in say.COMPLEMENTS
    ):
        yield Evidence(-5.0, "difference between groups")
    elif say.ESTIMATORS.search(label) and not _is_covariate(label):
        yield Evidence(2.0, "named after an estimator")
    elif _is_covariate(label):
        if regression.listing or regression.treatment:
            yield Evidence(-6.0 if regression.listing else -4.0, "control variable")
    elif say.TREATMENT.search(label):
        yield Evidence(2.5, "named like a treatment")
    elif regression.listing and label:
        yield Evidence(-3.0, "unnamed row of a regression with controls")


def _last_words(column_label: str | None) -> str:
    """The lowest level of a column head that is more than a number."""
    levels = fold(column_label or "").split(" | ")
    return next((level for level in reversed(levels) if re.search(r"[a-z]{2}", level)), "")


def _names_effect(words: str) -> bool:
    return bool(lexicon.EFFECT.search(words) or lexicon.DIFFERENCE.fullmatch(words))


def _of_controls(head: str) -> bool:
    """Whether a head is about the control group itself ("Comparison group earnings growth")."""
    return bool(lexicon.CONTROLS.match(head)) and not re.match(
        r"controls? (?:for|variables)|controls?$", head
    )


def _average_outcome(finding: Finding, head: str) -> bool:
    """Whether "Average monthly earnings" over the row of a treatment is its outcome: a word follows the average,
    and the number has an uncertainty."""
    return (
        bool(_AVERAGE.match(head))
        and finding.se_printed_in is not None
        and bool(say.TREATMENT.search(fold(finding.row_label or "")))
    )


def _of_column(finding: Finding, effects_named: bool) -> Iterator[Evidence]:
    """`effects_named`: the heads of some columns of the table say that they hold effects."""
    head, last = fold(finding.column_label or ""), _last_words(finding.column_label)
    if say.PLACEBO.search(head):
        yield Evidence(-6.0, "placebo (column)")
    if say.FIRST_STAGE.search(head):
        yield Evidence(-5.0, "first stage (column)")
    if say.SELECTION.search(head):
        yield Evidence(-5.0, "model of selection (column)")
    if say.BEFORE.search(head) and not _ADJUSTED.search(head):
        yield Evidence(-6.0, "before the programme (column)")
    if _CONTRAST.search(last):
        yield Evidence(-7.0, "differences between effects (column)")
    if _names_effect(last):
        yield Evidence(2.0, "column of effects")
    elif say.DESCRIPTIVE_COLUMN.fullmatch(last) or _of_controls(head):
        yield Evidence(-2.0 if _average_outcome(finding, last) else -5.0, "descriptive column")
    elif effects_named:
        yield Evidence(-3.0, "beside columns of effects")


def _of_panel(finding: Finding) -> Iterator[Evidence]:
    panel = fold(finding.panel or "")
    for pattern, weight, reason in _TABLE_RULES:
        if panel and weight < 0 and pattern.search(panel):
            yield Evidence(weight, f"{reason} (panel)")
    if say.BEFORE.search(panel):
        yield Evidence(-4.0, "before the programme (panel)")
    if re.search(r"\bpercent allocated|\bdifference to\b", panel):
        yield Evidence(-3.0, "allocation (panel)")

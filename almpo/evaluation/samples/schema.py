"""What the data file of a sample report (`reports/<id>.toml`) may hold.

Numbers are written the plain way ("-1016.16") with the decimals that are to be printed; `Locale` says how the
report prints them. Estimates come with their standard error; t, p, intervals and stars are computed.
"""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from almpo.evidence.record import Record
from almpo.evidence.vocabulary import (
    Design,
    Estimand,
    HorizonAnchor,
    OutcomeGroup,
    ProgrammeType,
    TargetGroup,
    Unit,
)


def _blank_is_none(value: Any) -> Any:
    return None if value == "" else value


Number = Annotated[Decimal | None, BeforeValidator(_blank_is_none)]
Kind = Literal["se", "t", "p", "ci"]
Given = Literal["treated_mean", "control_mean", "n", "n_treated", "n_control"]


class Meaning(Record):
    """What an estimate says, in the keys of the gold annotations.

    Set on a report, table, column, panel, row or cell; the narrower place wins.
    """

    outcome: str | None = None
    outcome_group: OutcomeGroup | None = None
    unit: Unit | None = None
    currency: str | None = None
    horizon_months: float | None = None
    horizon_anchor: HorizonAnchor | None = None
    population: str | None = None
    target_groups: tuple[TargetGroup, ...] | None = None
    programme: str | None = None
    lmp: ProgrammeType | None = None
    design: Design | None = None
    estimand: Estimand | None = None
    country: str | None = None
    region: str | None = None
    period: str | None = None
    treatment_effect: bool = True
    labour_market_outcome: bool = True
    headline: bool = False
    note: str | None = None


def merge(*meanings: Meaning) -> Meaning:
    """Later ones win, key by key."""
    merged: dict[str, Any] = {}
    for meaning in meanings:
        merged.update(meaning.model_dump(exclude_unset=True))
    return Meaning(**merged)


class Locale(Record):
    """How numbers are printed. Marks stand between groups of three digits from `group_from` digits on."""

    decimal: Literal[".", ","] = "."
    thousands: str = ","
    group_from: int = Field(default=4, ge=4, le=5)
    minus: str = "−"
    leading_zero: bool = True
    interval: str = ", "


class Column(Record):
    """A column of numbers. Its role says what of an estimate stands in it.

    Other roles than `estimate` refer to the estimate to their left, or to what the row is given.
    """

    key: str
    head: str
    role: Literal["estimate"] | Kind | Given = "estimate"
    suffix: str = ""  # printed after estimates and means, such as " €"
    meaning: Meaning = Meaning()


class Exceptional(Record):
    """How one cell differs from its row, deliberate source oddities included."""

    stars: str | None = None  # printed instead of the right ones
    meaning: Meaning = Meaning()


class Row(Record):
    """A row of estimates (`est`, `se`), of other numbers or words (`values`), or the heading of a panel."""

    key: str = ""
    label: str
    role: Literal["panel", "estimate", "other"] | Given = "estimate"
    est: tuple[Number, ...] = ()  # one for each estimate column
    se: tuple[Number, ...] = ()
    values: tuple[str, ...] = ()
    foot: bool = False  # stands for all panels, not only for the one it is printed in
    given: dict[Given, Decimal] = {}  # for columns of these roles
    cells: dict[str, Exceptional] = {}  # by column key
    meaning: Meaning = Meaning()

    @model_validator(mode="after")
    def _each_estimate_has_a_standard_error(self) -> "Row":
        if [b is None for b in self.est] != [s is None for s in self.se]:
            raise ValueError(f"row {self.label!r}: estimates and standard errors do not pair up")
        return self


class Table(Record):
    """A table. `below` says what stands under each estimate (or beside it, in the same cell)."""

    key: str
    caption: str
    note: str = ""
    stub: str = ""  # head of the label column
    spans: tuple[tuple[tuple[str, int], ...], ...] = ()  # upper head levels: text and number of columns
    columns: tuple[Column, ...]
    numbered: bool = False  # a last head level (1), (2), ...
    rows: tuple[Row, ...]
    below: Kind | Literal["none"] = "se"
    beside: bool = False
    brackets: Literal["()", "[]"] = "()"
    stars: tuple[float, ...] = ()  # p below which one more star is printed
    layout: Literal["inline", "wide", "long", "turned"] = "inline"
    meaning: Meaning = Meaning()


class Chart(Record):
    """A line chart without truth: readers must not take its axis labels for a table."""

    key: str
    caption: str
    x_label: str
    y_label: str
    x: tuple[float, ...]
    x_ticks: tuple[float, ...]
    y_ticks: tuple[float, ...]
    series: dict[str, tuple[float, ...]]


class Question(Record):
    """A policy question. `must` refers to numbers that the answer must contain.

    A reference is `table.row.column`, with `|pp` behind it where the answer is in percentage points, and
    `document:` before it where another report holds the number.
    """

    q: str
    lang: str
    answer: str = ""  # Jinja, like the text of the report
    must: tuple[str, ...] = ()
    unanswerable: bool = False
    reason: str = ""


class Appraisal(Record):
    """What a reader should take from the report, in English."""

    sms: int = Field(ge=1, le=5)  # Maryland Scientific Methods Scale
    sms_reason: str
    finding: str
    n_total: int
    caveats: tuple[str, ...] = ()


class Style(Record):
    """How the document looks. `scanned` pages (from 1) become images without a text layer."""

    template: Literal["paper", "report", "brief"] = "report"
    font: Literal["Libertinus Serif", "New Computer Modern"] = "Libertinus Serif"
    size: float = Field(default=10.5, ge=8, le=12)  # points
    accent: str = "#1f3d5c"
    columns: Literal[1, 2] = 1
    justify: bool = True
    numbered_headings: bool = True
    scanned: tuple[int, ...] = ()


class Report(Record):
    """One sample report: its data file plus its text (`reports/<id>.md`)."""

    id: str
    format: Literal["pdf", "docx", "html", "md"] = "pdf"
    language: str
    title: str
    subtitle: str = ""
    authors: tuple[str, ...]
    institute: str
    series: str
    date: str
    year: int
    revision_of: str | None = None
    contradicts: tuple[str, ...] = ()
    style: Style = Style()
    locale: Locale = Locale()
    meaning: Meaning
    appraisal: Appraisal
    tables: tuple[Table, ...]
    charts: tuple[Chart, ...] = ()
    questions: tuple[Question, ...] = ()
    text: str  # Jinja over Markdown

    @property
    def file_name(self) -> str:
        return f"{self.id}.{self.format}"

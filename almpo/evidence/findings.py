"""Findings: an estimate with its meaning, every part of it with the spot it was read from."""

from pydantic import Field

from almpo.evidence.anchors import Anchor
from almpo.evidence.record import Record
from almpo.evidence.vocabulary import (
    Design,
    Estimand,
    FindingStatus,
    HorizonAnchor,
    Origin,
    OutcomeGroup,
    ProgrammeType,
    TargetGroup,
    Unit,
)


class Alternative(Record):
    """Another reading of a field."""

    value: str | float | None
    probability: float = Field(ge=0, le=1)


class Reading(Record):
    """How a field of a finding was read: what is printed, where, by whom, how sure."""

    raw: str
    anchor: Anchor | None = None
    origin: Origin = Origin.PARSER
    confidence: float | None = Field(default=None, ge=0, le=1)  # calibrated, where a calibration is fitted
    score: float | None = Field(default=None, ge=0, le=1)  # the reader's own score, before calibration
    alternatives: tuple[Alternative, ...] = ()


class Check(Record):
    """An arithmetic witness (C1–C11): does what is printed agree with itself?"""

    code: str
    passed: bool
    doubt: str | None = None  # "extraction" (we may have misread) or "source" (the source is odd)
    message: str = ""


class Finding(Record):
    """One effect estimate. Keys of the flat fields are those of the gold annotations.

    Numbers are as printed (a table in per cent holds per cent). `derived` names those that were computed.
    `treatment_effect` is None where it has not been decided.
    """

    id: str
    document_id: str
    source: str  # "table" | "text"
    page: int = Field(ge=1)
    table: str | None = None
    table_id: str | None = None
    panel: str | None = None
    row_label: str | None = None
    column_label: str | None = None
    quote: str | None = None

    estimate: float
    se: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    p: float | None = None
    p_low: float | None = Field(default=None, ge=0, le=1)  # where only a range of p is given
    p_high: float | None = Field(default=None, ge=0, le=1)
    t: float | None = None
    derived: tuple[str, ...] = ()
    se_printed_in: str | None = None
    stars: str = ""
    n: int | None = None
    n_treated: int | None = None
    n_control: int | None = None
    control_mean: float | None = None

    treatment_effect: bool | None = None
    labour_market_outcome: bool | None = None
    headline: bool | None = None
    outcome: str | None = None
    outcome_group: OutcomeGroup | None = None
    unit: Unit | None = None
    currency: str | None = None
    price_year: int | None = Field(default=None, ge=1900, le=2100)  # of the prices that money is told in
    horizon_months: float | None = None
    horizon_anchor: HorizonAnchor | None = None
    population: str | None = None
    target_groups: tuple[TargetGroup, ...] = ()
    programme: str | None = None
    lmp: ProgrammeType | None = None
    design: Design | None = None
    estimand: Estimand | None = None
    country: str | None = None
    region: str | None = None
    period: str | None = None
    note: str | None = None

    study: str | None = None  # author-year-country: what is pooled as one, whatever reports it
    study_year: int | None = Field(default=None, ge=1900, le=2100)  # of publication
    comparator: str | None = None  # what the others got; None: not told
    higher_is_better: bool | None = None  # None: as the outcome group has it
    maryland: tuple[int, int] | None = None  # Maryland scale 1-5 of (method, implementation), as coded
    duration_months: float | None = Field(default=None, ge=0)  # of the programme

    confidence: float | None = Field(default=None, ge=0, le=1)  # an effect with the right numbers
    auto_accept: bool = False  # sure enough to go without review; docs/confidence.md says with what guarantee
    signals: dict[str, float] = {}  # what the confidence was computed from
    status: FindingStatus = FindingStatus.CANDIDATE
    origin: Origin = Origin.PARSER
    extractor: str  # name and version of what made this
    readings: dict[str, Reading] = {}  # by field name
    checks: tuple[Check, ...] = ()

    @property
    def anchor(self) -> Anchor | None:
        """Where the estimate itself is printed."""
        reading = self.readings.get("estimate")
        return reading.anchor if reading else None

    @property
    def extraction_doubt(self) -> bool:
        """Whether a witness says that we may have misread."""
        return any(not check.passed and check.doubt == "extraction" for check in self.checks)

    @property
    def source_oddity(self) -> bool:
        """Whether a witness says that the source itself is odd."""
        return any(not check.passed and check.doubt == "source" for check in self.checks)

"""Pooled results: what was asked, what entered with which weight, what was left out, what came out."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from almpo.evidence.certainty import Certainty, PublicationBias
from almpo.evidence.record import Interval, Record, content_id
from almpo.evidence.vocabulary import (
    Design,
    Estimand,
    HorizonAnchor,
    OutcomeGroup,
    ProgrammeType,
    TargetGroup,
)


class HorizonBand(StrEnum):
    """Months since the horizon's anchor: below 12, 12 to 24, above 24."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"

    @staticmethod
    def of(months: float) -> "HorizonBand":
        if months < 12:
            return HorizonBand.SHORT
        return HorizonBand.MEDIUM if months <= 24 else HorizonBand.LONG


class UnitFamily(StrEnum):
    """Effects can be brought to one unit within a family, and are never pooled across families."""

    POINTS = "percentage_points"
    PERCENT = "percent"
    STANDARD_DEVIATIONS = "standard_deviations"
    LOG_HAZARD = "log_hazard"
    DAYS = "days"


class Comparator(StrEnum):
    """What the others got."""

    USUAL = "usual"  # nothing, or what everybody gets
    PROGRAMME = "programme"  # another programme
    UNKNOWN = "unknown"


class SynthesisQuery(Record):
    """Which effects to pool; an empty list is no condition. The same query can be asked again later."""

    outcome: OutcomeGroup
    programmes: tuple[ProgrammeType, ...] = ()
    horizon: HorizonBand | None = None
    countries: tuple[str, ...] = ()
    target_groups: tuple[TargetGroup, ...] = ()
    designs: tuple[Design, ...] = ()
    min_strength: int | None = Field(default=None, ge=1, le=5)  # Maryland scale
    estimands: tuple[Estimand, ...] = ()  # default: all but LATE, which is an effect on other people
    comparators: tuple[Comparator, ...] = (Comparator.USUAL, Comparator.UNKNOWN)
    unit: UnitFamily | None = None  # default: the usual one of the outcome
    documents: tuple[str, ...] = ()  # ids
    validated_only: bool = False
    synthetic: bool = False  # effects of made-up documents are pooled only when asked for
    level: float = Field(default=0.95, gt=0, lt=1)
    rho: float = Field(default=0.6, ge=0, lt=1)  # correlation of sampling errors within a study
    threshold: float = 0.0  # what the effect is to exceed, in the unit of the pool
    matters: float | None = Field(default=None, gt=0)  # smallest gain or loss that matters; by unit if None
    imputations: int = Field(default=20, ge=2, le=1000)
    seed: int = Field(default=1, ge=0)

    @property
    def series(self) -> str:
        """The same for the same question."""
        return content_id(self.model_dump_json(exclude_defaults=True))


class PooledEffect(Record):
    """A finding as it enters: in the unit of the pool, positive where favourable."""

    finding_id: str
    document_id: str
    source: str = "table"  # "table" | "text"
    study: str
    value: float
    se: float = Field(gt=0)
    se_source: str  # "se" | "ci" | "t" | "p" | "p range" | "stars"
    se_is_bound: bool = False  # the true standard error may be smaller
    assumptions: tuple[str, ...] = ()  # of unit, sign and standard error
    probability: float = Field(default=1.0, ge=0, le=1)  # that it was read right
    alternatives: tuple[tuple[float, float], ...] = ()  # other values with the probability of each
    validated: bool = False
    imported: bool = False
    outcome: OutcomeGroup
    lmp: ProgrammeType | None = None
    design: Design | None = None
    strength: int | None = None
    estimand: Estimand | None = None
    comparator: Comparator = Comparator.UNKNOWN
    country: str | None = None
    target_groups: tuple[TargetGroup, ...] = ()
    horizon_months: float | None = None
    horizon_anchor: HorizonAnchor | None = None
    period_start: int | None = None  # year
    study_year: int | None = None
    duration_months: float | None = None
    label: str = ""


class LeftOut(Record):
    """A finding that matched the question but was not pooled."""

    finding_id: str
    study: str
    code: str
    reason: str
    sign: int | None = (
        None  # 1 favourable, −1 unfavourable, 0 neither; where only unit or precision are wanting
    )


class Inputs(Record):
    """All that a result is computed from, together with its query."""

    unit: UnitFamily
    effects: tuple[PooledEffect, ...]  # by finding id
    left_out: tuple[LeftOut, ...]
    corpus: str  # snapshot id of the store

    @property
    def digest(self) -> str:
        """Changes with the effects and with what is left out."""
        return content_id(self.unit, *(one.model_dump_json() for one in (*self.effects, *self.left_out)))


class Weighted(Record):
    """What one effect counts, as a share of all."""

    finding_id: str
    study: str
    weight: float


class Estimated(Record):
    """A pooled effect, however it was come by."""

    method: str  # "one_study" | "bayesian" | "random_effects" | "correlated_hierarchical"
    estimate: float
    se: float
    df: float | None  # None: not based on t
    interval: Interval
    prediction: Interval | None  # where the true effect in a new context is to be expected
    tau2: float | None  # variance of true effects
    i2: float | None  # per cent
    q: float | None
    q_p: float | None
    above_threshold: float | None  # probability that the effect in a new context exceeds the threshold
    weights: tuple[Weighted, ...]
    reliable: bool = True  # False: fewer than 4 degrees of freedom


class WithReadingErrors(Record):
    """The same with the chance that unvalidated effects were misread, by multiple imputation."""

    estimate: float
    se: float
    df: float | None
    interval: Interval
    imputations: int
    failed: int  # draws that left too little to pool
    widening: float  # width of this interval over that of the plain one
    expected_wrong: float  # number of effects


class Sensitivity(Record):
    """The result under another assumption."""

    assumption: str
    estimate: float
    interval: Interval


class DirectionCount(Record):
    """Studies none of whose effects can be pooled, by the direction of most of their effects."""

    studies: int  # with a direction
    favourable: int
    share: float  # favourable
    interval: Interval  # of the share, exact
    p: float  # of a share of one half
    findings: tuple[str, ...]


class PooledResult(Record):
    """A pooled result, or the reason why there is none."""

    query: SynthesisQuery
    unit: UnitFamily
    estimator: str  # in words, with the papers
    k_effects: int
    k_studies: int
    estimated: Estimated | None
    refusal: str | None  # why there is none
    with_reading_errors: WithReadingErrors | None
    sensitivity: tuple[Sensitivity, ...] = ()
    publication_bias: PublicationBias | None = None
    certainty: Certainty | None = None
    directions: DirectionCount | None = None  # of studies that cannot be pooled
    validated: int  # effects that an expert has checked
    imported: int  # effects from published codings
    warnings: tuple[str, ...] = ()  # what thins the evidence
    assumptions: tuple[str, ...] = ()  # that conversions made, each once
    inputs: Inputs
    words: dict[str, str]  # by language
    engine: str = "1"  # version of the computation: results of another one may differ


class Synthesis(Record):
    """A result as kept: one version of a saved question."""

    id: str
    series: str
    ordinal: int = Field(ge=1)
    made_at: datetime
    result: PooledResult
    change: str = ""  # what is different from the version before, in words

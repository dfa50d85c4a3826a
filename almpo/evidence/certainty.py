"""How sure a pooled effect is (GRADE), and the search for effects that were never published."""

from enum import StrEnum

from pydantic import Field

from almpo.evidence.record import Interval, Record


class CertaintyLevel(StrEnum):
    """From what further research is unlikely to change to what is little more than a guess."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"


class CertaintyDomain(StrEnum):
    """What certainty is lost to."""

    RISK_OF_BIAS = "risk_of_bias"
    INCONSISTENCY = "inconsistency"
    INDIRECTNESS = "indirectness"
    IMPRECISION = "imprecision"
    PUBLICATION_BIAS = "publication_bias"


class CertaintyReason(Record):
    """Why: a code that is told in words in each language, with the figures it rests on."""

    code: str
    figures: dict[str, float | str] = {}


class CertaintyStep(Record):
    """What one domain takes from the certainty."""

    domain: CertaintyDomain
    levels: int = Field(ge=-2, le=0)
    reasons: tuple[CertaintyReason, ...]


class Certainty(Record):
    """The rating, every step to it, and the same in words by language, a line a step."""

    level: CertaintyLevel
    steps: tuple[CertaintyStep, ...]
    words: dict[str, tuple[str, ...]] = {}


class BiasCheck(Record):
    """One way to look for missing effects. Corrected effects are in the unit of the pool."""

    method: str  # "egger" | "pet_peese" | "selection_model" | "p_uniform_star"
    statistic: float | None = None  # egger: slope on the SE; selection: relative chance of insignificant ones
    p: float | None = None  # of no asymmetry, of no selection
    corrected: float | None = None
    interval: Interval | None = None
    note: str = ""
    refusal: str | None = None  # why it says nothing


class PublicationBias(Record):
    """All checks, on `k_studies` studies."""

    k_studies: int
    checks: tuple[BiasCheck, ...]

    def check(self, method: str) -> BiasCheck | None:
        """The check of that name."""
        return next((one for one in self.checks if one.method == method), None)

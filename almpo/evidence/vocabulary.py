"""The closed vocabularies. Codes are stable: they are stored, exported and compared across versions."""

from enum import StrEnum


class OutcomeGroup(StrEnum):
    """What an effect is an effect on. Effects are never pooled across groups."""

    EMPLOYMENT = "employment"
    EARNINGS = "earnings"
    WAGE = "wage"
    HOURS = "hours"
    UNEMPLOYMENT_DURATION = "unemployment_duration"
    UNEMPLOYMENT_EXIT = "unemployment_exit"
    BENEFIT_RECEIPT = "benefit_receipt"
    JOB_QUALITY = "job_quality"
    PROGRAMME_PARTICIPATION = "programme_participation"
    SANCTION = "sanction"
    OTHER = "other"


class Unit(StrEnum):
    """Unit of the printed estimate. `probability` prints 0.03 where `percentage_points` prints 3.0."""

    PERCENTAGE_POINTS = "percentage_points"
    PROBABILITY = "probability"
    PERCENT = "percent"
    LOG_POINTS = "log_points"
    HAZARD_RATIO = "hazard_ratio"
    LOG_HAZARD = "log_hazard"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    CURRENCY = "currency"
    STANDARD_DEVIATIONS = "standard_deviations"
    COUNT = "count"
    RATE = "rate"
    OTHER = "other"


class HorizonAnchor(StrEnum):
    """What the months of a horizon are counted from."""

    ASSIGNMENT = "assignment"
    PROGRAMME_START = "programme_start"
    PROGRAMME_END = "programme_end"
    REFORM = "reform"
    UNEMPLOYMENT_START = "unemployment_start"


class TargetGroup(StrEnum):
    ALL_UNEMPLOYED = "all_unemployed"
    LONG_TERM_UNEMPLOYED = "long_term_unemployed"
    YOUTH = "youth"
    OLDER = "older"
    WOMEN = "women"
    MEN = "men"
    PARENTS = "parents"
    MIGRANTS_REFUGEES = "migrants_refugees"
    LOW_SKILLED = "low_skilled"
    HIGH_SKILLED = "high_skilled"
    DISABLED = "disabled"
    BENEFIT_RECIPIENTS = "benefit_recipients"
    EMPLOYED = "employed"
    OTHER = "other"


class ProgrammeType(StrEnum):
    """European Commission LMP classes, plus M (monitoring and sanctions, which LMP does not class) and X."""

    SERVICES = "1"
    TRAINING = "2"
    EMPLOYMENT_INCENTIVES = "4"
    SUPPORTED_EMPLOYMENT = "5"
    DIRECT_JOB_CREATION = "6"
    START_UP = "7"
    MONITORING_SANCTIONS = "M"
    OTHER = "X"


class Design(StrEnum):
    RCT = "RCT"
    DID = "DiD"
    RDD = "RDD"
    IV = "IV"
    MATCHING = "matching"
    SELECTION_ON_OBSERVABLES = "selection_on_observables"
    TIMING_OF_EVENTS = "timing_of_events"
    SYNTHETIC_CONTROL = "synthetic_control"
    EVENT_STUDY = "event_study"
    BEFORE_AFTER = "before_after"
    OTHER = "other"


class Estimand(StrEnum):
    ITT = "ITT"
    ATT = "ATT"
    ATE = "ATE"
    LATE = "LATE"
    OTHER = "other"


class UncertaintyKind(StrEnum):
    """What the number printed with an estimate is."""

    STANDARD_ERROR = "se"
    T_STATISTIC = "t"
    P_VALUE = "p"
    CONFIDENCE_INTERVAL = "ci"
    STANDARD_DEVIATION = "sd"
    UNKNOWN = "unknown"


class Origin(StrEnum):
    """Who says so."""

    PARSER = "parser"
    MODEL = "model"
    LLM = "llm"
    IMPORT = "import"
    EXPERT = "expert"


class FindingStatus(StrEnum):
    CANDIDATE = "candidate"
    IN_REVIEW = "in_review"
    VALIDATED = "validated"
    REJECTED = "rejected"


class PageStatus(StrEnum):
    """Every page of every document is in one of these states."""

    PARSED = "parsed"
    OCRED = "ocred"
    SKIPPED = "skipped"
    FAILED = "failed"


class DocumentStatus(StrEnum):
    READY = "ready"
    FAILED = "failed"

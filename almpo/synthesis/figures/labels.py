"""Names of codes on figures."""

from almpo.evidence.syntheses import PooledResult, SynthesisQuery, UnitFamily
from almpo.evidence.vocabulary import ProgrammeType

PROGRAMMES = {
    ProgrammeType.SERVICES: "Labour market services",
    ProgrammeType.TRAINING: "Training",
    ProgrammeType.EMPLOYMENT_INCENTIVES: "Employment incentives",
    ProgrammeType.SUPPORTED_EMPLOYMENT: "Supported employment",
    ProgrammeType.DIRECT_JOB_CREATION: "Direct job creation",
    ProgrammeType.START_UP: "Start-up incentives",
    ProgrammeType.MONITORING_SANCTIONS: "Monitoring and sanctions",
    ProgrammeType.OTHER: "Other programmes",
}
UNITS = {
    UnitFamily.POINTS: "percentage points",
    UnitFamily.PERCENT: "per cent",
    UnitFamily.STANDARD_DEVIATIONS: "standard deviations",
    UnitFamily.LOG_HAZARD: "log points of the hazard",
    UnitFamily.DAYS: "days",
}
DECIMALS = {
    UnitFamily.POINTS: 1,
    UnitFamily.PERCENT: 1,
    UnitFamily.STANDARD_DEVIATIONS: 2,
    UnitFamily.LOG_HAZARD: 2,
    UnitFamily.DAYS: 0,
}


def spoken(code: str | None) -> str:
    """A code as words: `long_term_unemployed`, `2` (a programme type)."""
    if code is None:
        return "not told"
    if code in PROGRAMMES:
        return PROGRAMMES[ProgrammeType(code)]
    return code.replace("_", " ")


def question(query: SynthesisQuery) -> str:
    """What was asked, as a title: "Effects on employment: Training, medium run, AT"."""
    parts = [spoken(one) for one in query.programmes]
    parts += [f"{query.horizon} run"] if query.horizon else []
    parts += [spoken(one) for one in query.target_groups]
    parts += list(query.countries)
    parts += [spoken(one) for one in query.designs]
    parts += [f"design strength {query.min_strength} or more"] if query.min_strength else []
    asked = f"Effects on {spoken(query.outcome)}"
    return f"{asked}: {', '.join(parts)}" if parts else asked


def axis_label(unit: UnitFamily) -> str:
    """For an axis of effects."""
    return f"Effect in {UNITS[unit]} (positive: favourable)"


def said(result: PooledResult) -> str:
    """The certainty in one line, with the domains that took from it."""
    if result.certainty is None:
        return ""
    lost = [f"{spoken(step.domain)} −{-step.levels}" for step in result.certainty.steps if step.levels]
    level = f"{spoken(result.certainty.level).capitalize()} certainty"
    return f"{level}: {', '.join(lost)}" if lost else level

"""What an estimate means: one module a field, each reading it from explicit words near the estimate."""

from almpo.evidence.findings import Finding, Reading
from almpo.extraction.fields import design, horizon, outcome, place, population, programme, unit
from almpo.extraction.sources import Scope, Surroundings

# A reader returns values and readings by field name, and nothing for what is not said. Later readers see what
# earlier ones found on `scope.finding`.
READERS = (
    outcome.read,
    unit.read,
    population.read,
    programme.read,
    design.read,
    horizon.read,
    place.read,
)


def read_fields(finding: Finding, shared: Surroundings) -> Finding:
    """The finding with all fields that its surroundings state. What is already there stays."""
    for reader in READERS:
        hits = reader(Scope(finding, shared))
        new = {name: hit for name, hit in hits.items() if getattr(finding, name) in (None, ())}
        if new:
            values = {name: hit.value for name, hit in new.items()}
            readings: dict[str, Reading] = {name: hit.reading for name, hit in new.items()}
            finding = finding.model_copy(update=values | {"readings": finding.readings | readings})
    return finding


# What a sentence may leave unsaid that the table with the same number tells.
_TOLD_BY_TABLE = (
    "outcome_group",
    "outcome",
    "labour_market_outcome",
    "horizon_months",
    "horizon_anchor",
    "population",
)
_OF_TWIN = 0.9  # how much surer the table's reading is of the table's number than of the sentence's


def with_twin(finding: Finding, twin: Finding | None) -> Finding:
    """The finding of a sentence with what it leaves open taken from the table finding with the same number."""
    if twin is None:
        return finding
    names = [
        name for name in _TOLD_BY_TABLE if getattr(finding, name) is None and getattr(twin, name) is not None
    ]
    readings = {name: _weaker(twin.readings[name]) for name in names if name in twin.readings}
    values = {name: getattr(twin, name) for name in names}
    return finding.model_copy(update=values | {"readings": finding.readings | readings})


def _weaker(reading: Reading) -> Reading:
    sure = None if reading.confidence is None else round(_OF_TWIN * reading.confidence, 3)
    return reading.model_copy(update={"confidence": sure})

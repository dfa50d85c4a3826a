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

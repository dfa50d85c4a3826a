"""Votes for the values of a field: what several places of a document say, weighed against each other."""

from dataclasses import dataclass, field

from almpo.evidence.findings import Alternative, Reading
from almpo.extraction.sources import Hit

_MOST_ALTERNATIVES = 3


@dataclass
class Ballot:
    """Weights by value, with the reading that each value was first found in."""

    weights: dict[object, float] = field(default_factory=dict)
    readings: dict[object, Reading] = field(default_factory=dict)

    def add(self, value: object, weight: float, reading: Reading) -> None:
        self.weights[value] = self.weights.get(value, 0.0) + weight
        self.readings.setdefault(value, reading)

    def add_hit(self, hit: Hit | None, weight: float) -> None:
        if hit is not None:
            self.add(hit.value, weight, hit.reading)

    def shares(self) -> dict[object, float]:
        """Each value's share of all weight, largest first; in a draw the value that was named first."""
        total = sum(self.weights.values())
        ranked = sorted(self.weights.items(), key=lambda item: -item[1])
        return {value: weight / total for value, weight in ranked}

    def decide(self) -> Hit | None:
        """The heaviest value with the others as alternatives; its confidence is damped by their share."""
        shares = self.shares()
        if not shares:
            return None
        (winner, share), *others = shares.items()
        reading = self.readings[winner]
        alternatives = tuple(
            Alternative(value=str(value), probability=round(part, 3))
            for value, part in others[:_MOST_ALTERNATIVES]
        )
        confidence = round((reading.confidence or 0.5) * (0.5 + 0.5 * share), 3)
        return Hit(
            winner,
            reading.model_copy(update={"confidence": confidence, "alternatives": alternatives}),
        )

"""Counting how far two sets of numbers agree."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np

from almpo.evidence.errors import StatisticsError

TOLERANCE = 1e-6
NOISE = 1e-9  # two values both smaller than this are compared absolutely: they are zero with rounding
LIKELIHOOD_SLACK = 1e-8

UNREAD = "data sets that could not be compared to the end"

Values = Mapping[str, Any]
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Row:
    """One method: how many values were compared, how many agree, and where agreement is worst."""

    method: str
    values: int
    within: int
    worst: float
    worst_at: str
    refused: tuple[str, ...]  # cases that the reference answers and we do not, with the reason
    both_refused: int
    note: str


@dataclass
class Tally:
    """Deviations by method, in the order in which methods first come up."""

    notes: Mapping[str, str] = field(default_factory=dict)
    deviations: dict[str, list[tuple[float, str]]] = field(default_factory=dict)
    refusals: dict[str, list[str]] = field(default_factory=dict)
    agreed_refusals: dict[str, int] = field(default_factory=dict)

    def compare(
        self, method: str, case: str, reference: Values, ours: Callable[..., Values], *args: Any
    ) -> None:
        """Compute `ours(*args)` and compare what the reference has of it; a refusal is counted as such."""
        self.deviations.setdefault(method, [])
        expected_refusal = "error" in reference
        values = self.attempt(method, case, expected_refusal, ours, *args)
        for name, value in (values or {}).items():
            if not expected_refusal and value is not None and reference.get(name) is not None:
                found = deviations(value, reference[name])
                self.deviations[method].extend((each, f"{case} {name}") for each in found)

    def attempt(
        self, method: str, case: str, expected_refusal: bool, ours: Callable[..., Result], *args: Any
    ) -> Result | None:
        """`ours(*args)`, or None where it refuses, which is counted."""
        try:
            return ours(*args)
        except StatisticsError as refusal:
            if expected_refusal:
                self.agreed_refusals[method] = self.agreed_refusals.get(method, 0) + 1
            else:
                self.refusals.setdefault(method, []).append(f"{case}: {refusal}")
            return None

    def at_least(self, method: str, case: str, ours: float, reference: float) -> None:
        """A log-likelihood that must not be lower than the reference's; what it lacks counts as deviation."""
        lack = max(0.0, reference - LIKELIHOOD_SLACK - ours)
        self.deviations.setdefault(method, []).append((lack, case))

    def unread(self, case: str, problem: str) -> None:
        """A data set whose stored results are not of the known form: what is left of it was not compared."""
        self.deviations.setdefault(UNREAD, [])
        self.refusals.setdefault(UNREAD, []).append(f"{case}: {problem}")

    def rows(self) -> list[Row]:
        """One row a method."""
        return [self._row(method) for method in self.deviations]

    def _row(self, method: str) -> Row:
        found = self.deviations[method]
        worst, where = max(found, default=(0.0, ""))
        return Row(
            method=method,
            values=len(found),
            within=sum(value <= TOLERANCE for value, _ in found),
            worst=worst,
            worst_at=where if worst > 0 else "",
            refused=tuple(self.refusals.get(method, ())),
            both_refused=self.agreed_refusals.get(method, 0),
            note=self.notes.get(method, ""),
        )


def deviations(ours: Any, reference: Any) -> list[float]:
    """Relative differences of two arrays, number by number; inf where ours is missing or the sizes differ."""
    left, right = np.ravel(np.asarray(ours, float)), np.ravel(np.asarray(reference, float))
    if left.shape != right.shape:
        return [float("inf")]
    known = np.isfinite(right)
    left, right = left[known], right[known]
    size = np.abs(right)
    tiny = (size < NOISE) & (np.abs(left) < NOISE)
    difference = np.abs(left - right) / np.where(tiny | (size == 0), 1.0, size)
    return [float(each) for each in np.nan_to_num(difference, nan=np.inf)]

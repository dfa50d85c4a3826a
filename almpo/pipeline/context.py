"""What it was like at the place and time of a programme: values by country and year, from CSV files."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from almpo.evidence.errors import AlmpoError
from almpo.synthesis.moderators import Context

EUROSTAT = {"EL": "GR", "UK": "GB"}  # its own codes of countries


class ContextError(AlmpoError):
    """A file of values by country and year cannot be read."""


class Series(NamedTuple):
    """Which columns of a CSV file hold what; `country` may be a code itself, for a file on one country."""

    path: Path
    country: str = "country"
    year: str = "year"
    value: str = "value"
    times: float = 1.0  # 100 turns shares to per cent


def read_context(sources: Iterable[Series]) -> Context:
    """A value by country and year: the plain mean where a file has several, as of regions or quarters.

    Raises:
        ContextError: a file has not the columns, or a year or value is no number. Empty values are passed over.
    """
    values: dict[tuple[str, int], list[float]] = {}
    for source in sources:
        try:
            with source.path.open(encoding="utf-8-sig", newline="") as file:
                for row in csv.DictReader(file):
                    if row[source.value]:
                        code = row.get(source.country, source.country)
                        key = EUROSTAT.get(code, code), int(float(row[source.year]))
                        values.setdefault(key, []).append(source.times * float(row[source.value]))
        except (KeyError, ValueError, OSError, csv.Error) as error:
            raise ContextError(
                f"{source.path}: {error}; columns country, year and value are needed"
            ) from error
    return {key: sum(some) / len(some) for key, some in values.items()}

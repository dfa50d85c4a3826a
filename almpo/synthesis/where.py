"""Questions as people write them: `country=AT,DE design=RCT group=youth` to a query. Pure."""

from collections.abc import Iterable

from pydantic import ValidationError

from almpo.evidence.errors import AlmpoError
from almpo.evidence.syntheses import SynthesisQuery

FIELDS = {
    "country": "countries",
    "group": "target_groups",
    "design": "designs",
    "estimand": "estimands",
    "comparator": "comparators",
    "document": "documents",
    "programme": "programmes",
    "strength": "min_strength",
    "unit": "unit",
    "level": "level",
    "rho": "rho",
    "threshold": "threshold",
    "matters": "matters",
    "seed": "seed",
    "imputations": "imputations",
    "validated": "validated_only",
    "synthetic": "synthetic",
}
LISTS = frozenset({"country", "group", "design", "estimand", "comparator", "document", "programme"})


class QueryError(AlmpoError):
    """A question that cannot be understood."""


def make_query(
    outcome: str, programmes: Iterable[str] = (), horizon: str | None = None, where: Iterable[str] = ()
) -> SynthesisQuery:
    """A query from the parts of a command. Raises QueryError that names what is wrong.

    Args:
        where: conditions `name=value`, or `name=value,value` for lists; names are the keys of `FIELDS`.
    """
    given: dict[str, object] = {"outcome": outcome, "programmes": tuple(programmes), "horizon": horizon}
    for condition in where:
        name, separator, value = condition.partition("=")
        if name not in FIELDS or not separator or not value:
            raise QueryError(f"{condition!r} is no condition: NAME=VALUE with one of {', '.join(FIELDS)}")
        given[FIELDS[name]] = tuple(value.split(",")) if name in LISTS else value
    try:
        return SynthesisQuery.model_validate(given)
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}"
            for problem in error.errors()
        )
        raise QueryError(problems) from error

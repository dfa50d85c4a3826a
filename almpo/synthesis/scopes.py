"""What a scope means for a question: the concepts that it stands for, and the texts that speak of others."""

from collections.abc import Collection, Mapping

from pydantic import ValidationError

from almpo.evidence.scope import Scope
from almpo.evidence.syntheses import HorizonBand
from almpo.evidence.vocabulary import OutcomeGroup, TargetGroup
from almpo.synthesis.estimates import programme_concepts
from almpo.synthesis.where import QueryError

_TOLD_APART = (
    "programme",
    "target",
    "country",
)  # groups of which a sentence on another code is beside the point
_RUNS = {HorizonBand.SHORT: {"short_run"}, HorizonBand.LONG: {"long_run"}}
_OUTCOMES = {OutcomeGroup.UNEMPLOYMENT_EXIT: "exit", OutcomeGroup.PROGRAMME_PARTICIPATION: "participation"}
_TARGETS = {TargetGroup.MIGRANTS_REFUGEES: {"migrants", "refugees"}, TargetGroup.ALL_UNEMPLOYED: set()}


def concepts_of(scope: Scope) -> dict[str, frozenset[str]]:
    """The codes of lexicon/concepts.toml that the conditions stand for, by group; those that are set only."""
    programmes = {code.partition(":")[2] for code in programme_concepts(scope.programme)}
    targets = {code for group in scope.target for code in _TARGETS.get(group, {group.value})}
    run = _RUNS.get(scope.horizon, set()) if isinstance(scope.horizon, HorizonBand) else set()
    found = {
        "programme": programmes,
        "outcome": {_OUTCOMES.get(group, group.value) for group in scope.outcome},
        "target": targets,
        "country": set(scope.country),
        "horizon": run,
    }
    return {group: frozenset(found[group]) for group in found if getattr(scope, group)}


def is_beside(scope: Scope, said: Collection[str]) -> bool:
    """Does a text that names these concepts, as "target:youth", speak of others only than the scope asks for?

    One that names none of a group passes: a sentence seldom says again what its report is about.
    """
    for group, wanted in concepts_of(scope).items():
        named = {code for code in said if code.startswith(f"{group}:")}
        if group in _TOLD_APART and named and not named & {f"{group}:{code}" for code in wanted}:
            return True
    return False


def make_scope(given: Mapping[str, object]) -> Scope:
    """A scope from what somebody typed; empty values are none. Raises QueryError that says what is allowed."""
    told = {name: value for name, value in given.items() if value not in (None, "", [], ())}
    try:
        return Scope.model_validate(told)
    except ValidationError as error:
        problems = [(one["loc"][0], one["msg"].removeprefix("Value error, ")) for one in error.errors()]
        raise QueryError("; ".join(f"{name}: {problem}" for name, problem in problems)) from error

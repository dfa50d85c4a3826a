"""What the deterministic writer says, one TOML file a language. English stands in for those without one."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

FALLBACK = "en"


class Templates(NamedTuple):
    """The templates of a language. `fixed` sentences hold no number and need no citation."""

    language: str
    fixed: Mapping[str, str]
    sentence: Mapping[str, str]
    detail: Mapping[str, str]
    unit: Mapping[str, str]
    outcome: Mapping[str, str]
    reason: Mapping[str, str]
    label: Mapping[str, str]
    prose: Mapping[str, str]
    effect: Mapping[str, str]  # by outcome and verdict: "employment_up"


@cache
def languages() -> frozenset[str]:
    """Codes of the languages that have templates."""
    names = (entry.name for entry in files(__name__).iterdir())
    return frozenset(name.removesuffix(".toml") for name in names if name.endswith(".toml"))


@cache
def templates(language: str) -> Templates:
    """The templates of a language, or of English if there are none."""
    code = language if language in languages() else FALLBACK
    table = tomllib.loads(files(__name__).joinpath(f"{code}.toml").read_text("utf-8"))
    return Templates(code, **table)


def all_templates() -> list[Templates]:
    return [templates(language) for language in sorted(languages())]

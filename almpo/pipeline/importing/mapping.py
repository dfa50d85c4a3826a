"""Mappings: what the columns of a coded effect table mean. Data, read from TOML; see docs/synthesis.md."""

import re
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, model_validator

from almpo.evidence.errors import AlmpoError
from almpo.evidence.findings import Finding
from almpo.evidence.record import Record, content_id

SHIPPED = Path(__file__).parent / "mappings"

Scalar = str | bool | int | float | tuple[str, str]


class MappingError(AlmpoError):
    """A mapping cannot be used, or the files do not fit it."""


class Conditions(Record):
    """Holds for a row if every column named in `when` matches its regular expression in full."""

    when: dict[str, str] = {}  # a missing cell counts as empty

    @cached_property
    def patterns(self) -> dict[str, re.Pattern[str]]:
        return {column: re.compile(pattern, re.IGNORECASE) for column, pattern in self.when.items()}


class TableSpec(Record):
    """A table of the data set, recognised by its columns."""

    columns: tuple[str, ...]
    key: str | None = None  # column by which it joins the base table's column of the same name
    rename: dict[str, str] = {}  # head in the file -> head here
    required: bool = True


class Reject(Conditions):
    """Rows that are not taken in, with the reason."""

    reason: str


class FieldRule(Conditions):
    """One way to fill a field: a constant, a cell, a text of several cells, or the names of set flags."""

    value: Scalar | None = None
    column: str | None = None
    pattern: str | None = None  # searched in the cell; its group is taken, or the pair of its two groups
    translate: str | None = None  # name of a translation
    times: float | None = None
    optional: bool = False  # a cell that it cannot read is not reported
    midpoint: bool = False  # the pattern's two groups are the ends of a range
    text: str | None = None  # "{column}: {column}"; left empty where a cell is missing
    flags: str | None = None  # prefix of 0/1 columns

    @model_validator(mode="after")
    def _one_kind(self) -> "FieldRule":
        kinds = [self.value is not None, self.column is not None, self.text is not None, bool(self.flags)]
        if sum(kinds) != 1:
            raise ValueError("a rule has exactly one of value, column, text and flags")
        return self


class EstimateRule(Conditions):
    """How the effect of a row is stated. The first rule that holds and whose columns hold numbers is used.

    printed      estimate, with any of se, ci_low, ci_high, t, p, p_low, p_high
    proportions  treated and control as shares, with their cases; the rest, if given, as a check of scale
    means        treated and control as means, with standard errors or standard deviations and cases
    """

    form: str = Field(pattern="^(printed|proportions|means)$")
    columns: dict[str, str]  # what -> column


class StudySpec(Record):
    """Who wrote the study: with year and country the identity that estimates of one study share."""

    author: tuple[FieldRule, ...]


class Mapping(Record):
    """A whole mapping. One that `extends` another takes over what it does not state itself."""

    name: str = Field(pattern="^[a-z0-9-]+$")
    title: str
    source: str  # citation of the data set
    licence: str
    base: str  # the table with one row an effect
    missing: tuple[str, ...] = ("",)
    include: tuple[str, ...] = ()  # files with more translations, beside the mapping
    tables: dict[str, TableSpec]
    reject: tuple[Reject, ...] = ()
    estimates: tuple[EstimateRule, ...]
    fields: dict[str, tuple[FieldRule, ...]]
    study: StudySpec
    stated_direction: tuple[FieldRule, ...] = ()  # true where the table says that more is better
    translations: dict[str, dict[str, Scalar]] = {}

    @model_validator(mode="after")
    def _consistent(self) -> "Mapping":
        if self.base not in self.tables:
            raise ValueError(f"the base table {self.base!r} is not among the tables")
        keyless = [name for name, table in self.tables.items() if name != self.base and not table.key]
        if keyless:
            raise ValueError(f"tables {keyless} have no key to join by")
        if unknown := sorted(self.fields.keys() - Finding.model_fields.keys()):
            raise ValueError(f"a finding has no field {unknown}")
        wanted = {rule.translate for rule in self.field_rules if rule.translate}
        if absent := sorted(wanted - self.translations.keys()):
            raise ValueError(f"no translation {absent}")
        return self

    @property
    def field_rules(self) -> list[FieldRule]:
        """All rules that fill fields."""
        more = (self.stated_direction, self.study.author)
        return [rule for rules in (*self.fields.values(), *more) for rule in rules]

    @property
    def version(self) -> str:
        """Changes with anything in the mapping."""
        return content_id(self.model_dump_json())[:12]


def load_mapping(name: str) -> Mapping:
    """A shipped mapping by name, or a TOML file by path. Raises MappingError."""
    path = Path(name) if name.endswith(".toml") else SHIPPED / f"{name}.toml"
    if not path.is_file():
        shipped = ", ".join(shipped_mappings())
        raise MappingError(f"no mapping {name!r}: give a file ending in .toml, or one of {shipped}")
    try:
        given = _extended(path)
        for other in given.get("include", ()):
            more = _read(path.parent / other)
            given["translations"] = {**more["translations"], **given.get("translations", {})}
        return Mapping.model_validate(given)
    except (tomllib.TOMLDecodeError, OSError, KeyError, re.error) as error:
        raise MappingError(f"{path} cannot be read: {error}") from error
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, p['loc']))}: {p['msg']}" for p in error.errors())
        raise MappingError(f"{path}: {problems}") from error


def shipped_mappings() -> list[str]:
    """Names of the mappings that come with the package."""
    return sorted(path.stem for path in SHIPPED.glob("*.toml") if not path.stem.startswith("_"))


def _extended(path: Path) -> dict[str, Any]:
    own = _read(path)
    parent = own.pop("extends", None)
    if parent is None:
        return own
    given = _extended(path.parent / f"{parent}.toml")
    if "base" in own:
        given["tables"].pop(given["base"])
    for key, value in own.items():
        given[key] = {**given.get(key, {}), **value} if isinstance(value, dict) else value
    return given


def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)

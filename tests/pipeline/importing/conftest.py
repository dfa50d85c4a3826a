"""A small made-up data set of two tables, and its mapping."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from almpo.evidence.settings import Settings
from almpo.pipeline.importing.mapping import Mapping, load_mapping
from almpo.pipeline.workspace import Workspace

MAPPING = """
name = "made-up"
title = "Made-up effects"
source = "synthetic"
licence = "none"
base = "effects"
missing = ["", "NR"]

[tables.effects]
columns = ["id", "kind", "effect", "error"]
[tables.places]
columns = ["id", "land", "year"]
key = "id"

[[reject]]
when = { kind = "twin" }
reason = "the same as another row"

[[estimates]]
form = "proportions"
when = { kind = "shares" }
[estimates.columns]
treated = "p1"
control = "p0"
n_treated = "n1"
n_control = "n0"
estimate = "effect"
se = "error"
[[estimates]]
form = "printed"
columns = { estimate = "effect", se = "error" }

[fields]
outcome_group = [{ value = "employment" }]
unit = [{ value = "probability" }]
country = [{ column = "places.land", translate = "lands" }]
study_year = [{ column = "places.year" }]
horizon_months = [
    { column = "when", pattern = "^(\\\\d+)$" },
    { column = "when", pattern = "(\\\\d+)-(\\\\d+)", midpoint = true },
]
target_groups = [{ value = "youth" }, { value = "women", when = { kind = "women" } }]
[[stated_direction]]
column = "better"
translate = "signs"
[study]
author = [{ column = "id", pattern = "^([^_]+)" }]
[translations]
lands = { Austria = "AT", "Österreich" = "AT" }
signs = { more = true, less = false }
"""
EFFECTS = (
    "id,kind,effect,error,p1,p0,n1,n0,when,better\n"
    "Müller_a,plain,0.05,0.02,,,,,12,more\n"
    "Müller_a,women,0.04,-0.01,,,,,6-18,more\n"
    "Müller_b,shares,10,3,0.6,0.5,100,100,NR,\n"
    '"Ng_a",twin,0.05,0.02,,,,,12,\n'
    "Ng_a,plain,NR,0.02,,,,,later,more\n"
    '"Ng_a",plain,0.01,0.02,,,,,later,less\n'
)
PLACES = "id,land,year\nMüller_a,Austria,2020\nMüller_b,Österreich,2020\nNg_a,Atlantis,2019\n"


class DataSet(NamedTuple):
    effects: Path
    places: Path
    mapping: Mapping

    @property
    def files(self) -> list[Path]:
        return [self.places, self.effects]


@pytest.fixture
def data_set(tmp_path: Path) -> DataSet:
    (tmp_path / "made-up.toml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "effects.csv").write_text(EFFECTS, encoding="utf-8")
    (tmp_path / "places.csv").write_text(PLACES, encoding="utf-8")
    mapping = load_mapping(str(tmp_path / "made-up.toml"))
    return DataSet(tmp_path / "effects.csv", tmp_path / "places.csv", mapping)


@pytest.fixture
def workspace(settings: Settings) -> Iterator[Workspace]:
    with Workspace(settings) as opened:
        yield opened

"""`almpo import`, `almpo synthesise`, `almpo syntheses` and `almpo gaps`, from the shell's side."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from almpo.cli.main import app
from almpo.evidence.errors import AlmpoError

MAPPING = """
name = "made-up"
title = "Made-up effects"
source = "synthetic"
licence = "none"
base = "effects"
[tables.effects]
columns = ["author", "effect", "error"]
[[estimates]]
form = "printed"
columns = { estimate = "effect", se = "error" }
[fields]
outcome_group = [{ value = "employment" }]
treatment_effect = [{ value = true }]
unit = [{ value = "percentage_points" }]
lmp = [{ value = "2" }]
study_year = [{ value = 2020 }]
[study]
author = [{ column = "author" }]
"""
ROWS = [f"author{key},{1 + 0.7 * key:.1f},{1 + 0.1 * key:.1f}" for key in range(7)]


@pytest.fixture
def almpo(tmp_path: Path):
    (tmp_path / "m.toml").write_text(MAPPING)
    (tmp_path / "e.csv").write_text("\n".join(["author,effect,error", *ROWS, "x,none,1", ""]))

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(app, ["--home", str(tmp_path / "home"), *arguments])
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.stdout

    return run


def test_from_a_table_to_a_pooled_result(almpo, tmp_path: Path) -> None:
    told = almpo("import", str(tmp_path / "e.csv"), "--mapping", str(tmp_path / "m.toml"))
    assert "8 rows = 7 accepted + 1 rejected" in told
    assert "row 8: no effect can be read" in told
    told = almpo("synthesise", "--programme", "2")
    assert "About 2.8 more in work per 100 participants" in told
    assert "7 effects of 7 studies; 0 validated, 7 imported" in told
    kept = json.loads(almpo("synthesise", "--programme", "2", "--json"))
    assert kept["ordinal"] == 1
    assert "computed again: the same bytes" in almpo("syntheses", "show", kept["id"][:10])
    (tmp_path / "e.csv").write_text("\n".join(["author,effect,error", *ROWS, "new,9,0.5", ""]))
    told = almpo("import", str(tmp_path / "e.csv"), "--mapping", str(tmp_path / "m.toml"))
    assert "pooled again" in told
    assert "+1 study" in told
    assert "0 changed" in almpo("syntheses", "repool")
    assert "8+" in almpo("gaps")
    assert "only one category" in almpo("explain", "programme")
    (tmp_path / "growth.csv").write_text("country,year,value\nAT,2010,1.5\n")
    told = almpo("explain", "--context", str(tmp_path / "growth.csv"))
    assert "growth: Published meta-analyses disagree on the business cycle" in told
    assert kept["id"][:12] not in almpo("syntheses", "list")


def test_certainty_and_figures(almpo, tmp_path: Path) -> None:
    almpo("import", str(tmp_path / "e.csv"), "--mapping", str(tmp_path / "m.toml"))
    folder = tmp_path / "figures"
    told = almpo("synthesise", "--figures", str(folder), "--language", "de")
    assert "Verlässlichkeit" in told
    assert "Verzerrungsrisiko, −2" in told
    assert {path.name for path in folder.glob("*.svg")} == {"forest.svg", "funnel.svg"}
    assert "written to" in almpo("gaps", "--figures", str(folder))
    assert (folder / "gaps.png").is_file()
    assert json.loads(almpo("gaps", "--figures", str(folder), "--json"))["cells"]
    almpo("explain", "study_year", "--figures", str(folder))
    assert not (folder / "bubble-study-year.svg").exists()  # all of one year: nothing to regress on


def test_questions_that_make_no_sense(almpo) -> None:
    with pytest.raises(AlmpoError, match="outcome"):
        almpo("synthesise", "--outcome", "colour")
    with pytest.raises(AlmpoError, match="no condition"):
        almpo("synthesise", "--where", "colour")


def test_coverage_is_simulated(almpo) -> None:
    told = almpo("eval", "coverage", "--runs", "10").splitlines()
    assert len(told) == 18
    assert told[0].startswith("k =  5  tau2 = 0.00  Knapp–Hartung")

"""`almpo findings`."""

import csv
import json
from pathlib import Path


def test_filters_narrow_the_list(samples) -> None:
    every = samples("findings", "list", "--effects")[1]
    some = samples("findings", "list", "--effects", "--country", "FI", "--json")[1]
    found = [json.loads(line) for line in some.splitlines()]
    assert found
    assert {one["country"] for one in found} == {"FI"}
    assert f"{len(found)} of" not in every
    assert samples("findings", "list", "--country", "ZZ")[1].strip().endswith("0 of 0 findings")


def test_a_finding_shows_the_spot_of_every_reading(samples) -> None:
    listed = samples("findings", "list", "--effects", "--json", "--limit", "1")[1]
    shown = json.loads(samples("findings", "show", json.loads(listed)["id"])[1])
    assert shown["synthetic"] is True
    selectors = {selector["type"] for selector in shown["target"]["selector"]}
    assert {"FragmentSelector", "TextQuoteSelector", "TextPositionSelector"} <= selectors


def test_both_exports_hold_the_same_findings(samples, tmp_path: Path) -> None:
    for name in ("f.jsonl", "f.csv"):
        assert samples("findings", "export", str(tmp_path / name), "--effects")[0] == 0
    lines = [json.loads(line) for line in (tmp_path / "f.jsonl").read_text("utf-8").splitlines()]
    with (tmp_path / "f.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [float(row["estimate"]) for row in rows] == [line["estimate"] for line in lines]
    assert all(line["treatment_effect"] is True for line in lines)


def test_another_ending_is_refused(samples, tmp_path: Path) -> None:
    assert samples("findings", "export", str(tmp_path / "f.xls"))[0] == 2
    assert not (tmp_path / "f.xls").exists()

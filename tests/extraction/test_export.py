"""Exports hold what the findings hold, and nothing that a spreadsheet would run."""

import csv
import io
import json

from finding_tables import read_table

from almpo.extraction.export import to_csv, to_jsonl


def test_jsonl_has_the_keys_of_the_gold() -> None:
    found = read_table("| Employed\nTreated | 0.04**\n | (0.02)", note="Standard errors in parentheses.")
    (row,) = map(json.loads, to_jsonl(found, {"d": "report.pdf"}).splitlines())
    wanted = {"doc": "report.pdf", "page": 1, "table": "Table 1", "estimate": 0.04, "se": 0.02, "stars": "**"}
    assert {key: row[key] for key in wanted} == wanted
    assert {"lmp", "design", "horizon_months", "treatment_effect", "confidence"} <= set(row)


def test_csv_holds_the_same_numbers() -> None:
    found = read_table("| Employed\nTreated | -0.04\n | (0.02)", note="Standard errors in parentheses.")
    (row,) = csv.DictReader(io.StringIO(to_csv(found, {"d": "report.pdf"})))
    assert (float(row["estimate"]), float(row["se"])) == (-0.04, 0.02)


def test_spreadsheets_are_given_no_formulas() -> None:
    found = read_table(
        '| Employed\n=HYPERLINK("http://x") treated | 0.04\n | (0.02)', note="Standard errors."
    )
    text = to_csv(found, {"d": "=cmd.pdf"})
    for row in csv.reader(io.StringIO(text)):
        assert not any(cell.startswith(("=", "+", "@")) for cell in row)

"""The committed truth: what the build makes, printed where it says, and read by the scorers."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from almpo.evaluation.samples.gold import gold_files
from almpo.evaluation.samples.truth import findings

COMMITTED = Path(__file__).resolve().parents[3] / "eval_sets" / "samples"
KEYS = """
doc id source page table panel row_label column_label quote estimate se ci_low ci_high p t se_printed_in stars
n n_treated n_control control_mean treatment_effect labour_market_outcome headline outcome outcome_group unit
currency horizon_months horizon_anchor population target_groups programme lmp design estimand country region
period note
"""


@pytest.fixture(scope="module")
def generated() -> dict[str, str]:
    return gold_files()


def tidy(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_committed_truth_is_what_the_build_makes(generated: dict[str, str]) -> None:
    committed = {
        str(path.relative_to(COMMITTED)): path.read_text(encoding="utf-8")
        for path in COMMITTED.rglob("*.*")
        if path.suffix in (".json", ".jsonl", ".txt")
    }
    assert committed == generated, "run: python -m almpo.evaluation.samples gold eval_sets/samples"


def test_records_have_the_keys_of_the_gold_annotations(generated: dict[str, str]) -> None:
    for name, text in generated.items():
        if name.endswith(".jsonl"):
            assert {tuple(json.loads(line)) for line in text.splitlines()} == {tuple(KEYS.split())}


def test_every_number_stands_on_its_page(samples, report_id: str) -> None:
    report, pages = samples.report(report_id), samples.pages(report_id)
    mark, zero = report.locale.decimal, report.locale.leading_zero
    for row in findings(report, pages):
        text = pages.texts[row["page"] - 1]
        plain = re.sub(r"(?<=\d)[., \u00a0\u202f](?=\d{3}(?!\d))", "", text)
        for key in ("estimate", "se", "ci_low", "ci_high", "p", "t", "n", "control_mean"):
            if row[key] is not None:
                number = f"{abs(row[key])}".replace(".", mark)
                number = number if zero or row["source"] == "text" else number.removeprefix("0")
                assert number in text or number in plain, (row["id"], key, number)


def test_quotes_stand_on_their_page(samples, report_id: str) -> None:
    report, pages = samples.report(report_id), samples.pages(report_id)
    stated = [row for row in findings(report, pages) if row["source"] == "text"]
    assert stated
    assert all(tidy(row["quote"]) in tidy(pages.texts[row["page"] - 1]) for row in stated)


def test_a_table_over_two_pages_gives_each_row_its_page(samples) -> None:
    report = samples.report("de_weiterbildung_matching_sachsen")
    rows = [r for r in findings(report, samples.pages(report.id)) if r["table"] == "Tabelle 1"]
    assert {row["page"] for row in rows} == {2, 3}
    assert [row["page"] for row in rows] == sorted(row["page"] for row in rows)


def test_questions_cross_languages_and_some_have_no_answer(generated: dict[str, str]) -> None:
    metas = [json.loads(text) for name, text in generated.items() if name.endswith(".meta.json")]
    pairs = {(meta["language"], question["lang"]) for meta in metas for question in meta["questions"]}
    assert len({pair for pair in pairs if pair[0] != pair[1]}) >= 10
    asked = [question for meta in metas for question in meta["questions"]]
    assert sum(bool(question.get("unanswerable")) for question in asked) >= 10
    assert all(question.get("unanswerable") or question["must_numbers"] for question in asked)


def run_tool(shared: Path, tool: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, shared / "tools" / tool, *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.shared
def test_the_scorers_read_it(shared: Path, tmp_path: Path, generated: dict[str, str]) -> None:
    truth = "".join(text for name, text in generated.items() if name.endswith(".jsonl"))
    (tmp_path / "findings.jsonl").write_text(truth, encoding="utf-8")
    scores = run_tool(shared, "score_findings.py", str(COMMITTED), str(tmp_path / "findings.jsonl"))
    assert "micro recall 1.000 precision 1.000 kind 1.000 record 1.000 headline 1.000" in scores

    tables: dict[str, dict[str, list[list[list[str]]]]] = {}
    for line in generated["tables/cells.txt"].splitlines():
        if line.startswith("@"):
            _, name, page = line.split()[:3]
            tables.setdefault(f"{name}:{page}", {"tables": []})["tables"].append([])
            key = f"{name}:{page}"
        else:
            tables[key]["tables"][-1].append([cell.strip() for cell in line.split("|")])
    (tmp_path / "cells.json").write_text(json.dumps(tables), encoding="utf-8")
    cells = run_tool(
        shared, "score_cells.py", str(COMMITTED / "tables" / "cells.txt"), str(tmp_path / "cells.json")
    )
    assert "precision 1.000 recall 1.000 f1 1.000 pair 1.000" in cells
    asked = run_tool(shared, "score_answers.py", "questions", str(COMMITTED)).splitlines()
    assert len(asked) == sum(text.count('"q":') for name, text in generated.items() if "meta" in name)

"""`almpo ingest`, `almpo index` and `almpo documents remove`, as a user calls them."""

import json
import subprocess
import sys
from pathlib import Path

REPORT = (
    "# Report\n\nSynthetic. Training raised employment by 4.2 percentage points (SE 1.1) after 12 months.\n"
)


def almpo(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "almpo.cli.main", "--home", str(home), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


def test_the_life_of_a_report(tmp_path: Path) -> None:
    home, reports = tmp_path / "home", tmp_path / "reports"
    reports.mkdir()
    (reports / "good.md").write_text(REPORT)
    (reports / "empty.pdf").write_bytes(b"")
    (reports / "notes.xyz").write_text("ignored")
    first = almpo(home, "ingest", str(reports), "--json")
    report = json.loads(first.stdout)
    states = {outcome["name"]: (outcome["state"], outcome["error_code"]) for outcome in report["outcomes"]}
    assert states == {"good.md": ("ingested", None), "empty.pdf": ("failed", "empty")}
    assert [Path(path).name for path in report["ignored"]] == ["notes.xyz"]
    assert first.returncode == 1

    again = almpo(home, "ingest", str(reports / "good.md"))
    assert again.returncode == 0
    assert "unchanged" in again.stdout
    assert almpo(home, "index", "check").returncode == 0

    (reports / "good.md").write_text(REPORT.replace("4.2", "3.7"))
    almpo(home, "ingest", str(reports / "good.md"))
    told = almpo(home, "search", "employment", "--kind", "passage").stdout
    assert "3.7" in told
    assert "4.2" not in told

    newest = json.loads(almpo(home, "documents", "--json").stdout.splitlines()[-1])["id"]
    assert almpo(home, "documents", "remove", newest).returncode == 0
    assert almpo(home, "index", "rebuild").returncode == 0
    assert almpo(home, "index", "check").returncode == 0


def test_errors_end_in_one_line(tmp_path: Path) -> None:
    done = almpo(tmp_path / "home", "documents", "show", "nothing")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("error: ")
    (tmp_path / "file").write_text("")
    done = almpo(tmp_path / "file", "documents")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr

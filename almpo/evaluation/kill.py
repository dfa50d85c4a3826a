"""`almpo bench kill`: does an ingest that is killed at random moments end in the state of an undisturbed one?

A trial starts an ingest in an empty home, kills it (SIGKILL) at a random moment, starts it again, and so on
a few times; then lets it finish. What the store, the index and the blobs hold is compared, row for row, with
what an undisturbed run leaves. Columns that hold the clock are left out.
"""

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from almpo.evidence.record import Record
from almpo.evidence.settings import Settings
from almpo.evidence.store.schema import Row
from almpo.pipeline.workspace import Workspace

CLOCKS = {"added_at", "seen_at", "asked_at"}
KILLS_A_TRIAL = 4
_PROMPT = 0.15  # share of the run below which a kill hits little but the start of Python


class KillReport(Record):
    documents: int
    kills: int
    trials: int
    differences: tuple[str, ...]  # one line for each way in which an end state differed
    seconds_undisturbed: float


def kill_test(
    reports: Path, workplace: Path, kills: int, seed: int, on_kill: Callable[[int], None] = lambda _: None
) -> KillReport:
    """Kill ingests of `reports` until `kills` have struck a running one. Works in the folder `workplace`."""
    dice = random.Random(seed)
    began = time.monotonic()
    _run(workplace / "undisturbed", reports).wait()
    undisturbed = time.monotonic() - began
    want = state(workplace / "undisturbed")
    differences: list[str] = []
    struck = trials = 0
    while struck < kills:
        trials += 1
        home = workplace / f"trial-{trials}"
        for _ in range(min(KILLS_A_TRIAL, kills - struck)):
            process = _run(home, reports)
            try:
                process.wait(dice.uniform(_PROMPT, 1) * undisturbed)
                break  # it ended before the blow
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                struck += 1
                on_kill(struck)
        if _run(home, reports).wait() != 0:
            differences.append(f"trial {trials}: the last run failed")
        differences += [f"trial {trials}: {line}" for line in compare(want, state(home))]
    documents = len(want["documents"])
    return KillReport(
        documents=documents,
        kills=struck,
        trials=trials,
        differences=tuple(differences),
        seconds_undisturbed=undisturbed,
    )


def _run(home: Path, reports: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "almpo.cli.main", "--home", str(home), "ingest", str(reports)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def state(home: Path) -> dict[str, list[Any]]:
    """Everything a home holds that should not depend on how it came about: tables, index, blobs."""
    with Workspace(Settings(home=home)) as workspace:
        engine = sa.create_engine(workspace.settings.database_url)
        with engine.connect() as connection:
            held: dict[str, list[Any]] = {
                table.name: sorted(map(tuple, connection.execute(sa.select(*columns)).all()), key=repr)
                for table in Row.metadata.sorted_tables
                if (columns := [column for column in table.columns if column.name not in CLOCKS])
            }
        engine.dispose()
        held["index"] = sorted(workspace.index.ids())
        blobs = home / "blobs"
        held["blobs"] = sorted(str(p.relative_to(blobs)) for p in blobs.rglob("*") if p.is_file())
    return held


def compare(want: dict[str, list[Any]], have: dict[str, list[Any]]) -> list[str]:
    """A line for each part that differs."""
    lines = []
    for part, rows in want.items():
        missing, extra = _minus(rows, have[part]), _minus(have[part], rows)
        if missing or extra:
            lines.append(
                f"{part}: {len(missing)} missing or changed, {len(extra)} too many, as {str(extra)[:200]}"
            )
    return lines


def _minus(rows: list[Any], others: list[Any]) -> list[Any]:
    return list((Counter(rows) - Counter(others)).elements())

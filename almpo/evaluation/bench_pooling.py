"""Processor time of pooling, beside R and metafor on the same simulated data in the same run.

    python -m almpo.evaluation.bench_pooling [--no-r]

Each figure is the least of several repeats, user and system time of one process, start-up and reading of the
data not counted. metafor runs with its defaults and with R's linear algebra library, which is named as much
depends on it; from k = 20,000 metafor is left out, as its k × k matrices need more than 9 GB.
"""

import argparse
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from almpo.evaluation.parity.tally import deviations
from almpo.synthesis.pooling import correlated_hierarchical, pool, robust, three_level
from almpo.synthesis.pooling.inputs import Vector

SEED = 20240229
SIZES = (20, 200, 2_000, 20_000, 200_000)
R_LARGEST = 2_000
MULTILEVEL = (200, 5)  # studies × estimates: 1,000 rows
LARGE_MULTILEVEL = (4_000, 5)
MINIMUM_SECONDS = 0.3  # of repeats

R_SCRIPT = """
suppressPackageStartupMessages({library(metafor); library(jsonlite)})
folder <- commandArgs(TRUE)[1]
cpu <- function(expr_fun) {
  best <- Inf; spent <- 0
  while (spent < 0.3) {
    t0 <- proc.time(); value <- expr_fun(); t1 <- proc.time()
    used <- sum((t1 - t0)[1:2]); best <- min(best, max(used, 0)); spent <- spent + max(used, 1e-3)
  }
  list(seconds = best, value = value)
}
batched <- function(times, f) {
  found <- cpu(function() { for (i in 1:times) value <- f(); value })
  list(seconds = found$seconds / times, value = found$value)
}
out <- list()
for (file in list.files(folder, pattern = "^uni_", full.names = TRUE)) {
  d <- read.csv(file); times <- max(1, round(2000 / nrow(d)))
  fit <- batched(times, function() rma(d$y, d$v, method = "REML")$tau2)
  out[[sub(".csv", "", basename(file), fixed = TRUE)]] <- fit
}
d <- read.csv(file.path(folder, "multi.csv")); d$row <- seq_len(nrow(d))
for (sparse in c(FALSE, TRUE)) {
  fit <- cpu(function() rma.mv(y, v, random = ~ 1 | study/row, data = d, sparse = sparse)$sigma2)
  out[[if (sparse) "multi_sparse" else "multi_dense"]] <- fit
}
write_json(out, file.path(folder, "out.json"), digits = I(15), auto_unbox = TRUE)
"""


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of processor time of one fit, and the variances it found."""

    seconds: float
    value: Vector


@dataclass(frozen=True, slots=True)
class Line:
    """One task: ours, and metafor's where it was run."""

    task: str
    ours: Timing
    metafor: Timing | None = None
    remark: str = ""

    def __str__(self) -> str:
        text = f"{self.task:34}  {1000 * self.ours.seconds:10.3f} ms"
        if self.metafor is None:
            return f"{text}  {self.remark}".rstrip()
        ratio = self.metafor.seconds / self.ours.seconds
        apart = max(deviations(self.ours.value, self.metafor.value))
        theirs = f"metafor {1000 * self.metafor.seconds:10.3f} ms"
        return f"{text}  {theirs}  {ratio:8.1f} times  variances {apart:.0e} apart"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Processor time of pooling, beside R and metafor.")
    parser.add_argument("--no-r", action="store_true", help="time only our own code")
    with_r = not parser.parse_args().no_r and _has_metafor()
    if with_r:
        print(f"R's linear algebra: {_r('cat(sessionInfo()$BLAS)')}")
    for line in run(with_r):
        print(line)


def run(with_r: bool = True) -> list[Line]:
    """Time every task; metafor too, if wanted."""
    univariate = {k: simulate(k, 1) for k in SIZES}
    multilevel = simulate(*MULTILEVEL)
    theirs = _time_r(univariate, multilevel) if with_r else {}
    missing = "" if theirs else "R with metafor is not installed or not wanted"
    lines = []
    for k, (_, y, v) in univariate.items():
        ours = timed(lambda y=y, v=v: np.array([pool(y, v, test="z").tau2_value]))  # type: ignore[misc]
        remark = missing or "metafor left out: it needs more than 9 GB"
        lines.append(Line(f"REML, k = {k:,}", ours, theirs.get(f"uni_{k}"), remark))
    ours = timed(lambda: _components(*multilevel))
    for kind in ("dense", "sparse"):
        task = f"three-level, 1,000 rows ({kind})"
        lines.append(Line(task, ours, theirs.get(f"multi_{kind}"), missing))
    study, y, v = simulate(*LARGE_MULTILEVEL)
    lines.append(Line("three-level, 4,000 × 5", timed(lambda: _components(study, y, v))))
    lines.append(Line("CHE with CR2, 4,000 × 5", timed(lambda: _che(study, y, v))))
    return lines


def simulate(studies: int, per_study: int) -> tuple[Vector, Vector, Vector]:
    """Synthetic study labels, estimates and sampling variances, always the same for the same sizes."""
    rng = np.random.default_rng([SEED, studies, per_study])
    study = np.repeat(np.arange(studies), per_study)
    v = rng.uniform(0.01, 0.2, len(study))
    between, within = rng.normal(0, 0.25, studies)[study], rng.normal(0, 0.15, len(study))
    return study.astype(float), 0.1 + between + within + rng.normal(0, np.sqrt(v)), v


def timed(task: Callable[[], Vector]) -> Timing:
    """The least processor time of one call over repeats that together take a while."""
    value = task()
    best, spent = np.inf, 0.0
    while spent < MINIMUM_SECONDS:
        start = time.process_time()
        value = task()
        used = time.process_time() - start
        best, spent = min(best, used), spent + max(used, 1e-4)
    return Timing(best, value)


def _components(study: Vector, y: Vector, v: Vector) -> Vector:
    fitted = three_level(y, v, study)
    return np.array([fitted.between, fitted.within])


def _che(study: Vector, y: Vector, v: Vector) -> Vector:
    return robust(correlated_hierarchical(y, v, study)).coefficients.se


def _has_metafor() -> bool:
    if shutil.which("Rscript") is None:
        return False
    try:
        _r("library(metafor); library(jsonlite)")
    except subprocess.CalledProcessError:
        return False
    return True


def _r(code: str) -> str:
    command = ["Rscript", "-e", code]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _time_r(
    univariate: dict[int, tuple[Vector, Vector, Vector]], multilevel: tuple[Vector, Vector, Vector]
) -> dict[str, Timing]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for k, data in univariate.items():
            if k <= R_LARGEST:
                _write(folder / f"uni_{k}.csv", data)
        _write(folder / "multi.csv", multilevel)
        (folder / "bench.R").write_text(R_SCRIPT)
        subprocess.run(["Rscript", str(folder / "bench.R"), name], check=True, capture_output=True)
        results = json.loads((folder / "out.json").read_text())
    return {key: Timing(each["seconds"], np.ravel(each["value"])) for key, each in results.items()}


def _write(file: Path, data: tuple[Vector, Vector, Vector]) -> None:
    np.savetxt(file, np.column_stack(data), delimiter=",", header="study,y,v", comments="", fmt="%.17g")


if __name__ == "__main__":
    main()

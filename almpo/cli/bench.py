"""`almpo bench`: how fast it is, and what it withstands."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from almpo.cli.context import console

app = typer.Typer(help="How fast it is, and what it withstands.", no_args_is_help=True)


@app.command("ingest")
def ingest(paths: Annotated[list[str], typer.Argument(help="Files, folders or globs.")]) -> None:
    """Ingest into empty temporary homes: pages/s with and without embedding, memory, a second run."""
    from almpo.evaluation.bench_ingest import bench_ingest

    for line in bench_ingest(paths).lines():
        console().print(line)


@app.command("kill")
def kill(
    kills: Annotated[int, typer.Option(min=1)] = 30,
    seed: int = 1,
    reports: Annotated[Path | None, typer.Option(help="Folder; default: the sample reports.")] = None,
) -> None:
    """Kill ingests at random moments and compare what they end in with an undisturbed one."""
    from almpo.evaluation.kill import kill_test
    from almpo.evaluation.samples.build import build_samples

    with tempfile.TemporaryDirectory(prefix="almpo-kill-") as folder:
        if reports is None:
            reports = Path(folder, "reports")
            build_samples(reports)
        report = kill_test(
            reports, Path(folder), kills, seed, lambda k: console().print(f"kill {k} of {kills}")
        )
    console().print(
        f"{report.documents} documents, {report.kills} kills in {report.trials} trials, undisturbed"
        f" {report.seconds_undisturbed:.1f} s: {len(report.differences)} differences"
    )
    for line in report.differences:
        console().print(line, markup=False)
    raise typer.Exit(1 if report.differences else 0)


@app.command("bad-files")
def bad_files(seed: int = 1) -> None:
    """Read every bad file in the sandbox: no crash, no silent success, each with its error text."""
    from almpo.evaluation.bench_bad_files import main

    raise typer.Exit(main(["--seed", str(seed)]))


@app.command("pooling")
def pooling(
    with_r: Annotated[bool, typer.Option("--r/--no-r", help="Beside R and metafor.")] = True,
) -> None:
    """Processor time of pooling, beside R and metafor on the same data in the same run."""
    from almpo.evaluation.bench_pooling import run

    for line in run(with_r):
        console().print(str(line), markup=False)

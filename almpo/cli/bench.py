"""`almpo bench`: how fast it is, and what it withstands."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from almpo.cli.context import console, settings

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


@app.command("tables")
def tables(
    gold: Annotated[Path, typer.Option(help="File of tables cell by cell.", exists=True)],
    corpus: Annotated[Path, typer.Option(help="Folder of the PDF files.", exists=True)],
) -> None:
    """Processor time a page of the table reader, beside pymupdf4llm on the same pages."""
    from almpo.evaluation.bench_tables import bench_tables
    from almpo.evaluation.cells import read_gold

    console().print(bench_tables(read_gold(gold), corpus).line())


@app.command("search")
def search(
    points: Annotated[int, typer.Option(min=1000)] = 100_000,
    queries: Annotated[int, typer.Option(min=10)] = 300,
    local_queries: Annotated[int, typer.Option(min=0, help="0 leaves the local mode out.")] = 3,
    seconds: Annotated[float, typer.Option(min=1, help="After which an index is stopped.")] = 900,
) -> None:
    """The embedded index beside qdrant-client's local mode, on generated passages."""
    from almpo.evaluation.bench_search import bench_search

    for timing in bench_search(points, queries, local_queries, seconds):
        built = "" if timing.optimize_seconds is None else f", graph built in {timing.optimize_seconds:.0f} s"
        reopened = "" if timing.reopen_seconds is None else f", opened again in {timing.reopen_seconds:.1f} s"
        stopped = "" if timing.stopped_after is None else f", stopped after {timing.stopped_after:.0f} s"
        console().print(
            f"{timing.index}: {timing.points:,} points loaded in {timing.load_seconds:.0f} s{built}{reopened},"
            f" {timing.memory_mb:.0f} MB{stopped}"
        )
        for kind, took in timing.latencies.items():
            console().print(
                f"  {kind}: p50 {took.p50:.2f} ms, p95 {took.p95:.2f} ms ({took.queries} queries)"
            )


@app.command("answers")
def answers(
    at: Annotated[
        Path | None, typer.Option(help="Folder that keeps the homes made for this, to be used again.")
    ] = None,
    passages: Annotated[int, typer.Option(min=1, help="Of the large home.")] = 100_000,
    questions: Annotated[
        Path, typer.Option(help="Folder of *.meta.json with questions.", exists=True)
    ] = Path("eval_sets/questions"),
    most: Annotated[int, typer.Option(min=1, help="Questions that count; they are taken evenly.")] = 60,
    users: Annotated[
        int, typer.Option(min=1, help="Who ask the server at the same time, in a last round.")
    ] = 2,
) -> None:
    """Seconds to an answer and to its first event, in a copy of the home and in one grown to many passages."""
    from almpo.evaluation.answers import read_questions
    from almpo.evaluation.bench_answers import bench_answers

    with tempfile.TemporaryDirectory(prefix="almpo-bench-") as folder:
        told = bench_answers(
            settings(), at or Path(folder), passages, read_questions(questions), most=most, users=users
        )
        for line in told:
            console().print(line, markup=False)


@app.command("embedding")
def embedding(
    texts: Annotated[Path, typer.Option("--set", help="Folder of passages.jsonl and queries.jsonl.")] = Path(
        "eval_sets/retrieval"
    ),
    chunks: Annotated[int, typer.Option(min=10)] = 100,
) -> None:
    """The default model in each precision: chunks of 200 words a second, agreement with full precision."""
    from almpo.evaluation.bench_embedding import bench_embedding

    configured = settings()
    threads = configured.embedding.threads
    for speed in bench_embedding(texts, configured.models_path, threads, chunks):
        console().print(
            f"{speed.precision}: {speed.chunks_per_second:.1f} chunks/s ({speed.processor_ms:.0f} ms of processor"
            f" time each), cosine to full precision"
            f" {speed.cosine_mean:.4f} (least {speed.cosine_min:.4f}), recall@10 {speed.recall_10:.3f}"
        )

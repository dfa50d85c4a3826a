"""`almpo eval`: how good it is, on gold data."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from almpo.cli.context import console, open_workspace, print_json, print_table
from almpo.evidence.record import Record

if TYPE_CHECKING:
    from almpo.evaluation.extraction import ExtractionScores
    from almpo.evaluation.trust import ExtractionReport

app = typer.Typer(help="How good it is: figures on gold data.", no_args_is_help=True)

Gold = Annotated[Path, typer.Option("--gold", help="Folder of *.jsonl and *.meta.json.", exists=True)]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Worst = Annotated[int, typer.Option(min=0, help="Show so many failures.")]


@app.command("extraction")
def extraction(
    gold: Annotated[
        list[Path], typer.Option("--gold", help="Folder of *.jsonl and *.meta.json.", exists=True)
    ],
    fit: Annotated[
        bool,
        typer.Option(help="Fit the confidences anew to the first folder and store the fit in the package."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Findings of the ingested documents against hand-coded ones; `--gold` may be given more than once.

    Folders are scored apart, as made-up and real reports must be.
    """
    from almpo.evaluation.trust import evaluate_extraction, fit_confidence

    with open_workspace() as workspace:
        if fit:
            fit_confidence(gold[0], workspace.store, workspace.clock())
        for folder in gold:
            report = evaluate_extraction(folder, workspace.store, workspace.blobs)
            if as_json:
                print_json(report.model_dump(mode="json"))
            else:
                console().print(f"{folder}", markup=False)
                _print_extraction(report.scores)
                _print_trust(report)


def _print_extraction(scores: "ExtractionScores") -> None:
    from almpo.evaluation.extraction import remedy

    figures = ("recall", "precision", "kind", "record", "headline")
    print_table(
        ("", *figures),
        [
            (name, *(_share(getattr(line, figure)) for figure in figures))
            for name, line in {**scores.documents, "micro": scores.micro, "macro": scores.macro}.items()
        ],
        right=figures,
    )
    heads = ("micro", "macro", "asked", "unknown", "wrong")
    print_table(
        ("field", *heads),
        [
            (name, _share(s.micro), _share(s.macro), s.asked, s.unknown, s.wrong)
            for name, s in scores.fields.items()
        ],
        right=heads,
    )
    if scores.confidence:
        console().print(f"confidence: {_figures(scores.confidence)}")
    console().print(f"presented in off-topic documents: {sum(scores.negatives.values())}")
    causes = sorted(scores.causes.items(), key=lambda item: -item[1])
    print_table(("errors by cause", "number", "what would fix it"), [(c, n, remedy(c)) for c, n in causes])


def _print_trust(report: "ExtractionReport") -> None:
    anchors, speed, held_out = report.anchors, report.speed, report.held_out
    console().print(
        f"numbers read back from the boxes of their anchors: {anchors.confirmed} of {anchors.readings}"
    )
    for failure in anchors.failures[:10]:
        console().print(f"  {failure}", markup=False)
    if speed is not None:
        console().print(
            f"CPU seconds a page ({speed.pages} pages): reading {speed.reading:.3f}, extraction {speed.extraction:.3f}"
        )
    if held_out is None or held_out.confidence is None:
        return
    console().print(f"confidence, fitted on the other documents: {_figures(held_out.confidence)}")
    if held_out.spoilt is not None:
        console().print(f"the same, in documents spoilt on purpose: {_figures(held_out.spoilt)}")
    console().print(
        f"accepted without review: {held_out.accepted:.3f}, of these right: {_share(held_out.accepted_right)}; "
        f"accepted of all that is wrong, spoilt documents included: {_share(held_out.wrong_accepted)}"
    )
    print_table(
        ("confidence of a field, fitted on the other documents", "ece", "right", "asked"),
        [(name, f"{ece:.3f}", f"{right:.3f}", n) for name, (ece, right, n) in held_out.fields.items()],
        right=("ece", "right", "asked"),
    )


@app.command("fields")
def fields(
    number: Annotated[int, typer.Option(min=1, help="Reports in each language.")] = 30,
    seed: Annotated[int, typer.Option(help="Another seed makes other reports.")] = 1,
    heads: Annotated[bool, typer.Option(help="With trained heads, as in an ingest.")] = False,
) -> None:
    """How well the fields of findings are read in generated reports of several languages and layouts."""
    from almpo.evaluation.generated.score import score_generated

    with open_workspace() as workspace:
        scores = score_generated(number, seed, workspace.suggest if heads else None)
    columns = tuple(scores.all.fields)
    every = {name: score.micro for name, score in scores.all.fields.items()}
    shown = {"all": every} | scores.by_language | scores.by_layout
    print_table(
        ("generated reports", *columns),
        [(name, *(_share(shares.get(column)) for column in columns)) for name, shares in shown.items()],
        right=columns,
    )


@app.command("heads")
def heads(
    coded: Annotated[
        Path | None, typer.Option(help="CSV of coded outcomes with the labels of their studies.", exists=True)
    ] = None,
) -> None:
    """What trained heads add to word lists, on phrases of languages held out and on labels of real studies."""
    from almpo.evaluation.heads import coded_labels, score_coded, score_phrases
    from almpo.pipeline.states import EncoderStates

    with open_workspace() as workspace:
        sets = {"generated phrases": score_phrases(EncoderStates(workspace.encoder))}
        if coded is not None:
            sets["labels of real studies"] = score_coded(coded_labels(coded), workspace.suggest)
    columns = ("labels", "all", "labour", "macro")
    print_table(
        ("", *columns),
        [
            (f"{name}, {way}", score.labels, _share(score.all), _share(score.labour), _share(score.macro))
            for name, scores in sets.items()
            for way, score in scores.items()
        ],
        right=columns,
    )


@app.command("studies")
def studies(
    gold: Annotated[Path, typer.Option(help="File of documents that belong together.", exists=True)] = Path(
        "eval_sets/studies/same.json"
    ),
) -> None:
    """Whether the ingested documents that report one study are linked, and no others."""
    from almpo.evaluation.studies import score_studies

    with open_workspace() as workspace, workspace.store.read() as unit:
        names = {document.id: document.name for document in unit.documents.all()}
        scores = score_studies(gold, unit.studies.all(), names)
    console().print(
        f"{scores.documents} documents; pairs of one study: {scores.found} of {scores.pairs} linked, "
        f"{scores.wrong} others linked by mistake"
    )
    for told, pairs in (("missed", scores.missed), ("mistaken", scores.mistaken)):
        for pair in pairs:
            console().print(f"{told}: {pair}", markup=False)


@app.command("answers")
def answers(
    gold: Annotated[Path | None, typer.Option(help="Folder of gold: its *.meta.json.", exists=True)] = None,
    questions: Annotated[
        Path | None, typer.Option(help="Folder of further questions, in *.meta.json as well.", exists=True)
    ] = None,
    worst: Worst = 10,
    as_json: AsJson = False,
) -> None:
    """Ask questions of the ingested documents and score the answers: of gold, others, or each by itself."""
    folders = [folder for folder in (gold, questions) if folder is not None]
    if not folders:
        raise typer.BadParameter("give --gold or --questions, a folder of *.meta.json")
    for folder in folders:
        _score_answers(folder, worst, as_json)


def _score_answers(folder: Path, worst: int, as_json: bool) -> None:
    from almpo.evaluation.answers import read_questions, score_answers
    from almpo.evidence.errors import NotFoundError
    from almpo.synthesis.export import answer_to_exchange

    questions = read_questions(folder)
    with open_workspace() as workspace:

        def page_text(document: str, number: int) -> str:
            with workspace.store.read() as unit:
                try:
                    return unit.documents.page(unit.documents.get(document).id, number).text
                except NotFoundError:
                    return ""

        given: dict[str, dict[str, Any]] = {
            question.id: answer_to_exchange(workspace.answerer.ask(question.q, language=question.lang))
            for question in questions
        }
        scores = score_answers(questions, given, page_text)
    if as_json:
        print_json(scores.model_dump(mode="json"))
        return
    console().print(f"{folder}: {_figures(scores)}")
    for failure in scores.failures[:worst]:
        console().print(failure, markup=False)


@app.command("gate")
def gate(
    given: Annotated[Path, typer.Option("--set", help="Folder of sources.jsonl and claims.jsonl.")] = Path(
        "eval_sets/gate"
    ),
    make: Annotated[
        Path | None, typer.Option(help="Make the set anew from these coded samples, which are ingested.")
    ] = None,
    worst: Worst = 10,
) -> None:
    """False claims that the gate stops, and true ones that it lets pass."""
    from almpo.evaluation.gate import make_set, score_gate

    if make is not None:
        with open_workspace() as workspace:
            console().print("{} sources, {} claims".format(*make_set(given, make, workspace.store)))
    for scores in score_gate(given):
        console().print(
            f"{scores.name}: stopped {_share(scores.stopped)} of {scores.false_claims} false claims, "
            f"passed {_share(scores.passed)} of {scores.true_claims} true ones"
        )
        console().print(
            "  " + ", ".join(f"{change} {hit}/{of}" for change, (hit, of) in scores.by_change.items())
        )
        for failure in scores.failures[:worst]:
            console().print(f"  {failure}", markup=False)


@app.command("cells")
def cells(
    gold: Annotated[Path, typer.Option(help="File of tables cell by cell.", exists=True)],
) -> None:
    """Cells of the ingested tables against tables written out by hand."""
    from almpo.evaluation.cells import read_gold, score_cells
    from almpo.ingestion.tables.export import cells_by_page

    read: dict[str, list[list[list[str]]]] = {}
    with open_workspace() as workspace, workspace.store.read() as unit:
        for document in unit.documents.all():
            pages = cells_by_page(document.name.removesuffix(".pdf"), unit.documents.tables(document.id))
            read.update({key: page["tables"] for key, page in pages.items()})
    console().print(score_cells(read_gold(gold), read).line())


@app.command("retrieval")
def retrieval(
    given: Annotated[Path, typer.Option("--set", help="Folder of passages.jsonl and queries.jsonl.")] = Path(
        "eval_sets/retrieval"
    ),
    gold: Annotated[
        list[Path] | None, typer.Option(help="Folder of questions over ingested documents; may be repeated.")
    ] = None,
    pages: Annotated[
        Path | None,
        typer.Option(help="Folder of questions over ingested documents that the weights are fitted on, too."),
    ] = None,
    fit: Annotated[bool, typer.Option(help="Fit the weights of the order anew and store them.")] = False,
    relevance: Annotated[
        bool, typer.Option(help="With --fit: those of the relevance, too, on which abstention rests.")
    ] = False,
) -> None:
    """How well search finds, within a language and across languages."""
    from almpo.evaluation.retrieval import granularities, score_set, write_fusion
    from almpo.evaluation.retrieval_pages import list_candidates, score_questions
    from almpo.retrieval import fusion

    with open_workspace() as workspace:
        every = granularities(given, workspace.embedder)
        home = (workspace.store, workspace.index, workspace.embedder)
        listed = list_candidates(pages, *home) if pages else []
        heads = ("recall_1", "recall_5", "recall_10", "mrr")
        print_table(
            ("passages, languages, score", "queries", *heads),
            [
                (o.name, o.queries, *(f"{getattr(o, head):.2f}" for head in heads))
                for o in score_set(every, listed)
            ],
            right=("queries", *heads),
        )
        if fit:
            stored = Path(fusion.__file__).with_name("fusion.json")
            write_fusion(every, stored, listed, relevance=relevance)
        for folder in gold or ():
            for name, (hit, asked) in score_questions(folder, workspace.store, workspace.searcher).items():
                console().print(f"{folder}: gold pages among the first ten, {name}: {hit} of {asked}")


@app.command("reading")
def reading(folder: Annotated[Path, typer.Argument(help="Folder of PDF files.", exists=True)]) -> None:
    """How well PDF files are read: page accounts, headings, quotes read back, running heads, speed."""
    from almpo.evaluation.reading import main

    main(str(folder))


@app.command("synthesis")
def synthesis(
    reference: Annotated[Path, typer.Option(help="Folder of reference.json and its like.", exists=True)],
) -> None:
    """How far the pooling engine agrees with metafor, clubSandwich, bayesmeta and puniform."""
    from almpo.evaluation.synthesis import run

    console().print(str(run(reference)), markup=False)


@app.command("coverage")
def coverage(
    runs: Annotated[int, typer.Option(min=10, help="Simulated sets of studies in each line.")] = 4000,
) -> None:
    """How often confidence and prediction intervals hold the truth, on simulated studies."""
    from almpo.evaluation.coverage_pooling import run

    for line in run(runs):
        console().print(str(line), markup=False)


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _figures(scores: Record) -> str:
    """The numbers of a record of scores on a line."""
    values = json.loads(scores.model_dump_json())
    shown = {k: f"{v:.3f}" if isinstance(v, float) else v for k, v in values.items()}
    return "  ".join(f"{key} {value}" for key, value in shown.items() if not isinstance(value, list | dict))

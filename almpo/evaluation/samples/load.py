"""Read the sources of the sample reports."""

import tomllib
from importlib import resources
from typing import Any

from almpo.evaluation.samples.manuscript import Block, Manuscript, Run
from almpo.evaluation.samples.schema import Report
from almpo.evaluation.samples.text import Text, read_text
from almpo.evaluation.samples.words import WORDS

SOURCES = resources.files("almpo.evaluation.samples") / "reports"
WORDS_BETWEEN_LABELS = 250  # in formats without pages


def report_ids() -> list[str]:
    """The ids of all sample reports, in alphabetical order."""
    return sorted(
        path.name.removesuffix(".toml") for path in SOURCES.iterdir() if path.name.endswith(".toml")
    )


def load_report(report_id: str) -> Report:
    """Read one report. Raises pydantic.ValidationError naming the key that is wrong."""
    data = _data(report_id)
    base = data.get("revision_of") or report_id
    text = (SOURCES / f"{base}.md").read_text(encoding="utf-8")
    return Report(id=report_id, text=text, **data)


def _data(report_id: str) -> dict[str, Any]:
    """The data file. That of a revision holds what differs from the first version."""
    data = tomllib.loads((SOURCES / f"{report_id}.toml").read_text(encoding="utf-8"))
    if "revision_of" not in data:
        return data
    corrections = data.pop("corrections")
    revised = {**_data(data["revision_of"]), **data}
    for correction in corrections:
        table, row, column = correction["cell"].split(".")
        target = next(t for t in revised["tables"] if t["key"] == table)
        at = [c["key"] for c in target["columns"]].index(column)
        line = next(r for r in target["rows"] if r.get("key") == row)
        line["est"][at], line["se"][at] = correction["est"], correction["se"]
    return revised


def manuscript(report: Report, text: Text | None = None) -> Manuscript:
    """The report ready for print. What stands before the first heading is the abstract."""
    words = WORDS[report.language]
    blocks = (text or read_text(report)).blocks
    first = next(i for i, block in enumerate(blocks) if block.kind == "heading")
    body = blocks[first:] if report.format == "pdf" else _labelled(blocks[first:], words.label)
    return Manuscript(
        label=words.label,
        page_word=words.page,
        caption_mark=words.mark,
        decimal=report.locale.decimal,
        abstract_heading=words.abstract,
        abstract=blocks[:first],
        blocks=body,
        **report.model_dump(
            include={
                "id",
                "language",
                "title",
                "subtitle",
                "authors",
                "institute",
                "series",
                "date",
                "year",
                "style",
            }
        ),
    )


def _labelled(blocks: tuple[Block, ...], label: str) -> tuple[Block, ...]:
    """The label again every few hundred words: formats without pages have no running head."""
    labelled: list[Block] = []
    words = 0
    for block in blocks:
        if words >= WORDS_BETWEEN_LABELS and block.kind != "list":
            labelled.append(Block(kind="label", runs=(Run(text=label),)))
            words = 0
        labelled.append(block)
        words += len(block.text.split())
        if block.table:
            words += sum(1 + len(line.cells) for line in block.table.lines)
    return tuple(labelled)

"""Markdown with pipe tables, as GitHub and Pandoc read them."""

import re

from almpo.evaluation.samples.manuscript import Block, Manuscript, PrintedTable, Run

MARKS = {"": "", "emphasis": "*", "strong": "**"}


def write_markdown(manuscript: Manuscript) -> bytes:
    """The report as Markdown."""
    m = manuscript
    parts = [f"**{m.label}**", f"# {m.title}"]
    parts += [m.subtitle] if m.subtitle else []
    parts += [f"{m.institute}, {m.series}", f"{', '.join(m.authors)}, {m.date}", f"## {m.abstract_heading}"]
    parts += [_block(block, m.caption_mark) for block in (*m.abstract, *m.blocks)]
    return ("\n\n".join([*parts, f"**{m.label}**"]) + "\n").encode()


def _block(block: Block, caption_mark: str) -> str:
    if block.kind == "label":
        return f"**{block.text}**"
    if block.kind == "heading":
        return "#" * (block.level + 1) + " " + _runs(block.runs)
    if block.kind == "list":
        return "\n".join(f"- {_runs(item)}" for item in block.items)
    if block.table:
        return _table(block.table, caption_mark)
    return _runs(block.runs)


def _runs(runs: tuple[Run, ...]) -> str:
    return "".join(MARKS[run.style] + _escaped(run.text) + MARKS[run.style] for run in runs)


def _table(table: PrintedTable, caption_mark: str) -> str:
    """Pipe tables have one head row: its cells join all levels."""
    heads = [""] * table.columns
    for level in table.head:
        spread = [cell.text for cell in level for _ in range(cell.span)]
        heads = [" – ".join(filter(None, pair)) for pair in zip(heads, spread, strict=True)]
    rows = [_row(table.stub, heads), "|---" + "|---:" * table.columns + "|"]
    rows += [_row(line.label, [c.text for c in line.cells] or [""] * table.columns) for line in table.lines]
    caption = f"**{table.label}**{caption_mark}{_escaped(table.caption)}"
    return "\n\n".join(filter(None, [caption, "\n".join(rows), _escaped(table.note)]))


def _row(label: str, cells: list[str]) -> str:
    return "| " + " | ".join(_escaped(text) for text in (label, *cells)) + " |"


def _escaped(text: str) -> str:
    return re.sub(r"([*_|\\`])", r"\\\1", text)

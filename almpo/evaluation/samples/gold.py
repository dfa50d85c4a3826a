"""Write the truth of the sample reports as gold files: findings, questions, tables cell by cell."""

import json
from pathlib import Path
from typing import Any

from almpo.evaluation.samples.load import load_report, report_ids
from almpo.evaluation.samples.manuscript import Line
from almpo.evaluation.samples.pages import Pages, pages_of
from almpo.evaluation.samples.questions import questions
from almpo.evaluation.samples.schema import Report, Table
from almpo.evaluation.samples.tables import print_table, table_label
from almpo.evaluation.samples.truth import findings


def gold_files() -> dict[str, str]:
    """All gold files by name: `<id>.jsonl`, `<id>.meta.json`, `tables/cells.txt`."""
    files, cells = {}, ""
    for report in map(load_report, report_ids()):
        pages = pages_of(report)
        lines = [json.dumps(row, ensure_ascii=False) for row in findings(report, pages)]
        files[f"{report.id}.jsonl"] = "\n".join(lines) + "\n"
        files[f"{report.id}.meta.json"] = (
            json.dumps(_meta(report, pages), ensure_ascii=False, indent=1) + "\n"
        )
        cells += "".join(_cells(report, table, pages) for table in report.tables)
    return files | {"tables/cells.txt": cells}


def write_gold(folder: Path) -> None:
    """Write the gold files into the folder."""
    for name, text in gold_files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _meta(report: Report, pages: Pages) -> dict[str, Any]:
    meaning = report.meaning.model_dump(mode="json")
    return {
        "doc": report.file_name,
        "synthetic": True,
        "title": report.title,
        "authors": report.authors,
        "year": report.year,
        "language": report.language,
        **{key: meaning[key] for key in ("country", "region", "programme", "lmp", "design", "target_groups")},
        "sms": report.appraisal.sms,
        "sms_reason": report.appraisal.sms_reason,
        "sample_period": report.meaning.period,
        "n_total": report.appraisal.n_total,
        "finding": report.appraisal.finding,
        "revision_of": report.revision_of,
        "contradicts": report.contradicts,
        "pages": len(pages.texts),
        "complete_tables": [_complete(report, table, pages) for table in report.tables],
        "other_tables_on_page": {},
        "caveats": report.appraisal.caveats,
        "questions": questions(report, pages),
    }


def _complete(report: Report, table: Table, pages: Pages) -> dict[str, Any]:
    numbers = sorted({pages.of_row(table, row) for row in table.rows})
    return {"table": table_label(report, table), "page": numbers[0], "pages": numbers}


def _cells(report: Report, table: Table, pages: Pages) -> str:
    """The printed cells with numbers, one block a page, in the form that `score_cells.py` reads."""
    name = report.id if report.format == "pdf" else report.file_name
    kind = table.below if table.brackets == "()" else "none"
    printed = print_table(report, table).lines
    text = ""
    for page in sorted({pages.of_row(table, row) for row in table.rows}):
        text += f"@ {name} {page} paren={kind}{' inline' * table.beside}\n"
        rows = [table.rows[int(line.row.rpartition(".")[2])] for line in printed]
        for line, row in zip(printed, rows, strict=True):
            if pages.of_row(table, row) == page and _has_numbers(line):
                text += " | ".join([line.label, *(cell.text for cell in line.cells)]).rstrip() + "\n"
    return text


def _has_numbers(line: Line) -> bool:
    return any(character.isdigit() for cell in line.cells for character in cell.text)

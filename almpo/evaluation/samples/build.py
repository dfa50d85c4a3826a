"""Build the sample reports: the same bytes in every run, so that ingesting them again is a no-op."""

from collections.abc import Callable
from pathlib import Path

from almpo.evaluation.samples.load import load_report, manuscript, report_ids
from almpo.evaluation.samples.manuscript import Manuscript
from almpo.evaluation.samples.schema import Report
from almpo.evaluation.samples.writers.docx import write_docx
from almpo.evaluation.samples.writers.html import write_html
from almpo.evaluation.samples.writers.markdown import write_markdown
from almpo.evaluation.samples.writers.pdf import write_pdf

WRITERS: dict[str, Callable[[Manuscript], bytes]] = {
    "pdf": write_pdf,
    "docx": write_docx,
    "html": write_html,
    "md": write_markdown,
}


def document_bytes(report: Report) -> bytes:
    """The report in its own file format."""
    return WRITERS[report.format](manuscript(report))


def build_samples(folder: Path) -> list[Path]:
    """Write all sample reports into the folder, which is made if it is missing.

    Files that hold the right bytes already are left alone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for report in map(load_report, report_ids()):
        path, data = folder / report.file_name, document_bytes(report)
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)
        paths.append(path)
    return paths

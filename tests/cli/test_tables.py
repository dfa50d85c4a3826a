"""`almpo tables`."""

import json
from pathlib import Path


def test_cells_by_document_and_page(samples, tmp_path: Path) -> None:
    report = "en_wage_subsidy_did_estonia.pdf"
    assert samples("tables", "export", str(tmp_path / "t.json"), "--document", report)[0] == 0
    pages = json.loads((tmp_path / "t.json").read_text("utf-8"))
    assert pages
    assert all(key.rpartition(":")[2].isdigit() for key in pages)
    cells = [cell for page in pages.values() for table in page["tables"] for row in table for cell in row]
    shown = samples("tables", "show", report)[1]
    assert all(cell.split()[0] in shown for cell in cells if cell.strip())

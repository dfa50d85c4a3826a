from pathlib import Path
from random import Random

import pytest

from almpo.evaluation.bad_files import BAD_FILES
from almpo.evidence.errors import IngestError
from almpo.ingestion.limits import Limits
from almpo.ingestion.prescan.docx import scan_docx

CASES = {case.name: case for case in BAD_FILES}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("truncated.docx", "damaged"),
        ("bad_checksum.docx", "damaged"),
        ("archive.docx", "unknown_format"),
        ("spreadsheet.docx", "wrong_extension"),
        ("without_document_part.docx", "damaged"),
        ("broken_xml.docx", "damaged"),
        ("entity_laughs.docx", "bomb"),
        ("outside_entity.docx", "bomb"),
        pytest.param("zip_bomb.docx", "bomb", marks=pytest.mark.slow),
    ],
)
def test_refused(tmp_path: Path, name: str, code: str) -> None:
    path = tmp_path / name
    CASES[name].write(path, Random(0))
    with pytest.raises(IngestError) as raised:
        scan_docx(path, Limits())
    assert raised.value.code == code
    assert name in str(raised.value)


@pytest.mark.parametrize("name", ["without_text.docx", "path_traversal.docx", "huge_span.docx"])
def test_let_through(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    CASES[name].write(path, Random(0))
    scan_docx(path, Limits())


def test_unpacked_size_counts(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    CASES["without_text.docx"].write(path, Random(0))
    with pytest.raises(IngestError, match="unpack to") as raised:
        scan_docx(path, Limits(max_decoded_bytes=10_000))
    assert raised.value.code == "bomb"

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almpo.evaluation.bad_files import BAD_FILES
from almpo.evaluation.bad_files.pdf_writer import report
from almpo.evidence.errors import IngestError
from almpo.ingestion.gate import DOCX, HTML, MARKDOWN, PDF, SUFFIXES, inspect, sniff
from almpo.ingestion.limits import Limits
from almpo.ingestion.parsers.base import ParseOptions

PAGE = b"<!DOCTYPE html><html><body>text</body></html>"
GATE_CODES = {"unreadable", "empty", "too_large", "unknown_format", "wrong_extension", "needs_password"}


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.pdf", b"%PDF-1.7\n", PDF),
        ("A.PDF", b"rubbish" * 100 + b"%PDF-1.7\n", PDF),
        ("a.docx", b"PK\x03\x04rest", DOCX),
        ("a.html", PAGE, HTML),
        ("a.htm", b"\n<!-- saved from -->\n<html>", HTML),
        ("a.xhtml", b'<?xml version="1.0"?>\n<!DOCTYPE html>', HTML),
        ("a.html", b"no mark-up at all", HTML),
        ("a.html", codecs.BOM_UTF16_LE + PAGE.decode().encode("utf-16-le"), HTML),
        ("a.md", b"# Title\n\n<div>inline</div>", MARKDOWN),
        ("a.Rmd", b"---\ntitle: x\n---", MARKDOWN),
        ("a.md", "Größe".encode("cp1252"), MARKDOWN),
        ("named by content", PAGE, HTML),
    ],
)
def test_what_may_come_in(tmp_path: Path, name: str, content: bytes, media_type: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert inspect(path, Limits()) == media_type


@pytest.mark.parametrize(
    ("name", "content", "code", "told"),
    [
        ("a.pdf", b"", "empty", "0 bytes"),
        ("a.pdf", PAGE, "wrong_extension", "holds HTML. Rename it to a.html"),
        ("a.docx", report(), "wrong_extension", "holds PDF. Rename it to a.pdf"),
        ("a.pdf", b"PK\x03\x04", "wrong_extension", "holds a zip archive. Rename it to a.docx"),
        ("a.md", PAGE, "wrong_extension", "Rename it to a.html"),
        ("a.docx", b"{\\rtf1", "wrong_extension", "save it as .docx"),
        ("a.pdf", bytes(100), "unknown_format", "unknown binary data"),
        ("a.md", bytes(range(1, 32)) * 4, "unknown_format", "unknown binary data"),
        ("a.txt", b"plain text", "unknown_format", "only PDF, DOCX, HTML and Markdown are read"),
        ("a", b"plain text", "unknown_format", "only PDF"),
    ],
)
def test_what_is_turned_away(tmp_path: Path, name: str, content: bytes, code: str, told: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(IngestError) as raised:
        inspect(path, Limits())
    assert (raised.value.code, told in str(raised.value)) == (code, True), str(raised.value)


def test_size_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"x" * 2000)
    with pytest.raises(IngestError, match=r"2,000 bytes, more than the 1,999 allowed"):
        inspect(path, Limits(max_bytes=1999))
    assert inspect(path, Limits(max_bytes=2000)) == MARKDOWN


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(IngestError, match="No such file") as raised:
        inspect(tmp_path / "gone.pdf", Limits())
    assert raised.value.code == "unreadable"


GATED = [case for case in BAD_FILES if case.expect <= GATE_CODES and not case.name.startswith("user_")]


@pytest.mark.parametrize("case", GATED, ids=[case.name[:30] for case in GATED])
def test_bad_files_that_need_no_parser_to_be_known(tmp_path: Path, case) -> None:
    from random import Random

    path = tmp_path / case.name
    case.write(path, Random(0))
    if case.name in ("archive.docx", "spreadsheet.docx"):  # zip archives are opened in the child
        assert inspect(path, Limits()) == DOCX
        return
    with pytest.raises(IngestError) as raised:
        inspect(path, Limits())
    assert raised.value.code in case.expect
    assert case.name in str(raised.value)


@given(st.binary(max_size=5000))
def test_sniffing_knows_any_bytes(head: bytes) -> None:
    content = sniff(head)
    assert content.media_type in {None, *SUFFIXES.values()}
    assert content.media_type or content.mend


def test_defaults_of_options_and_limits_agree() -> None:
    assert ParseOptions().max_pages == Limits().max_pages

from pathlib import Path
from random import Random

import pytest

from almpo.evaluation.bad_files import BAD_FILES, READY, BadFile
from almpo.evaluation.bad_files.case import holding
from almpo.evaluation.bench_bad_files import Outcome, account, main, read
from almpo.evidence.documents import Page, ParsedDocument
from almpo.evidence.vocabulary import PageStatus
from almpo.ingestion.sandbox import Sandbox

CODES = {
    *(
        "empty",
        "unknown_format",
        "wrong_extension",
        "damaged",
        "needs_password",
        "too_large",
        "too_many_pages",
    ),
    *("bomb", "timeout", "out_of_memory", "no_pages", "no_text", "unreadable", READY),
}
QUICK = [case for case in BAD_FILES if case.name.startswith(("flipped", "corrupt", "broken", "invalid"))]


def test_names_are_apart_and_expectations_known() -> None:
    assert len({case.name for case in BAD_FILES}) == len(BAD_FILES) >= 45
    assert all(case.expect and case.expect <= CODES for case in BAD_FILES)


@pytest.mark.parametrize("case", QUICK, ids=lambda case: case.name)
def test_the_same_seed_makes_the_same_bytes(tmp_path: Path, case: BadFile) -> None:
    contents = []
    for folder in ("one", "two"):
        path = tmp_path / folder / case.name
        path.parent.mkdir()
        case.write(path, Random(7))
        contents.append(path.read_bytes())
    assert contents[0] == contents[1] or case.name.endswith(".docx")  # zip archives hold the time


def parsed(*pages: Page) -> ParsedDocument:
    return ParsedDocument(document_id="d", parser="test", pages=pages)


def test_account_of_pages() -> None:
    document = parsed(
        Page(number=1, status=PageStatus.PARSED, text="text"),
        Page(number=2, status=PageStatus.FAILED, reason="took too long"),
    )
    assert account(document) == "1 parsed, 1 failed; page 2: took too long"


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (parsed(Page(number=2, status=PageStatus.PARSED, text="text")), "missing from the accounts"),
        (parsed(Page(number=1, status=PageStatus.PARSED)), "without any text"),
        (
            parsed(
                Page(number=1, status=PageStatus.PARSED, text="text"),
                Page(number=2, status=PageStatus.PARSED),
            ),
            "1 pages are empty without a reason",
        ),
    ],
)
def test_silent_losses_are_found(document: ParsedDocument, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        account(document)


@pytest.mark.parametrize(
    ("state", "crash", "silent", "expected"),
    [
        ("damaged", False, False, True),
        ("bomb", False, False, False),
        (READY, False, True, False),
        ("crashed", True, False, False),
        ("ValueError", True, False, False),
    ],
)
def test_outcomes(state: str, crash: bool, silent: bool, expected: bool) -> None:
    outcome = Outcome(holding("a.pdf", "damaged no_pages", lambda _: b""), state, "", 0)
    assert (outcome.is_crash, outcome.is_silent_success, outcome.is_expected) == (crash, silent, expected)


def test_reading_a_bad_file(tmp_path: Path) -> None:
    case = holding("page.pdf", "wrong_extension", lambda _: b"<html></html>")
    case.write(tmp_path / case.name, Random(0))
    outcome = read(case, tmp_path / case.name, Sandbox())
    assert outcome.is_expected
    assert "Rename it to page.html" in outcome.told


@pytest.mark.slow
def test_no_bad_file_crashes_or_passes_for_good(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0, capsys.readouterr().out

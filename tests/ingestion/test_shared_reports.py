"""Reading of the real reports beside the checkout."""

import json
import random
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from almpo.evidence.documents import ParsedDocument
from almpo.evidence.vocabulary import PageStatus
from almpo.ingestion.parsers.base import ParseOptions
from almpo.ingestion.parsers.pdf import PdfParser
from almpo.ingestion.text.repair import LOST
from almpo.ingestion.textual import find_quote

pytestmark = pytest.mark.shared

TWO_COLUMNS = "lalonde_1986_aer"
CORK = "neg_de_rau_ict_arbeitslosigkeit_oecd_bachelorarbeit"
SOFT_HYPHENS = "das_recht_auf_arbeit_2023_de"
OUTLINED = "pap_job_guarantee_marienthal"


@cache
def _parsed(shared: Path, name: str) -> ParsedDocument:
    return PdfParser().parse(shared / "corpus" / f"{name}.pdf", "0" * 64, ParseOptions(ocr="none"))


def _squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", [TWO_COLUMNS, CORK, SOFT_HYPHENS, OUTLINED])
def test_every_page_is_accounted_for_and_quotes_make_up_passages(shared: Path, name: str) -> None:
    parsed = _parsed(shared, name)
    assert [page.number for page in parsed.pages] == list(range(1, len(parsed.pages) + 1))
    assert all(page.text or page.reason for page in parsed.pages)
    for page in parsed.pages:
        assert all(page.text[word.start : word.end].strip() for word in page.words)
    for passage in parsed.passages:
        assert _squeezed(passage.text) == _squeezed("".join(anchor.quote for anchor in passage.anchors))


def test_columns_are_read_one_after_the_other(shared: Path) -> None:
    """Below the heads, no line of the left column comes after one of the right column."""
    for page in _parsed(shared, TWO_COLUMNS).pages[8:13:2]:
        middle = page.width / 2
        sides = [w.x0 > middle for w in page.words if 0.15 < w.y0 / page.height < 0.75]
        changes = sum(a != b for a, b in pairwise(sides))
        assert changes <= 3, f"page {page.number}"


def test_running_heads_and_licence_lines_are_in_no_passage(shared: Path) -> None:
    parsed = _parsed(shared, TWO_COLUMNS)
    assert sum("This content downloaded" in page.text for page in parsed.pages) == 18
    assert not any("This content downloaded" in passage.text for passage in parsed.passages)
    assert not any("AMERICAN ECONOMIC REVIEW SEPT" in passage.text for passage in parsed.passages)


def test_ligatures_lost_to_control_codes_come_back(shared: Path) -> None:
    text = " ".join(page.text for page in _parsed(shared, CORK).pages)
    assert len(re.findall(r"\bEffekt", text)) >= 40
    assert "signifikant" in text
    assert "Einfluss" in text
    assert "größer" in text
    assert text.count(LOST) < 20
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", text)


def test_soft_hyphens_join_words(shared: Path) -> None:
    text = " ".join(passage.text for passage in _parsed(shared, SOFT_HYPHENS).passages)
    assert "\u00ad" not in text
    assert not re.search(
        r"[a-zäöüß]{2,}- [a-zäöüß]{2,}(?<!und)(?<!oder)", text.replace("- und", "").replace("- oder", "")
    )


def test_sections_are_those_of_the_outline(shared: Path) -> None:
    titles = [section.title for section in _parsed(shared, OUTLINED).sections]
    assert titles[:3] == [
        "1 Background",
        "1.1 Description of the intervention",
        "1.2 Timeline for the intervention",
    ]
    assert titles[-1] == "References"
    assert len(titles) == 16


def test_blank_pages_are_skipped_with_a_reason(shared: Path) -> None:
    page = _parsed(shared, CORK).pages[1]
    assert (page.status, page.reason) == (PageStatus.SKIPPED, "blank page")


def _gold_quotes(shared: Path) -> Iterator[tuple[str, int, str]]:
    for path in sorted((shared / "gold").glob("*.jsonl")):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            if row["source"] == "text" and row["quote"]:
                yield path.stem, row["page"], row["quote"]


@pytest.mark.slow
def test_gold_quotes_are_found_and_changed_numbers_are_not(shared: Path) -> None:
    quotes = list(_gold_quotes(shared))
    assert len(quotes) >= 30
    rng = random.Random(7)
    for name, number, quote in quotes:
        page = _parsed(shared, name).pages[number - 1]
        assert find_quote(page, quote), f"{name} {number}: {quote}"
        digits = [at for at, char in enumerate(quote) if char.isdigit()]
        if digits:
            at = rng.choice(digits)
            wrong = quote[:at] + str((int(quote[at]) + rng.randint(1, 9)) % 10) + quote[at + 1 :]
            assert find_quote(page, wrong) is None, wrong

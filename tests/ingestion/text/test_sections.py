"""Headings, by outline and by print."""

from collections.abc import Callable

import pytest

from almpo.ingestion.text.headings import find_headings, is_usual_title
from almpo.ingestion.text.outline import OutlineEntry, locate_outline
from almpo.ingestion.text.page_text import PageText, Role
from almpo.ingestion.text.sections import mark_headings, read_sections

MakePage = Callable[..., PageText]
PROSE = "The programme raised the employment of all who took part in it by four points within a year."


@pytest.fixture
def report(page_text: MakePage) -> list[PageText]:
    return [
        page_text(
            ("A report on training", 18, True), "Jane Doe", ("1 Introduction", 14, True), PROSE, number=1
        ),
        page_text(
            ("2 Results", 14, True), ("2.1 Men", 12, True), PROSE, ("2.2 Women", 12, True), PROSE, number=2
        ),
        page_text(("References", 14, True), "Doe, J. (2001). A report.", number=3),
    ]


def test_headings_by_print(report: list[PageText]) -> None:
    found = [(s.level, s.title, s.page) for s in find_headings(report, body_size=10)]
    assert found == [
        (1, "1 Introduction", 1),
        (1, "2 Results", 2),
        (2, "2.1 Men", 2),
        (2, "2.2 Women", 2),
        (1, "References", 3),
    ]


def test_numbers_tell_headings_in_plain_print(page_text: MakePage) -> None:
    page = page_text(
        "1. Introduction", PROSE, "2. Data", PROSE, "2.1 Sample", PROSE, "7. Item of a list", PROSE
    )
    assert [s.title for s in find_headings([page], 10)] == ["1. Introduction", "2. Data", "2.1 Sample"]


@pytest.mark.parametrize(
    "text",
    ["Table 3: Effects", "Card, David, Kluve, Jochen, and others", "it goes on", "It ends.", "0.12 (0.03)"],
)
def test_other_bold_print_is_no_heading(page_text: MakePage, text: str) -> None:
    assert find_headings([page_text((text, 10, True), PROSE, PROSE, PROSE)], 10) == []


def test_a_table_of_contents_holds_no_headings(page_text: MakePage) -> None:
    contents = page_text(*((f"{n} Part {n} {n + 3}", 10, True) for n in range(1, 6)), number=1)
    body = page_text(("1 Part 1", 14, True), PROSE, PROSE, PROSE, number=2)
    assert [(s.page, s.title) for s in find_headings([contents, body], 10)] == [(2, "1 Part 1")]


def test_the_outline_is_found_in_the_text(report: list[PageText]) -> None:
    outline = [OutlineEntry(2, "Introduction", 1), OutlineEntry(2, "Results", 1), OutlineEntry(3, "Women", 2)]
    found = [(s.level, s.title, s.page) for s in locate_outline(outline, report)]
    assert found == [(1, "1 Introduction", 1), (1, "2 Results", 2), (2, "2.2 Women", 2)]


def test_entries_that_lead_nowhere_are_looked_for_everywhere(report: list[PageText]) -> None:
    outline = [
        OutlineEntry(1, "Introduction", 1),
        OutlineEntry(1, "Results", -1),
        OutlineEntry(1, "Cover", -1),
    ]
    assert [(s.title, s.page) for s in locate_outline(outline, report)] == [
        ("1 Introduction", 1),
        ("2 Results", 2),
    ]


def test_an_outline_without_headings_is_not_believed(report: list[PageText]) -> None:
    outline = [OutlineEntry(1, "Introduction", 1), *(OutlineEntry(1, f"p. {n}", n) for n in (1, 2, 3))]
    assert locate_outline(outline, report) == []
    assert read_sections(report, outline, 10) == tuple(find_headings(report, 10))


def test_a_heading_broken_in_two_is_one(page_text: MakePage) -> None:
    page = page_text(("3 What the programme", 14, True), ("did to wages", 14, True), PROSE)
    [section] = locate_outline([OutlineEntry(1, "What the programme did to wages", 1)], [page])
    assert section.title == "3 What the programme did to wages"


def test_references_join_an_outline_that_leaves_them_out(report: list[PageText]) -> None:
    outline = [OutlineEntry(1, "Introduction", 1), OutlineEntry(1, "Results", 2)]
    assert [s.title for s in read_sections(report, outline, 10)] == [
        "1 Introduction",
        "2 Results",
        "References",
    ]


@pytest.mark.parametrize("title", ["References", "4 Conclusiones", "IV. CONCLUSION", "B. Anhang", "Wnioski:"])
def test_usual_titles(title: str) -> None:
    assert is_usual_title(title)
    assert not is_usual_title(f"{title} of the men")


def test_headings_get_their_role_but_run_in_ones_stay_text(page_text: MakePage) -> None:
    page = page_text(("1 Data", 14, True), f"Outcomes. {PROSE}")
    outline = [OutlineEntry(1, "Data", 1), OutlineEntry(2, "Outcomes", 1)]
    [marked] = mark_headings([page], locate_outline(outline, [page]))
    assert [p.role for p in marked.paragraphs] == [Role.HEADING, Role.BODY]

"""Where paragraphs begin and end."""

from collections.abc import Callable

import pytest

from almpo.ingestion.text.lines import Line
from almpo.ingestion.text.paragraphs import runs_on, split_paragraphs
from almpo.ingestion.text.reading_order import Column

FULL = "words that fill the line of text up to its right border."


@pytest.fixture
def split(line: Callable[..., Line]) -> Callable[..., list[list[str]]]:
    """Lines given as (text, x, y, size, bold); missing y run on at 12 points."""

    def make(*lines: dict[str, object]) -> list[list[str]]:
        column = Column(tuple(line(**{"y": 100 + 12 * n} | given) for n, given in enumerate(lines)))
        return [[item.text for item in paragraph] for paragraph in split_paragraphs(column)]

    return make


def test_full_lines_are_one_paragraph(split: Callable[..., list[list[str]]]) -> None:
    assert len(split({"text": FULL}, {"text": FULL}, {"text": "The end."})) == 1


def test_a_line_that_ends_early_ends_the_paragraph(split: Callable[..., list[list[str]]]) -> None:
    assert len(split({"text": FULL}, {"text": "It ends."}, {"text": FULL})) == 2


def test_an_indented_line_begins_one(split: Callable[..., list[list[str]]]) -> None:
    given = [{"text": FULL}, {"text": FULL}, {"text": FULL[6:], "x": 87}, {"text": FULL}]
    assert [len(paragraph) for paragraph in split(*given)] == [2, 2]


def test_hanging_entries_stay_apart(split: Callable[..., list[list[str]]]) -> None:
    first, more = {"text": FULL[:-1] + ","}, {"text": FULL[6:-1] + ",", "x": 87}
    assert [len(paragraph) for paragraph in split(first, more, more, first, more, more)] == [3, 3]


def test_larger_space_and_other_type_begin_one(split: Callable[..., list[list[str]]]) -> None:
    space = split({"text": FULL}, {"text": FULL}, {"text": FULL, "y": 142})
    size = split({"text": "A heading", "size": 14}, {"text": FULL, "y": 116})
    bold = split({"text": "A heading", "bold": True}, {"text": FULL})
    assert [len(found) for found in (space, size, bold)] == [2, 2, 2]


def test_items_of_a_list_are_paragraphs(split: Callable[..., list[list[str]]]) -> None:
    assert len(split({"text": f"• {FULL}"}, {"text": f"• {FULL}"})) == 2


def test_a_table_is_one_paragraph(line: Callable[..., Line]) -> None:
    rows = (line("Age 33.4 24.5", y=100), line("(7.4) (6.6)", x=200, y=130))
    assert split_paragraphs(Column(rows, table=True)) == [list(rows)]


@pytest.mark.parametrize(
    ("before", "after", "goes_on"),
    [
        ("the effect of", "training", True),
        ("the effect of inte-", "gration", True),
        ("training, counselling,", "Wage subsidies", True),
        ("The effect is small.", "training", False),
        ("The effect is small.³", "training", False),
        ("A heading", "The text", False),
        ("", "text", False),
    ],
)
def test_paragraphs_go_on_over_breaks(before: str, after: str, goes_on: bool) -> None:
    assert runs_on(before, after) is goes_on

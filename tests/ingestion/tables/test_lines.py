"""Tokens to lines and chunks."""

from typing import Any

import pytest

from almpo.evidence.anchors import Box
from almpo.ingestion.layout import Token
from almpo.ingestion.tables.lines import build_lines, cut_line, make_chunk


def _texts(sheet: Any) -> list[list[str]]:
    return [[chunk.text for chunk in line.chunks] for line in build_lines(sheet.tokens)]


def test_chunks_are_parted_by_wide_gaps_and_numbers_by_narrow_ones(sheet: Any) -> None:
    sheet.print(60, 100, "Reform 1: UI recipients")
    sheet.print(200, 100, "0.12**")
    sheet.print(237, 100, "0.34")
    assert _texts(sheet) == [["Reform 1: UI recipients", "0.12**", "0.34"]]


@pytest.mark.parametrize(
    "text",
    [
        "0.12 (0.05)",
        "[0.02, 0.22]",
        "1437 (51.9%)",
        "0.1 (0.0 to 0.2)",
        "0.12 to 0.45",
        "- 0.05",
        "- $15,997",
    ],
)
def test_what_is_printed_as_one_cell_stays_one_chunk(sheet: Any, text: str) -> None:
    sheet.print(60, 100, "Women")
    sheet.print(200, 100, text)
    assert _texts(sheet) == [["Women", text]]


def test_thousands_after_a_thin_space_are_one_number(sheet: Any) -> None:
    sheet.print(60, 100, "21")
    sheet.print(71.5, 100, "393.1")
    sheet.print(160, 100, "17")
    assert _texts(sheet) == [["21 393.1", "17"]]


def test_a_token_that_holds_two_cells_is_cut_in_proportion(sheet: Any) -> None:
    sheet.print(60, 100, "-0.012-0.005***")
    (line,) = build_lines(sheet.tokens)
    assert [chunk.text for chunk in line.chunks] == ["-0.012", "-0.005***"]
    assert line.chunks[0].box.x1 == pytest.approx(90)
    assert line.chunks[1].box.x1 == pytest.approx(135)


def test_raised_stars_and_lowered_indices_belong_to_the_line_they_touch(sheet: Any) -> None:
    sheet.print(60, 100, "Wage")
    sheet.print(80, 102.5, "t", size=6)
    sheet.print(200, 100, "0.12")
    sheet.print(220, 96.5, "***", size=6)
    assert _texts(sheet) == [["Waget", "0.12***"]]


def test_lines_keep_apart_when_a_label_is_set_at_half_height(sheet: Any) -> None:
    sheet.print(200, 100, "0.12")
    sheet.print(60, 106, "Women")
    sheet.print(200, 112, "(0.05)")
    assert _texts(sheet) == [["0.12"], ["Women"], ["(0.05)"]]


def test_noise_of_recognised_baselines_does_not_break_a_line() -> None:
    tokens = [
        Token(str(i), Box(60 + 40 * i, 92, 75 + 40 * i, 102), 10, 100 + noise)
        for i, noise in enumerate((0, 1.2, -1.1, 0.8, -0.9))
    ]
    assert len(build_lines(tokens)) == 1


def test_vertical_lines_cut_text(sheet: Any) -> None:
    sheet.print(60, 100, "Austria 1998 training")
    (line,) = build_lines(sheet.tokens)
    assert [chunk.text for chunk in cut_line(line, [98, 122]).chunks] == ["Austria", "1998", "training"]


def test_chunks_are_folded_but_their_tokens_are_as_printed() -> None:
    token = Token("−0.5∗∗", Box(0, 0, 30, 10), 10, 8)
    chunk = make_chunk([token])
    assert chunk.text == "-0.5**"
    assert chunk.value
    assert chunk.tokens == (token,)

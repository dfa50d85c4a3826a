from hypothesis import given
from hypothesis import strategies as st

from almpo.ingestion.parsers.grid import MAX_SPAN, Grid, SourceCell, build_grid


def cells(*rows: str) -> list[list[SourceCell]]:
    """Rows of cells divided by `|`; `//` is a line break, `2>text` spans two columns, `2v text` two rows."""
    parsed = []
    for row in rows:
        parts = []
        for text in row.split("|"):
            columns = rows_down = 1
            text = text.strip().replace("//", "\n")
            if text[1:2] == ">":
                columns, text = int(text[0]), text[2:]
            elif text[1:2] == "v":
                rows_down, text = int(text[0]), text[2:]
            parts.append(SourceCell(text.strip(), columns, rows_down))
        parsed.append(parts)
    return parsed


def build(*rows: str) -> Grid:
    grid = build_grid(cells(*rows))
    assert grid is not None
    return grid


def texts(grid: Grid) -> list[list[str]]:
    rows = [[""] * grid.n_columns for _ in range(grid.n_rows)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def test_heads_end_at_the_first_value() -> None:
    grid = build("Outcome | 2>Employment", "| (1) | (2)", "| 2019 | 2020", "Training | 0.03** | 0.04")
    assert grid.header_rows == 3
    assert texts(grid)[0] == ["Outcome", "Employment", ""]
    assert [cell.columns for cell in grid.cells if cell.text == "Employment"] == [2]


def test_a_panel_is_no_head() -> None:
    grid = build("Outcome | Effect", "2>Panel A: men", "Employment | 0.03")
    assert grid.header_rows == 1
    assert texts(grid)[1] == ["Panel A: men", ""]


def test_a_table_of_words_has_one_head_row() -> None:
    assert (
        build("Programme | Target group", "Voucher | young people", "Subsidy | older people").header_rows == 1
    )


def test_estimate_over_standard_error_becomes_two_rows() -> None:
    grid = build("| Men | Women", "Training | 0.031***//(0.012) | −0,002//(0,004)", "N | 1,200 | 1,300")
    assert texts(grid)[1:] == [
        ["Training", "0.031***", "−0,002"],
        ["", "(0.012)", "(0,004)"],
        ["N", "1,200", "1,300"],
    ]


def test_labels_of_two_lines_stay_together_unless_the_values_divide_too() -> None:
    grid = build("| Men", "Training//and counselling | 0.03", "Voucher//(s.e.) | 0.05//(0.02)")
    assert texts(grid)[1:] == [
        ["Training and counselling", "0.03"],
        ["Voucher", "0.05"],
        ["(s.e.)", "(0.02)"],
    ]


def test_cells_that_span_rows() -> None:
    """Labels are repeated, but not for a standard error; heads and numbers are not."""
    grid = build(
        "2v Outcome | Effect | Mean",
        "months | months",
        "3v Employment | 0.03** | 2v 0.41",
        "(0.01)",
        "0.05 | 0.43",
    )
    assert texts(grid) == [
        ["Outcome", "Effect", "Mean"],
        ["", "months", "months"],
        ["Employment", "0.03**", "0.41"],
        ["", "(0.01)", ""],
        ["Employment", "0.05", "0.43"],
    ]


def test_caption_and_note_in_rows() -> None:
    grid = build(
        "2>Table 2: Effects on pay",
        "Outcome | Effect",
        "Wage | 0.1",
        "Note: | *p<0.1; **p<0.05",
        "Source | own",
    )
    assert grid.caption == "Table 2: Effects on pay"
    assert grid.note == "Note: *p<0.1; **p<0.05 Source own"
    assert grid.n_rows == 2


def test_what_is_no_table() -> None:
    assert build_grid(cells("only one row | here")) is None
    assert build_grid(cells("one", "column")) is None
    assert build_grid([]) is None


def test_spans_that_lie() -> None:
    grid = build_grid(
        [[SourceCell("a", 10**9, 10**9), SourceCell("b")], [SourceCell("0.1"), SourceCell("0.2")]]
    )
    assert grid is None or grid.n_columns <= 2 * MAX_SPAN + 2


@given(
    st.lists(
        st.lists(
            st.builds(
                SourceCell,
                st.sampled_from(["", "0.1", "(0.2)", "label", "0.1\n(0.2)", "Note: x", "Table 1: y", "(1)"]),
                st.integers(1, 4),
                st.integers(1, 4),
                st.booleans(),
            ),
            max_size=5,
        ),
        max_size=6,
    )
)
def test_cells_lie_within_the_grid_and_apart(source: list[list[SourceCell]]) -> None:
    grid = build_grid(source)
    if grid is None:
        return
    taken = {(cell.row, cell.column) for cell in grid.cells}
    assert len(taken) == len(grid.cells)
    assert all(0 <= cell.row < grid.n_rows for cell in grid.cells)
    assert all(cell.column + cell.columns <= grid.n_columns for cell in grid.cells)
    assert 0 <= grid.header_rows < grid.n_rows


@given(
    st.lists(
        st.lists(st.sampled_from(["0.12", "-3", "1,024"]), min_size=2, max_size=4), min_size=1, max_size=4
    )
)
def test_no_number_is_lost_or_doubled(numbers: list[list[str]]) -> None:
    source = [[SourceCell("head"), SourceCell("column")]]
    source += [[SourceCell("label"), *map(SourceCell, row)] for row in numbers]
    grid = build_grid(source)
    assert grid is not None
    kept = sorted(cell.text for cell in grid.cells if cell.column and cell.row)
    assert kept == sorted(number for row in numbers for number in row)

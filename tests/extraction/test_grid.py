"""Tables stack, panels end, labels come in two columns."""

from finding_tables import make_table

from almpo.extraction.grid import read_grid


def test_panels_and_numbers():
    grid = read_grid(
        make_table(
            """
             | (1) | (2)
            Panel A: Men | |
            Treated | 0.10** | 0.12
             | (0.04) | (0.05)
            Panel B: Women | |
            Treated | 0.20 | 0.22
            """
        )
    )
    rows = grid.blocks[0].rows
    assert [(row.panel, row.label) for row in rows] == [
        ("Panel A: Men", "Treated"),
        ("Panel A: Men", ""),
        ("Panel B: Women", "Treated"),
    ]
    assert rows[1].wrapped
    assert rows[0].cells[1].numbers[0].stars == "**"


def test_an_indented_group_ends_where_the_indent_does():
    grid = read_grid(
        make_table(
            """
             | (1)
            Education | 
            Low | 0.1
            High | 0.2
            Age | 0.3
            """,
            indents=[50, 50, 60, 60, 50],
        )
    )
    assert [row.panel for row in grid.blocks[0].rows] == ["Education", "Education", None]


def test_a_head_repeated_half_way_down_begins_a_block():
    grid = read_grid(
        make_table(
            """
            Outcome | Treated | Control | Difference
            Employed | 0.5 | 0.4 | 0.1
            Outcome | Offered | Not offered | Effect
            Employed | 0.6 | 0.4 | 0.2
            """
        )
    )
    assert [block.head(3) for block in grid.blocks] == ["Difference", "Effect"]


def test_words_left_of_the_numbers_are_labels():
    grid = read_grid(
        make_table(
            """
            Estimator | Data | ATT
            PSM | CPS | 1,637
            """
        )
    )
    assert grid.blocks[0].rows[0].label == "PSM | CPS"


def test_column_numbers_and_spans_are_heads():
    grid = read_grid(
        make_table(
            """
             | Employment >2 | | Wage
             | (1) | (2) | (3)
            Treated | 0.1 | 0.2 | 0.3
            """,
            heads=1,
        )
    )
    assert grid.blocks[0].heads[2] == ("Employment", "(2)")


def test_decimal_commas_are_the_tables_own():
    grid = read_grid(
        make_table(
            """
             | Beschäftigung | N
            Programm | 0,25 | 1.234
            """
        )
    )
    cells = grid.blocks[0].rows[0].cells
    assert grid.decimal == ","
    assert [cells[column].numbers[0].value for column in (1, 2)] == [0.25, 1234]


def test_a_year_alone_in_its_row_heads_a_panel():
    grid = read_grid(make_table("| Effect\nEmployed | 0.10\n | 2022\nEmployed | 0.20"))
    assert [(row.label, row.panel) for block in grid.blocks for row in block.rows] == [
        ("Employed", None),
        ("Employed", "2022"),
    ]

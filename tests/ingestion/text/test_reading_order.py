"""Columns, and what runs across them."""

from collections.abc import Callable

from almpo.evidence.anchors import Box
from almpo.ingestion.layout import Token
from almpo.ingestion.text.reading_order import read_columns

Tokens = Callable[..., list[Token]]
WIDE = "a full line of text which runs over the whole width of the page and so parts the columns here"


def _read(tokens: list[Token], tables: tuple[Box, ...] = ()) -> list[str]:
    return [line.text for column in read_columns(tokens, tables) for line in column.lines]


def _column(tokens: Tokens, name: str, x: float, top: float, lines: int = 6) -> list[Token]:
    """A column of prose, 200 points wide."""
    return [
        token
        for number in range(lines)
        for token in tokens(f"{name}{number} words of a column of plain prose", x=x, y=top + 12 * number)
    ]


def test_the_left_column_comes_first(tokens: Tokens) -> None:
    printed = _column(tokens, "right", 310, 103) + _column(tokens, "left", 72, 100)
    order = [text.split()[0] for text in _read(printed)]
    assert order == [f"left{n}" for n in range(6)] + [f"right{n}" for n in range(6)]


def test_lines_across_both_columns_part_them(tokens: Tokens) -> None:
    printed = (
        tokens(WIDE, y=80)
        + _column(tokens, "a", 72, 100)
        + _column(tokens, "b", 310, 100)
        + tokens(WIDE, y=190)
        + _column(tokens, "c", 72, 210)
        + _column(tokens, "d", 310, 210)
    )
    order = [text.split()[0][0] for text in _read(printed)]
    assert order == ["a", *"a" * 6, *"b" * 6, "a", *"c" * 6, *"d" * 6]


def test_one_column_with_short_lines_stays_one(tokens: Tokens) -> None:
    texts = [WIDE, "a short end.", WIDE, "another one.", WIDE, WIDE, "the end."]
    printed = [token for n, text in enumerate(texts) for token in tokens(text, y=100 + 12 * n)]
    assert _read(printed) == texts


def test_a_column_of_numbers_is_no_column_of_text(tokens: Tokens) -> None:
    rows = [(f"Variable number {n} of the model", f"0.{n}12 (0.0{n}1)") for n in range(1, 9)]
    printed = [
        token
        for n, (label, value) in enumerate(rows)
        for token in tokens(label, y=100 + 12 * n) + tokens(value, x=400, y=100 + 12 * n)
    ]
    assert _read(printed) == [f"{label} {value}" for label, value in rows]


def test_a_table_over_two_columns_is_read_row_by_row(tokens: Tokens) -> None:
    table = [
        token
        for n in range(4)
        for token in tokens(f"row{n} of labels", y=60 + 10 * n)
        + tokens(f"0.1{n} 0.2{n}", x=400, y=60 + 10 * n)
    ]
    printed = table + _column(tokens, "left", 72, 120) + _column(tokens, "right", 310, 120)
    texts = _read(printed, (Box(70, 45, 500, 95),))
    assert texts[:4] == [f"row{n} of labels 0.1{n} 0.2{n}" for n in range(4)]
    assert [text.split()[0] for text in texts[4:]] == [f"{s}{n}" for s in ("left", "right") for n in range(6)]


def test_no_token_is_lost(tokens: Tokens) -> None:
    printed = tokens(WIDE, y=80) + _column(tokens, "a", 72, 100) + _column(tokens, "b", 310, 104, lines=9)
    read = [token for column in read_columns(printed) for line in column.lines for token in line.tokens]
    assert sorted(read) == sorted(printed)


def test_an_empty_page_has_no_columns() -> None:
    assert read_columns([]) == []

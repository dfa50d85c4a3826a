"""Reading CSV files without losing where a row stands."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almpo.pipeline.importing.mapping import MappingError
from almpo.pipeline.importing.tables import read_csv

CELL = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=8)


@given(st.lists(st.tuples(CELL, CELL.map(lambda text: f"{text}\n{text}")), max_size=120))
def test_anchors_hold_the_raw_text_of_their_row(rows: list[tuple[str, str]]) -> None:
    buffer = io.StringIO()
    csv.writer(buffer).writerows([("first", "second"), *rows])
    table = read_csv(buffer.getvalue().encode(), "0" * 64, "t.csv")
    assert [(row.cells["first"], row.cells["second"]) for row in table.rows] == [
        (first.strip(), second.strip()) for first, second in rows
    ]
    for row in table.rows:
        page = table.pages[row.anchor.page - 1]
        assert page.text[row.anchor.start : row.anchor.end] == row.anchor.quote
    assert "".join(page.text for page in table.pages) == buffer.getvalue()


def test_semicolons_marks_and_old_encodings() -> None:
    table = read_csv("\ufeffland;wert\nÖsterreich;1,5\n".encode(), "0" * 64, "t.csv")
    assert table.rows[0].cells == {"land": "Österreich", "wert": "1,5"}
    assert read_csv("land\nÖsterreich\n".encode("cp1252"), "0" * 64, "t.csv").rows[0].cells["land"] == (
        "Österreich"
    )


@pytest.mark.parametrize("raw", [b"", b"a,a\n1,2\n", b"a,b\x00\n", b'a,b\n"1,2\n'])
def test_what_is_no_table_is_refused(raw: bytes) -> None:
    with pytest.raises(MappingError):
        read_csv(raw, "0" * 64, "t.csv")

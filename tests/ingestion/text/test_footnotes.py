"""Small print at the foot of a column."""

from collections.abc import Callable

import pytest

from almpo.ingestion.text.footnotes import first_footnote
from almpo.ingestion.text.lines import Line


@pytest.mark.parametrize("mark", ["¹ See", "3 See", "3See", "* We", "† We", "'See"])
def test_small_print_with_a_mark_is_a_footnote(line: Callable[..., Line], mark: str) -> None:
    text, note, more = line("The text."), line(f"{mark} thank them.", size=8), line("More thanks.", size=8)
    assert first_footnote([[text], [note], [more]], body_size=10) == 1


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("*** p<0.01, ** p<0.05, * p<0.1", 8),  # what stars mean, below a table
        ("Notes: Standard errors in parentheses.", 8),
        ("1 See there.", 10),  # as large as the text
    ],
)
def test_other_print_below_is_not(line: Callable[..., Line], text: str, size: float) -> None:
    assert first_footnote([[line("The text.")], [line(text, size=size)]], body_size=10) == 2

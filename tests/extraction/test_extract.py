"""A document's findings: whatever the tables look like, in a stable order, with numbers that re-read."""

from finding_tables import ON_TOPIC, make_document, make_table
from hypothesis import given, settings
from hypothesis import strategies as st

from almpo.evidence.documents import Cell, Section
from almpo.extraction.extract import extract_findings, with_captions_continued

PIECES = st.sampled_from(
    (
        *(
            "Treated",
            "Age",
            "",
            "0.12**",
            "(0.05)",
            "[0.1, 0.2]",
            "1,204",
            "N",
            "R2",
            "Panel A",
            "Yes",
            "p",
            "–",
        ),
        *(
            "0.12 (0.05)",
            "−3,4",
            "1.016,16 €",
            "Control mean",
            "(1)",
            "2022",
            "Difference",
            "< 0.001",
            "a × b",
        ),
    )
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(PIECES, min_size=1, max_size=6), min_size=1, max_size=9), st.integers(0, 3))
def test_any_table_is_read_without_complaint(rows, heads):
    width = max(map(len, rows))
    text = "\n".join("|".join(row + [""] * (width - len(row))) for row in rows)
    if not text.strip("|\n "):
        return
    found = extract_findings(make_document(ON_TOPIC, tables=[make_table(text or "|", heads)]))
    assert len({finding.id for finding in found}) == len(found)
    for finding in found:
        assert finding.confidence is None or 0 <= finding.confidence <= 1


def test_forty_columns():
    rows = "\n".join("|".join([f"Row {n}", *(f"0.{n}{m}" for m in range(40))]) for n in range(1, 9))
    found = extract_findings(make_document(ON_TOPIC, tables=[make_table(rows, 0, caption="A matrix")]))
    assert not any(finding.treatment_effect for finding in found)


def test_numbers_re_read_at_their_span():
    text = f"{ON_TOPIC}\nTreated 0.042** (0.018)"
    at = text.index("0.042**")
    table = make_table("| Employed\nTreated | 0.042**\n | (0.018)", note="Standard errors in parentheses.")
    cells = tuple(
        cell.model_copy(update={"start": at, "end": at + 7}) if cell.text == "0.042**" else cell
        for cell in table.cells
    )
    document = make_document(text, tables=[table.model_copy(update={"cells": cells})])
    (finding,) = (f for f in extract_findings(document) if f.source == "table")
    anchor = finding.anchor
    assert anchor is not None
    assert (anchor.start, anchor.quote) == (at, "0.042**")
    assert document.pages[0].text[anchor.start : anchor.end] == "0.042**"


def test_a_part_of_a_cell_has_its_own_span():
    text = f"{ON_TOPIC}\n0.12 (0.05)"
    at = text.index("0.12 (0.05)")
    table = make_table("| Employed\nTreated | 0.12 (0.05)", note="Standard errors in parentheses.")
    cells: list[Cell] = [
        cell.model_copy(update={"start": at, "end": len(text)}) if "(" in cell.text else cell
        for cell in table.cells
    ]
    document = make_document(text, tables=[table.model_copy(update={"cells": tuple(cells)})])
    (finding,) = (f for f in extract_findings(document) if f.source == "table")
    assert finding.readings["se"].anchor.quote.strip() == "(0.05)"


def test_a_number_that_the_abstract_tells_makes_a_headline():
    table = make_table("| Employed\nTreated | 0.055**\n | (0.017)", note="Standard errors in parentheses.")
    told = "The training programme raised employment of unemployed participants by 5.5 percentage points."
    found = extract_findings(make_document(f"{ON_TOPIC}\n\n{told}", tables=[table]))
    assert [(f.source, f.headline) for f in found] == [("table", True), ("text", True)]
    assert found[1].note == "same number as Table 1 on page 1"


def test_the_list_of_references_tells_no_effects():
    told = "The training programme raised employment of participants by 5.5 percentage points."
    sections = [Section(level=1, title="References", page=2, start=0)]
    found = extract_findings(make_document(ON_TOPIC, f"References\n\n{told}", sections=sections))
    assert found == ()


def test_continued_tables_keep_their_caption():
    first = make_table("| A\nx | 0.1", caption="Table 1: Placebo effects", note="Standard errors.")
    second = make_table("| A\ny | 0.2", caption="Table 1. Continued", note="")
    _, continued = with_captions_continued([first, second])
    assert continued.caption.startswith("Table 1: Placebo effects")
    assert continued.note == "Standard errors."

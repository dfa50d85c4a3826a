from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almpo.evidence.errors import IngestError
from almpo.ingestion.parsers.base import ParseOptions
from almpo.ingestion.parsers.flow import PAGE_CHARACTERS, Block, flow_document, lay_out
from almpo.ingestion.parsers.grid import SourceCell
from almpo.ingestion.text.page_text import Role

ROWS = [
    [SourceCell("Outcome"), SourceCell("Effect")],
    [SourceCell("Employment"), SourceCell("0.031**")],
    [SourceCell(""), SourceCell("(0.012)")],
]
LABEL = Block("Table 4: Effects on employment")
NOTE = Block("Notes: Standard errors in parentheses.")


def test_blocks_become_paragraphs_with_their_spans() -> None:
    flow = lay_out("d", [Block("Results", Role.HEADING, 2), Block("  It \n works. "), Block(" \n")])
    page = flow.pages[0]
    assert page.text == "Results\n\nIt works."
    assert [page.text[p.start : p.end] for p in page.paragraphs] == ["Results", "It works."]
    assert [(s.level, s.title, s.page, s.start) for s in flow.sections] == [(2, "Results", 1, 0)]


def test_pages_end_between_blocks() -> None:
    paragraph = Block("word " * 100)
    flow = lay_out("d", [paragraph] * 20)
    assert len(flow.pages) > 1
    assert all(len(page.text) <= PAGE_CHARACTERS + 2 * 20 for page in flow.pages)
    assert sum(len(page.paragraphs) for page in flow.pages) == 20
    assert [page.number for page in flow.pages] == list(range(1, len(flow.pages) + 1))


def test_pages_of_the_document_itself() -> None:
    blocks = [Block("one"), Block("two", new_page=True), Block(" ", new_page=True), Block("three")]
    assert [page.text for page in lay_out("d", blocks).pages] == ["one", "two", "three"]


def test_a_paragraph_longer_than_a_page_is_cut_at_a_space() -> None:
    text = " ".join(f"w{number}" for number in range(5000))
    flow = lay_out("d", [Block(text)])
    assert len(flow.pages) > 5
    assert " ".join(page.text for page in flow.pages) == text


@pytest.mark.parametrize(
    ("blocks", "caption", "note"),
    [
        ([LABEL, Block(rows=ROWS), NOTE], LABEL.text, NOTE.text),
        ([Block("Table 4"), Block("Effects"), Block(rows=ROWS)], "Table 4 Effects", ""),
        ([Block("Text."), Block(rows=ROWS), LABEL, NOTE], LABEL.text, NOTE.text),
        ([Block(LABEL.text, rows=ROWS), NOTE, Block("Text.")], LABEL.text, NOTE.text),
        ([Block("Text."), Block(rows=ROWS), Block("Text.")], "", ""),
    ],
)
def test_captions_and_notes_of_tables(blocks: list[Block], caption: str, note: str) -> None:
    flow = lay_out("d", blocks)
    (table,) = flow.tables
    assert (table.caption, table.note) == (caption, note)
    assert table.label == ("Table 4" if caption else None)
    for part in (caption, note):
        assert all(word in flow.pages[0].text for word in part.split())


def test_every_cell_knows_its_span() -> None:
    flow = lay_out("d", [LABEL, Block(rows=ROWS), NOTE])
    for cell in flow.tables[0].cells:
        assert flow.pages[cell.page - 1].text[cell.start : cell.end] == cell.text
    assert flow.tables[0].grid() == [["Outcome", "Effect"], ["Employment", "0.031**"], ["", "(0.012)"]]


def test_a_table_stays_with_its_caption_and_note() -> None:
    filler = Block("word " * (PAGE_CHARACTERS // 5 - 10))
    flow = lay_out("d", [filler, LABEL, Block(rows=ROWS), NOTE])
    assert [page.number for page in flow.pages] == [1, 2]
    assert LABEL.text in flow.pages[1].text
    assert NOTE.text in flow.pages[1].text


def test_tables_made_for_layout_are_text() -> None:
    flow = lay_out("d", [Block(rows=[[SourceCell("A sentence in a box.")], [SourceCell("Another.")]])])
    assert flow.tables == ()
    assert flow.pages[0].text == "A sentence in a box.\n\nAnother."


def test_document_from_blocks() -> None:
    label = Block("SYNTHETIC REPORT – made up")
    parsed = flow_document(
        Path("a.md"),
        "d",
        "test",
        [label, Block("Title", Role.HEADING, 1), Block("The programme raised employment. " * 200)],
        ParseOptions(),
        fault="3 bytes are wrong",
    )
    assert parsed.title == "Title"
    assert parsed.language == "en"
    assert parsed.synthetic
    assert {page.reason for page in parsed.pages} == {"3 bytes are wrong"}
    assert len(parsed.pages) > 1
    assert len(parsed.passages) > 3
    for passage in parsed.passages:
        for anchor in passage.anchors:
            assert parsed.pages[anchor.page - 1].text[anchor.start : anchor.end] == anchor.quote


@pytest.mark.parametrize(
    ("blocks", "code"), [([Block(" ")], "no_text"), ([Block("word " * 5000)], "too_many_pages")]
)
def test_too_little_and_too_much(blocks: list[Block], code: str) -> None:
    with pytest.raises(IngestError, match=r"a\.md") as raised:
        flow_document(Path("a.md"), "d", "test", blocks, ParseOptions(max_pages=2))
    assert raised.value.code == code


@given(
    st.lists(
        st.one_of(
            st.builds(
                Block, st.text(max_size=50), level=st.integers(0, 6), rows=st.just(()), new_page=st.booleans()
            ),
            st.builds(Block, st.just(""), rows=st.just(ROWS)),
            st.just(Block("word " * 1000)),
            st.sampled_from([LABEL, NOTE]),
        ),
        max_size=8,
    )
)
def test_no_text_is_lost(blocks: list[Block]) -> None:
    flow = lay_out("d", blocks)
    written = [word for page in flow.pages for word in page.text.split()]
    given_words = [
        word
        for block in blocks
        for text in (block.text, *(cell.text for row in block.rows for cell in row))
        for word in text.split()
    ]
    assert written == given_words

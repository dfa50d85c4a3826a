"""Tables in the text of their pages."""

from almpo.evidence.anchors import Box
from almpo.evidence.documents import Cell, Table
from almpo.ingestion.captions_in_text import mark_captions
from almpo.ingestion.layout import PageLayout, Token
from almpo.ingestion.tables_in_text import place_tables, table_boxes
from almpo.ingestion.text.document_text import read_document_text
from almpo.ingestion.text.page_text import PageText, Paragraph, Role


def _line(text: str, y: float, x: float = 72) -> list[Token]:
    tokens = []
    for word in text.split():
        tokens.append(Token(word, Box(x, y - 8, x + 5 * len(word), y + 2), 10, y))
        x += 5 * len(word) + (60 if word == "|" else 5)
    return tokens


def _cell(row: int, column: int, text: str, x: float, y: float, page: int = 1) -> Cell:
    return Cell(
        row=row, column=column, text=text, page=page, box=Box(x - 1, y - 9, x + 5 * len(text) + 1, y + 3)
    )


def _table(*cells: Cell, **details: str) -> Table:
    return Table(id="t", document_id="d", ordinal=0, page=1, n_rows=2, n_columns=2, cells=cells, **details)


def _page(*lines: list[Token]) -> PageLayout:
    return PageLayout(1, 595, 842, tuple(token for line in lines for token in line))


TABLE = _table(
    _cell(0, 0, "Age", 72, 130),
    _cell(0, 1, "33.4", 200, 130),
    _cell(1, 0, "Years of school", 72, 142),
    _cell(1, 1, "10.3", 200, 142),
    label="Table 1",
    caption="Table 1: Means of the sample",
    note="Notes: Standard deviations are not shown.",
)
LINES = [
    _line("Some text above the table, as there is.", 80),
    _line("Table 1: Means of the sample", 110),
    _line("Age", 130) + _line("33.4", 130, x=200),
    _line("Years of school", 142) + _line("10.3", 142, x=200),
    _line("Notes: Standard deviations are not shown.", 165),
    _line("Some text below it.", 195),
]


def test_caption_rows_and_note_belong_to_the_table() -> None:
    text = read_document_text([_page(*LINES)], table_boxes([TABLE]))
    [page], [placed] = place_tables([TABLE], text.pages)
    assert [page.text[p.start : p.end] for p in placed.paragraphs] == [
        "Table 1: Means of the sample",
        "Age 33.4\nYears of school 10.3",
        "Notes: Standard deviations are not shown.",
    ]
    assert [p.role for p in page.paragraphs] == [Role.BODY, Role.TABLE, Role.TABLE, Role.TABLE, Role.BODY]


def test_cells_know_their_spans() -> None:
    text = read_document_text([_page(*LINES)], table_boxes([TABLE]))
    [page], [placed] = place_tables([TABLE], text.pages)
    assert [page.text[c.start : c.end] for c in placed.table.cells] == [c.text for c in TABLE.cells]


def test_a_label_over_two_lines_has_no_span() -> None:
    wrapped = _cell(0, 0, "Years", 72, 130).model_copy(update={"box": Box(71, 121, 120, 145)})
    table = _table(wrapped, _cell(0, 1, "33.4", 200, 130), label="Table 1")
    page = _page(_line("Years", 130) + _line("33.4", 130, x=200), _line("of", 142))
    text = read_document_text([page], table_boxes([table]))
    _, [placed] = place_tables([table], text.pages)
    assert [(c.start is None) for c in placed.table.cells] == [True, False]


def test_a_note_goes_to_the_nearest_table() -> None:
    note = "Notes: Standard deviations are not shown."
    second = _table(
        _cell(0, 0, "Age", 72, 230),
        _cell(0, 1, "24.5", 200, 230),
        label="Table 2",
        caption="Table 2: Men",
        note=note,
    )
    more = [_line("Table 2: Men", 210), _line("Age", 230) + _line("24.5", 230, x=200), _line(note, 255)]
    text = read_document_text([_page(*LINES[:-1], *more)], table_boxes([TABLE, second]))
    [page], placed = place_tables([TABLE, second], text.pages)
    texts = [[page.text[p.start : p.end].split()[0] for p in found.paragraphs] for found in placed]
    assert texts == [["Table", "Age", "Notes:"]] * 2


def test_tables_that_are_not_in_the_text_have_no_paragraphs() -> None:
    _, [placed] = place_tables([TABLE], [PageText(1, "", (), ())])
    assert placed.paragraphs == ()
    assert placed.table == TABLE


def test_captions_of_figures_and_their_notes_are_marked() -> None:
    texts = [
        "Figure 3 shows that the effect is large and lasts.",
        "Figure 3: Effects over time",
        "Notes: 95% confidence intervals.",
        "Notes of this kind are rare.",
        "Abbildung 2 – Beschäftigung",
    ]
    paragraphs, start = [], 0
    for text in texts:
        paragraphs.append(Paragraph(1, start, start + len(text)))
        start += len(text) + 2
    [page] = mark_captions([PageText(1, "\n\n".join(texts), (), tuple(paragraphs))])
    roles = [Role.BODY, Role.CAPTION, Role.CAPTION, Role.BODY, Role.CAPTION]
    assert [paragraph.role for paragraph in page.paragraphs] == roles

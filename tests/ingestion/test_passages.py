"""Passages of made-up documents."""

from hypothesis import given
from hypothesis import strategies as st

from almpo.evidence.documents import Page, Section
from almpo.evidence.vocabulary import PageStatus
from almpo.ingestion.passages import MOST_WORDS, make_passages
from almpo.ingestion.text.page_text import Paragraph, Role

SENTENCE = "The programme raised employment by four points in the second year after it had begun. "


def _document(*pages: list[tuple[str, Role]]) -> tuple[list[Page], list[Paragraph]]:
    made, paragraphs = [], []
    for number, items in enumerate(pages, start=1):
        start = 0
        for text, role in items:
            paragraphs.append(Paragraph(number, start, start + len(text), role))
            start += len(text) + 2
        text = "\n\n".join(text for text, _ in items)
        made.append(Page(number=number, status=PageStatus.PARSED, text=text))
    return made, paragraphs


def _squeezed(text: str) -> str:
    return "".join(text.split())


def test_long_sections_are_cut_at_sentences_into_equal_parts() -> None:
    pages, paragraphs = _document([((SENTENCE * 40).strip(), Role.BODY)])
    passages = make_passages("d", pages, paragraphs)
    words = [len(passage.text.split()) for passage in passages]
    assert sum(words) == 40 * len(SENTENCE.split())
    assert all(150 <= count <= MOST_WORDS for count in words)
    assert all(passage.text.endswith(".") for passage in passages)


def test_a_cut_prefers_the_end_of_a_paragraph() -> None:
    half = (SENTENCE * 12).strip()
    pages, paragraphs = _document([(f"{half} One more.", Role.BODY), (half, Role.BODY)])
    first, second = make_passages("d", pages, paragraphs)
    assert first.text.endswith("One more.")
    assert second.text == half


def test_no_passage_goes_over_a_section_border() -> None:
    items = [
        ("1 Data", Role.HEADING),
        (SENTENCE.strip(), Role.BODY),
        ("2 Results", Role.HEADING),
        ("Small.", Role.BODY),
    ]
    pages, paragraphs = _document(items)
    starts = [p.start for p in paragraphs]
    sections = [
        Section(level=1, title="1 Data", page=1, start=starts[0]),
        Section(level=1, title="2 Results", page=1, start=starts[2]),
    ]
    first, second = make_passages("d", pages, paragraphs, sections)
    assert (first.section, second.section) == (("1 Data",), ("2 Results",))
    assert second.text == "2 Results\n\nSmall."


def test_paths_follow_the_levels() -> None:
    items = [(title, Role.HEADING) for title in ("2 Results", "2.1 Men", "2.2 Women")] + [
        ("Text.", Role.BODY)
    ]
    pages, paragraphs = _document(items)
    levels = (1, 2, 2)
    sections = [
        Section(level=level, title=text, page=1, start=p.start)
        for (text, _), p, level in zip(items[:3], paragraphs, levels, strict=False)
    ]
    passages = make_passages("d", pages, paragraphs, sections)
    assert [passage.section for passage in passages] == [("2 Results", "2.1 Men"), ("2 Results", "2.2 Women")]


def test_a_sentence_goes_on_over_the_page_past_footnotes_and_captions() -> None:
    pages, paragraphs = _document(
        [
            ("A running head", Role.FURNITURE),
            ("The effect on employ-", Role.BODY),
            ("Figure 1: Employment", Role.CAPTION),
            ("1 A note.", Role.FOOTNOTE),
            ("7", Role.FURNITURE),
        ],
        [("A running head", Role.FURNITURE), ("ment is small.", Role.BODY)],
    )
    passages = make_passages("d", pages, paragraphs)
    assert [p.text for p in passages] == [
        "The effect on employment is small.",
        "Figure 1: Employment",
        "1 A note.",
    ]
    assert [(a.page, a.quote) for a in passages[0].anchors] == [
        (1, "The effect on employ"),
        (2, "ment is small."),
    ]


def test_a_table_is_one_passage_of_its_first_rows() -> None:
    rows = "\n".join(f"Row {n} 0.1 0.2 0.3 0.4 0.5 0.6" for n in range(200))
    pages, paragraphs = _document(
        [("Table 1: Effects", Role.TABLE), (rows, Role.TABLE), (SENTENCE, Role.BODY)]
    )
    table, prose = make_passages("d", pages, paragraphs, tables=[paragraphs[:2]])
    assert table.text.startswith("Table 1: Effects\n\nRow 0 0.1")
    assert MOST_WORDS <= len(table.text.split()) <= MOST_WORDS + 8
    assert table.text.endswith("0.6")
    assert prose.text == SENTENCE.strip()


def test_lists_of_contents_and_stray_numbers_are_left_out() -> None:
    contents = "2 Results . . . . . . . . . . . . 7"
    pages, paragraphs = _document([(contents, Role.BODY), ("0.2 0.4 0.6", Role.BODY), ("Text.", Role.BODY)])
    assert [passage.text for passage in make_passages("d", pages, paragraphs)] == ["Text."]


def test_languages_are_those_of_the_passages() -> None:
    german = "Das Programm erhöhte die Beschäftigung der Teilnehmenden im zweiten Jahr um vier Punkte."
    pages, paragraphs = _document([(german, Role.BODY), ("OLS 0.1 n.s.", Role.CAPTION)])
    passages = make_passages("d", pages, paragraphs, language="en")
    assert [passage.language for passage in passages] == ["de", "en"]


def test_ids_depend_on_the_content_alone() -> None:
    pages, paragraphs = _document([(SENTENCE * 40, Role.BODY)])
    ids = [passage.id for passage in make_passages("d", pages, paragraphs)]
    assert ids == [passage.id for passage in make_passages("d", pages, paragraphs)]
    assert len(set(ids)) == len(ids)
    assert set(ids).isdisjoint(passage.id for passage in make_passages("e", pages, paragraphs))


words = st.lists(
    st.sampled_from(["effect", "Wages", "rose.", "inter-", "1.5", "(2010)", "naïve", "–"]),
    min_size=1,
    max_size=120,
)
item = st.tuples(words.map(" ".join), st.sampled_from(list(Role)))


@given(st.lists(st.lists(item, min_size=1, max_size=6), min_size=1, max_size=4))
def test_prose_is_covered_once_and_quotes_make_up_the_text(content: list[list[tuple[str, Role]]]) -> None:
    pages, paragraphs = _document(*content)
    passages = make_passages("d", pages, paragraphs)
    for passage in passages:
        assert _squeezed(passage.text) == _squeezed("".join(anchor.quote for anchor in passage.anchors))
    covered = [(a.page, a.start or 0, a.end or 0) for passage in passages for a in passage.anchors]
    for paragraph in paragraphs:
        text = pages[paragraph.page - 1].text[paragraph.start : paragraph.end]
        prose = paragraph.role in (Role.BODY, Role.HEADING, Role.FOOTNOTE, Role.CAPTION)
        for at, char in enumerate(text, start=paragraph.start):
            hits = sum(page == paragraph.page and start <= at < end for page, start, end in covered)
            if not prose:
                assert hits == 0
            elif char.isalpha() and paragraph.role is not Role.BODY:
                assert hits == 1
            else:
                assert hits <= 1

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almpo.ingestion.parsers.grid import SourceCell
from almpo.ingestion.parsers.html import read_html


def texts(html: str) -> list[str]:
    return [block.text for block in read_html(html)[1]]


def test_blocks_and_title() -> None:
    title, blocks = read_html(
        "<html><head><title> The  report </title></head><body>loose<h2>One <em>two</em></h2>"
        "<p>First<br>line</p><ul><li>a<li>b</ul><div>deep <div>deeper</div> after</div>"
    )
    assert title == "The report"
    assert [(block.text, block.level) for block in blocks] == [
        ("loose", 0),
        ("One two", 2),
        ("First line", 0),
        ("a", 0),
        ("b", 0),
        ("deep", 0),
        ("deeper", 0),
        ("after", 0),
    ]


def test_title_from_the_first_heading() -> None:
    assert read_html("<h1>Effects of training</h1><p>x")[0] == "Effects of training"


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>x = 'no'</script>",
        "<style>no</style>",
        "<p hidden>no</p>",
        "<div style='color: red; DISPLAY : none'>no<p>no</p></div>",
        "<span style='visibility:hidden'>no</span>",
        "<nav><a>no</a></nav>",
        "<!-- no -->",
        "<noscript>no</noscript>",
        "<template><p>no</p></template>",
    ],
)
def test_what_nobody_sees_is_left_out(hidden: str) -> None:
    assert texts(f"<p>seen</p>{hidden}<p>seen too</p>") == ["seen", "seen too"]


def test_raised_digits_do_not_become_part_of_the_number() -> None:
    assert texts("<p>10<sup>3</sup> and R<sup>2</sup>, 0.03<sup>***</sup>") == ["10³ and R², 0.03***"]


def test_page_breaks() -> None:
    _, blocks = read_html("<p>a</p><p style='page-break-before: always'>b</p><p>c</p>")
    assert [block.new_page for block in blocks] == [False, True, False]


def test_table_with_spans_and_lines() -> None:
    _, blocks = read_html(
        "<table><caption>Table 1: Pay</caption><tr><th rowspan=2>Outcome<th colspan='2'>Effect</tr>"
        "<tr><td>0.1<br>(0.2)<td style='display:none'>no</td><td><p>a</p>b</table>"
    )
    (table,) = blocks
    assert table.text == "Table 1: Pay"
    assert table.rows == [
        [SourceCell("Outcome", 1, 2, True), SourceCell("Effect", 2, 1, True)],
        [SourceCell("0.1\n(0.2)"), SourceCell("a\nb")],
    ]


def test_tables_for_layout_are_read_as_text_around_the_tables_in_them() -> None:
    _, blocks = read_html(
        "<table><tr><td><p>Left.</p></td><td><table><tr><td>a<td>1<tr><td>b<td>2</table></td></tr></table>"
    )
    assert blocks[0].text == "Left."
    assert [len(block.rows) for block in blocks] == [0, 2]


@pytest.mark.parametrize("span", ["-1", "0", "x", "1e9", "999999999999999999", "٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣"])
def test_spans_that_lie(span: str) -> None:
    _, blocks = read_html(f"<table><tr><td colspan='{span}' rowspan='{span}'>a<td>b</table>")
    assert 1 <= blocks[0].rows[0][0].columns <= 65534


@given(st.text(alphabet="<>/abp1td r'=\"&;!-", max_size=200))
def test_any_mark_up_can_be_read(html: str) -> None:
    read_html(html)


@given(st.lists(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1), max_size=5))
def test_no_word_is_lost(words: list[str]) -> None:
    assert texts("".join(f"<div>{word}</div>" for word in words)) == words

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almpo.ingestion.parsers.html import read_html
from almpo.ingestion.parsers.markdown import to_html


def texts(markdown: str) -> list[str]:
    return [block.text for block in read_html(to_html(markdown))[1]]


def test_headings_paragraphs_and_pipe_tables() -> None:
    title, blocks = read_html(
        to_html(
            "# Report\n\nSome *plain* text\nover lines.\n\n"
            "| Outcome | Effect |\n|---|---:|\n| Pay | 0.1\\* |\n"
        )
    )
    assert title == "Report"
    assert [(block.text, block.level) for block in blocks[:2]] == [
        ("Report", 1),
        ("Some plain text over lines.", 0),
    ]
    assert [[cell.text for cell in row] for row in blocks[2].rows] == [["Outcome", "Effect"], ["Pay", "0.1*"]]


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ('"Effects: a review"', "Effects: a review"),
        ("'Effects'", "Effects"),
        ("Effects & more", "Effects & more"),
    ],
)
def test_title_in_front_matter(stated: str, title: str) -> None:
    found, blocks = read_html(to_html(f"---\ntitle: {stated}\ndate: x\n---\n\n# Heading\n"))
    assert found == title
    assert [block.text for block in blocks] == ["Heading"]


def test_code_chunks_are_left_out_and_plain_fences_kept() -> None:
    source = (
        "a\n\n```{r echo=FALSE}\nx <- 1\n```\n\n ~~~{python}\ny = 2\n ~~~\n\n```\nprinted output\n```\n\nb"
    )
    assert texts(source) == ["a", "printed output", "b"]


def test_a_chunk_that_never_ends() -> None:
    assert texts("a\n\n```{r}\nx <- 1\n\nb") == ["a"]


def test_computed_numbers_leave_a_mark() -> None:
    assert texts("plus `r format(res$x)`€ and `{python} y` but `code` stays") == [
        "plus […]€ and […] but code stays"
    ]


def test_quarto_divs_and_attributes() -> None:
    assert texts("## Method {#sec-method .unnumbered}\n\n::: {.callout-note}\nCare.\n:::\n") == [
        "Method",
        "Care.",
    ]


def test_html_in_the_text() -> None:
    assert texts("<div align='center'>\n\n**bold**\n\n</div>\n\n<script>no</script>\n") == ["bold"]


@given(st.text(alphabet="#*_`[](){}|-:>\n ab1~<$", max_size=150))
def test_any_text_can_be_read(markdown: str) -> None:
    texts(markdown)

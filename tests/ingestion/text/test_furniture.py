"""Running heads and feet."""

from collections.abc import Callable

from almpo.ingestion.text.furniture import PageLines, find_furniture
from almpo.ingestion.text.lines import Line

MakeLine = Callable[..., Line]
TEXT = [
    "wages rose",
    "no effect at all",
    "in the second year",
    "of the unemployed",
    "they found work",
    "later on",
]


def _pages(line: MakeLine, *pages: dict[float, str]) -> list[PageLines]:
    return [
        PageLines(number, 842, [line(text, y=y) for y, text in sorted(page.items())])
        for number, page in enumerate(pages, start=1)
    ]


def _texts(pages: list[PageLines]) -> list[list[str]]:
    found = find_furniture(pages, body_size=10)
    return [[line.text for line in found[page.number]] for page in pages]


def test_repeated_heads_and_page_numbers(line: MakeLine) -> None:
    pages = _pages(
        line,
        *(
            {40: "Training vouchers in Austria", 100: TEXT[n], 112: TEXT[n - 1], 800: f"{n + 6}"}
            for n in range(1, 6)
        ),
    )
    assert _texts(pages) == [["Training vouchers in Austria", f"{n + 6}"] for n in range(1, 6)]


def test_odd_and_even_pages_have_their_own_heads(line: MakeLine) -> None:
    heads = [
        "12 LALONDE",
        "SEPTEMBER 1986 13",
        "14 LALONDE",
        "SEPTEMBER 1986 15",
        "16 LALONDE",
        "SEPTEMBER 1986 17",
    ]
    pages = _pages(line, *({40: head, 100: text} for head, text in zip(heads, TEXT, strict=True)))
    assert _texts(pages) == [[head] for head in heads]


def test_recognised_heads_differ_a_little(line: MakeLine) -> None:
    heads = ["THE AMERICAN ECONOMIC REVIEW"] * 4 + ["THE AMERlCAN ECONOMIC REVlEW"]
    pages = _pages(line, *({40: head, 100: text} for head, text in zip(heads, TEXT, strict=False)))
    assert [len(found) for found in _texts(pages)] == [1] * 5


def test_roman_page_numbers(line: MakeLine) -> None:
    pages = _pages(
        line, *({100: text, 800: roman} for text, roman in zip(TEXT, ("ii", "iii", "iv", "v"), strict=False))
    )
    assert _texts(pages) == [["ii"], ["iii"], ["iv"], ["v"]]


def test_what_repeats_inside_the_text_is_no_furniture(line: MakeLine) -> None:
    pages = _pages(
        line,
        *(
            {60: f"Table {n}: Results", 76: "Control Treatment Difference", 100: f"Age 3{n}"}
            for n in range(1, 6)
        ),
    )
    assert _texts(pages) == [[]] * 5


def test_the_last_line_of_a_repeated_note_is_text(line: MakeLine) -> None:
    pages = _pages(line, *({400: "Graph", 788: text, 800: "the end of the phase."} for text in TEXT))
    assert _texts(pages) == [[]] * 6


def test_numbers_that_do_not_run_with_the_pages_are_text(line: MakeLine) -> None:
    pages = _pages(
        line, *({100: text, 800: value} for text, value in zip(TEXT, ("12", "7", "33", "5"), strict=False))
    )
    assert _texts(pages) == [[]] * 4


def test_one_page_shows_no_repetition(line: MakeLine) -> None:
    assert _texts(_pages(line, {40: "A head", 100: TEXT[0], 800: "1"})) == [[]]

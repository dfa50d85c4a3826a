"""Titles, and the label of made-up reports."""

from collections.abc import Callable

import pytest

from almpo.ingestion.text.front_matter import find_title, says_synthetic
from almpo.ingestion.text.page_text import PageText

MakePage = Callable[..., PageText]


def test_a_stated_title_counts_if_it_is_printed(page_text: MakePage) -> None:
    page = page_text(("Working paper 7", 20, False), ("Training pays: Evidence", 14, True), "Text")
    assert find_title([page], "Training pays: Evidence") == "Training pays: Evidence"
    assert find_title([page], "Microsoft Word - draft3.docx") == "Working paper 7"


def test_the_largest_print_may_take_several_lines(page_text: MakePage) -> None:
    page = page_text("Institute", ("Training and", 18, True), ("counselling*", 18, True), "Jane Doe")
    assert find_title([page]) == "Training and counselling"


def test_no_text_no_title(page_text: MakePage) -> None:
    assert find_title([]) is None
    assert find_title([page_text("0.12 0.13")]) is None


@pytest.mark.parametrize(
    "label",
    [
        "SYNTHETIC REPORT – invented for testing",
        "SYNTHETISCHER BERICHT – frei erfunden",
        "RAPPORT SYNTHÉTIQUE – inventé",
        "INFORME SINTÉTICO – inventado",
        "RAPORT SYNTETYCZNY – zmyślony",
        "RAPPORTO SINTETICO – inventato",
    ],
)
def test_a_label_on_every_page_says_synthetic(page_text: MakePage, label: str) -> None:
    assert says_synthetic([page_text("Text", label, number=n) for n in (1, 2, 3)])
    assert not says_synthetic(
        [page_text("Text", label), page_text("Text", number=2), page_text("Text", number=3)]
    )


@pytest.mark.parametrize("text", ["SYNTHETIC CONTROL METHODS", "a synthetic control group", "synthetic data"])
def test_methods_are_no_label(page_text: MakePage, text: str) -> None:
    assert not says_synthetic([page_text(text)])


def test_an_empty_document_says_nothing() -> None:
    assert not says_synthetic([])

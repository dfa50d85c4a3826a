from almpo.synthesis.naming import MAX_NAME, document_name
from tests.support.evidence import DOCUMENT


def test_a_title_with_digits_gives_way_to_the_file_name() -> None:
    assert document_name(DOCUMENT) == "Training vouchers"
    assert document_name(DOCUMENT.model_copy(update={"title": "Evaluation 2014"})) == "vouchers_2019.pdf"
    assert document_name(DOCUMENT.model_copy(update={"title": None})) == "vouchers_2019.pdf"


def test_long_titles_are_cut_at_a_word() -> None:
    name = document_name(DOCUMENT.model_copy(update={"title": "long " * 60}))
    assert len(name) <= MAX_NAME + 2
    assert name.endswith("long …")


def test_marks_of_footnotes_are_no_part_of_a_title() -> None:
    assert document_name(DOCUMENT.model_copy(update={"title": "Training vouchers*†"})) == "Training vouchers"

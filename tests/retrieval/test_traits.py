"""What passages are like, whatever is asked."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from almpo.retrieval.traits import finding_traits, passage_traits

REFERENCES = (
    "Abel, T. and R. Orvik (2014). Vouchers for whom? Journal of Made-up Studies 12(3). https://doi.org/10.0/x "
    "Brandt, L., Kos, M. (2009). Wage subsidies. In: U. Lind (ed.), Handbook of Nothing. Weber, S. A. (2001b)."
)
RESULT = (
    "Two years after the draw, voucher winners were 3.4 percentage points more likely to be in regular employment "
    "than those who lost (Abel and Orvik 2014). In the first nine months they were less likely to work."
)


def test_lists_of_references_stand_out() -> None:
    listed, told = passage_traits([REFERENCES, RESULT]).references
    assert listed == 1
    assert told < 0.2


def test_a_heading_is_shorter_than_a_paragraph() -> None:
    heading, paragraph, page = passage_traits(["2 Training programmes", RESULT, RESULT * 9]).length
    assert heading < paragraph < page == 1


def test_findings_lose_nothing() -> None:
    traits = finding_traits(3)
    assert traits.references.tolist() == [0, 0, 0]
    assert traits.length.tolist() == [1, 1, 1]


@given(st.lists(st.text(max_size=300), max_size=4))
def test_traits_of_any_text_are_shares(texts: list[str]) -> None:
    for values in passage_traits(texts):
        assert values.shape == (len(texts),)
        assert ((values >= 0) & (values <= 1)).all()


@pytest.mark.parametrize("text", ["", "\n"])
def test_nothing_is_no_list_of_references(text: str) -> None:
    assert np.array_equal(passage_traits([text]).references, [0])

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almpo.evidence.findings import Reading
from almpo.evidence.vocabulary import Unit
from almpo.synthesis.claims import stated_numbers
from almpo.synthesis.templates import languages, templates
from almpo.synthesis.writers.printed import amount, printed
from tests.support.evidence import made_finding

LANGUAGES = sorted(languages())


@pytest.mark.parametrize(
    ("raw", "value", "language", "told"),
    [
        ("1.016,16", 1016.16, "en", "1,016.16"),
        ("2,376", 2376, "de", "2.376"),
        ("2,376", 2376, "pl", "2\u00a0376"),
        ("−3.263***", -3.263, "fr", "-3,263"),
        (".018", 0.018, "en", "0.018"),
        (".018", 0.018, "sv", "0,018"),
        ("(0,9)", 0.9, "en", "0.9"),
        ("10714", 10714, "en", "10,714"),
        ("5.46e-08", 5.46e-08, "en", "0.0000000546"),
    ],
)
def test_numbers_are_written_as_the_language_has_them(
    raw: str, value: float, language: str, told: str
) -> None:
    finding = made_finding(estimate=value, readings={"estimate": Reading(raw=raw)})
    assert printed(finding, "estimate", language) == told


@given(value=st.integers(-(10**9), 10**9), decimals=st.integers(0, 6), language=st.sampled_from(LANGUAGES))
def test_what_is_written_reads_as_the_same_number(value: int, decimals: int, language: str) -> None:
    raw = f"{value / 10**decimals:.{decimals}f}"
    finding = made_finding(estimate=float(raw), readings={"estimate": Reading(raw=raw)})
    told = printed(finding, "estimate", language)
    assert told is not None
    (again,) = stated_numbers(told, language)
    assert (again.value, again.decimals) == (float(raw), decimals)


def test_the_parts_of_an_amount_share_one_decimal_mark() -> None:
    raws = {"estimate": "-3.263", "se": "(5.864)", "n": "10,714"}
    finding = made_finding(
        estimate=-3.263,
        se=5.864,
        n=10714,
        unit=Unit.DAYS,
        readings={key: Reading(raw=raw) for key, raw in raws.items()},
    )
    assert amount(finding, "", templates("de")) == "-3,263 Tage (Standardfehler 5,864, n = 10.714)"
    assert amount(finding, "", templates("en")) == "-3.263 days (SE 5.864, n = 10,714)"

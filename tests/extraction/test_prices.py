"""The year of prices, from what stands nearest."""

import pytest
from finding_tables import ON_TOPIC, read_table

ROWS = "| Earnings (euros)\nTreated | 1,204*\n | (615)"


@pytest.mark.parametrize(
    ("note", "year"),
    [
        ("All amounts are expressed in 1982 dollars.", 1982),
        ("Earnings in constant 2010 prices.", 2010),
        ("In Preisen von 2015.", 2015),
        ("Earnings are deflated to 2005.", 2005),
        ("Aux prix de 2012.", 2012),
        ("The programme began in 2005; 2005 participants.", None),
    ],
)
def test_price_years(note: str, year: int | None):
    (found, *_) = read_table(
        ROWS, note=f"Standard errors in parentheses. {note}", caption="Effects on earnings"
    )
    assert found.price_year == year
    assert (year is None) == ("price_year" not in found.readings)


def test_what_the_document_says_holds_where_the_table_says_nothing():
    about = f"{ON_TOPIC} All monetary values are reported in 2010 euros."
    (found, *_) = read_table(
        ROWS, about=about, caption="Effects on earnings", note="Standard errors in parentheses."
    )
    assert found.price_year == 2010
    assert found.readings["price_year"].raw == "2010 euros"


def test_shares_have_no_prices():
    (found, *_) = read_table("| Employed\nTreated | 0.04*\n | (0.02)", note="In 2010 euros. Standard errors.")
    assert found.price_year is None

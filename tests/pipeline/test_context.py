"""Values by country and year."""

from pathlib import Path

import pytest

from almpo.pipeline.context import ContextError, Series, read_context


def test_regions_and_quarters_become_means_by_year(tmp_path: Path) -> None:
    regions, quarters = tmp_path / "regions.csv", tmp_path / "quarters.csv"
    regions.write_text("country,year,value\nEL,2010,10\nEL,2010,20\nAT,2010,\n")
    quarters.write_text("when,rate\n2010,0.04\n2010.5,0.06\n")
    found = read_context([Series(regions), Series(quarters, "US", "when", "rate", 100)])
    assert found == {("GR", 2010): 15, ("US", 2010): pytest.approx(5)}


@pytest.mark.parametrize("text", ["country,year\nAT,2010\n", "country,year,value\nAT,long ago,3\n"])
def test_what_is_no_series_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.csv").write_text(text)
    with pytest.raises(ContextError, match=r"x\.csv"):
        read_context([Series(tmp_path / "x.csv")])
    with pytest.raises(ContextError):
        read_context([Series(tmp_path / "absent.csv")])

"""Generated reports are the same for a seed, hold what their truth says, and are read well in every language."""

import pytest

from almpo.evaluation.generated.build import LAYOUTS, languages, reports
from almpo.evaluation.generated.score import score_generated


def test_a_seed_gives_the_same_reports():
    first, second, other = ([one.parsed for one in reports(1, seed)] for seed in (1, 1, 2))
    assert first == second != other
    assert all(parsed.synthetic for parsed in first)


@pytest.mark.parametrize("language", languages())
def test_every_estimate_is_printed(language):
    for one in (made for made in reports(len(LAYOUTS), 5) if made.language == language):
        printed = [cell.text.replace(",", ".") for cell in one.parsed.tables[0].cells]
        assert all(
            any(float(text) == row["estimate"] for text in printed if _is_number(text))
            for row in one.gold.rows
        )
        assert {row["design"] for row in one.gold.rows} <= {"RCT", "DiD", "RDD", "matching"}


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdigit()


def test_fields_in_every_language_and_layout():
    scores = score_generated(6, seed=11)
    assert scores.all.micro.recall == 1
    assert scores.all.micro.precision == 1
    low = {
        (where, field): share
        for table in (scores.by_language, scores.by_layout)
        for where, fields in table.items()
        for field, share in fields.items()
        if share < 0.8
    }
    assert low == {}

"""Agreement with metafor, clubSandwich, bayesmeta and puniform on the stored reference."""

import json

import pytest

from almpo.evaluation.synthesis import NOTES, run
from almpo.evidence.errors import NotFoundError

EXPLAINED = {method for method, note in NOTES.items() if "stops" in note or "merges" in note}


@pytest.mark.shared
@pytest.mark.slow
def test_every_value_agrees_or_is_explained(shared):
    report = run(shared / "data" / "metafor")
    apart = {
        row.method: (row.values - row.within, row.worst) for row in report.rows if row.within < row.values
    }
    assert set(apart) <= EXPLAINED
    assert all(worst < 5e-3 for _, worst in apart.values())
    assert report.values > 25_000
    assert report.within / report.values > 0.99
    assert all("edge_k2" in reason for row in report.rows for reason in row.refused)


@pytest.mark.shared
def test_one_data_set_of_each_kind(shared, tmp_path):
    reference = json.loads((shared / "data" / "metafor" / "reference.json").read_text())
    small = {
        "univariate": {"bcg": reference["univariate"]["bcg"]},
        "multilevel": {"konstantopoulos2011": reference["multilevel"]["konstantopoulos2011"]},
    }
    (tmp_path / "reference.json").write_text(json.dumps(small))
    report = run(tmp_path)
    assert {row.method for row in report.rows if row.within < row.values} <= {"trim and fill, REML refit"}
    assert "konstantopoulos2011" in str(report)
    assert report.values > 1_500


def test_a_folder_without_reference_is_refused(tmp_path):
    with pytest.raises(NotFoundError, match=r"reference\.json"):
        run(tmp_path)


def test_results_of_an_unknown_form_are_told(tmp_path):
    case = {"inputs": {"yi": [0.1, 0.2, 0.4], "vi": [0.01, 0.02, 0.02]}, "outputs": {"methods": {}}}
    (tmp_path / "reference.json").write_text(json.dumps({"univariate": {"odd": case}}))
    assert "odd: KeyError: 'test_t'" in str(run(tmp_path))

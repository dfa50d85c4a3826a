"""`almpo studies` and `almpo extract`."""

import json


def test_two_versions_of_a_sample_report_are_one_study(samples) -> None:
    (study,) = json.loads(samples("studies", "list", "--json")[1])
    assert [member["role"] for member in study["members"]] == ["principal", "version"]
    shown = samples("studies", "show", study["id"][:8])[1]
    assert "principal: en_training_rct_ireland_final.pdf" in shown
    assert "version: en_training_rct_ireland_wp.pdf" in shown
    assert "0.043*** se 0.015 against 0.051*** se 0.015" in shown
    assert samples("studies", "list")[1].strip().endswith("1 studies reported by several documents")


def test_extraction_that_has_not_changed_is_not_done_again(samples) -> None:
    code, printed = samples("extract", "--json")
    assert code == 0
    assert {one["state"] for one in json.loads(printed)} == {"unchanged"}

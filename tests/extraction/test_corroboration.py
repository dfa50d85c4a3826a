"""What text and other tables say of an estimate."""

import pytest
from made_up import finding

from almpo.evidence.findings import Check, Finding
from almpo.evidence.vocabulary import OutcomeGroup, Unit
from almpo.extraction.corroboration import corroborate


def told(key: int, estimate: float, **fields: object) -> Finding:
    return finding(key, source="text", estimate=estimate, se=None, page=7, **fields)


def verdicts(findings: list[Finding], code: str) -> list[bool | None]:
    def one(checks: tuple[Check, ...]) -> bool | None:
        passed = [check.passed for check in checks if check.code == code]
        return all(passed) if passed else None

    return [one(f.checks) for f in corroborate(findings)]


def test_text_and_table_tell_the_same():
    table = finding(1, estimate=0.055, unit=Unit.PROBABILITY)
    assert verdicts([table, told(2, 5.5)], "C10") == [True, True]


def test_a_sign_that_the_text_contradicts_is_doubted():
    table = finding(1, estimate=12.5)
    found = corroborate([table, told(2, -12.5)])
    assert [f.extraction_doubt for f in found] == [True, True]
    assert "page 7" in found[0].checks[0].message


@pytest.mark.parametrize("fields", [{"outcome_group": OutcomeGroup.EARNINGS}, {"outcome_group": None}])
def test_numbers_about_something_else_say_nothing(fields):
    assert verdicts([finding(1, estimate=12.5), told(2, 12.5, **fields)], "C10") == [None, None]


def test_small_numbers_meet_by_chance():
    assert verdicts([finding(1, estimate=3.0), told(2, 3.0)], "C10") == [None, None]


def test_the_same_numbers_in_two_tables():
    first, second = (finding(i, estimate=0.123, se=0.045, table_id=f"t{i}") for i in (1, 2))
    assert verdicts([first, second], "C11") == [True, True]
    assert verdicts([first, second.model_copy(update={"table_id": "t1"})], "C11") == [None, None]


@pytest.mark.parametrize("slip", [-0.1234, 1.234, 0.1284])
def test_a_slip_between_two_tables(slip):
    place = {"row_label": "Treated", "column_label": "Employed", "n": 500, "se": 0.045}
    first = finding(1, estimate=0.1234, table_id="t1", page=2, **place)
    second = finding(2, estimate=slip, table_id="t2", page=9, **place)
    assert verdicts([first, second], "C11") == [False, False]
    other_cases = second.model_copy(update={"n": 499})
    assert verdicts([first, other_cases], "C11") == [None, None]


def test_other_estimates_of_the_same_place_are_no_slip():
    place = {"row_label": "Treated", "column_label": "Employed", "n": 500, "se": 0.045}
    first = finding(1, estimate=-0.019, table_id="t1", **place)
    second = finding(2, estimate=-0.012, table_id="t2", **place)
    assert verdicts([first, second], "C11") == [None, None]

"""What is printed for each estimate is read as what it is."""

import pytest
from finding_tables import make_document, make_table, read_table

from almpo.evidence.findings import Finding
from almpo.extraction.context import DocumentContext
from almpo.extraction.interpret import interpret_table

STARS = "*** p<0.01, ** p<0.05, * p<0.1."
REGRESSION = """
                | Employed | Earnings
                | (1)      | (2)
Treated         | 0.042**  | 120.5
                | (0.018)  | (98.2)
Age             | 0.003    | 4.1
                | (0.010)  | (3.9)
Constant        | 0.512*** | 801.0***
                | (0.021)  | (45.0)
Control mean    | 0.48     | 790.2
Observations    | 1,204    | 1,198
R-squared       | 0.12     | 0.08
"""


def numbers(finding: Finding) -> tuple[float, float | None, str, int | None]:
    return finding.estimate, finding.se, finding.stars, finding.n


def test_estimate_error_stars_and_n() -> None:
    found = read_table(REGRESSION, heads=2, note=f"Standard errors in parentheses. {STARS}")
    treated = [f for f in found if f.row_label == "Treated"]
    assert [numbers(f) for f in treated] == [(0.042, 0.018, "**", 1204), (120.5, 98.2, "", 1198)]
    assert [f.control_mean for f in treated] == [0.48, 790.2]
    assert treated[0].column_label is not None
    assert "Employed" in treated[0].column_label
    assert treated[0].readings["estimate"].raw == "0.042**"
    assert treated[0].readings["se"].raw == "(0.018)"
    assert {f.table for f in found} == {"Table 1"}


def test_foot_rows_are_no_findings() -> None:
    found = read_table(REGRESSION, heads=2, note=f"Standard errors in parentheses. {STARS}")
    assert {f.row_label for f in found} == {"Treated", "Age", "Constant"}


def test_controls_and_constant_are_not_presented_as_effects() -> None:
    found = read_table(REGRESSION, heads=2, note=f"Standard errors in parentheses. {STARS}")
    presented = {f.row_label for f in found if f.treatment_effect is not False}
    assert presented == {"Treated"}


@pytest.mark.parametrize(
    ("note", "field"),
    [
        ("Standard errors in parentheses.", "se"),
        ("Robuste Standardfehler in Klammern.", "se"),
        ("Erreurs types entre parenthèses.", "se"),
        ("Errores estándar entre paréntesis.", "se"),
        ("Errori standard tra parentesi.", "se"),
        ("Błędy standardowe w nawiasach.", "se"),
        ("t-statistics in parentheses.", "t"),
        ("t-Werte in Klammern.", "t"),
        ("p-values in parentheses.", "p"),
    ],
)
def test_the_note_says_what_parentheses_hold(note: str, field: str) -> None:
    value = {"se": "0.30", "t": "1.70", "p": "0.09"}[field]
    found = read_table(f"| Employed\nTreated | 0.51\n | ({value})", note=note)
    assert len(found) == 1
    assert getattr(found[0], field) == float(value)
    assert all(getattr(found[0], other) is None for other in {"se", "t", "p"} - {field})


def test_arithmetic_tells_t_values_from_errors() -> None:
    rows = "| A | B | C\nTreated | 0.50*** | 0.20 | 0.30**\n | (5.00) | (1.10) | (2.20)"
    found = read_table(rows, note=STARS)
    assert [f.t for f in found] == [5.0, 1.1, 2.2]


def test_intervals_in_brackets() -> None:
    found = read_table(
        "| Employed\nTreated | 2.4\n | [0.6; 4.2]", note="95% confidence intervals in brackets."
    )
    assert [(f.ci_low, f.ci_high, f.se) for f in found] == [(0.6, 4.2, None)]


def test_decimal_commas() -> None:
    rows = "| Beschäftigt | Einkommen\nTeilnahme | 0,042** | 1.016,16\n | (0,018) | (512,30)"
    found = read_table(rows, note="Standardfehler in Klammern.")
    assert [(f.estimate, f.se) for f in found] == [(0.042, 0.018), (1016.16, 512.3)]


def test_treated_control_difference() -> None:
    rows = """
              | Treated | Control | Difference | p-value
    Employed  | 0.52    | 0.48    | 0.04       | 0.03
    Sick      | 0.10    | 0.11    | -0.01      | 0.62
    """
    found = read_table(rows)
    assert [(f.estimate, f.p) for f in found] == [(0.04, 0.03), (-0.01, 0.62)]


def test_several_numbers_in_a_cell() -> None:
    found = read_table("| Employed\nTreated | 0.12 (0.05)", note="Standard errors in parentheses.")
    assert [(f.estimate, f.se) for f in found] == [(0.12, 0.05)]


def test_panels_are_carried() -> None:
    rows = "| Employed\nPanel A: Women |\nTreated | 0.1\n | (0.05)\nPanel B: Men |\nTreated | 0.2\n | (0.05)"
    found = read_table(rows, note="Standard errors in parentheses.")
    assert [(f.panel, f.estimate) for f in found] == [("Panel A: Women", 0.1), ("Panel B: Men", 0.2)]


def test_a_star_that_cannot_be_is_flagged() -> None:
    good, bad = (
        read_table(f"| A\nTreated | 0.10{stars}\n | (0.09)", note=f"Standard errors in parentheses. {STARS}")[
            0
        ]
        for stars in ("", "***")
    )
    assert all(check.passed for check in good.checks)
    assert any(not check.passed for check in bad.checks)
    assert bad.confidence < good.confidence


def test_ids_are_stable_and_unique() -> None:
    first, second = (read_table(REGRESSION, heads=2) for _ in range(2))
    assert [f.id for f in first] == [f.id for f in second]
    assert len({f.id for f in first}) == len(first)


def test_a_note_that_arithmetic_overrules_is_an_oddity_of_the_source() -> None:
    rows = "\n".join(
        f"Treated {i} | {0.05 * i:.2f}{stars}\n | ({t})"
        for i, (t, stars) in enumerate(
            [("4.10", "***"), ("2.90", "***"), ("2.21", "**"), ("3.55", "***"), ("2.05", "**")], 1
        )
    )
    found = read_table(
        f" | Employed\n{rows}", note="Standard errors in parentheses. * p<.1, ** p<.05, *** p<.01"
    )
    assert {f.t is not None for f in found} == {True}
    assert all(f.source_oddity and not f.extraction_doubt for f in found)
    assert {check.code for f in found for check in f.checks if not check.passed} == {"C2"}


def test_thousands_and_decimals_are_told_by_the_document():
    whole = "| Mannen | Vrouwen\nEffect | 1.016** | −212\n | (455) | (390)\nN | 25.110 | 23.103"
    parts = "| 6 maanden | 12 maanden\nEffect | 0,012 | 0,023\n | (0,008) | (0,009)\nN | 48.213 | 48.213"
    note = "Noot: standaardfouten tussen haakjes."
    tables = [make_table(whole, note=note), make_table(parts, note=note)]
    context = DocumentContext(make_document("Effect van scholing op werklozen.", tables=tables))
    first = interpret_table(tables[0], context)
    assert [(f.estimate, f.se, f.n) for f in first] == [(1016.0, 455.0, 25110), (-212.0, 390.0, 23103)]


def test_a_unit_in_the_label_is_no_row_of_deviations():
    rows = "Outcome | Impact | Std. error\nIn work (%) | 5.8 | 2.0\nWellbeing (SD) | 0.02 | 0.04"
    assert [f.estimate for f in read_table(rows, caption="Impacts of training")] == [5.8, 0.02]

"""What is printed agrees with itself, as the project's own witnesses see it."""

from decimal import Decimal

import pytest

from almpo.evaluation.samples.estimates import Estimate, estimates
from almpo.evaluation.samples.tables import print_table
from almpo.evidence.vocabulary import UncertaintyKind
from almpo.measures.checks import difference_fits, interval_fits, sign_of_t, stars_fit
from almpo.measures.uncertainty import Pair, Quantity, StarLegend

ODDITIES = {  # deliberate, and told in the note of the truth
    ("en_sanctions_toe_finland", "jobs.sanction.kept"),
    ("it_inserimento_disabili_emilia", "effects.pay.m24"),
}


def quantity(value: Decimal) -> Quantity:
    return Quantity(float(value), max(0, -int(value.as_tuple().exponent)))


def all_estimates(samples) -> list[tuple[str, Estimate]]:
    return [(r.id, e) for r in samples.all() for t in r.tables for e in estimates(r, t)]


def test_stars_fit_the_printed_uncertainty(samples) -> None:
    misfits = set()
    for report_id, estimate in all_estimates(samples):
        legend = StarLegend(tuple(("*" * n, p) for n, p in enumerate(estimate.table.stars, 1)))
        printed = estimate.uncertainty()
        for kind in ("se", "t"):
            if kind in printed and estimate.table.stars:
                pair = Pair(quantity(estimate.value), quantity(printed[kind]), estimate.stars)
                if not stars_fit(pair, UncertaintyKind(kind), legend).passed:
                    misfits.add((report_id, estimate.reference))
    assert misfits == ODDITIES


def test_oddities_are_noted(samples) -> None:
    noted = {(i, e.reference) for i, e in all_estimates(samples) if "deliberate" in (e.meaning.note or "")}
    assert noted == ODDITIES


def test_every_estimate_prints_its_uncertainty_once(samples) -> None:
    assert all(len(estimate.kinds()) == 1 for _, estimate in all_estimates(samples))


def test_intervals_differences_and_signs(samples) -> None:
    seen = set()
    for _, estimate in all_estimates(samples):
        printed, value = estimate.uncertainty(), quantity(estimate.value)
        if "ci_low" in printed:
            ends = quantity(printed["ci_low"]), quantity(printed["ci_high"])
            seen.add(interval_fits(value, *ends, quantity(estimate.se)).passed)
        if "t" in printed:
            seen.add(sign_of_t(value, quantity(printed["t"])).passed)
        means = estimate.given("treated_mean"), estimate.given("control_mean")
        if means[0] is not None and means[1] is not None:
            seen.add(difference_fits(quantity(means[0]), quantity(means[1]), value).passed)
    assert seen == {True}


@pytest.mark.parametrize(
    ("name", "table", "parts", "whole"),
    [
        ("en_training_rct_ireland_wp", "groups", ("women", "men"), "4186"),
        ("en_wage_subsidy_did_estonia", "groups", ("young", "older"), "9261"),
        ("pl_dotacje_podkarpackie", "groups", ("women", "men"), "3358"),
        ("it_inserimento_disabili_emilia", "groups", ("physical", "mental", "sensory"), "1984"),
        ("de_weiterbildung_matching_sachsen", "sums", ("women", "men"), "5284"),
        ("de_gruendungszuschuss_nrw", "groups", ("women", "men"), "8940"),
    ],
)
def test_groups_add_up(samples, name: str, table: str, parts: tuple[str, ...], whole: str) -> None:
    rows = {r.key: r for t in samples.report(name).tables if t.key == table for r in t.rows}
    counts = [rows[part].given.get("n") or rows[part].given["n_treated"] for part in parts]
    assert sum(counts) == Decimal(whole)


def test_no_numbers_from_another_panel(samples) -> None:
    report = samples.report("fr_contrats_utilite_locale")
    by_row = {e.row.key: e for e in estimates(report, report.tables[0]) if e.column.key == "c1"}
    assert by_row["first"].given("control_mean") is None
    assert by_row["contract"].given("control_mean") == Decimal("0.234")
    assert by_row["first"].given("n") == Decimal("3912")


def test_printed_lines_are_as_wide_as_the_head(samples) -> None:
    for report in samples.all():
        for table in report.tables:
            printed = print_table(report, table)
            assert all(sum(cell.span for cell in level) == printed.columns for level in printed.head)
            assert {len(line.cells) for line in printed.lines if line.kind != "panel"} == {printed.columns}

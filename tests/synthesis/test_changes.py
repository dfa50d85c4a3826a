"""The difference between two versions of a result, in words."""

from made_up import finding

from almpo.evidence.findings import Finding
from almpo.evidence.syntheses import PooledResult, SynthesisQuery
from almpo.evidence.vocabulary import Design, OutcomeGroup
from almpo.synthesis.changes import describe_change
from almpo.synthesis.pool import gather_inputs, pool_inputs

QUERY = SynthesisQuery(outcome=OutcomeGroup.EMPLOYMENT)
COUNTRIES = ("AT", "DE", "DK", "FR", "NL", "SE")


def pooled(findings: list[Finding]) -> PooledResult:
    return pool_inputs(QUERY, gather_inputs(findings, QUERY, corpus="c"))


def trials(count: int) -> list[Finding]:
    given = {"design": Design.RCT, "comparator": "business as usual"}
    return [
        finding(key, estimate=4 + 0.1 * (key % 3), country=COUNTRIES[key % 6], **given)
        for key in range(count)
    ]


def test_the_same_is_no_change() -> None:
    assert describe_change(pooled(trials(8)), pooled(trials(8))) == ""


def test_a_correction_that_makes_the_result_less_sure() -> None:
    before = trials(8)
    after = [
        one.model_copy(update={"estimate": -20.0}) if key == 0 else one for key, one in enumerate(before)
    ]
    told = describe_change(pooled(before), pooled(after))
    assert told.startswith("1 corrected: 4.1 → ")
    assert "lies below the result before" in told
    assert "; certainty: high → " in told


def test_what_was_left_out_is_part_of_the_version() -> None:
    more = [*trials(8), finding(99, se=None)]
    assert describe_change(pooled(trials(8)), pooled(more)) == "the same effects; left out: 0 → 1 findings"

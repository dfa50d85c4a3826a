import pytest

from almpo.evidence.anchors import Anchor
from almpo.evidence.findings import Finding, Reading
from almpo.evidence.vocabulary import Design, OutcomeGroup, Unit
from almpo.synthesis.results import results
from almpo.synthesis.sources import Source
from almpo.synthesis.templates import languages, templates
from almpo.synthesis.verify import verify
from almpo.synthesis.writers.telling import tell_result
from tests.support.evidence import DOCUMENT, ID, made_finding, made_pack

PAGE = "Table 3 Voucher Women 0.035 (0.012) -0.035 (0.012) 0.001 (0.012) 0.035 -0.035 0.001 10,714"
WRONG = {"up": ("down", "none"), "down": ("up", "none"), "none": ("down",)}  # 0.001 is higher, if not clearly
SIGNED = {"up": 0.035, "down": -0.035, "none": 0.001}


def readings(horizon: str, page: int = 3) -> dict[str, Reading]:
    anchor = Anchor(document_id=ID, page=page, quote=horizon)
    return {
        "estimate": Reading(raw="0.035"),
        "se": Reading(raw="(0.012)"),
        "horizon_months": Reading(raw=horizon, anchor=anchor),
    }


def told(*findings: Finding, language: str = "en", question: str = "Does it work?") -> str:
    found = results(made_pack(*findings, question=question))
    return " ".join(one.text for one in tell_result(found[0], {ID: DOCUMENT}, templates(language)))


def test_a_result_says_where_how_what_and_when() -> None:
    finding = made_finding(
        estimate=0.035,
        se=0.012,
        outcome_group=OutcomeGroup.EMPLOYMENT,
        country="AT",
        design=Design.RCT,
        horizon_months=12.0,
        readings=readings("Employed after 12 months"),
    )
    assert told(finding) == (
        "Training vouchers (Austria, randomised experiment): higher employment – "
        "Voucher · Women: 0.035 (SE 0.012), after 12 months."
    )


def test_only_what_all_estimates_share_is_said_of_the_study() -> None:
    fields = {"outcome_group": OutcomeGroup.EMPLOYMENT, "country": "AT"}
    trial = made_finding(1, row_label="A", design=Design.RCT, **fields)
    other = made_finding(2, row_label="B", design=Design.DID, **fields)
    assert told(trial, other).startswith("Training vouchers (Austria): ")


def test_estimates_that_say_different_things_are_told_apart() -> None:
    one = made_finding(1, estimate=0.035, se=0.012, row_label="A", outcome_group=OutcomeGroup.EMPLOYMENT)
    other = made_finding(2, estimate=0.001, se=0.012, row_label="B", outcome_group=OutcomeGroup.EMPLOYMENT)
    assert told(other, one) == (
        "Training vouchers: higher employment – Voucher · Women: 0.035 (SE 0.012). "
        "Training vouchers: no clear effect on employment – Voucher · Women: 0.001 (SE 0.012)."
    )


def test_a_label_that_says_when_is_not_told_so_twice() -> None:
    finding = made_finding(
        outcome_group=OutcomeGroup.EMPLOYMENT, horizon_months=24.0, readings=readings("24 months")
    )
    found = results(made_pack(finding, label="After two years"))
    (sentence,) = tell_result(found[0], {ID: DOCUMENT}, templates("en"))
    assert "24 months" not in sentence.text


@pytest.mark.parametrize(("horizon", "page"), [("two years", 3), ("February 2021", 3), ("24 months", 4)])
def test_a_time_that_does_not_stand_on_the_page_in_months_is_not_told(horizon: str, page: int) -> None:
    finding = made_finding(
        outcome_group=OutcomeGroup.EMPLOYMENT, horizon_months=24.0, readings=readings(horizon, page)
    )
    assert "24" not in told(finding)


@pytest.mark.parametrize("language", sorted(languages()))
@pytest.mark.parametrize("outcome", [group for group in OutcomeGroup if group is not OutcomeGroup.SANCTION])
def test_the_gate_passes_what_is_so_and_stops_the_opposite(language: str, outcome: OutcomeGroup) -> None:
    """In every language, for every outcome: up, down and nothing clear."""
    say = templates(language)
    question = f"Does it raise {'health' if outcome is OutcomeGroup.OTHER else outcome.replace('_', ' ')}?"
    for says, estimate in SIGNED.items():
        finding = made_finding(
            estimate=estimate, se=0.012, outcome_group=outcome, unit=Unit.PROBABILITY, outcome="health"
        )
        pack = made_pack(finding, question=question)
        (sentence,) = tell_result(results(pack)[0], {ID: DOCUMENT}, say)
        assert say.effect[f"{outcome}_{says}"] in sentence.text
        source = Source(PAGE, "en", finding)
        names = {"Training vouchers": ID}
        assert verify(sentence, [source], language, names=names).problems == ()
        for other in WRONG[says]:
            text = sentence.text.replace(say.effect[f"{outcome}_{says}"], say.effect[f"{outcome}_{other}"])
            wrong = sentence.model_copy(update={"text": text})
            if outcome is not OutcomeGroup.OTHER:
                assert verify(wrong, [source], language, names=names).problems, text


@pytest.mark.parametrize("language", sorted(languages()))
def test_a_hazard_below_one_is_a_lower_rate(language: str) -> None:
    finding = made_finding(
        estimate=0.8, se=0.05, outcome_group=OutcomeGroup.UNEMPLOYMENT_EXIT, unit=Unit.HAZARD_RATIO
    )
    pack = made_pack(finding, question="Does it raise the exit rate?")
    (sentence,) = tell_result(results(pack)[0], {ID: DOCUMENT}, templates(language))
    assert templates(language).effect["unemployment_exit_down"] in sentence.text
    page = "Table 3 Voucher Women 0.8 (0.05)"
    assert (
        verify(sentence, [Source(page, "en", finding)], language, names={"Training vouchers": ID}).problems
        == ()
    )

"""Certainty falls for the reasons that GRADE names, and says so in every language."""

import tomllib
from importlib.resources import files

import pytest
from made_up import finding, spread_findings

from almpo.evidence.certainty import Certainty, CertaintyDomain, CertaintyLevel, CertaintyStep
from almpo.evidence.findings import Finding
from almpo.evidence.syntheses import PooledResult, SynthesisQuery
from almpo.evidence.vocabulary import Design, OutcomeGroup, TargetGroup, Unit
from almpo.synthesis.pool import gather_inputs, pool_inputs

QUERY = SynthesisQuery(outcome=OutcomeGroup.EMPLOYMENT)
TRIAL = {"design": Design.RCT, "comparator": "business as usual"}
COUNTRIES = ("AT", "DE", "DK", "FR", "NL", "SE")


def pooled(findings: list[Finding], query: SynthesisQuery = QUERY) -> PooledResult:
    return pool_inputs(query, gather_inputs(findings, query, corpus="c"))


def certainty(findings: list[Finding], query: SynthesisQuery = QUERY) -> Certainty:
    found = pooled(findings, query).certainty
    assert found is not None
    return found


def step(found: Certainty, domain: CertaintyDomain) -> CertaintyStep:
    (one,) = (one for one in found.steps if one.domain is domain)
    return one


def codes(found: Certainty, domain: CertaintyDomain) -> list[str]:
    return [reason.code for reason in step(found, domain).reasons]


def agreeing(studies: int = 12, **fields: object) -> list[Finding]:
    """Precise trials from many countries that agree."""
    return [
        finding(
            key,
            estimate=4 + 0.1 * (key % 3),
            se=0.8 + 0.07 * ((5 * key) % 7),
            country=COUNTRIES[key % 6],
            **{**TRIAL, **fields},
        )
        for key in range(studies)
    ]


def test_precise_trials_that_agree_are_of_high_certainty() -> None:
    found = certainty(agreeing())
    assert found.level is CertaintyLevel.HIGH
    assert [one.levels for one in found.steps] == [0, 0, 0, 0, 0]
    assert [one.domain for one in found.steps] == list(CertaintyDomain)


@pytest.mark.parametrize(
    ("designs", "levels", "code"),
    [
        ([Design.RCT] * 9 + [Design.MATCHING] * 3, 0, "strong"),
        ([Design.RDD] * 12, 0, "strong"),
        ([Design.RCT] * 6 + [Design.DID] * 6, -1, "comparable"),
        ([Design.MATCHING] * 8 + [Design.BEFORE_AFTER] * 4, -2, "weak"),
        ([None] * 12, -2, "weak"),
    ],
)
def test_design_strength(designs: list[Design | None], levels: int, code: str) -> None:
    alike = [one.model_copy(update={"se": 1.0}) for one in agreeing()]
    found = certainty([one.model_copy(update={"design": d}) for one, d in zip(alike, designs, strict=True)])
    assert step(found, CertaintyDomain.RISK_OF_BIAS).levels == levels
    assert codes(found, CertaintyDomain.RISK_OF_BIAS) == [code]


def test_a_coded_score_counts_before_the_design() -> None:
    found = certainty(agreeing(maryland=(5, 2)))
    assert codes(found, CertaintyDomain.RISK_OF_BIAS) == ["weak"]


def test_inconsistency_and_imprecision() -> None:
    wide = [one.model_copy(update={"estimate": 1.0 + 12 * (-1) ** key}) for key, one in enumerate(agreeing())]
    found = certainty(wide)
    assert step(found, CertaintyDomain.INCONSISTENCY).levels == -2
    assert step(found, CertaintyDomain.IMPRECISION).levels == -2
    assert found.level is CertaintyLevel.VERY_LOW
    same_side = [
        one.model_copy(update={"estimate": 40.0 + 3 * (-1) ** key, "se": 0.5})
        for key, one in enumerate(agreeing())
    ]
    assert codes(certainty(same_side), CertaintyDomain.INCONSISTENCY) == ["same_side"]


def test_the_threshold_is_that_of_the_question() -> None:
    found = certainty(agreeing())
    assert codes(found, CertaintyDomain.IMPRECISION) == ["one_side"]
    beyond = certainty(agreeing(), QUERY.model_copy(update={"threshold": 4.1}))
    assert codes(beyond, CertaintyDomain.IMPRECISION) == ["no_difference"]
    strict = certainty(agreeing(), QUERY.model_copy(update={"threshold": 3.6, "matters": 0.6}))
    assert codes(strict, CertaintyDomain.IMPRECISION) == ["crosses"]


def test_evidence_on_others_than_asked_is_indirect() -> None:
    youth = agreeing(target_groups=(TargetGroup.YOUTH,))
    assert codes(certainty(youth), CertaintyDomain.INDIRECTNESS) == ["one_group"]
    asked = certainty(youth, QUERY.model_copy(update={"target_groups": (TargetGroup.YOUTH,)}))
    assert codes(asked, CertaintyDomain.INDIRECTNESS) == ["direct"]
    untold = [
        one.model_copy(update={"comparator": None, "country": "US", "target_groups": (TargetGroup.YOUTH,)})
        for one in youth
    ]
    assert step(certainty(untold), CertaintyDomain.INDIRECTNESS).levels == -2


def test_missing_results_are_suspected_from_ten_studies_on() -> None:
    slanted = [one.model_copy(update={"se": 0.5 + key / 3}) for key, one in enumerate(agreeing(15))]
    slanted = [
        one.model_copy(update={"estimate": 2.2 * (one.se or 1) + 0.3 * (key % 3)})
        for key, one in enumerate(slanted)
    ]
    found = pooled(slanted)
    assert found.certainty is not None
    assert step(found.certainty, CertaintyDomain.PUBLICATION_BIAS).levels == -1
    assert codes(found.certainty, CertaintyDomain.PUBLICATION_BIAS)[:2] == ["egger", "corrected_large"]
    assert found.estimated is not None
    assert found.publication_bias is not None
    corrected = found.publication_bias.check("pet_peese")
    assert corrected is not None
    assert corrected.corrected is not None
    assert corrected.corrected < found.estimated.estimate
    assert codes(certainty(agreeing()), CertaintyDomain.PUBLICATION_BIAS) == ["egger", "corrected_small"]
    few = certainty(slanted[:9])
    assert codes(few, CertaintyDomain.PUBLICATION_BIAS) == ["too_few"]


def test_one_study() -> None:
    found = certainty([finding(1, **TRIAL, country="AT", estimate=9.0, n=100)])
    assert codes(found, CertaintyDomain.INCONSISTENCY) == ["one_study"]
    assert codes(found, CertaintyDomain.IMPRECISION) == ["one_study_only"]
    assert found.level in (CertaintyLevel.LOW, CertaintyLevel.VERY_LOW)


def test_no_result_has_no_certainty() -> None:
    nothing = pooled([finding(1, se=None)])
    assert nothing.certainty is None
    assert nothing.publication_bias is None


def test_words_in_every_language() -> None:
    result = pooled(agreeing())
    assert result.certainty is not None
    assert result.words["en"].endswith("more; high certainty; 12 studies.")
    assert result.words["de"].endswith("hohe Verlässlichkeit; 12 Studien.")
    assert set(result.certainty.words) == {"en", "de", "fr", "es", "it", "pl"}
    for lines in result.certainty.words.values():
        assert len(lines) == 6
        assert not any("{" in line for line in lines)


def test_every_language_knows_every_phrase() -> None:
    phrases = tomllib.loads(files("almpo.synthesis").joinpath("certainty.toml").read_text("utf-8"))

    def fields(section: dict[str, object]) -> dict[str, object]:
        return {
            key: fields(value) if isinstance(value, dict) else sorted(_placeholders(str(value)))
            for key, value in section.items()
        }

    shapes = {language: fields(section) for language, section in phrases.items()}
    assert all(shape == shapes["en"] for shape in shapes.values())
    assert set(shapes["en"]["domain"]) == set(CertaintyDomain)  # type: ignore[call-overload]
    assert set(shapes["en"]["level"]) == set(CertaintyLevel)  # type: ignore[call-overload]


def _placeholders(text: str) -> list[str]:
    return [part.split("}")[0] for part in text.split("{")[1:]]


def test_what_is_better_when_there_is_less_of_it_is_told_as_it_is() -> None:
    shorter = [
        one.model_copy(update={"outcome_group": OutcomeGroup.UNEMPLOYMENT_DURATION, "unit": Unit.DAYS})
        for one in spread_findings(12, **TRIAL)
    ]
    result = pooled(shorter, SynthesisQuery(outcome=OutcomeGroup.UNEMPLOYMENT_DURATION))
    assert "longer" in result.words["en"]
    assert result.certainty is not None
    imprecision = result.certainty.words["en"][4]
    assert "from 0.2 to 2.6 days" in imprecision

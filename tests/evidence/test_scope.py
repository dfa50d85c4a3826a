"""Codes are told by value or name; what is wrong is named with what is allowed."""

import pytest
from pydantic import ValidationError

from almpo.evidence.answers import Chip, ChipOrigin
from almpo.evidence.scope import Scope
from almpo.evidence.syntheses import HorizonBand
from almpo.evidence.vocabulary import ProgrammeType


def test_codes_by_value_name_and_usual_name() -> None:
    scope = Scope(
        programme=["training", "4", "sanctions"], target="refugees", country=["EL", "AT"], horizon="24"
    )
    assert scope.programme == (
        ProgrammeType.TRAINING,
        ProgrammeType.EMPLOYMENT_INCENTIVES,
        ProgrammeType.MONITORING_SANCTIONS,
    )
    assert (scope.target, scope.country, scope.horizon) == (("migrants_refugees",), ("GR", "AT"), 24)
    assert Scope(horizon="long").horizon is HorizonBand.LONG


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"programme": "trainig"}, "employment_incentives"),
        ({"outcome": "luck"}, "earnings"),
        ({"country": "Austria"}, "ISO 3166"),
        ({"language_of_documents": "xx"}, "bg, cs"),
        ({"horizon": "soon"}, "short, medium, long"),
        ({"horizon": 0}, "short, medium, long"),
        ({"region": "Tirol"}, "pattern"),
        ({"design_at_least": 6}, "5"),
        ({"nonsense": 1}, "nonsense"),
        ({"without": "targets:youth"}, "programme, outcome, target"),
        ({"without": "target:"}, "GROUP:CODE"),
    ],
)
def test_what_is_wrong_is_named(given: dict[str, object], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        Scope(**given)


def test_a_scope_survives_json_and_loses_one_condition_at_a_time() -> None:
    scope = Scope(country="AT", since=2010, horizon="medium", name="AMS", without="target:youth")
    assert Scope.model_validate_json(scope.model_dump_json()) == scope
    assert set(scope.conditions) == {"country", "since", "horizon"}
    assert set(scope.lacking("since").conditions) == {"country", "horizon"}


def test_chips_of_answers_that_were_kept_before_are_read() -> None:
    kept = {"group": "target", "code": "women", "words": "women", "inherited": True}
    assert Chip.model_validate(kept).origin is ChipOrigin.INHERITED
    assert Chip.model_validate(kept | {"inherited": False}).label == "women"

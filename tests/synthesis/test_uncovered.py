from almpo.evidence.answers import Chip, ChipOrigin
from almpo.evidence.vocabulary import ProgrammeType, TargetGroup
from almpo.synthesis.uncovered import uncovered
from tests.support.evidence import DOCUMENT, made_finding, made_pack

WOMEN = Chip(group="target", code="women", words="Frauen")
YOUTH = Chip(group="target", code="youth", words="Jugendliche")
TRAINING = Chip(group="programme", code="training", words="Kurse")
PLACE = Chip(group="country", code="MT", words="Malta")


def test_what_no_evidence_names_is_told_in_the_words_of_the_question() -> None:
    finding = made_finding(lmp=ProgrammeType.TRAINING, target_groups=(TargetGroup.WOMEN,))
    assert uncovered(made_pack(finding), [WOMEN, YOUTH, TRAINING, PLACE]) == ["Jugendliche"]


def test_quotes_and_titles_count() -> None:
    assert uncovered(made_pack(quotes=["Young people gained most."]), [YOUTH]) == []
    titled = DOCUMENT.model_copy(update={"title": "Courses for young job seekers"})
    assert uncovered(made_pack(quotes=["It rose."], documents=[titled]), [YOUTH]) == []


def test_what_the_asker_set_is_a_condition_on_the_evidence() -> None:
    assert uncovered(made_pack(made_finding()), [YOUTH.model_copy(update={"origin": ChipOrigin.SET})]) == []


def test_nothing_asked_nothing_missing() -> None:
    assert uncovered(made_pack(made_finding()), []) == []


def test_words_for_the_unemployed_at_large_are_never_missing() -> None:
    assert (
        uncovered(made_pack(made_finding()), [Chip(group="target", code="jobseekers", words="jobseekers")])
        == []
    )

"""Groups by label, caption and document; parts of a population that no code stands for; known programmes."""

import pytest
from finding_tables import make_context, read_table

from almpo.evidence.vocabulary import TargetGroup as Target
from almpo.extraction.fields.population import usual_groups

SE = "Standard errors in parentheses."


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "A wage subsidy for the long-term unemployed. The long-term unemployed gain.",
            {Target.LONG_TERM_UNEMPLOYED},
        ),
        ("Le dispositif s'adresse aux demandeurs d'emploi de longue durée.", {Target.LONG_TERM_UNEMPLOYED}),
        ("Gefördert werden Langzeitarbeitslose ab 50 Jahren.", {Target.LONG_TERM_UNEMPLOYED, Target.OLDER}),
        (
            "Ofrece formación a jóvenes sin título, jóvenes de barrios pobres.",
            {Target.YOUTH, Target.LOW_SKILLED},
        ),
        ("Il programma è rivolto alle persone con disabilità.", {Target.DISABLED}),
        ("Program jest skierowany do młodych bezrobotnych do 30 roku życia.", {Target.YOUTH}),
        ("Cursussen voor langdurig werklozen in Rotterdam.", {Target.LONG_TERM_UNEMPLOYED}),
        ("Integration courses for refugees. Refugees learn the language.", {Target.MIGRANTS_REFUGEES}),
        (
            "Benefit sanctions make the unemployed search; a sanction cuts the benefit.",
            {Target.BENEFIT_RECIPIENTS},
        ),
        ("Training for jobseekers. The unemployed are trained.", {Target.ALL_UNEMPLOYED}),
    ],
)
def test_groups_of_documents(text, groups):
    assert set(usual_groups(make_context(text))) == groups


def test_a_group_named_in_passing_is_not_the_target():
    text = "Training for jobseekers, who are trained. " * 400 + "Older workers are harder to train."
    assert set(usual_groups(make_context(text))) == {Target.ALL_UNEMPLOYED}


def test_parts_without_a_code_are_others():
    found = read_table(
        "| Below median income | Rural | Women\nTraining | 0.1 | 0.1 | 0.1\n | (0.05) | (0.05) | (0.05)"
    )
    groups = [set(f.target_groups) for f in found]
    assert groups == [
        {Target.ALL_UNEMPLOYED, Target.OTHER},
        {Target.ALL_UNEMPLOYED, Target.OTHER},
        {Target.WOMEN},
    ]


def test_the_constant_of_group_effects_is_the_group_left_out():
    table = "| Training\nConstant | 0.1\n | (0.05)\nFemale | -0.1\n | (0.05)"
    found = [
        f for f in read_table(table, caption="Group average treatment effects", note=SE) if f.treatment_effect
    ]
    assert {f.target_groups for f in found} == {(Target.MEN,)}


def test_captions_name_groups_unless_they_name_both_halves():
    rows = "| Employed\nTraining | 0.1\n | (0.05)"
    assert read_table(rows, caption="Effects for male participants")[0].target_groups == (Target.MEN,)
    assert read_table(rows, caption="Effects for men and women")[0].target_groups == (Target.ALL_UNEMPLOYED,)

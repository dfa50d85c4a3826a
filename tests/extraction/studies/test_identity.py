"""Which documents are one study, and which only look like it."""

import pytest
from finding_tables import make_document
from hypothesis import given
from hypothesis import strategies as st
from made_up import finding

from almpo.evidence.studies import Profile, Role
from almpo.extraction.studies.conflicts import conflicts
from almpo.extraction.studies.identity import compare, identify
from almpo.extraction.studies.profile import profile_of

NUMBERS = tuple(f"0.{k}|0.0{k}" for k in range(101, 121))
TITLE = "Short courses and long waiting times: a randomised evaluation"


def profile(key: str, **fields: object) -> Profile:
    given_fields = {
        "title": f"Something else altogether, part {key}",
        "authors": ("ada example",),
        "year": 2018,
        "numbers": tuple(f"{n}{key}" for n in NUMBERS),
        "effects": 20,
        "countries": ("IE",),
        "programmes": ("2",),
        **fields,
    }
    return Profile(document_id=key, **given_fields)  # type: ignore[arg-type]


def roles(*profiles: Profile) -> list[dict[str, Role]]:
    return [{member.document_id: member.role for member in study.members} for study in identify(profiles)]


def test_the_latest_version_with_effects_is_the_principal():
    early = profile("a", title=TITLE, numbers=NUMBERS, year=2016)
    late = profile("b", title=TITLE, numbers=NUMBERS[:15], year=2019)
    assert roles(early, late, profile("c")) == [{"b": Role.PRINCIPAL, "a": Role.VERSION}]


def test_a_plan_without_effects_is_a_companion_however_new():
    paper = profile("a", title=TITLE)
    plan = profile("b", title=f"{TITLE}. Pre-analysis plan", numbers=(), effects=0, year=2030, countries=())
    assert roles(paper, plan) == [{"a": Role.PRINCIPAL, "b": Role.COMPANION}]


@pytest.mark.parametrize(
    "other",
    [
        profile("b"),  # the same team, country and programme, other numbers
        profile("b", title=TITLE, countries=("SE",), authors=()),
        profile("b", numbers=NUMBERS[:4], countries=("SE",)),  # four numbers by chance
    ],
)
def test_what_only_looks_like_it(other: Profile):
    assert roles(profile("a", title=TITLE, numbers=NUMBERS), other) == []


def test_links_tell_their_reasons():
    link = compare(profile("a", numbers=NUMBERS), profile("b", numbers=NUMBERS))
    assert link.reasons[0] == "20 estimates with the same numbers (100% of those of the shorter one)"
    assert "names in common: Ada Example" in link.reasons


def test_a_summary_in_another_language_by_the_same_team():
    team = ("ada example", "bea example")
    paper = profile("a", title="A jobs programme in Marienfeld", authors=team, front=("marienfeld",))
    summary = profile(
        "b", title="Arbeit", authors=team, front=("marienfeld",), numbers=(), effects=0, countries=()
    )
    assert [set(study) for study in roles(paper, summary)] == [{"a", "b"}]
    elsewhere = summary.model_copy(update={"front": ()})
    assert roles(paper, elsewhere) == []


def test_links_carry_over():
    three = [
        profile("a", title=TITLE),
        profile("b", title=TITLE, numbers=NUMBERS),
        profile("c", numbers=NUMBERS),
    ]
    assert [set(study) for study in roles(*three)] == [{"a", "b", "c"}]


@given(st.permutations([profile(k, title=TITLE if k in "ab" else k) for k in "abcd"]))
def test_order_does_not_matter(profiles: list[Profile]):
    assert [study.id for study in identify(profiles)] == [
        study.id for study in identify(sorted(profiles, key=lambda one: one.document_id))
    ]


def test_profiles_hold_names_year_and_numbers():
    front = (
        "IFAU Working Paper 2019:22\nShort courses\nAda B. Example and Gerard van den Berg\nLabour Market Institute"
        "\nApril 2018\n0.123 0.456 2077"
    )
    effect = finding(1, estimate=0.123, se=0.045, country="SE")
    found = profile_of(
        make_document(front, title="Short courses"), [effect, finding(2, estimate=3.0, se=1.0)]
    )
    assert found.authors == ("ada b. example", "gerard van den berg")
    assert (found.year, found.numbers, found.countries) == (2019, ("0.123|0.045",), ("SE",))
    assert found.effects == 2


def test_conflicts_are_told_where_labels_are_unmistakable():
    place = {"table": "Table 2", "row_label": "Course offer", "column_label": "Employed"}
    first = [
        finding(1, estimate=0.043, se=0.015, **place),
        finding(2, row_label="twice"),
        finding(3, row_label="twice"),
    ]
    second = [finding(4, estimate=0.051, se=0.015, **place), finding(5, row_label="twice", estimate=9.0)]
    (told,) = conflicts(first, second)
    assert (told.first_numbers, told.second_numbers) == ("0.043 se 0.015", "0.051 se 0.015")
    assert list(conflicts(first, first)) == []

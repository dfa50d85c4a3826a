"""Studies follow what is stored: linked at ingest, kept over extraction, forgotten with their documents."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from almpo.evidence.settings import Settings
from almpo.evidence.studies import Role
from almpo.evidence.syntheses import SynthesisQuery
from almpo.evidence.vocabulary import OutcomeGroup
from almpo.pipeline.ingest import ingest
from almpo.pipeline.living import read_inputs
from almpo.pipeline.reextract import reextract
from almpo.pipeline.remove import remove_document
from almpo.pipeline.studies import identify_studies
from almpo.pipeline.workspace import Workspace

HEAD = """# Short courses and long waiting times: a randomised evaluation

Ada Example

{0}

Abstract. We evaluate a training programme for unemployed job seekers, assigned at random. Training raised
employment of participants. The programme offers training and job search assistance to the unemployed.

Table 1: Effects of training on employment

|         | 6 months | 12 months | 18 months | 24 months | 30 months |
|---------|----------|-----------|-----------|-----------|-----------|
| Treated | 0.0{1}2*** | 0.0713*** | 0.0687*** | 0.0814*** | 0.0592*** |
|         | (0.0113) | (0.0214) | (0.0187) | (0.0231) | (0.0172)  |
| N       | 1204     | 1204     | 1204     | 1204     | 1204      |

Standard errors in parentheses.
"""


@pytest.fixture
def space(tmp_path: Path) -> Iterator[Workspace]:
    """A home with a working paper and a final report of one study, and with another report."""
    (tmp_path / "wp.md").write_text(HEAD.format("May 2016", 3))
    (tmp_path / "final.md").write_text(HEAD.format("May 2019", 4))
    (tmp_path / "other.md").write_text("# Wages in towns\n\nBob Example\n\nWages and employment in towns.\n")
    with Workspace(Settings(home=tmp_path / "home")) as workspace:
        ingest(workspace, [str(tmp_path / "*.md")])
        yield workspace


def studies_of(space: Workspace, name: str) -> set[str | None]:
    with space.store.read() as unit:
        return {one.study for one in unit.findings.of_document(unit.documents.get(name).id)}


def test_versions_are_linked_and_their_conflict_is_told(space: Workspace) -> None:
    with space.store.read() as unit:
        (study,) = unit.studies.all()
        names = {member.role: unit.documents.get(member.document_id).name for member in study.members}
        assert unit.studies.get(study.id[:8]) == study
    assert names == {Role.PRINCIPAL: "final.md", Role.VERSION: "wp.md"}
    assert [(c.first_numbers, c.second_numbers) for c in study.conflicts] == [
        ("0.042*** se 0.0113", "0.032*** se 0.0113")
    ]
    assert studies_of(space, "wp.md") == studies_of(space, "final.md") == {study.name}


def test_effects_are_pooled_once(space: Workspace) -> None:
    query = SynthesisQuery(outcome=OutcomeGroup.EMPLOYMENT)
    with space.store.read() as unit:
        inputs = read_inputs(unit, query)
        final = unit.documents.get("final.md").id
    assert {effect.document_id for effect in inputs.effects} == {final}
    assert {one.code for one in inputs.left_out} == {"superseded"}


def test_extraction_again_and_identification_again_change_nothing(space: Workspace) -> None:
    with space.store.read() as unit:
        before = unit.studies.all()
    named = studies_of(space, "wp.md")
    list(reextract(space, force=True))
    identify_studies(space)
    with space.store.read() as unit:
        assert unit.studies.all() == before
    assert studies_of(space, "wp.md") == named


def test_a_study_ends_with_its_second_document(space: Workspace) -> None:
    remove_document(space, "wp.md")
    with space.store.read() as unit:
        assert unit.studies.all() == []
        assert unit.studies.versions() == frozenset()
    assert studies_of(space, "final.md") == {None}

"""Findings made anew: nothing without need, nothing that an expert decided, nothing half done."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from made_up import finding

from almpo.evidence.findings import Reading
from almpo.evidence.settings import Settings
from almpo.evidence.store.findings import FindingFilter
from almpo.evidence.vocabulary import FindingStatus, Origin
from almpo.extraction.version import EXTRACTOR
from almpo.pipeline import reextract as module
from almpo.pipeline.ingest import ingest
from almpo.pipeline.reextract import reextract, with_decided
from almpo.pipeline.reindex import compare_index
from almpo.pipeline.workspace import Workspace

REPORT = "r1.md"
TEXT = """# Synthetic report {0}

Synthetic. We evaluate a training programme for unemployed job seekers. Training raised employment of
participants by {0}.2 percentage points after 12 months.

Table 1: Effects of training on employment

|         | Employed |
|---------|----------|
| Treated | 0.0{0}2** |
|         | (0.011)  |
| N       | 1204     |

Standard errors in parentheses.
"""


@pytest.fixture
def space(tmp_path: Path) -> Iterator[Workspace]:
    """A home with two ingested reports."""
    for number in (1, 2):
        (tmp_path / f"r{number}.md").write_text(TEXT.format(number))
    with Workspace(Settings(home=tmp_path / "home")) as workspace:
        ingest(workspace, [str(tmp_path / "*.md")])
        yield workspace


class State(NamedTuple):
    findings: dict[str, str]
    extractors: set[str]
    index_agrees: bool


def state(space: Workspace) -> State:
    with space.store.read() as unit:
        findings = {one.id: one.model_dump_json() for one in unit.findings.filter(FindingFilter())}
        extractors = {document.extractor for document in unit.documents.all()}
    difference = compare_index(space)
    return State(findings, extractors, not difference.missing and not difference.extra)


def pretend_older(space: Workspace) -> None:
    with space.store.begin() as unit:
        for document in unit.documents.all():
            unit.documents.mark_extracted(document.id, "an older one")
            unit.findings.replace(document.id, [])


def test_nothing_is_done_where_nothing_changed(space: Workspace) -> None:
    before = state(space)
    assert {one.state for one in reextract(space)} == {"unchanged"}
    assert state(space) == before


def test_extraction_again_gives_what_ingest_gave(space: Workspace) -> None:
    before = state(space)
    pretend_older(space)
    assert {one.state for one in reextract(space)} == {"extracted"}
    assert state(space) == before


def test_only_the_named_documents(space: Workspace) -> None:
    assert [(one.name, one.state) for one in reextract(space, [REPORT], force=True)] == [
        (REPORT, "extracted")
    ]


def die(*_: object, **options: object) -> None:
    raise KeyboardInterrupt


def test_killed_at_any_step_it_ends_in_the_same_state(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from almpo.retrieval import indexing

    before = state(space)
    pretend_older(space)
    for place, name in (
        (module, "extract_findings"),
        (module, "replace_findings"),
        (indexing, "index_document"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(place, name, die)
            with pytest.raises(KeyboardInterrupt):
                list(reextract(space))
    assert "an older one" in state(space).extractors
    list(reextract(space))
    assert state(space) == before


def test_what_an_expert_decided_stays(space: Workspace) -> None:
    with space.store.begin() as unit:
        document = unit.documents.get(REPORT)
        first, second = unit.findings.of_document(document.id)
        rejected = first.model_copy(update={"status": FindingStatus.REJECTED, "estimate": 77.0})
        corrected = second.model_copy(
            update={"n": 12, "readings": {"n": Reading(raw="12", origin=Origin.EXPERT)}}
        )
        unit.findings.replace(document.id, [rejected, corrected])
    (done,) = reextract(space, [REPORT], force=True)
    with space.store.read() as unit:
        found = {one.id: one for one in unit.findings.of_document(document.id)}
        assert unit.documents.get(REPORT).extractor == EXTRACTOR
    assert (found[rejected.id], found[corrected.id]) == (rejected, corrected)
    assert (done.kept, done.findings, len(found)) == (2, 2, 2)


def test_a_decided_finding_stands_for_the_new_one_of_the_same_number() -> None:
    decided = finding(1, status=FindingStatus.VALIDATED, row_label="Treated", n=10)
    again, other = finding(2, row_label="Treated", n=20), finding(3, row_label="Age")
    assert {one.id for one in with_decided([decided, finding(4)], [again, other])} == {decided.id, other.id}

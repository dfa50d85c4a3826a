"""Durable ingest: nothing is lost, nothing is doubled, and what failed can be tried again."""

import subprocess
import sys
from pathlib import Path

import pytest

from almpo.evidence.settings import IngestSettings, Settings
from almpo.evidence.store.findings import FindingFilter
from almpo.evidence.vocabulary import DocumentStatus
from almpo.pipeline.ingest import ingest
from almpo.pipeline.remove import remove_document
from almpo.pipeline.workspace import Workspace

TEXT = "# Report {0}\n\nSynthetic. Training raised employment by {0}.2 percentage points after 12 months.\n"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(1, 4):
        (folder / f"r{number}.md").write_text(TEXT.format(number))
    return folder


def state(workspace: Workspace) -> tuple[list[str], list[str], list[str]]:
    with workspace.store.read() as unit:
        documents = sorted(document.id for document in unit.documents.all())
        findings = sorted(finding.id for finding in unit.findings.filter(FindingFilter()))
    return documents, findings, sorted(workspace.index.ids())


def test_ingests_at_once_double_nothing(reports: Path, tmp_path: Path) -> None:
    homes = [tmp_path / "one", tmp_path / "two", tmp_path / "two", tmp_path / "two"]
    command = [sys.executable, "-m", "almpo.cli.main", "--home"]
    running = [
        subprocess.Popen([*command, str(home), "ingest", str(reports)], stdout=subprocess.DEVNULL)
        for home in homes
    ]
    assert [process.wait(300) for process in running] == [0] * len(homes)
    states = []
    for home in homes[:2]:
        with Workspace(Settings(home=home)) as space:
            states.append(state(space))
    assert states[0] == states[1]
    assert len(states[0][0]) == 3


def test_what_failed_is_read_again_on_demand(sample_reports: Path, settings: Settings) -> None:
    report = str(sample_reports / "es_bonificaciones_andalucia.pdf")
    short = settings.model_copy(update={"ingest": IngestSettings(max_pages=1)})
    with Workspace(short) as space:
        (failed,) = ingest(space, [report]).failed
        assert failed.error_code == "too_many_pages"
        assert space.index.count() == 0
    with Workspace(settings) as space:
        assert [outcome.state for outcome in ingest(space, [report]).outcomes] == ["failed"]
        assert [outcome.state for outcome in ingest(space, [report], retry=True).outcomes] == ["ingested"]
        assert space.index.count() > 0


def test_changed_bytes_are_a_new_version_and_the_old_one_is_kept_but_not_searched(
    reports: Path, settings: Settings
) -> None:
    with Workspace(settings) as space:
        first = ingest(space, [str(reports / "r1.md")]).outcomes[0]
        (reports / "r1.md").write_text(TEXT.format(7))
        second = ingest(space, [str(reports / "r1.md")]).outcomes[0]
        assert second.supersedes == first.document_id
        with space.store.read() as unit:
            assert unit.sources.superseded() == {first.document_id: second.document_id}
            assert unit.documents.get(str(first.document_id)).status == DocumentStatus.READY
        assert {hit.document_id for hit in space.searcher.search("training")} == {second.document_id}


def test_a_removed_document_can_come_again(reports: Path, settings: Settings) -> None:
    with Workspace(settings) as space:
        ingest(space, [str(reports)])
        before = state(space)
        remove_document(space, "r2.md")
        assert len(state(space)[0]) == 2
        ingest(space, [str(reports)])
        assert state(space) == before

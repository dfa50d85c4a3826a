"""The whole pipeline on SQLite and on PostgreSQL ends in the same findings and the same answer."""

from pathlib import Path

from almpo.evidence.settings import Settings, StoreSettings
from almpo.evidence.store.findings import FindingFilter
from almpo.pipeline.ingest import ingest
from almpo.pipeline.workspace import Workspace

REPORTS = ("pl_bon_lubelskie", "fr_accompagnement_wallonie")
QUESTION = "Quel est l'effet de l'accompagnement sur l'emploi en Wallonie ?"


def run(home: Path, url: str | None, reports: list[str]) -> tuple[list[str], list[str], list[str]]:
    """States of two ingests, ids of findings, and the sentences of an answer."""
    with Workspace(Settings(home=home, store=StoreSettings(url=url))) as space:
        states = [o.state for _ in range(2) for o in ingest(space, reports).outcomes]
        with space.store.read() as unit:
            findings = sorted(finding.id for finding in unit.findings.filter(FindingFilter()))
        answer = space.answerer.ask(QUESTION)
    return states, findings, [sentence.text for sentence in answer.sentences]


def test_both_stores_hold_the_same(sample_reports: Path, tmp_path: Path, postgres_url: str) -> None:
    reports = [str(path) for stem in REPORTS for path in sample_reports.glob(f"{stem}.*")]
    lite = run(tmp_path / "lite", None, reports)
    assert lite == run(tmp_path / "post", postgres_url, reports)
    states, findings, sentences = lite
    assert states == ["ingested"] * 2 + ["unchanged"] * 2
    assert len(findings) > 20
    assert sentences

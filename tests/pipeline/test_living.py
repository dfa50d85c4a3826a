"""Living syntheses on both databases."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from made_up import DOCUMENT, document, finding, spread_findings

from almpo.evidence.errors import NotFoundError
from almpo.evidence.findings import Finding
from almpo.evidence.settings import Settings, StoreSettings
from almpo.evidence.syntheses import SynthesisQuery
from almpo.evidence.vocabulary import Design, FindingStatus, OutcomeGroup
from almpo.pipeline.living import history, repool, reproduces, synthesise
from almpo.pipeline.workspace import Workspace

QUERY = SynthesisQuery(outcome=OutcomeGroup.EMPLOYMENT)


@pytest.fixture(params=["sqlite", "postgresql"])
def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workspace]:
    url = request.getfixturevalue("empty_postgres_url") if request.param == "postgresql" else None
    with Workspace(Settings(home=tmp_path, store=StoreSettings(url=url))) as opened:
        yield opened


@pytest.fixture
def keep(workspace: Workspace) -> Callable[[list[Finding]], None]:
    def store(findings: list[Finding]) -> None:
        with workspace.store.begin() as unit:
            unit.documents.put(document(), None)
            unit.findings.replace(DOCUMENT, findings)

    return store


def test_a_question_is_kept_and_asked_again(
    workspace: Workspace, keep: Callable[[list[Finding]], None]
) -> None:
    found = spread_findings(8)
    keep(found)
    first = synthesise(workspace, QUERY)
    assert synthesise(workspace, QUERY) == first
    assert repool(workspace) == []
    added = finding(99, estimate=1.0, se=0.3, design=Design.RCT, country="AT", study_year=2024)
    keep([*found, added])
    (second,) = repool(workspace)
    assert second.ordinal == first.ordinal + 1
    assert second.change.startswith("+1 study (RCT, AT, 2024): ")
    assert "(8 → 9 studies)" in second.change
    assert "because what came (1 pp, " in second.change
    keep([*found, added, finding(100, se=None)])
    (unmoved,) = repool(workspace)
    assert unmoved.change == "the same effects; left out: 0 → 1 findings"
    checked = [one.model_copy(update={"status": FindingStatus.VALIDATED}) for one in found]
    keep([checked[0], *found[1:7]])
    (third,) = repool(workspace)
    assert "−2 studies" in third.change
    assert "1 validated" in third.change
    with workspace.store.read() as unit:
        versions = history(unit, third.id)
        assert [one.id for one in versions] == [first.id, second.id, unmoved.id, third.id]
        assert unit.syntheses.get(first.id[:8]).result == first.result
    assert all(reproduces(one) for one in versions)


def test_a_newer_engine_pools_again(
    workspace: Workspace, keep: Callable[[list[Finding]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(spread_findings(8))
    first = synthesise(workspace, QUERY)
    for module in ("almpo.pipeline.living.ENGINE", "almpo.synthesis.pool.ENGINE"):
        monkeypatch.setattr(module, "next")
    (again,) = repool(workspace)
    assert (again.ordinal, again.result.engine) == (2, "next")
    assert again.change.startswith("the same effects, computed anew")
    assert again.result.estimated == first.result.estimated


def test_unknown_syntheses_are_not_found(workspace: Workspace) -> None:
    with workspace.store.read() as unit, pytest.raises(NotFoundError):
        history(unit, "nothing")

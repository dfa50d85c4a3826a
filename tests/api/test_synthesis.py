"""Pooled results over HTTP."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from made_up import DOCUMENT, document, spread_findings

from almpo.api.app import create_app
from almpo.evidence.settings import Settings
from almpo.evidence.vocabulary import HorizonAnchor, ProgrammeType
from almpo.pipeline.workspace import Workspace


@pytest.fixture
def own(settings: Settings) -> Iterator[TestClient]:
    workspace = Workspace(settings)
    with workspace.store.begin() as unit:
        unit.documents.put(document(), None)
        found = spread_findings(
            8, 2, lmp=ProgrammeType.TRAINING, horizon_months=6, horizon_anchor=HorizonAnchor.ASSIGNMENT
        )
        unit.findings.replace(DOCUMENT, found)
    app = create_app(workspace)
    with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 50000)) as opened:
        yield opened


def test_pool_and_keep(own: TestClient) -> None:
    pooled = own.get("/api/synthesis", params={"outcome": "employment", "programme": "2"}).json()
    assert (pooled["k_studies"], pooled["k_effects"]) == (8, 16)
    assert pooled["words"]["en"].startswith("About ")
    assert own.get("/api/syntheses").json() == []
    kept = own.post("/api/syntheses", json={"outcome": "employment", "programmes": ["2"]}).json()
    assert kept["result"] == pooled
    assert own.post("/api/syntheses/repool").json() == []
    assert [one["id"] for one in own.get(f"/api/syntheses/{kept['id']}").json()] == [kept["id"]]


def test_lock_in_and_gaps(own: TestClient) -> None:
    curve = own.get("/api/synthesis/lock-in", params={"outcome": "employment"}).json()
    assert [(one["start"], one["k_effects"]) for one in curve["bins"]] == [(6, 16)]
    (told,) = own.get(
        "/api/synthesis/moderators", params={"outcome": "employment", "moderator": "design"}
    ).json()
    assert told["refusal"]
    (cell,) = own.get("/api/synthesis/contradictions", params={"outcome": "employment"}).json()
    assert (cell["programme"], cell["horizon"]) == ("2", "short")
    gaps = own.get("/api/gaps").json()
    assert gaps["cells"][0]["studies"] == 8


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/synthesis?outcome=nonsense", 422),
        ("/api/synthesis?outcome=employment&where=colour=red", 422),
        ("/api/gaps?by=colour", 422),
        ("/api/synthesis/moderators?outcome=employment&moderator=colour", 422),
        ("/api/syntheses/nothing", 404),
    ],
)
def test_what_cannot_be_understood_is_refused(own: TestClient, path: str, status: int) -> None:
    answer = own.get(path)
    assert answer.status_code == status
    assert answer.json()["detail"]

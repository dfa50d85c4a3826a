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


def test_figures(own: TestClient) -> None:
    asked = {"outcome": "employment", "by": "design"}
    told = own.get("/api/synthesis/figures", params=asked).json()
    assert [one["name"] for one in told] == ["forest", "funnel", "lock-in"]
    for one in told:
        assert one["alt"]
        svg = own.get(one["paths"]["svg"])
        assert svg.headers["content-type"] == "image/svg+xml"
        assert one["title"] in svg.text
    png = own.get(told[0]["paths"]["png"])
    assert png.content.startswith(b"\x89PNG")
    assert own.get(told[0]["paths"]["csv"]).text.startswith("kind,group,study")
    assert own.get("/api/gaps/figure.svg").text.startswith("<svg")
    assert own.get("/api/gaps/figure.csv", params={"by": "country"}).status_code == 422  # no country is told


def test_certainty_and_its_reasons(own: TestClient) -> None:
    found = own.get("/api/synthesis", params={"outcome": "employment"}).json()
    assert found["certainty"]["level"] in ("high", "moderate", "low", "very_low")
    assert len(found["certainty"]["steps"]) == 5
    assert found["certainty"]["words"]["it"][1].startswith("Rischio di distorsione")
    assert {one["method"] for one in found["publication_bias"]["checks"]} >= {"egger", "selection_model"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/synthesis?outcome=nonsense", 422),
        ("/api/synthesis?outcome=employment&where=colour=red", 422),
        ("/api/gaps?by=colour", 422),
        ("/api/gaps/figure.gif", 422),
        ("/api/synthesis/figures/colour.svg?outcome=employment", 404),
        ("/api/synthesis/figures/forest.svg?outcome=wage", 422),
        ("/api/synthesis/figures?outcome=employment&by=colour", 422),
        ("/api/synthesis/moderators?outcome=employment&moderator=colour", 422),
        ("/api/syntheses/nothing", 404),
    ],
)
def test_what_cannot_be_understood_is_refused(own: TestClient, path: str, status: int) -> None:
    answer = own.get(path)
    assert answer.status_code == status
    assert answer.json()["detail"]

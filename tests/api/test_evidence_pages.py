"""Pages on pooled evidence: every figure has its alt text, every number its spot."""

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from made_up import DOCUMENT, document, finding, spread_findings

from almpo.api.app import create_app
from almpo.evidence.settings import Settings
from almpo.evidence.vocabulary import ProgrammeType
from almpo.pipeline.workspace import Workspace


@pytest.fixture
def own(settings: Settings) -> Iterator[TestClient]:
    workspace = Workspace(settings)
    found = spread_findings(8, 2, lmp=ProgrammeType.TRAINING, country="AT")
    with workspace.store.begin() as unit:
        unit.documents.put(document(), None)
        unit.findings.replace(DOCUMENT, [*found, finding(90, se=None, study="<b>untold</b>", country="AT")])
    with TestClient(
        create_app(workspace), base_url="http://127.0.0.1", client=("127.0.0.1", 50000)
    ) as opened:
        yield opened


def test_the_gap_map_and_the_form(own: TestClient) -> None:
    page = own.get("/evidence")
    assert page.status_code == 200
    assert 'alt="Grid of 8 programme types' in page.text
    assert '<option value="2">Training</option>' in page.text
    (source,) = re.findall(r'<img class="figure[^"]*" src="([^"]+)"', page.text)
    assert own.get(source.replace("&amp;", "&")).headers["content-type"] == "image/svg+xml"
    assert own.get("/evidence", params={"by": "country", "outcome": "employment"}).status_code == 200
    own.post("/api/syntheses", json={"outcome": "employment"})
    assert "Living questions" in own.get("/evidence").text


def test_a_result_with_all_that_it_rests_on(own: TestClient) -> None:
    page = own.get(
        "/evidence/pooled", params={"outcome": "employment", "programme": "2", "country": "at, de"}
    )
    assert "more in work per 100 participants" in page.text
    assert '<li lang="pl">Na 100 uczestników' in page.text
    assert "Risk of bias, −2" in page.text
    assert page.text.count(">the spot</a>") == 16
    sources = re.findall(r'src="([^"]+)" alt="[^"]+"', page.text)
    assert len(sources) == 2
    assert all(own.get(source.replace("&amp;", "&")).status_code == 200 for source in sources)
    assert '<option value="2" selected>' in page.text


def test_what_is_left_out_is_told_and_escaped(own: TestClient) -> None:
    page = own.get("/evidence/pooled", params={"outcome": "employment"})
    assert "&lt;b&gt;untold&lt;/b&gt;" in page.text
    assert "no usable standard error" in page.text


def test_nothing_to_pool_and_nonsense(own: TestClient) -> None:
    nothing = own.get("/evidence/pooled", params={"outcome": "wage"})
    assert "No pooled result." in nothing.text
    assert own.get("/evidence/pooled", params={"outcome": "colour"}).status_code == 422
    assert own.get("/evidence", params={"by": "colour"}).status_code == 422


def test_an_svg_on_its_own_may_style_itself_and_no_more(own: TestClient) -> None:
    policy = own.get("/api/gaps/figure.svg").headers["content-security-policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"

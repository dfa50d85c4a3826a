"""The API as its users meet it, over the synthetic sample reports."""

import io
import re

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from almpo.api.app import create_app
from almpo.evidence.settings import ServeSettings, Settings
from almpo.pipeline.workspace import Workspace

QUESTION = "What is the effect of wage subsidies on employment?"
OFF_TOPIC = "Who won the football world cup in 1998?"


def test_it_is_alive_and_ready(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "alive"}
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json()["passages"] > 0
    assert ready.json()["indexed"] >= ready.json()["passages"]


def test_documents_with_an_account_of_their_pages(client: TestClient) -> None:
    documents = client.get("/api/documents").json()
    assert len(documents) >= 12
    for document in documents:
        assert document["synthetic"] is True
        assert document["status"] == "ready"
        detail = client.get(f"/api/documents/{document['id']}").json()
        assert detail["document"]["name"] == document["name"]
        assert detail["versions"][-1]["document_id"] == document["id"]
        pages = client.get(f"/api/documents/{document['id']}/pages").json()
        assert len(pages) == sum(document["pages"].values())
        assert {page["status"] for page in pages} <= {"parsed", "ocred"}


def test_findings_trace_to_the_page(client: TestClient) -> None:
    found = client.get("/api/findings", params={"effects": True, "limit": 30}).json()
    assert found["total"] >= 30
    for finding in found["findings"]:
        one = client.get(f"/api/findings/{finding['id']}").json()
        reading = one["readings"]["estimate"]
        assert reading["anchor"]["document_id"] == finding["document_id"]
        page = client.get(f"/api/documents/{finding['document_id']}/pages/{reading['anchor']['page']}").json()
        if (start := reading["anchor"]["start"]) is not None:
            assert page["text"][start : reading["anchor"]["end"]] == reading["anchor"]["quote"]


def test_exports_hold_all_findings(client: TestClient) -> None:
    total = client.get("/api/findings").json()["total"]
    assert len(client.get("/api/findings/export.jsonl").text.splitlines()) == total
    assert client.get("/api/findings/export.csv").text.startswith("doc,")


def test_an_answer_cites_and_stays(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": QUESTION}).json()
    assert not answer["abstained"]
    assert any(sentence["citations"] for sentence in answer["sentences"])
    for sentence in answer["sentences"]:
        for number in sentence["numbers"]:
            assert number["citation"] is not None or (number["computed"] and sentence["computed"])
    assert client.get(f"/api/answers/{answer['id']}").json() == answer


def test_it_abstains_where_the_corpus_holds_nothing(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": OFF_TOPIC}).json()
    assert answer["abstained"]
    assert answer["reason"]
    assert answer["sentences"] == []


def test_search_finds_across_languages(client: TestClient) -> None:
    hits = client.get("/api/search", params={"q": "Lohnsubvention Beschäftigung", "limit": 5}).json()
    assert len(hits) == 5
    assert len({(hit["document_id"], hit["page"]) for hit in hits}) == 5
    only = client.get("/api/search", params={"q": "employment", "language": "pl", "kind": "passage"}).json()
    assert only
    assert {hit["kind"] for hit in only} == {"passage"}


def test_pictures_of_pages_show_the_marked_spot(client: TestClient) -> None:
    documents = client.get("/api/documents").json()
    pdf = next(d for d in documents if d["media_type"] == "application/pdf")
    plain, marked = (
        Image.open(io.BytesIO(client.get(f"/api/documents/{pdf['id']}/pages/1/picture", params=box).content))
        for box in ({}, {"box": ["100,100,200,120"]})
    )
    scale = plain.width / client.get(f"/api/documents/{pdf['id']}/pages/1").json()["width"]
    spot = (round(102 * scale), round(102 * scale))
    assert plain.size == marked.size
    assert plain.getpixel(spot) != marked.getpixel(spot)
    other = next(d for d in documents if d["media_type"] != "application/pdf")
    assert client.get(f"/api/documents/{other['id']}/pages/1/picture").status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/documents/nothing.pdf", 404),
        ("/api/findings/0", 404),
        ("/api/answers/0", 404),
        ("/api/findings?limit=0", 422),
        ("/api/search?q=", 422),
        ("/api/nothing", 404),
    ],
)
def test_errors_say_what_is_wrong(client: TestClient, path: str, status: int) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert response.json()["detail"]


@pytest.mark.parametrize("box", ["1,2,3", "a,b,c,d", "5,5,1,1", "nan,0,1,1", "0,0,1e9,1"])
def test_bad_boxes_are_refused(client: TestClient, box: str) -> None:
    pdf = next(d for d in client.get("/api/documents").json() if d["media_type"] == "application/pdf")
    response = client.get(f"/api/documents/{pdf['id']}/pages/1/picture", params={"box": box})
    assert response.status_code == 422


def test_an_answer_as_a_page_leads_to_the_spot(client: TestClient) -> None:
    asking = client.get("/ask", params={"q": QUESTION})
    assert asking.status_code == 200
    found = re.search(r'content="0; url=(/answers/\w+)"', asking.text)
    assert found is not None
    page = client.get(found[1])
    assert "Synthetic." in page.text
    path = page.url.path
    source = client.get(f"{path}/sources/1")
    assert source.status_code == 200
    assert client.get(f"{path}/sources/999").status_code == 404


def test_pages_escape_what_users_and_documents_say(client: TestClient) -> None:
    page = client.get("/ask", params={"q": "<script>alert(1)</script> training?"})
    assert "<script>" not in page.text
    assert "script-src 'none'" in page.headers["content-security-policy"]


def test_every_page_answers(client: TestClient) -> None:
    document = client.get("/api/documents").json()[0]["id"]
    finding = client.get("/api/findings").json()["findings"][0]["id"]
    for path in ("/", "/documents", f"/documents/{document}", f"/documents/{document}/pages/1", "/api"):
        assert client.get(path).status_code == 200, path
    assert client.get(f"/findings/{finding}").status_code == 200
    missing = client.get("/documents/nothing")
    assert (missing.status_code, "Not found" in missing.text) == (404, True)


def test_other_sites_cannot_write(client: TestClient) -> None:
    response = client.post("/api/ask", json={"question": "x"}, headers={"Origin": "http://evil.example"})
    assert response.status_code == 403


def test_writing_needs_the_token_or_this_machine(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.mktemp("home")
    file = {"files": ("r.md", b"# Report", "text/markdown")}
    token = "0123456789abcdef"
    for settings, caller, headers, status in (
        (ServeSettings(), "10.0.0.7", {}, 403),
        (ServeSettings(token=token), "127.0.0.1", {}, 401),
        (ServeSettings(token=token), "127.0.0.1", {"Authorization": "Bearer wrong"}, 401),
    ):
        app = create_app(Workspace(Settings(home=home, serve=settings)))
        with TestClient(app, client=(caller, 1)) as client:
            assert client.post("/api/documents", files=file, headers=headers).status_code == status
            assert client.delete("/api/documents/x", headers=headers).status_code == status


@pytest.mark.slow
def test_upload_ask_and_remove(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Twice in one process: the workers of an ingest can be started again."""
    home = tmp_path_factory.mktemp("home")
    with TestClient(create_app(Workspace(Settings(home=home))), client=("127.0.0.1", 1)) as client:
        for name, text in (
            ("a.md", "# A\n\nTraining raised employment by 4.2 points."),
            ("b.md", "# B\n\nNo."),
        ):
            report = client.post("/api/documents", files={"files": (name, text.encode(), "text/markdown")})
            assert [outcome["state"] for outcome in report.json()["outcomes"]] == ["ingested"]
        bad = client.post("/api/documents", files={"files": ("bad.pdf", b"", "application/pdf")}).json()
        assert bad["outcomes"][0]["error_code"] == "empty"
        assert client.delete("/api/documents/a.md").status_code == 200
        assert [d["name"] for d in client.get("/api/documents").json()] == ["b.md", "bad.pdf"]
        assert client.post("/api/documents", files={"files": ("..", b"x", "text/plain")}).status_code == 422

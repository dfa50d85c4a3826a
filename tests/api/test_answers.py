"""Answers over HTTP: streamed, taken up again, followed up, taken along."""

import json
import re

import pytest
from fastapi.testclient import TestClient

from almpo.api.errors import UNFORESEEN
from almpo.synthesis.bundle.verify import verify_bundle
from almpo.synthesis.graph.steps import Steps

QUESTION = "Do wage subsidies raise employment?"


def events(text: str) -> list[tuple[str, str, dict]]:
    found = re.findall(r"event: (\w+)\nid: (\w*)\ndata: (.*)\n\n", text)
    return [(kind, key, json.loads(data)) for kind, key, data in found]


def test_an_answer_streams_step_by_step_and_is_not_made_twice(client: TestClient) -> None:
    streamed = client.get("/api/answers/stream", params={"question": QUESTION})
    assert streamed.headers["content-type"].startswith("text/event-stream")
    *steps, (kind, key, answer) = events(streamed.text)
    assert [step["name"] for _, _, step in steps] == ["plan", "retrieve", "pool", "draft", "verify", "finish"]
    assert (kind, key) == ("answer", answer["id"])
    assert client.get(f"/api/answers/{key}").json() == answer
    again = client.get("/api/answers/stream", params={"question": QUESTION}, headers={"Last-Event-ID": key})
    assert events(again.text) == [("answer", key, answer)]


def test_what_no_one_foresaw_ends_a_stream_in_words_too(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("inner workings")

    monkeypatch.setattr(Steps, "take", fails)
    for address, name in (("/api/answers/stream", "question"), ("/ask", "q")):
        told = client.get(address, params={name: QUESTION}).text
        assert UNFORESEEN.split(":")[0] in told
        assert "inner workings" not in told


def test_errors_end_a_stream_in_words(client: TestClient) -> None:
    lost = client.get("/api/answers/stream", params={"question": "?"}, headers={"Last-Event-ID": "nothing"})
    ((kind, _, error),) = events(lost.text)
    assert kind == "error"
    assert "no unfinished answer" in error["detail"]
    follows = {"question": "And for men?", "follows": "nothing"}
    assert client.get("/api/answers/stream", params=follows).status_code == 404


def test_a_conversation(client: TestClient) -> None:
    first = client.post("/api/ask", json={"question": QUESTION}).json()
    then = client.post("/api/ask", json={"question": "And for women?", "follows": first["id"]}).json()
    thread = client.get(f"/api/answers/{then['id']}/thread").json()
    assert [turn["id"] for turn in thread] == [first["id"], then["id"]]
    page = client.get(f"/answers/{then['id']}")
    assert "from before" in page.text
    assert 'name="without" value="programme:subsidy"' in page.text


@pytest.mark.parametrize(
    ("form", "start"), [("pdf", b"%PDF"), ("docx", b"PK"), ("md", b"# "), ("json", b"{")]
)
def test_a_brief_in_every_form(client: TestClient, form: str, start: bytes) -> None:
    answer = client.post("/api/ask", json={"question": QUESTION}).json()
    brief = client.get(f"/api/answers/{answer['id']}/brief.{form}")
    assert brief.status_code == 200
    assert brief.content.startswith(start)


def test_unknown_forms_and_styles_are_not_found(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": QUESTION}).json()["id"]
    assert client.get(f"/api/answers/{answer}/brief.exe").status_code == 404
    assert client.get(f"/api/answers/{answer}/brief.md", params={"style": "nonesuch"}).status_code == 404
    assert client.get(f"/api/answers/{answer}/pooled/99.svg").status_code == 404


def test_a_bundle_verifies(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": QUESTION}).json()["id"]
    bundle = client.get(f"/api/answers/{answer}/bundle")
    assert verify_bundle(bundle.content).problems == ()


def test_conditions_hold_and_are_kept_with_the_answer(client: TestClient) -> None:
    asked = {"question": QUESTION, "country": ["EE"], "without": ["outcome:employment"]}
    answer = client.post("/api/ask", json=asked).json()
    assert answer["scope"]["country"] == ["EE"]
    assert {c["document"] for s in answer["sentences"] for c in s["citations"]} == {
        "en_wage_subsidy_did_estonia.pdf"
    }
    chips = {(chip["group"], chip["code"], chip["label"], chip["origin"]) for chip in answer["chips"]}
    assert ("country", "EE", "Estonia", "set") in chips
    assert "outcome" not in {group for group, *_ in chips}
    streamed = client.get("/api/answers/stream", params={"question": QUESTION, "country": "MT"})
    *_, (kind, _, told) = events(streamed.text)
    assert (kind, told["abstained"]) == ("answer", True)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"programme": "trainig"}, "start_up"),
        ({"country": ["Austria"]}, "ISO 3166"),
        ({"horizon": "soon"}, "short, medium, long"),
        ({"contry": ["AT"]}, "contry"),
    ],
)
def test_wrong_conditions_and_unknown_keys_are_errors(client: TestClient, wrong: dict, told: str) -> None:
    for answer in (
        client.post("/api/ask", json={"question": QUESTION, **wrong}),
        client.get("/api/answers/stream", params={"question": QUESTION, **wrong}),
        client.get("/api/search", params={"q": QUESTION, **wrong}),
    ):
        assert answer.status_code == 422
        assert told in answer.text


def test_search_meets_conditions(client: TestClient) -> None:
    for kind in ("passage", "finding"):
        conditions = {"country": "EE", "design_at_least": 3, "kind": kind}
        hits = client.get("/api/search", params={"q": "employment", **conditions}).json()
        assert {hit["kind"] for hit in hits} == {kind}
        assert len({hit["document_id"] for hit in hits}) == 1


def test_chips_are_edited_on_the_page(client: TestClient) -> None:
    first = client.post(
        "/api/ask", json={"question": "Do wage subsidies raise employment in Estonia?"}
    ).json()
    again = {"q": first["question"], "follows": first["id"]}

    def newest() -> dict:
        thread = client.get(f"/api/answers/{first['id']}/thread").json()
        return thread[-1]

    client.get("/ask", params={**again, "without": "country:EE", "target": "", "since": ""})
    assert "country" not in {chip["group"] for chip in newest()["chips"]}
    client.get(
        "/ask", params={**again, "country": "DE", "design_at_least": "3", "outcome": "-", "since": "2001"}
    )
    then = newest()
    assert then["scope"]["country"] == ["DE"]
    assert (then["scope"]["design_at_least"], then["scope"]["since"]) == (3, 2001)
    assert "outcome" not in {chip["group"] for chip in then["chips"]}
    page = client.get(f"/answers/{then['id']}").text
    assert "Country: Germany" in page  # in the list of the conversation
    client.get("/ask", params={"q": first["question"], "follows": then["id"], "country": "-", "since": ""})
    last = newest()["scope"]
    assert (last["country"], last["since"], last["design_at_least"]) == ([], None, 3)


def test_a_wrong_condition_is_an_error_in_words(client: TestClient) -> None:
    wrong = client.get("/ask", params={"q": QUESTION, "country": "Austria"})
    assert wrong.status_code == 422
    assert "ISO 3166" in wrong.text

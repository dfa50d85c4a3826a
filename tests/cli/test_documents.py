"""`almpo documents`."""

import json

import pytest

from almpo.evidence.errors import NotFoundError


def test_an_empty_home_says_what_to_do(empty) -> None:
    assert "almpo ingest" in empty("documents")[1]


def test_all_documents_with_their_accounts(samples) -> None:
    code, told = samples("documents", "--json")
    documents = [json.loads(line) for line in told.splitlines()]
    assert code == 0
    assert len(documents) >= 12
    assert {d["language"] for d in documents} >= {"en", "de", "fr", "es", "pl"}
    assert all(sum(d["pages"].values()) >= 1 and d["synthetic"] for d in documents)
    assert told.count("\n") == len(documents)
    assert samples("documents")[1].count("synthetic") >= len(documents)


def test_one_document_by_its_name(samples) -> None:
    detail = json.loads(samples("documents", "show", "en_sanctions_toe_finland.pdf")[1])
    assert detail["sections"]
    assert [page["number"] for page in detail["pages"]] == list(range(1, len(detail["pages"]) + 1))
    text = samples("documents", "text", "en_sanctions_toe_finland.pdf", "1")[1]
    assert "SYNTHETIC" in text.upper()


def test_an_unknown_name_is_an_error(samples) -> None:
    with pytest.raises(NotFoundError, match="nothing"):
        samples("documents", "show", "nothing.pdf")

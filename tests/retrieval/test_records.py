"""What a reranker is given is what was embedded."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from almpo.evidence.documents import Document, Page, ParsedDocument, Passage, Table
from almpo.evidence.errors import NotFoundError
from almpo.evidence.findings import Finding
from almpo.evidence.store import Store
from almpo.evidence.vocabulary import DocumentStatus, PageStatus
from almpo.retrieval.embedders.base import Embedding
from almpo.retrieval.points import make_points
from almpo.retrieval.records import StoreRecords

ID = "a" * 64
PAGE = Page(number=1, status=PageStatus.PARSED, text="Jobs were found sooner.")
PASSAGE = Passage(
    id="1" * 32,
    document_id=ID,
    ordinal=0,
    text=PAGE.text,
    language="en",
    section=("Results",),
    anchors=(PAGE.anchor(ID, 0, 4),),
)
TABLE = Table(
    id="2" * 32,
    document_id=ID,
    ordinal=0,
    page=1,
    label="Table 1",
    caption="Effects of the voucher",
    n_rows=0,
    n_columns=0,
    cells=(),
)
IN_TABLE = Finding(
    id="3" * 32,
    document_id=ID,
    source="table",
    page=1,
    table="Table 1",
    table_id=TABLE.id,
    row_label="Women",
    estimate=0.04,
    extractor="t",
)
IN_PROSE = IN_TABLE.model_copy(update={"id": "4" * 32, "table": None, "table_id": None, "quote": PAGE.text})
DOCUMENT = Document(
    id=ID,
    name="r.pdf",
    title="The voucher",
    media_type="application/pdf",
    size=1,
    status=DocumentStatus.READY,
    added_at=datetime(2020, 1, 1, tzinfo=UTC),
)


class Listening:
    """Remembers what it embeds."""

    model_id = "listening"
    dimension = 1

    def __init__(self) -> None:
        self.heard: list[str] = []

    def passages(self, texts: Sequence[str]) -> Embedding:
        self.heard += texts
        return Embedding(np.ones((len(texts), 1), np.float32), [])

    def query(self, text: str) -> Embedding:
        return self.passages([text])


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = Store.open(f"sqlite:///{tmp_path}/store.db")
    with opened.begin() as unit:
        parsed = ParsedDocument(
            document_id=ID, pages=(PAGE,), tables=(TABLE,), passages=(PASSAGE,), parser="t"
        )
        unit.documents.put(DOCUMENT, parsed)
    return opened


def test_texts_are_those_that_are_embedded(store: Store) -> None:
    records = [IN_TABLE, PASSAGE, IN_PROSE]
    embedder = Listening()
    make_points(records, DOCUMENT, {TABLE.id: TABLE}, embedder)
    texts = StoreRecords(store).texts(records)
    assert texts == embedder.heard
    assert "Effects of the voucher" in texts[0]
    assert texts[1] == "Results\nJobs were found sooner."
    assert StoreRecords(store).texts([]) == []


def test_a_document_that_is_gone_is_an_error(store: Store) -> None:
    with pytest.raises(NotFoundError):
        StoreRecords(store).texts([PASSAGE.model_copy(update={"document_id": "b" * 64})])

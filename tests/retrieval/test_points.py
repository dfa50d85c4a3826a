"""Records as points."""

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np

from almpo.evidence.anchors import Anchor
from almpo.evidence.documents import Document, Passage, Table
from almpo.evidence.findings import Finding
from almpo.evidence.vocabulary import Design, DocumentStatus, OutcomeGroup, ProgrammeType, TargetGroup
from almpo.retrieval.embedders.base import Embedding
from almpo.retrieval.lexical import query_concepts, query_words
from almpo.retrieval.points import finding_text, make_points

DOCUMENT = Document(
    id="d" * 64,
    name="report.pdf",
    title="Subsidies in Estonia",
    media_type="application/pdf",
    size=1,
    status=DocumentStatus.READY,
    language="en",
    synthetic=True,
    added_at=datetime(2024, 1, 1, tzinfo=UTC),
)
PASSAGE = Passage(
    id="1" * 32,
    document_id=DOCUMENT.id,
    ordinal=0,
    text="Die Quote stieg.",
    language="de",
    section=("Anhang", "Ergebnisse", "Lohnkostenzuschuss"),
    anchors=(Anchor(document_id=DOCUMENT.id, page=3, quote="Die Quote stieg."),),
)
FINDING = Finding(
    id="2" * 32,
    document_id=DOCUMENT.id,
    source="table",
    page=4,
    table="Table 2",
    table_id="t" * 32,
    row_label="Treated",
    column_label="Employed",
    estimate=0.043,
    se=0.011,
    programme="wage subsidy",
    outcome="employed after a year",
    outcome_group=OutcomeGroup.EMPLOYMENT,
    lmp=ProgrammeType.EMPLOYMENT_INCENTIVES,
    target_groups=(TargetGroup.YOUTH,),
    design=Design.DID,
    country="EE, LV",
    period="2009-2012",
    horizon_months=12,
    extractor="t",
)
TABLE = Table(
    id="t" * 32,
    document_id=DOCUMENT.id,
    ordinal=0,
    page=4,
    caption="Effects on the young",
    n_rows=0,
    n_columns=0,
    cells=(),
)


class Recorder:
    """An embedder without a sparse head that remembers the texts."""

    model_id = "recorder"
    dimension = 2

    def __init__(self) -> None:
        self.texts: list[str] = []

    def passages(self, texts: Sequence[str]) -> Embedding:
        self.texts += texts
        return Embedding(np.tile(np.array([[1, 0]], np.float32), (len(texts), 1)), [])

    def query(self, text: str) -> Embedding:
        return self.passages([text])


def test_a_passage_is_embedded_under_its_headings() -> None:
    recorder = Recorder()
    (point,) = make_points([PASSAGE], DOCUMENT, {}, recorder)
    assert recorder.texts == ["Ergebnisse · Lohnkostenzuschuss\nDie Quote stieg."]
    assert (point.kind, point.language, point.id) == ("passage", "de", PASSAGE.id)
    assert point.payload == {"synthetic": "yes"}
    assert point.latents.indices == []
    assert set(query_words("Quote").indices) <= set(point.words.indices)
    assert set(query_concepts("wage subsidy", {"en"}).indices) <= set(point.words.indices)


def test_a_finding_is_told_by_what_it_is_about() -> None:
    text = finding_text(FINDING, TABLE, DOCUMENT.title)
    assert text == (
        "Subsidies in Estonia\nTable 2 Effects on the young\nTreated · Employed\n"
        "wage subsidy, employed after a year, employment, youth, EE, LV, 2009-2012"
    )
    assert "0.04" not in text


def test_the_fields_of_a_finding_can_be_filtered_on() -> None:
    (point,) = make_points([FINDING], DOCUMENT, {TABLE.id: TABLE}, Recorder())
    assert (point.kind, point.language) == ("finding", "en")
    assert point.payload == {
        "synthetic": "yes",
        "status": "candidate",
        "outcome_group": "employment",
        "lmp": "4",
        "country": ["EE", "LV"],
        "design": "DiD",
        "target_groups": ["youth"],
        "horizon_months": 12,
        "year": 2012,
    }


def test_what_is_unknown_is_no_field() -> None:
    bare = Finding(id="3" * 32, document_id=DOCUMENT.id, source="text", page=1, estimate=1, extractor="t")
    (point,) = make_points([bare], DOCUMENT, {}, Recorder())
    assert point.payload == {"synthetic": "yes", "status": "candidate"}

"""The store keeps what it is given, on SQLite and on PostgreSQL."""

from datetime import UTC, datetime, timedelta

import pytest

from almpo.evidence.anchors import Anchor, Box
from almpo.evidence.answers import Answer, Citation, Sentence
from almpo.evidence.documents import (
    Cell,
    Document,
    Page,
    ParsedDocument,
    Passage,
    Section,
    Table,
    Word,
)
from almpo.evidence.errors import NotFoundError
from almpo.evidence.findings import Alternative, Finding, Reading
from almpo.evidence.record import content_id
from almpo.evidence.store import Store
from almpo.evidence.store.findings import FindingFilter
from almpo.evidence.vocabulary import DocumentStatus, OutcomeGroup, PageStatus

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def a_document(key: str = "a", name: str = "report.pdf", status: str = "ready") -> Document:
    return Document(
        id=key * 64,
        name=name,
        media_type="application/pdf",
        size=1234,
        status=DocumentStatus(status),
        language="de",
        parser="p1",
        extractor="e1",
        added_at=NOW,
    )


def parsed(document: Document, text: str = "Die Maßnahme wirkt.") -> ParsedDocument:
    page = Page(
        number=1,
        status=PageStatus.PARSED,
        width=595.0,
        height=842.0,
        text=text,
        words=(Word(0, 3, 10.0, 20.0, 30.5, 32.25), Word(4, 12, 34.0, 20.0, 80.0, 32.25)),
    )
    anchor = page.anchor(document.id, 0, len(text))
    passages = tuple(
        Passage(
            id=content_id(document.id, ordinal),
            document_id=document.id,
            ordinal=ordinal,
            text=f"{text} {ordinal}",
            language="de",
            section=("Ergebnisse",),
            anchors=(anchor,),
        )
        for ordinal in range(3)
    )
    table = Table(
        id=content_id(document.id, "table"),
        document_id=document.id,
        ordinal=0,
        page=1,
        label="Tabelle 1",
        n_rows=1,
        n_columns=2,
        cells=(
            Cell(row=0, column=0, text="Effekt", page=1),
            Cell(row=0, column=1, text="0,12**", page=1, box=Box(1, 2, 3, 4)),
        ),
    )
    return ParsedDocument(
        document_id=document.id,
        pages=(page, Page(number=2, status=PageStatus.FAILED, reason="timeout")),
        sections=(Section(level=1, title="Ergebnisse", page=1, start=0),),
        passages=passages,
        tables=(table,),
        parser="p1",
    )


def a_finding(document: Document, row: int, **fields: object) -> Finding:
    anchor = Anchor(document_id=document.id, page=1, quote="0,12", boxes=(Box(1, 2, 3, 4),))
    values: dict[str, object] = {
        "id": content_id(document.id, "finding", row),
        "document_id": document.id,
        "source": "table",
        "page": 1,
        "estimate": 0.12,
        "se": 0.05,
        "extractor": "e1",
        "readings": {"estimate": Reading(raw="0,12**", anchor=anchor)},
    }
    return Finding.model_validate(values | fields)


def keep(store: Store, document: Document, text: str = "Die Maßnahme wirkt.") -> ParsedDocument:
    whole = parsed(document, text)
    with store.begin() as unit:
        unit.documents.put(document, whole)
    return whole


def test_a_document_comes_back_as_it_was(store: Store) -> None:
    document = a_document()
    whole = keep(store, document)
    with store.read() as unit:
        assert unit.documents.get(document.id) == document
        assert tuple(unit.documents.pages(document.id)) == whole.pages
        assert tuple(unit.documents.tables(document.id)) == whole.tables
        assert unit.documents.table(whole.tables[0].id) == whole.tables[0]
        assert unit.documents.sections(document.id) == whole.sections
        assert tuple(unit.passages.of_document(document.id)) == whole.passages
        assert list(unit.passages.all()) == list(whole.passages)
        again = unit.documents.parsed(document.id)
    assert again == whole.model_copy(update={"title": None, "language": "de", "parser": "p1"})


def test_putting_again_replaces_the_parts_and_keeps_name_and_date(store: Store) -> None:
    document = a_document()
    keep(store, document)
    later = document.model_copy(
        update={"name": "copy.pdf", "added_at": NOW + timedelta(days=1), "title": "T"}
    )
    keep(store, later, text="Anders.")
    with store.read() as unit:
        stored = unit.documents.get(document.id)
        assert (stored.name, stored.added_at, stored.title) == ("report.pdf", NOW, "T")
        assert unit.documents.page(document.id, 1).text == "Anders."
        assert unit.passages.count() == 3


def test_counts_account_for_every_page(store: Store) -> None:
    document = a_document()
    keep(store, document)
    with store.begin() as unit:
        unit.findings.replace(document.id, [a_finding(document, 0)])
    with store.read() as unit:
        counts = unit.documents.counts()[document.id]
    assert counts.pages == {"parsed": 1, "failed": 1}
    assert (counts.passages, counts.tables, counts.findings) == (3, 1, 1)


def test_made_up_documents_are_told(store: Store) -> None:
    keep(store, a_document("a"))
    keep(store, a_document("b").model_copy(update={"synthetic": True}))
    with store.read() as unit:
        assert unit.documents.synthetic() == {"b" * 64}


def test_tables_can_be_read_without_their_cells(store: Store) -> None:
    document = a_document()
    (table,) = keep(store, document).tables
    with store.read() as unit:
        assert unit.documents.tables(document.id) == [table]
        assert unit.documents.tables(document.id, cells=False) == [table.model_copy(update={"cells": ()})]


def test_documents_are_found_by_id_start_of_id_and_name(store: Store) -> None:
    document = a_document()
    keep(store, document)
    with store.read() as unit:
        for key in (document.id, document.id[:8], "report.pdf"):
            assert unit.documents.get(key) == document
        for key in ("aaa", "nothing.pdf", "%%%%%%%", "b" * 64):
            with pytest.raises(NotFoundError):
                unit.documents.get(key)


def test_neighbours_of_a_passage(store: Store) -> None:
    whole = keep(store, a_document())
    with store.read() as unit:
        assert unit.passages.neighbours(whole.passages[1]) == [whole.passages[0], whole.passages[2]]
        assert unit.passages.neighbours(whole.passages[0]) == [whole.passages[1]]
        wanted = [whole.passages[2].id, "0" * 32]
        assert unit.passages.by_ids(wanted) == {whole.passages[2].id: whole.passages[2]}


def test_findings_are_filtered(store: Store) -> None:
    document = a_document()
    keep(store, document)
    findings = [
        a_finding(
            document, 0, outcome_group="employment", country="AT", treatment_effect=True, confidence=0.9
        ),
        a_finding(document, 1, outcome_group="earnings", country="DE", treatment_effect=False),
        a_finding(document, 2, outcome_group="employment", country="DE", confidence=0.4),
    ]
    with store.begin() as unit:
        unit.findings.replace(document.id, findings)
    with store.read() as unit:

        def rows(**where: object) -> list[int]:
            found = unit.findings.filter(FindingFilter.model_validate(where))
            return [findings.index(finding) for finding in found]

        assert rows() == [0, 1, 2]
        assert rows(outcome_groups=(OutcomeGroup.EMPLOYMENT,)) == [0, 2]
        assert rows(countries=("DE",), outcome_groups=("employment",)) == [2]
        assert rows(effects_only=True) == [0, 2]
        assert rows(min_confidence=0.5) == [0]
        assert unit.findings.count(FindingFilter(documents=("x",))) == 0
        assert unit.findings.get(findings[1].id) == findings[1]
        assert set(unit.findings.by_ids([f.id for f in findings])) == {f.id for f in findings}


def test_bare_findings_lack_the_spots_they_were_read_from_and_nothing_else(store: Store) -> None:
    document = a_document()
    keep(store, document)
    spot = Anchor(document_id=document.id, page=1, quote="0,12")
    other = Alternative(value=1.2, probability=0.1)
    readings = {
        "estimate": Reading(raw="0,12**", anchor=spot, alternatives=(other,)),
        "se": Reading(raw="(0,05)", anchor=spot),
    }
    whole = a_finding(document, 0, outcome_group="employment", country="AT", readings=readings)
    with store.begin() as unit:
        unit.findings.replace(document.id, [whole, a_finding(document, 1, readings={})])
    with store.read() as unit:
        bare, without = unit.findings.bare(FindingFilter(documents=(document.id,)))
    read = {"estimate": readings["estimate"].model_copy(update={"anchor": None})}
    assert bare == whole.model_copy(update={"readings": read})
    assert without.readings == {}


def test_replacing_findings_leaves_none_behind(store: Store) -> None:
    document = a_document()
    keep(store, document)
    with store.begin() as unit:
        unit.findings.replace(document.id, [a_finding(document, row) for row in range(5)])
    with store.begin() as unit:
        unit.findings.replace(document.id, [a_finding(document, 7)])
    with store.read() as unit:
        assert [f.id for f in unit.findings.of_document(document.id)] == [a_finding(document, 7).id]


def test_deleting_a_document_takes_its_parts_along(store: Store) -> None:
    document = a_document()
    keep(store, document)
    with store.begin() as unit:
        unit.findings.replace(document.id, [a_finding(document, 0)])
    with store.begin() as unit:
        unit.documents.delete(document.id)
    with store.read() as unit:
        assert unit.documents.all() == []
        assert (unit.passages.count(), unit.findings.count()) == (0, 0)


def test_a_failed_unit_changes_nothing(store: Store) -> None:
    def put_and_fail() -> None:
        with store.begin() as unit:
            unit.documents.put(a_document(), None)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        put_and_fail()
    with store.read() as unit:
        assert unit.documents.all() == []


def test_version_chain(store: Store) -> None:
    first, second = a_document("a"), a_document("b")
    keep(store, first)
    with store.begin() as unit:
        assert unit.sources.see("/r.pdf", first.id, NOW).ordinal == 1
        assert unit.sources.see("/r.pdf", first.id, NOW + timedelta(1)).seen_at == NOW
        assert unit.sources.superseded() == {}
        assert unit.sources.see("/r.pdf", second.id, NOW).ordinal == 2
        assert unit.sources.superseded() == {}, "a successor that was never read takes nobody's place"
    keep(store, second)
    with store.begin() as unit:
        assert unit.sources.superseded() == {first.id: second.id}
        unit.sources.see("/copy.pdf", first.id, NOW)
        assert unit.sources.superseded() == {}, "it still stands at another source"
        assert [v.document_id for v in unit.sources.versions("/r.pdf")] == [first.id, second.id]
        unit.sources.forget(second.id)
        assert [v.document_id for v in unit.sources.versions("/r.pdf")] == [first.id]


def test_the_corpus_id_changes_with_what_is_in_it(store: Store) -> None:
    def corpus() -> str:
        with store.read() as unit:
            return unit.documents.corpus()

    document = a_document()
    ids = [corpus()]
    keep(store, document)
    ids.append(corpus())
    with store.begin() as unit:
        unit.documents.put(document.model_copy(update={"parser": "p2"}), parsed(document))
    ids.append(corpus())
    assert len(set(ids)) == 3
    assert corpus() == ids[-1]


def test_answers_are_kept(store: Store) -> None:
    citation = Citation(document_id="a" * 64, document="report.pdf", page=1, quote="wirkt")
    answer = Answer(
        id="x1",
        question="Wirkt es?",
        language="de",
        abstained=False,
        sentences=(Sentence(text="Ja.", citations=(citation,)),),
        corpus="c",
        asked_at=NOW,
        seconds=0.1,
    )
    with store.begin() as unit:
        unit.answers.add(answer)
    with store.read() as unit:
        assert unit.answers.get("x1") == answer
        assert unit.answers.recent() == [answer]
        with pytest.raises(NotFoundError):
            unit.answers.get("x2")

"""Conditions on findings become conditions on what is searched."""

from datetime import UTC, datetime
from typing import Any

import pytest

from almpo.evidence.documents import Document, ParsedDocument
from almpo.evidence.findings import Finding
from almpo.evidence.scope import Scope
from almpo.evidence.settings import Settings
from almpo.evidence.store import Store
from almpo.evidence.studies import Profile
from almpo.evidence.vocabulary import Design, DocumentStatus, FindingStatus, ProgrammeType, TargetGroup
from almpo.retrieval.filters import SearchFilters
from almpo.retrieval.narrowing import Narrowed, narrow, of_scope


def make_finding(number: int = 1, document: str = "d1", **fields: Any) -> Finding:
    return Finding(
        **{
            **{"id": f"{number:032x}", "document_id": document, "source": "table", "page": 1},
            **{"estimate": 0.1, "treatment_effect": True, "extractor": "test"},
            **fields,
        }
    )


FINDING = make_finding(
    lmp=ProgrammeType.TRAINING,
    country="AT|DE",
    region="AT12",
    target_groups=(TargetGroup.YOUTH,),
    design=Design.DID,
    horizon_months=24,
    period="2004-2009",
)


@pytest.mark.parametrize(
    ("scope", "met"),
    [
        (Scope(), True),
        (Scope(programme="training", target="youth", country=["FR", "DE"]), True),
        (Scope(country="FR"), False),
        (Scope(region="AT1"), True),
        (Scope(region="AT13"), False),
        (Scope(design_at_least=3), True),
        (Scope(design_at_least=4), False),
        (Scope(horizon="medium"), True),
        (Scope(horizon="long"), False),
        (Scope(horizon=20), True),
        (Scope(horizon=12), False),
        (Scope(since=2009), True),
        (Scope(since=2010), False),
        (Scope(until=2008), False),
        (Scope(status="validated"), False),
        (Scope(outcome="employment"), False),  # what a finding does not tell meets no condition
    ],
)
def test_a_finding_meets_conditions(scope: Scope, met: bool) -> None:
    assert of_scope(scope).admits(FINDING) is met


def test_the_year_of_publication_stands_in_for_the_period() -> None:
    since = of_scope(Scope(since=2010))
    assert since.admits(make_finding(), 2012)
    assert not since.admits(make_finding(), None)


def test_greece_is_told_by_either_code_in_regions() -> None:
    assert of_scope(Scope(region="GR30")).admits(make_finding(region="EL30"))


@pytest.fixture
def store(settings: Settings) -> Store:
    store = Store.open(settings.database_url)
    with store.begin() as unit:
        for key, language in (("d1", "de"), ("d2", "en")):
            document = Document(
                id=key,
                name=f"{key}.pdf",
                media_type="application/pdf",
                size=1,
                status=DocumentStatus.READY,
                language=language,
                parser="test",
                added_at=datetime(2026, 1, 1, tzinfo=UTC),
            )
            unit.documents.put(
                document, ParsedDocument(document_id=key, language=language, pages=(), parser="test")
            )
            unit.studies.put_profile(Profile(document_id=key, year=2015))
        unit.findings.replace("d1", [FINDING, make_finding(2, country="SE")])
        rejected = make_finding(3, "d2", country="PL", status=FindingStatus.REJECTED)
        control = make_finding(4, "d2", country="PL", treatment_effect=False)
        unit.findings.replace("d2", [make_finding(5, "d2", country="AT"), rejected, control])
    return store


def test_narrowing_names_the_findings_and_their_documents(store: Store) -> None:
    with store.read() as unit:
        within = narrow(of_scope(Scope(country="AT")), unit)
        assert within is not None
        assert (within.documents, within.findings) == (("d1", "d2"), (f"{1:032x}", f"{5:032x}"))
        assert within.where("passage").ids is None
        german = narrow(of_scope(Scope(country="AT", language_of_documents="de")), unit)
        assert german is not None
        assert german.documents == ("d1",)
        assert narrow(of_scope(Scope(country="PL")), unit) is None  # rejected, and no effect
        assert narrow(SearchFilters(languages=("de",)), unit) == SearchFilters(languages=("de",))


def test_a_narrowed_search_goes_nowhere_else() -> None:
    asked: list[SearchFilters] = []

    class Search:
        def search(
            self, query: str, *, language: str | None = None, filters: SearchFilters, limit: int
        ) -> list:
            asked.append(filters)
            return [query]

    search = Narrowed(Search(), SearchFilters(documents=("d1", "d2"), findings=("f",)))
    assert search.search("q", limit=1) == ["q"]
    assert search.search("q", filters=SearchFilters(documents=("d3",)), limit=1) == []
    search.search("q", filters=SearchFilters(documents=("d2", "d3"), kinds=("finding",)), limit=1)
    assert [(one.documents, one.findings) for one in asked] == [(("d1", "d2"), ("f",)), (("d2",), ("f",))]

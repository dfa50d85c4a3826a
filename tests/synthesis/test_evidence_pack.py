"""From a question to the evidence, over a small synthetic corpus in a real store."""

from collections.abc import Callable
from typing import Any

import pytest

from almpo.evidence.findings import Finding
from almpo.evidence.store import Store
from almpo.evidence.vocabulary import OutcomeGroup, Unit
from almpo.synthesis.abstain import decide
from almpo.synthesis.evidence_pack import Limits, gather
from almpo.synthesis.pack import EvidencePack
from almpo.synthesis.question import understand
from tests.synthesis.conftest import BagEmbedder, BagSearch

Gather = Callable[..., EvidencePack]


@pytest.fixture
def ask(store: Store) -> Gather:
    embedder = BagEmbedder()

    def gathered(question: str, **limits: Any) -> EvidencePack:
        return gather(
            understand(question, "en"), store, BagSearch(store, embedder), embedder, Limits(**limits)
        )

    return gathered


def test_a_question_gets_quotes_and_estimates_with_citations(ask: Gather) -> None:
    pack = ask("Did the training voucher raise the employment of women in Ireland?")
    assert decide(pack).answer
    assert any("4.2 percentage points" in quote.text for quote in pack.quotes)
    assert [one.finding.estimate for one in pack.estimates] == [4.2]
    assert all(one.citations for one in (*pack.quotes, *pack.estimates))
    assert {document.name for document in pack.documents.values()} == {"vouchers.pdf"}


def test_no_more_quotes_than_wanted(ask: Gather) -> None:
    assert len(ask("Did the training voucher raise employment?", quotes=1).quotes) == 1


def test_the_same_question_gets_the_same_evidence(ask: Gather) -> None:
    question = "Did the training voucher raise employment?"
    assert ask(question) == ask(question)


def test_an_outcome_that_no_report_measures_is_refused(ask: Gather) -> None:
    decision = decide(ask("Did the training voucher reduce crime of women in Ireland?"))
    assert (decision.answer, decision.reason) == (False, "outcome")


def test_what_a_programme_cost_is_quoted(ask: Gather) -> None:
    pack = ask("What did the training voucher cost per participant?")
    assert any("2,300 euros" in quote.text for quote in pack.quotes)


def test_means_are_not_told_where_an_effect_is_asked_for(ask: Gather, store: Store, finding: Finding) -> None:
    with store.begin() as unit:
        document_id = next(one.id for one in unit.documents.all() if one.name == "vouchers.pdf")
        effect = unit.findings.of_document(document_id)[0]
        means = [
            finding.model_copy(
                update={
                    "id": f"{i:032x}",
                    "document_id": document_id,
                    "table_id": "means",
                    "row_label": f"Group {i}",
                    "column_label": "Training voucher",
                    "estimate": 3000.0 + i,
                    "se": 100.0,
                    "unit": Unit.CURRENCY,
                    "outcome_group": OutcomeGroup.EARNINGS,
                    "treatment_effect": True,
                }
            )
            for i in range(8)
        ]
        unit.findings.replace(document_id, [effect, *means])
    pack = ask("Did the training voucher raise employment of women?")
    assert [one.finding.estimate for one in pack.estimates] == [4.2]

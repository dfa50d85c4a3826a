from datetime import UTC, datetime

import pytest

from almpo.evidence.answers import Answer, Citation, Part, Sentence
from almpo.synthesis.export import answer_to_exchange, answer_to_text


def citation(page: int, document: str = "report.pdf", quote: str | None = None) -> Citation:
    return Citation(document_id="d" * 64, document=document, page=page, quote=quote, synthetic=True)


@pytest.fixture
def answer() -> Answer:
    return Answer(
        id="a" * 32,
        question="?",
        language="de",
        abstained=False,
        sentences=(
            Sentence(text="Dazu gibt es Belege."),
            Sentence(text="Erstens.", citations=(citation(3, quote="it [bold] rose"), citation(3))),
            Sentence(text="Zweitens.", citations=(citation(7), citation(3), citation(3, "other.pdf"))),
        ),
        corpus="c",
        asked_at=datetime(2026, 1, 2, tzinfo=UTC),
        seconds=0.25,
    )


def test_citations_are_numbered_by_page_in_order_of_mention(answer: Answer) -> None:
    assert answer_to_text(answer).splitlines() == [
        "Dazu gibt es Belege.",
        "Erstens. [1]",
        "Zweitens. [2] [1] [3]",
        "",
        "Quellen:",
        "[1] report.pdf (synthetisch), S. 3",
        "[2] report.pdf (synthetisch), S. 7",
        "[3] other.pdf (synthetisch), S. 3",
    ]


def test_an_abstention_says_why_and_offers_what_is_nearest(answer: Answer) -> None:
    refused = answer.model_copy(
        update={
            "abstained": True,
            "sentences": (),
            "reason": "Nichts kommt nahe.",
            "nearest": (citation(4, quote="it rose"),),
        }
    )
    text = answer_to_text(refused)
    assert text.startswith("Die Sammlung enthält keine Antwort auf diese Frage. Nichts kommt nahe.")
    assert "“it rose” [1]" in text
    assert "[1] report.pdf (synthetisch), S. 4" in text


def test_the_exchange_form_names_files_pages_and_quotes(answer: Answer) -> None:
    given = answer_to_exchange(answer)
    assert (given["language"], given["abstained"], given["seconds"]) == ("de", False, 0.25)
    assert given["sentences"][1] == {
        "text": "Erstens.",
        "part": "answer",
        "computed": False,
        "citations": [
            {"document": "report.pdf", "page": 3, "quote": "it [bold] rose"},
            {"document": "report.pdf", "page": 3, "quote": None},
        ],
    }


def test_the_evidence_stands_behind_the_answer_under_a_head_of_its_own(answer: Answer) -> None:
    first, *others = answer.sentences
    behind = [one.model_copy(update={"part": Part.EVIDENCE}) for one in others]
    text = answer_to_text(answer.model_copy(update={"sentences": (first, *behind)}))
    assert text.index(first.text) < text.index("Die Belege dahinter:") < text.index(others[0].text)
    assert "Die Belege dahinter" not in answer_to_text(answer)

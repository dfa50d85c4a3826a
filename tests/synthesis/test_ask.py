"""The whole way from question to answer on a small synthetic corpus (see conftest.py)."""

from collections.abc import Callable, Sequence

import pytest

from almpo.evidence.answers import Citation, Sentence
from almpo.evidence.store import Store
from almpo.synthesis.ask import Answerer
from almpo.synthesis.pack import EvidencePack
from tests.synthesis.conftest import BagSearch

Make = Callable[..., Answerer]

QUESTIONS = {
    "en": "What is the effect of training vouchers on the employment of women?",
    "de": "Wie wirken Bildungsgutscheine auf die Beschäftigung von Frauen?",
    "fr": "Quel est l'effet des bons de formation sur l'emploi des femmes ?",
    "es": "¿Qué efecto tiene el bono de formación en el empleo de las mujeres?",
    "it": "Che effetto ha il buono di formazione sull'occupazione delle donne?",
    "pl": "Jaki jest wpływ bonu szkoleniowego na zatrudnienie kobiet?",
}


@pytest.mark.parametrize("language", sorted(QUESTIONS))
def test_answers_in_the_language_of_the_question(make_answerer: Make, language: str) -> None:
    answer = make_answerer().ask(QUESTIONS[language])
    assert answer.language == language
    assert not answer.abstained
    assert "4.2" in " ".join(sentence.text for sentence in answer.sentences)
    assert "vouchers.pdf" in {c.document for s in answer.sentences for c in s.citations}
    assert answer.removed == ()


def test_every_number_of_an_answer_is_checked(make_answerer: Make) -> None:
    answer = make_answerer().ask(QUESTIONS["en"])
    for sentence in answer.sentences:
        checked = {check.token for check in sentence.numbers if check.citation is not None}
        digits = {word.strip(".,;()%“”") for word in sentence.text.split() if any(c.isdigit() for c in word)}
        assert digits <= checked


def test_synthetic_and_unvalidated_evidence_is_marked(make_answerer: Make) -> None:
    text = " ".join(sentence.text for sentence in make_answerer().ask(QUESTIONS["en"]).sentences)
    assert "synthetic" in text
    assert "no expert has checked" in text


def test_the_answer_is_stored_as_given(make_answerer: Make, store: Store) -> None:
    answer = make_answerer().ask(QUESTIONS["de"])
    with store.read() as unit:
        assert unit.answers.get(answer.id) == answer


def test_the_same_question_gets_the_same_answer(make_answerer: Make) -> None:
    first, second = make_answerer().ask(QUESTIONS["pl"]), make_answerer().ask(QUESTIONS["pl"])
    assert first.sentences == second.sentences


class Inventor:
    """A writer that claims what the evidence does not hold."""

    name = "inventor"

    def __init__(self, *texts: str) -> None:
        self._texts = texts

    def write(self, pack: EvidencePack, language: str) -> Sequence[Sentence]:
        citation = pack.quotes[0].citations[0]
        return [Sentence(text=text, citations=(citation,)) for text in self._texts]


def test_what_a_writer_invents_is_left_out_and_reported(make_answerer: Make) -> None:
    invented = "Employment rose by 47.3 percentage points."
    answer = make_answerer(Inventor("The report speaks of employment.", invented)).ask(QUESTIONS["en"])
    assert [sentence.text for sentence in answer.sentences] == ["The report speaks of employment."]
    assert len(answer.removed) == 1
    assert "47.3" in answer.removed[0]


def test_where_nothing_passes_the_plain_writer_answers_and_it_is_said(make_answerer: Make) -> None:
    answer = make_answerer(Inventor("Employment rose by 47.3 percentage points.")).ask(QUESTIONS["en"])
    assert answer.models["writer"] == "plain-2"
    assert answer.sentences == make_answerer().ask(QUESTIONS["en"]).sentences
    assert "written without it" in answer.notes[0]
    assert "47.3" in answer.removed[0]


def test_the_models_that_found_the_evidence_are_named(
    store: Store, make_answerer: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "reranker" not in make_answerer().ask(QUESTIONS["en"]).models
    monkeypatch.setattr(BagSearch, "models", {"reranker": "some/reranker"}, raising=False)
    answer = make_answerer().ask(QUESTIONS["en"])
    assert answer.models["reranker"] == "some/reranker"
    assert answer.models["writer"] == "plain-2"
    assert "embedder" in answer.models


class Forger(Inventor):
    """Cites a page with a quote that does not stand there."""

    def write(self, pack: EvidencePack, language: str) -> Sequence[Sentence]:
        forged = (
            pack.quotes[0]
            .citations[0]
            .model_copy(update={"quote": "Employment doubled for all participants."})
        )
        return [Sentence(text=f"“{forged.quote}”", citations=(forged,)), *self._elsewhere(pack)]

    def _elsewhere(self, pack: EvidencePack) -> Sequence[Sentence]:
        nowhere = Citation(document_id="0" * 64, document="none.pdf", page=1, quote="Employment rose.")
        return [Sentence(text="Employment rose.", citations=(nowhere,))]


def test_forged_citations_do_not_pass(make_answerer: Make) -> None:
    answer = make_answerer(Forger()).ask(QUESTIONS["en"])
    assert len(answer.removed) == 2
    assert not any("doubled" in sentence.text for sentence in answer.sentences)


def test_orders_inside_a_report_change_nothing(make_answerer: Make) -> None:
    answer = make_answerer().ask("Does the job guarantee in Malta raise employment?")
    texts = [sentence.text for sentence in answer.sentences]
    assert any("3.0 percentage points" in text for text in texts)
    assert not any("99" in text or "<script>" in text for text in texts)

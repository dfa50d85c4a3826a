"""What becomes of the drafts of a writer: `almpo eval writer`.

drafted   sentences that the writer drafted, repairs included
kept      of these, those that reached the reader
removed   those that the gate stopped
fell back questions that the plain writer answered instead
wrong     numbers in what reached the reader that stand on no page that their sentence cites; a judge of its
          own that knows nothing of the gate (almpo.evaluation.printed_text), pooled numbers aside
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from almpo.evaluation.answers import GoldQuestion
from almpo.evaluation.printed_text import number_values, numbers_in, stands_among, values_on_page
from almpo.evidence.answers import Answer, Sentence
from almpo.evidence.record import Record
from almpo.synthesis.ask import Answerer
from almpo.synthesis.pack import EvidencePack
from almpo.synthesis.writers.base import Failed
from almpo.synthesis.writers.llm import LLMWriter

PageText = Callable[[str, int], str]  # of a document's id and a page number


class WriterScores(Record):
    """Counts over all questions; `wrong` lists each wrong number with its question."""

    questions: int
    answered: int
    fell_back: int
    drafted: int
    kept: int
    removed: int
    wrong: tuple[str, ...]
    seconds: float  # mean time of an answer


class Counting(LLMWriter):
    """A chat model as the writer, whose drafts are kept."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.texts: list[str] = []

    def write(self, pack: EvidencePack, language: str) -> Sequence[Sentence]:
        return self._seen(super().write(pack, language))

    def repair(
        self, pack: EvidencePack, language: str, failed: Sequence[Failed]
    ) -> Sequence[Sentence | None]:
        return self._seen(super().repair(pack, language, failed))

    def _seen(self, sentences: Any) -> Any:
        self.texts += [sentence.text for sentence in sentences if sentence is not None]
        return sentences


def score_writer(
    writer: Counting, answerer: Answerer, questions: Iterable[GoldQuestion], page_text: PageText
) -> WriterScores:
    """Ask all questions with this writer, which `answerer` was made with."""
    answers = [answerer.ask(question.q, question.lang) for question in questions]
    by_model = [answer for answer in answers if answer.models["writer"] == writer.name]
    kept = sum(len([s for s in a.sentences if not s.computed and s.citations]) for a in by_model)
    told = [answer for answer in answers if not answer.abstained]
    return WriterScores(
        questions=len(answers),
        answered=len(told),
        fell_back=sum(answer.models["writer"].startswith("plain") for answer in told),
        drafted=len(writer.texts),
        kept=kept,
        removed=sum(len(answer.removed) for answer in answers),
        wrong=tuple(wrong for answer in told for wrong in wrong_numbers(answer, page_text)),
        seconds=sum(answer.seconds for answer in answers) / max(len(answers), 1),
    )


def wrong_numbers(answer: Answer, page_text: PageText) -> list[str]:
    """Numbers of an answer that stand on no page that their sentence cites."""
    found = []
    for sentence in answer.sentences:
        if sentence.computed or not sentence.citations:
            continue
        pages = "\n".join(page_text(c.document_id, c.page) for c in sentence.citations)
        names = " ".join(c.document for c in sentence.citations)
        printed = values_on_page(pages) | {v for token in numbers_in(names) for v in number_values(token)}
        wrong = [token for token in numbers_in(sentence.text) if not stands_among(token, printed)]
        found += [f"{answer.question}: {token} in {sentence.text!r}" for token in wrong]
    return found

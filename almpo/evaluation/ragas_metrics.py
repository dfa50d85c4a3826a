"""Metrics of the ragas library that need no judge, over answers to gold questions: `almpo eval ragas`.

id_based_context_precision, _recall   cited pages that the gold names; pages of the gold that are cited
rouge_score, bleu_score, chrf_score   how much of the wording of the reference answer an answer shares

They are ragas's own (Es et al. 2024, https://aclanthology.org/2024.eacl-demo.16/), unchanged. The metrics of
wording say little of an answer that is right in other words, and nothing of its numbers; those are what
`almpo eval answers` looks at. With a chat model as the judge, `faithfulness` is asked as well.
"""

import json
import os
import statistics
import warnings
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from almpo.evaluation.answers import GoldQuestion, read_questions
from almpo.evidence.answers import Answer
from almpo.evidence.errors import SettingsError
from almpo.evidence.record import Record

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_MISSING = "the metrics of ragas need: pip install 'almpo[ragas]'"


class AnsweredQuestion(Record):
    """A question that was answered: with what, citing which pages, and what the gold has for it."""

    question: str
    answer: str
    cited: tuple[str, ...]  # "file#page"
    quotes: tuple[str, ...]
    pages: tuple[str, ...]
    reference: str | None = None


def read_references(folder: Path) -> dict[str, str]:
    """The reference answers of the `*.meta.json` of a folder by the ids of their questions."""
    found = {}
    for path in sorted(folder.glob("*.meta.json")):
        questions = json.loads(path.read_text(encoding="utf-8")).get("questions", [])
        stem = path.name.removesuffix(".meta.json")
        found.update(
            {f"{stem}-q{i}": one["answer"] for i, one in enumerate(questions, 1) if one.get("answer")}
        )
    return found


def answered_questions(folder: Path, ask: Callable[[GoldQuestion], Answer]) -> list[AnsweredQuestion]:
    """The answerable questions of a folder that get an answer."""
    references = read_references(folder)
    found = []
    for question in read_questions(folder):
        if question.unanswerable or not question.pages:
            continue
        answer = ask(question)
        if answer.abstained:
            continue
        citations = [citation for sentence in answer.sentences for citation in sentence.citations]
        found.append(
            AnsweredQuestion(
                question=question.q,
                answer=" ".join(sentence.text for sentence in answer.sentences),
                cited=tuple(dict.fromkeys(f"{Path(c.document).stem}#{c.page}" for c in citations)),
                quotes=tuple(dict.fromkeys(c.quote for c in citations if c.quote)),
                pages=tuple(f"{Path(question.document).stem}#{page}" for page in question.pages),
                reference=references.get(question.id),
            )
        )
    return found


def score_with_ragas(
    answered: Sequence[AnsweredQuestion], judge: "BaseChatModel | None" = None
) -> dict[str, float]:
    """Means by metric, over the questions that have what it needs. Raises SettingsError without ragas."""
    os.environ.setdefault("RAGAS_DO_NOT_TRACK", "true")  # it reports its use to its makers otherwise
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its imports: deprecated parts of its own
        try:
            import ragas.metrics as metrics
            from ragas.dataset_schema import SingleTurnSample
        except ImportError as error:
            raise SettingsError(_MISSING) from error
        of_pages = [metrics.IDBasedContextPrecision(), metrics.IDBasedContextRecall()]
        of_wording = [metrics.RougeScore(), metrics.BleuScore(), metrics.ChrfScore()]
        samples = [_sample(SingleTurnSample, one) for one in answered]
        worded = [sample for sample in samples if sample.reference]
        scores = _means(of_pages, samples) | _means(of_wording, worded)
        if judge is not None:
            from ragas.llms import LangchainLLMWrapper

            quoting = [sample for sample in samples if sample.retrieved_contexts]
            scores |= _means([metrics.Faithfulness(llm=LangchainLLMWrapper(judge))], quoting)
    return scores


def _sample(make: Callable[..., Any], one: AnsweredQuestion) -> Any:
    return make(
        user_input=one.question,
        response=one.answer,
        reference=one.reference,
        retrieved_contexts=list(one.quotes),
        retrieved_context_ids=list(one.cited),
        reference_context_ids=list(one.pages),
    )


def _means(metrics: Iterable[Any], samples: Sequence[Any]) -> dict[str, float]:
    if not samples:
        return {}
    return {
        metric.name: statistics.fmean(metric.single_turn_score(sample) for sample in samples)
        for metric in metrics
    }

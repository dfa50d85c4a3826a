"""A chat model as the writer. What it says is taken as a draft and passes the same gate as any other."""

from collections.abc import Mapping, Sequence
from typing import Any

from babel import Locale
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage, SystemMessage

from almpo.evidence.answers import Sentence
from almpo.evidence.errors import ModelError
from almpo.prompts import load_prompt
from almpo.synthesis.pack import EvidencePack
from almpo.synthesis.writers.base import Failed
from almpo.synthesis.writers.numbered import Item, numbered_evidence
from almpo.synthesis.writers.reply import Drafted, Reply, read_reply

VERSION = "llm-1"


class LLMWriter:
    """Drafts with any LangChain chat model, from numbered evidence.

    Args:
        model_name: as it is kept with the answer.
        most: pieces of evidence that it is shown.
        json_schema: whether the provider can be asked to hold the reply to a schema.
    """

    def __init__(
        self, model: BaseChatModel, model_name: str, *, most: int = 40, json_schema: bool = False
    ) -> None:
        self.name = f"{VERSION}:{model_name}"
        self._model: Any = model
        self._most = most
        if json_schema:
            self._model = model.with_structured_output(Reply, method="json_schema", include_raw=True)
        self._system, self._draft, self._repair = map(load_prompt, ("system.v1", "draft.v1", "repair.v1"))
        used = (self._system, self._draft, self._repair)
        self.prompts: Mapping[str, str] = {prompt.name: prompt.sha256 for prompt in used}

    def write(self, pack: EvidencePack, language: str) -> Sequence[Sentence]:
        """Raises ModelError where the model cannot be reached or replies with nothing that can be read."""
        items = numbered_evidence(pack)[: self._most]
        asked = self._draft.fill(**_given(pack, items, language))
        return [_sentence(drafted, items) for drafted in self._reply(asked)]

    def repair(
        self, pack: EvidencePack, language: str, failed: Sequence[Failed]
    ) -> Sequence[Sentence | None]:
        """Each failed sentence again, or None. Raises ModelError as `write` does."""
        items = numbered_evidence(pack)[: self._most]
        told = "\n".join(
            f"{number}. {one.sentence.text} (stopped: {'; '.join(one.problems)})"
            for number, one in enumerate(failed, 1)
        )
        asked = self._repair.fill(failed=told, **_given(pack, items, language))
        again = {drafted.number: _sentence(drafted, items) for drafted in self._reply(asked)}
        return [again.get(number) for number in range(1, len(failed) + 1)]

    def _reply(self, asked: str) -> list[Drafted]:
        messages = [SystemMessage(self._system.text), HumanMessage(asked)]
        try:
            reply = self._model.invoke(messages)
        except Exception as error:  # each provider has errors of its own
            raise ModelError(f"{self.name} did not answer: {type(error).__name__}") from error
        message = reply["raw"] if isinstance(reply, dict) else reply
        return read_reply(str(message.text))


def _given(pack: EvidencePack, items: Sequence[Item], language: str) -> dict[str, str]:
    return {
        "question": " ".join(pack.question.text.split()),
        "evidence": "\n".join(item.marked_up() for item in items),
        "language": Locale.parse(language).english_name or language,
    }


def _sentence(drafted: Drafted, items: Sequence[Item]) -> Sentence:
    """With the citations of its evidence; ids that were not given out cite nothing."""
    by_id = {item.id: item.citations for item in items}
    cited = [citation for key in drafted.evidence for citation in by_id.get(key, ())]
    return Sentence(text=drafted.text, citations=tuple(dict.fromkeys(cited)))

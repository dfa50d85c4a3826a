"""Chat models that reply as told."""

import json
import re
import time
from collections.abc import Callable
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult


class Told(BaseChatModel):
    """Replies with what a function makes of the prompt; keeps the prompts. A test double."""

    reply: Callable[[str], str]
    prompts: list[str] = []

    @property
    def _llm_type(self) -> str:
        return "told"

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        prompt = "\n".join(message.text for message in messages)
        self.prompts.append(prompt)
        return ChatResult(generations=[ChatGeneration(message=AIMessage(self.reply(prompt)))])


def drafted(*sentences: tuple[str, list[str]]) -> str:
    return json.dumps({"sentences": [{"text": text, "evidence": ids} for text, ids in sentences]})


def never(_: str) -> str:
    time.sleep(60)
    return ""


def evidence_with(words: str, prompt: str) -> str:
    """The id of the first evidence in a prompt whose text holds the words."""
    found = re.search(r'<evidence id="(E\d+)"[^>]*>[^<]*' + re.escape(words), prompt)
    assert found is not None, words
    return found[1]

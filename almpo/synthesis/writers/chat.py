"""The writer that the settings ask for."""

from typing import Any

from almpo.evidence.errors import ModelError
from almpo.evidence.settings import ChatSettings
from almpo.synthesis.writers.base import Writer
from almpo.synthesis.writers.plain import PlainWriter


def load_writer(chat: ChatSettings) -> Writer:
    """The chat model of the settings, or the deterministic writer where none is set.

    Raises ModelError where the provider is unknown, or its package is not installed.
    """
    if chat.model is None:
        return PlainWriter()
    try:
        from langchain.chat_models import init_chat_model

        from almpo.synthesis.writers.llm import LLMWriter
    except ImportError as error:
        raise ModelError("a chat model needs: pip install 'almpo[llm]'") from error
    given: dict[str, Any] = {
        "base_url": chat.base_url,
        "api_key": chat.api_key.get_secret_value() if chat.api_key else None,
    }
    try:
        model = init_chat_model(
            chat.model,
            model_provider=chat.provider,
            temperature=chat.temperature,
            max_tokens=chat.max_tokens,
            **{name: value for name, value in given.items() if value is not None},
        )
    except Exception as error:  # a missing key, an unknown provider, a missing package: each its own kind
        raise ModelError(f"chat model {chat.provider}/{chat.model}: {error}") from error
    return LLMWriter(model, f"{chat.provider}/{chat.model}", json_schema=chat.json_schema)

"""The chat model that the settings name, and the writer it makes."""

from typing import TYPE_CHECKING, Any

from almpo.evidence.errors import ModelError
from almpo.evidence.settings import ChatSettings
from almpo.synthesis.writers.base import Writer
from almpo.synthesis.writers.plain import PlainWriter

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


def load_writer(chat: ChatSettings) -> Writer:
    """The chat model of the settings, or the deterministic writer where none is set. Raises ModelError."""
    if chat.model is None:
        return PlainWriter()
    model = open_chat(chat)
    from almpo.synthesis.writers.llm import LLMWriter

    return LLMWriter(model, chat_name(chat), most=chat.evidence, json_schema=chat.json_schema)


def chat_name(chat: ChatSettings) -> str:
    return f"{chat.provider}/{chat.model}"


def open_chat(chat: ChatSettings) -> "BaseChatModel":
    """The chat model of the settings.

    Raises ModelError where none is set, the provider is unknown, or its package is not installed.
    """
    if chat.model is None:
        raise ModelError("no chat model is set: set chat.model (docs/configuration.md)")
    try:
        from langchain.chat_models import init_chat_model
    except ImportError as error:
        raise ModelError("a chat model needs: pip install 'almpo[llm]'") from error
    given: dict[str, Any] = {
        "base_url": chat.base_url,
        "api_key": chat.api_key.get_secret_value() if chat.api_key else None,
        "timeout": chat.timeout,  # closes the connection, so that a server stops writing what nobody waits for
        "max_retries": chat.retries,
    }
    try:
        model: BaseChatModel = init_chat_model(
            chat.model,
            model_provider=chat.provider,
            temperature=chat.temperature,
            max_tokens=chat.max_tokens,
            **{name: value for name, value in given.items() if value is not None},
        )
    except Exception as error:  # a missing key, an unknown provider, a missing package: each its own kind
        raise ModelError(f"chat model {chat_name(chat)}: {error}") from error
    return model

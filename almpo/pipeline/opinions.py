"""Opinions beside the rules' own, where they are asked for: another reader of the pages, a language model."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from almpo.evidence.blobs import Blobs
from almpo.evidence.documents import ParsedDocument
from almpo.evidence.errors import ModelError
from almpo.evidence.findings import Finding
from almpo.evidence.settings import IngestSettings
from almpo.extraction.confidence import calibrate_finding, shipped
from almpo.extraction.llm import Messages, TableReading, with_llm_opinion
from almpo.extraction.second_opinion import with_second_opinion
from almpo.ingestion.gate import PDF
from almpo.ingestion.limits import Limits
from almpo.ingestion.second_reader import read_again
from almpo.pipeline.receive import blob_key
from almpo.prompts import load_prompt

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

Opinion = Callable[[ParsedDocument, Sequence[Finding]], Sequence[Finding]]


def second_reader(blobs: Blobs, limits: IngestSettings, media_type: str) -> Opinion:
    """Reads the pages of PDF files that present effects of tables once more; other formats need no reader."""

    def opinion(parsed: ParsedDocument, findings: Sequence[Finding]) -> Sequence[Finding]:
        pages = sorted({f.page for f in findings if f.source == "table" and f.treatment_effect is not False})
        if media_type != PDF or not pages:
            return findings
        with blobs.as_file(blob_key(parsed.document_id)) as path:
            read = read_again(path, pages, Limits.of(limits))
        return with_second_opinion(findings, read)

    return opinion


def with_opinions(
    parsed: ParsedDocument, findings: Sequence[Finding], opinions: Sequence[Opinion]
) -> Sequence[Finding]:
    """The findings with what each opinion adds, their confidences calibrated anew."""
    for opinion in opinions:
        findings = opinion(parsed, findings)
    return [calibrate_finding(finding, shipped()) for finding in findings] if opinions else findings


def language_model(chat: "BaseChatModel", name: str, *, json_schema: bool = False) -> Opinion:
    """Asks a chat model which cells of tables are effects (`extraction/llm.py`).

    Args:
        name: of the model, for the record. json_schema: have the provider hold its answer to the schema.
    Raises (when asked) ModelError where the model cannot be reached.
    """
    prompt = load_prompt("read_table.v1")
    method = "json_schema" if json_schema else "function_calling"
    structured = chat.with_structured_output(TableReading, include_raw=True, method=method)

    def ask(messages: Messages) -> object:
        try:
            answer = structured.invoke(messages)
        except Exception as error:  # of whatever library stands behind the model
            if hasattr(error, "completion"):  # it did answer, at too great a length to be read
                return None
            raise ModelError(
                f"the chat model {name} does not answer: {error}. Check the settings of chat."
            ) from error
        return answer.get("parsed") if isinstance(answer, dict) else answer

    def opinion(parsed: ParsedDocument, findings: Sequence[Finding]) -> Sequence[Finding]:
        return with_llm_opinion(findings, parsed.tables, ask, prompt, name)

    return opinion

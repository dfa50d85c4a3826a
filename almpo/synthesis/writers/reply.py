"""What a model replies, read with distrust."""

import json
import re

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from almpo.evidence.errors import ModelError

_MARKS = re.compile(r"\s*[\[(]\s*(E\d+(?:\s*[,;]\s*E\d+)*)\s*[\])]")
_ID = re.compile(r"E\d+")
MOST_CHARACTERS = 100_000


class Drafted(BaseModel):
    """A sentence and the ids of the evidence that it rests on."""

    model_config = ConfigDict(extra="ignore")

    text: str = Field(min_length=1, max_length=2000)
    evidence: list[str] = Field(default=[], max_length=50)
    number: int | None = None  # of the sentence that it stands in for


class Reply(BaseModel):
    """The object that the prompts ask for."""

    model_config = ConfigDict(extra="ignore")

    sentences: list[Drafted] = Field(max_length=40)


def read_reply(text: str) -> list[Drafted]:
    """The sentences of a reply, on one line each, marks such as "[E1]" moved from the text to the evidence.

    Raises ModelError where there is no JSON object of the form asked for.
    """
    start, end = text.find("{"), text.rfind("}")
    if not 0 <= start < end or len(text) > MOST_CHARACTERS:
        raise ModelError("the model replied with no JSON object")
    try:
        reply = Reply.model_validate(json.loads(text[start : end + 1], strict=False))
    except (ValueError, RecursionError, ValidationError) as error:
        raise ModelError("the model replied with something else than the JSON asked for") from error
    cleaned = map(_cleaned, reply.sentences)
    return [drafted for drafted in cleaned if drafted.text]


def _cleaned(drafted: Drafted) -> Drafted:
    marked = [key for match in _MARKS.finditer(drafted.text) for key in _ID.findall(match[1])]
    text = " ".join(_MARKS.sub("", drafted.text).split())
    ids = dict.fromkeys([*(key.strip() for key in drafted.evidence), *marked])
    return drafted.model_copy(update={"text": text, "evidence": list(ids)})

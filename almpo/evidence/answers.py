"""Answers: sentences, each with the spots it rests on and the record of its verification."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import model_validator

from almpo.evidence.anchors import Anchor
from almpo.evidence.record import Record
from almpo.evidence.scope import Scope


class Citation(Record):
    """A spot that a sentence rests on."""

    document_id: str
    document: str  # file name
    page: int
    quote: str | None = None
    anchor: Anchor | None = None
    finding_id: str | None = None
    passage_id: str | None = None
    synthetic: bool = False


class NumberCheck(Record):
    """A number of a sentence and where it was found."""

    token: str
    citation: int | None  # index into the sentence's citations; None = not found, or computed
    printed: str | None = None  # as printed at that spot
    computed: bool = False  # what the pooled result says when it is computed again


class ClaimCheck(Record):
    """What a sentence says of an effect besides its numbers, and whether what it cites says so too."""

    kind: str  # "country", "programme", "target", "outcome", "direction", "significance" or "study"
    said: str
    agrees: bool


class Part(StrEnum):
    """What a sentence is in an answer."""

    ANSWER = "answer"  # results, quotes, and what must be known about them
    POOLED = "pooled"  # a result pooled over studies
    COMPARED = "compared"  # what studies say beside each other
    EVIDENCE = "evidence"  # what stands behind the answer: further quotes, the tables of estimates


class Sentence(Record):
    text: str
    part: Part = Part.ANSWER
    citations: tuple[Citation, ...] = ()
    numbers: tuple[NumberCheck, ...] = ()
    checks: tuple[ClaimCheck, ...] = ()
    computed: bool = False  # composed from several findings, and composed again to verify it


class ChipOrigin(StrEnum):
    """Who says that a part of a question was meant."""

    RECOGNISED = "recognised"  # in the words of the question; ranks evidence
    INHERITED = "inherited"  # from the question before; ranks evidence
    SET = "set"  # by the asker; no evidence but such is used


class Chip(Record):
    """A part of what was asked, as it was understood."""

    group: str  # "programme", "outcome", "target", "country", "name" …, or a field of a scope
    code: str
    words: str  # as the asker put it
    label: str = ""  # what the code is called in the language of the answer; the words where it has no name
    origin: ChipOrigin = ChipOrigin.RECOGNISED

    @model_validator(mode="before")
    @classmethod
    def _of_earlier_versions(cls, given: Any) -> Any:
        """Answers that were kept before told only whether a chip was inherited."""
        if isinstance(given, dict) and "inherited" in given:
            given = dict(given)
            origin = ChipOrigin.INHERITED if given.pop("inherited") else ChipOrigin.RECOGNISED
            return {"origin": origin, "label": given.get("words", ""), **given}
        return given

    @property
    def key(self) -> str:
        return f"{self.group}:{self.code}"


class Answer(Record):
    id: str
    question: str
    language: str
    abstained: bool
    reason: str | None = None  # why it abstained
    sentences: tuple[Sentence, ...] = ()
    removed: tuple[str, ...] = ()  # drafted sentences that failed verification
    nearest: tuple[Citation, ...] = ()  # offered where the question itself could not be answered
    notes: tuple[str, ...] = ()  # on how the answer came about, in its language
    chips: tuple[Chip, ...] = ()
    scope: Scope = Scope()  # what all evidence had to meet
    thread: str | None = None  # id of the answer that opened the conversation
    follows: str | None = None  # id of the answer before
    pooled: tuple[str, ...] = ()  # ids of the syntheses that are told
    models: dict[str, str] = {}  # role -> model id
    prompts: dict[str, str] = {}  # name -> SHA-256 of the prompt file
    corpus: str  # snapshot id of what was searched
    asked_at: datetime
    seconds: float

"""Answers: sentences, each with the spots it rests on and the record of its verification."""

from datetime import datetime

from almpo.evidence.anchors import Anchor
from almpo.evidence.record import Record


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


class Sentence(Record):
    text: str
    citations: tuple[Citation, ...] = ()
    numbers: tuple[NumberCheck, ...] = ()
    checks: tuple[ClaimCheck, ...] = ()
    computed: bool = False  # carries a number pooled from several findings


class Chip(Record):
    """A part of what was asked, as it was understood."""

    group: str  # "programme", "outcome", "target", "country", "name" …
    code: str
    words: str  # as the asker put it
    inherited: bool = False  # from the question before


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
    thread: str | None = None  # id of the answer that opened the conversation
    follows: str | None = None  # id of the answer before
    pooled: tuple[str, ...] = ()  # ids of the syntheses that are told
    models: dict[str, str] = {}  # role -> model id
    prompts: dict[str, str] = {}  # name -> SHA-256 of the prompt file
    corpus: str  # snapshot id of what was searched
    asked_at: datetime
    seconds: float

"""An answer in the making."""

from datetime import datetime
from typing import TypeVar

from almpo.evidence.answers import Answer, Chip, Sentence
from almpo.evidence.record import Record
from almpo.evidence.scope import Scope
from almpo.evidence.syntheses import Synthesis
from almpo.synthesis.abstain import Decision
from almpo.synthesis.pack import EvidencePack
from almpo.synthesis.question import Question

T = TypeVar("T")


class Drafted(Record):
    """A drafted sentence. `problems` is None before the gate, empty if it passed."""

    sentence: Sentence
    problems: tuple[str, ...] | None = None


class Progress(Record):
    """What is known after a step. Survives as JSON."""

    id: str  # of the answer to be
    question: str
    language: str | None = None  # as asked for; default: that of the question
    follows: Answer | None = None
    scope: Scope = Scope()  # what the asker set
    asked_at: datetime
    spent: float = 0.0  # seconds

    asked: Question | None = None
    chips: tuple[Chip, ...] = ()
    pack: EvidencePack | None = None
    decision: Decision | None = None
    pooled: tuple[Synthesis, ...] = ()
    writer: str = ""  # name of the one who wrote the draft
    draft: tuple[Drafted, ...] = ()
    removed: tuple[str, ...] = ()  # drafts that failed and were given up, with why
    repaired: bool = False
    notes: tuple[str, ...] = ()  # keys of notes.toml
    answer: Answer | None = None


class Step(Record):
    """A step that is done, for those who watch."""

    answer: str  # id of the answer to be
    name: str
    told: dict[str, int] = {}  # what it came to, as {"passages": 24}
    seconds: float
    next: str | None


def known(value: T | None) -> T:
    """What an earlier step has left. A step that runs before it is a mistake of the caller."""
    if value is None:
        raise ValueError("a step was taken before the one it builds on")
    return value

"""What a writer is."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from almpo.evidence.answers import Sentence
from almpo.synthesis.pack import EvidencePack


class Writer(Protocol):
    """Drafts an answer from evidence. `name` tells which writer and version it was."""

    name: str

    def write(self, pack: EvidencePack, language: str) -> Sequence[Sentence]: ...


class Failed(NamedTuple):
    """A sentence that the gate stopped, and why."""

    sentence: Sentence
    problems: tuple[str, ...]


@runtime_checkable
class Repairer(Protocol):
    """A writer that can be told what is wrong and try again."""

    def repair(
        self, pack: EvidencePack, language: str, failed: Sequence[Failed]
    ) -> Sequence[Sentence | None]:
        """For each failed sentence another one, or None where it is given up."""
        ...


@runtime_checkable
class Prompted(Protocol):
    """A writer that works from prompt files."""

    prompts: Mapping[str, str]  # name -> SHA-256

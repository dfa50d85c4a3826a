"""What a writer is."""

from collections.abc import Sequence
from typing import Protocol

from almpo.evidence.answers import Sentence
from almpo.synthesis.pack import EvidencePack


class Writer(Protocol):
    """Drafts an answer from evidence. `name` tells which writer and version it was."""

    name: str

    def write(self, pack: EvidencePack, language: str) -> Sequence[Sentence]: ...

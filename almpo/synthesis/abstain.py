"""Whether to answer at all: is what was found about what was asked?"""

from typing import NamedTuple

from almpo.synthesis.pack import EvidencePack


class Decision(NamedTuple):
    """`reason` is a key of the templates' reasons, `terms` what it is about."""

    answer: bool
    reason: str | None = None
    terms: tuple[str, ...] = ()


def decide(pack: EvidencePack) -> Decision:
    if not pack.quotes and not pack.estimates:
        return Decision(False, "empty")
    return Decision(True)

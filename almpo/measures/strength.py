"""How strong a design is, on the Maryland Scientific Methods Scale (Sherman et al. 1998)."""

from typing import Protocol

from almpo.evidence.vocabulary import Design

MARYLAND = {
    Design.RCT: 5,
    Design.RDD: 4,
    Design.IV: 4,
    Design.DID: 3,
    Design.MATCHING: 3,
    Design.SYNTHETIC_CONTROL: 3,
    Design.EVENT_STUDY: 3,
    Design.TIMING_OF_EVENTS: 3,
    Design.SELECTION_ON_OBSERVABLES: 2,
    Design.BEFORE_AFTER: 1,
}


class Designed(Protocol):
    """The part of a finding that tells its design."""

    @property
    def maryland(self) -> tuple[int, int] | None: ...

    @property
    def design(self) -> Design | None: ...


def design_strength(finding: Designed) -> int | None:
    """1 to 5: the coded score of the implementation, else what the design allows; None where not told."""
    if finding.maryland is not None:
        return min(finding.maryland)
    return MARYLAND.get(finding.design) if finding.design else None

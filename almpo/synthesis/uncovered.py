"""What was asked for that nothing told is about, so that the nearest evidence does not pass for the answer."""

from collections.abc import Sequence

from almpo.evidence.answers import Chip, ChipOrigin
from almpo.synthesis.concepts import concepts
from almpo.synthesis.estimates import coded_concepts
from almpo.synthesis.pack import EvidencePack

GROUPS = ("programme", "target")  # places and outcomes that are missing are reasons to abstain


def uncovered(pack: EvidencePack, chips: Sequence[Chip]) -> list[str]:
    """The words of those chips that no quote, estimate or title in the evidence names; what was set is met."""
    told = frozenset[str]().union(
        *(quote.concepts for quote in pack.quotes),
        *(estimate.concepts | coded_concepts(estimate.finding, sure=False) for estimate in pack.estimates),
        *(concepts(document.title or "") for document in pack.documents.values()),
    )
    missing = (chip for chip in chips if chip.group in GROUPS and f"{chip.group}:{chip.code}" not in told)
    return list(dict.fromkeys(chip.words for chip in missing if chip.origin is not ChipOrigin.SET))

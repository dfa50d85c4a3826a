"""What was asked for that nothing told is about, so that the nearest evidence does not pass for the answer."""

from collections.abc import Sequence

from almpo.evidence.answers import Chip, ChipOrigin
from almpo.synthesis.concepts import concepts
from almpo.synthesis.estimates import coded_concepts
from almpo.synthesis.favour import PARTICULAR_GROUPS
from almpo.synthesis.pack import EvidencePack

GROUPS = ("programme", "target")  # places and outcomes that are missing are reasons to abstain


def uncovered(pack: EvidencePack, chips: Sequence[Chip]) -> list[str]:
    """The words of those chips that no quote, estimate or title in the evidence names; what was set is met."""
    told = frozenset[str]().union(
        *(quote.concepts for quote in pack.quotes),
        *(estimate.concepts | coded_concepts(estimate.finding, sure=False) for estimate in pack.estimates),
        *(concepts(document.title or "") for document in pack.documents.values()),
    )
    asked = (chip for chip in chips if chip.group in GROUPS and not _means_anybody(chip))
    missing = (chip for chip in asked if f"{chip.group}:{chip.code}" not in told)
    return list(dict.fromkeys(chip.words for chip in missing if chip.origin is not ChipOrigin.SET))


def _means_anybody(chip: Chip) -> bool:
    """The unemployed, job seekers: those whom all reports are about."""
    return chip.group == "target" and chip.code not in PARTICULAR_GROUPS

"""A study's result on an outcome, as a sentence."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from almpo.evidence.answers import Sentence
from almpo.evidence.documents import Document
from almpo.evidence.vocabulary import Design
from almpo.synthesis.claims import stated_numbers
from almpo.synthesis.estimates import is_sure
from almpo.synthesis.results import Result, Told, printed_horizon
from almpo.synthesis.templates import Templates
from almpo.synthesis.verdicts import Verdict
from almpo.synthesis.verify import CLAUSE_END
from almpo.synthesis.wording import country_names, design_name
from almpo.synthesis.writers.printed import amount, name_of

_BESIDE = ("n", "control_mean")  # told with the tables, where they are many
_ORDER = list(Verdict)


def tell_result(result: Result, documents: Mapping[str, Document], say: Templates) -> Iterator[Sentence]:
    """ "Report (Austria, randomised experiment): higher employment – Voucher: 0.035 (SE 0.012), after 12 months."

    A sentence for each thing that the estimates say, so that what is cut from one cannot fall to another.
    """
    name = name_of(documents[result.first.document_id], say)
    lead = f"{name}{_context(result, say)}{say.label['colon']}"
    ordered = sorted(result.told, key=lambda told: _ORDER.index(told.verdict))
    for verdict, group in groupby(ordered, key=lambda told: told.verdict):
        members = [(told, text) for told in group if (text := _item(told, say))]
        if members:
            phrase = say.effect[f"{result.outcome}_{verdict}"]
            items = f"{CLAUSE_END} ".join(text for _, text in members)
            citations = tuple(citation for told, _ in members for citation in told.estimate.citations)
            yield Sentence(text=f"{lead}{phrase} – {items}.", citations=citations)


def _item(told: Told, say: Templates) -> str | None:
    finding = told.estimate.finding
    text = amount(finding, told.label, say, _BESIDE)
    months = printed_horizon(finding)
    if text is None or months is None or _names(told.label, months):
        return text
    return f"{text}, {say.prose['horizon'].format(value=months)}"


def _names(label: str, months: int) -> bool:
    """Whether a label already says when: in months, or in years."""
    return any(number.value in (months, months / 12) for number in stated_numbers(label))


def _context(result: Result, say: Templates) -> str:
    """Where and how it was found, as far as that was read and is so for all that is told."""
    findings = [told.estimate.finding for told in result.told]
    countries = {one.country if is_sure(one, "country") else None for one in findings}
    designs = {one.design if is_sure(one, "design") else None for one in findings}
    parts = list(country_names(countries.pop(), say.language)) if len(countries) == 1 else []
    design = designs.pop() if len(designs) == 1 else None
    if design not in (None, Design.OTHER):
        parts.append(design_name(design, say))
    return f" ({', '.join(parts)})" if parts else ""

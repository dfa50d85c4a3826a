"""The default writer: templates over findings and quotes. Says nothing of its own.

What the studies find comes first, a sentence a study and outcome, then the best quotes and what must be known
about the evidence; further quotes and the tables of estimates stand behind the answer.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from almpo.evidence.answers import Part, Sentence
from almpo.evidence.errors import StatisticsError
from almpo.evidence.findings import Finding
from almpo.evidence.vocabulary import FindingStatus, Unit
from almpo.measures.comparable import direction
from almpo.synthesis.pack import EvidencePack, Quote
from almpo.synthesis.results import Result, asks_for_a_fact, results
from almpo.synthesis.templates import Templates, templates
from almpo.synthesis.verify import CLAUSE_END
from almpo.synthesis.writers.printed import amount, name_of, printed
from almpo.synthesis.writers.telling import tell_result

QUOTES = 3  # that belong to the answer itself
QUOTES_BESIDE_RESULTS = 2
_RATIOS = {Unit.HAZARD_RATIO, Unit.RATE, Unit.COUNT}


def directions(findings: Sequence[Finding]) -> set[int]:
    """+1 for favourable and -1 for unfavourable effects, of those that differ from zero by two standard errors.

    Only on scales where the sign tells. Fewer out of work and more in work point the same way; where it is not
    known what is favourable, the printed sign counts.
    """
    return {
        (1 if finding.estimate > 0 else -1) * _favourable(finding)
        for finding in findings
        if finding.se and finding.unit not in _RATIOS and abs(finding.estimate) > 1.96 * abs(finding.se)
    }


def _favourable(finding: Finding) -> int:
    try:
        return direction(finding, None)[0]
    except StatisticsError:
        return 1


class PlainWriter:
    """Results, quotes, what must be known about them, and the evidence behind."""

    name = "plain-2"

    def write(self, pack: EvidencePack, language: str) -> Sequence[Sentence]:
        say = templates(language)
        found = results(pack)
        told = [sentence for one in found for sentence in tell_result(one, pack.documents, say)]
        near = pack.quotes[: QUOTES_BESIDE_RESULTS if told else QUOTES]
        quoted = list(_quotes(near, pack, say))
        lead = [quoted, told] if asks_for_a_fact(pack.question) else [told, quoted]
        behind = [*_quotes(pack.quotes[len(near) :], pack, say), *_tables(pack, say)]
        if not (told or quoted or behind):
            return ()
        return (
            *(() if told else _opening(pack, say)),
            *(sentence for part in lead for sentence in part),
            *_remarks(pack, found, say),
            *(one.model_copy(update={"part": Part.EVIDENCE}) for one in behind),
        )


def _opening(pack: EvidencePack, say: Templates) -> tuple[Sentence]:
    return (Sentence(text=say.fixed["found_estimates" if pack.series else "found"]),)


def _quotes(quotes: Sequence[Quote], pack: EvidencePack, say: Templates) -> Iterator[Sentence]:
    last: str | None = None
    for quote in quotes:
        document = pack.documents[quote.document_id]
        template = say.sentence["quote_again" if document.id == last else "quote"]
        last = document.id
        text = template.format(document=name_of(document, say), quote=quote.text)
        yield Sentence(text=text, citations=quote.citations)


def _tables(pack: EvidencePack, say: Templates) -> Iterator[Sentence]:
    """Every estimate that was chosen, by row or column of its table."""
    last: tuple[str, str | None] | None = None
    for series in pack.series:
        shared = _shared([item.finding for item in series.estimates], say.language)
        told = [
            (item, text)
            for item in series.estimates
            if (text := amount(item.finding, item.label, say, shared))
        ]
        if not told:
            continue
        items = [text for _, text in told]
        items += [say.detail[field].format(value=value) for field, value in shared.items()]
        table = (series.first.document_id, series.first.table_id or series.first.table)
        label = f"{series.label} – " if series.label else ""
        text = say.sentence["series_again" if table == last else "series"].format(
            document=name_of(pack.documents[series.first.document_id], say),
            where=f", {series.first.table}" if series.first.table else "",
            items=label + f"{CLAUSE_END} ".join(items),
        )
        last = table
        yield Sentence(
            text=text, citations=tuple(citation for item, _ in told for citation in item.citations)
        )


def _shared(findings: Sequence[Finding], language: str) -> dict[str, str]:
    """What is printed the same for all estimates of a series, so that it is told once: sample and control mean."""
    shared = {}
    for field in ("n", "control_mean"):
        values = {printed(finding, field, language) for finding in findings}
        value = values.pop()
        if len(findings) > 1 and not values and value is not None:
            shared[field] = value
    return shared


def _by_study(found: Sequence[Result]) -> list[list[Finding]]:
    """The findings of each study: studies that contradict each other are set beside each other elsewhere."""
    grouped: defaultdict[str, list[Finding]] = defaultdict(list)
    for result in found:
        grouped[result.study] += [told.estimate.finding for told in result.told]
    return list(grouped.values())


def _by_outcome(findings: Sequence[Finding]) -> list[list[Finding]]:
    grouped: defaultdict[str | None, list[Finding]] = defaultdict(list)
    for finding in findings:
        grouped[finding.outcome_group].append(finding)
    return list(grouped.values())


def _remarks(pack: EvidencePack, found: Sequence[Result], say: Templates) -> Iterator[Sentence]:
    findings = [item.finding for item in pack.estimates]
    cited = {quote.document_id for quote in pack.quotes}
    cited |= {finding.document_id for finding in findings}
    if any(directions(group) == {-1, 1} for group in _by_study(found) or _by_outcome(findings)):
        yield Sentence(text=say.fixed["conflict"])
    if any(finding.status != FindingStatus.VALIDATED for finding in findings):
        yield Sentence(text=say.fixed["unvalidated"])
    if len(cited) == 1:
        yield Sentence(text=say.fixed["thin"])
    if any(pack.documents[document_id].synthetic for document_id in cited):
        yield Sentence(text=say.fixed["synthetic"])

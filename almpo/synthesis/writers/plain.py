"""The default writer: templates over quotes and findings. Says nothing of its own."""

from collections.abc import Collection, Iterator, Sequence

from almpo.evidence.answers import Sentence
from almpo.evidence.documents import Document
from almpo.evidence.errors import StatisticsError
from almpo.evidence.findings import Finding
from almpo.evidence.vocabulary import FindingStatus, Unit
from almpo.measures.comparable import direction
from almpo.synthesis.canonical import displayed
from almpo.synthesis.pack import Estimate, EvidencePack
from almpo.synthesis.sources import printed_token
from almpo.synthesis.templates import Templates, templates
from almpo.synthesis.verify import CLAUSE_END

MAX_NAME = 90  # characters of a document's title
_MARKS = "∗*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰ "  # of footnotes, after a title
_RATIOS = {Unit.HAZARD_RATIO, Unit.RATE, Unit.COUNT}


def document_name(document: Document) -> str:
    """How a document is called in an answer: its title, or its file name where the title holds digits."""
    title = displayed(document.title or "").rstrip(_MARKS)
    if not title or any(character.isdigit() for character in title):
        return document.name
    return title if len(title) <= MAX_NAME else title[:MAX_NAME].rsplit(" ", 1)[0] + " …"


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
    """Lead sentence, quotes, estimates, and what must be known about them."""

    name = "plain-1"

    def write(self, pack: EvidencePack, language: str) -> Sequence[Sentence]:
        say = templates(language)
        body = [*_quotes(pack, say), *_estimates(pack, say)]
        if not body:
            return ()
        lead = say.fixed["found_estimates" if pack.series else "found"]
        return (Sentence(text=lead), *body, *_remarks(pack, say))


def _name(document: Document, say: Templates) -> str:
    name = document_name(document)
    return f"{name} ({say.label['synthetic']})" if document.synthetic else name


def _quotes(pack: EvidencePack, say: Templates) -> Iterator[Sentence]:
    last: str | None = None
    for quote in pack.quotes:
        document = pack.documents[quote.document_id]
        template = say.sentence["quote_again" if document.id == last else "quote"]
        last = document.id
        text = template.format(document=_name(document, say), quote=quote.text)
        yield Sentence(text=text, citations=quote.citations)


def _estimates(pack: EvidencePack, say: Templates) -> Iterator[Sentence]:
    last: tuple[str, str | None] | None = None
    for series in pack.series:
        shared = _shared([item.finding for item in series.estimates])
        told = [(item, text) for item in series.estimates if (text := _estimate(item, say, shared))]
        if not told:
            continue
        items = [text for _, text in told]
        items += [say.detail[field].format(value=value) for field, value in shared.items()]
        table = (series.first.document_id, series.first.table_id or series.first.table)
        label = f"{series.label} – " if series.label else ""
        text = say.sentence["series_again" if table == last else "series"].format(
            document=_name(pack.documents[series.first.document_id], say),
            where=f", {series.first.table}" if series.first.table else "",
            items=label + f"{CLAUSE_END} ".join(items),
        )
        last = table
        yield Sentence(
            text=text, citations=tuple(citation for item, _ in told for citation in item.citations)
        )


def _shared(findings: Sequence[Finding]) -> dict[str, str]:
    """What is printed the same for all estimates of a series, so that it is told once: sample and control mean."""
    shared = {}
    for field in ("n", "control_mean"):
        values = {_printed(finding, field) for finding in findings}
        value = values.pop()
        if len(findings) > 1 and not values and value is not None:
            shared[field] = value
    return shared


def _estimate(item: Estimate, say: Templates, told: Collection[str]) -> str | None:
    """The estimate with its label and what is printed about its precision, but for fields that are `told` for
    the whole series; None if it has no printed form.
    """
    finding = item.finding
    estimate = _printed(finding, "estimate")
    if estimate is None:
        return None
    unit = say.unit.get(finding.unit.value) if finding.unit else None
    if finding.unit == Unit.CURRENCY and finding.currency:
        unit = finding.currency
    details = ", ".join(_details(finding, say, told))
    label = item.label + say.label["colon"] if item.label else ""
    return label + " ".join(part for part in (estimate, unit, f"({details})" if details else None) if part)


def _details(finding: Finding, say: Templates, told: Collection[str]) -> Iterator[str]:
    for field in ("se", "t", "p", "n", "control_mean"):
        value = None if field in told else _printed(finding, field)
        if value is not None:
            yield say.detail[field].format(value=value)
    low, high = _printed(finding, "ci_low"), _printed(finding, "ci_high")
    if low is not None and high is not None:
        yield say.detail["ci"].format(low=low, high=high)


def _printed(finding: Finding, field: str) -> str | None:
    reading = finding.readings.get(field)
    return printed_token(reading.raw) if reading and field not in finding.derived else None


def _remarks(pack: EvidencePack, say: Templates) -> Iterator[Sentence]:
    findings = [item.finding for item in pack.estimates]
    cited = {quote.document_id for quote in pack.quotes}
    cited |= {finding.document_id for finding in findings}
    if directions(findings) == {-1, 1}:
        yield Sentence(text=say.fixed["conflict"])
    if any(finding.status != FindingStatus.VALIDATED for finding in findings):
        yield Sentence(text=say.fixed["unvalidated"])
    if len(cited) == 1:
        yield Sentence(text=say.fixed["thin"])
    if any(pack.documents[document_id].synthetic for document_id in cited):
        yield Sentence(text=say.fixed["synthetic"])

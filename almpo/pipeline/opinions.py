"""Opinions beside the rules' own, where they are asked for: another reader of the pages, a language model."""

from collections.abc import Callable, Sequence

from almpo.evidence.blobs import Blobs
from almpo.evidence.documents import ParsedDocument
from almpo.evidence.findings import Finding
from almpo.evidence.settings import IngestSettings
from almpo.extraction.confidence import calibrate_finding, shipped
from almpo.extraction.second_opinion import with_second_opinion
from almpo.ingestion.gate import PDF
from almpo.ingestion.limits import Limits
from almpo.ingestion.second_reader import read_again
from almpo.pipeline.receive import blob_key

Opinion = Callable[[ParsedDocument, Sequence[Finding]], Sequence[Finding]]


def second_reader(blobs: Blobs, limits: IngestSettings, media_type: str) -> Opinion:
    """Reads the pages of PDF files that present effects of tables once more; other formats need no reader."""

    def opinion(parsed: ParsedDocument, findings: Sequence[Finding]) -> Sequence[Finding]:
        pages = sorted({f.page for f in findings if f.source == "table" and f.treatment_effect is not False})
        if media_type != PDF or not pages:
            return findings
        with blobs.as_file(blob_key(parsed.document_id)) as path:
            read = read_again(path, pages, Limits.of(limits))
        return with_second_opinion(findings, read)

    return opinion


def with_opinions(
    parsed: ParsedDocument, findings: Sequence[Finding], opinions: Sequence[Opinion]
) -> Sequence[Finding]:
    """The findings with what each opinion adds, their confidences calibrated anew."""
    for opinion in opinions:
        findings = opinion(parsed, findings)
    return [calibrate_finding(finding, shipped()) for finding in findings] if opinions else findings

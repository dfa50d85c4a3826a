"""What `almpo eval extraction` prints: findings of a store against gold, and how honest their confidences are."""

import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from almpo.evaluation.anchors import AnchorShare, check_anchors
from almpo.evaluation.confidence_examples import examples_of, spoilt_examples
from almpo.evaluation.confidence_fit import HeldOut, cross_validate, fit_calibration
from almpo.evaluation.extraction import ExtractionScores, GoldDocument, read_gold, score_extraction
from almpo.evidence.blobs import Blobs
from almpo.evidence.documents import ParsedDocument
from almpo.evidence.findings import Finding
from almpo.evidence.record import Record
from almpo.evidence.store import Store
from almpo.evidence.vocabulary import PageStatus
from almpo.extraction.confidence import SHIPPED, Calibration
from almpo.extraction.export import flat
from almpo.extraction.extract import extract_findings
from almpo.extraction.version import EXTRACTOR
from almpo.ingestion.parsers.base import ParseOptions, no_progress
from almpo.ingestion.parsers.pdf import PdfParser
from almpo.pipeline.receive import blob_key


class Speed(Record):
    """Of the annotated documents, in this process, without OCR, embedding and second opinion."""

    pages: int
    reading: float  # CPU seconds a page
    extraction: float


class ExtractionReport(Record):
    scores: ExtractionScores
    held_out: HeldOut | None  # None where fewer than two gold documents have been ingested
    anchors: AnchorShare
    speed: Speed | None


def evaluate_extraction(folder: Path, store: Store, blobs: Blobs) -> ExtractionReport:
    """Scores of what is stored against the gold of a folder."""
    gold = read_gold(folder)
    negatives = folder / "negatives.txt"
    off_topic = negatives.read_text(encoding="utf-8").split() if negatives.exists() else []
    found, parsed = _stored(store, gold, off_topic)
    rows = [flat(finding, name) for name, findings in found.items() for finding in findings]
    examples = [*examples_of(gold, found), *spoilt_examples(gold, parsed)]
    return ExtractionReport(
        scores=score_extraction(gold, rows, off_topic),
        held_out=cross_validate(examples) if len({one.document for one in examples}) > 1 else None,
        anchors=_anchors(parsed, found, blobs),
        speed=_speed(parsed, blobs),
    )


def _pdfs(parsed: Mapping[str, ParsedDocument], blobs: Blobs) -> Iterator[tuple[str, ParsedDocument, Path]]:
    for name, document in parsed.items():
        if name.lower().endswith(".pdf"):
            with blobs.as_file(blob_key(document.document_id)) as path:
                yield name, document, path


def _anchors(
    parsed: Mapping[str, ParsedDocument], found: Mapping[str, Sequence[Finding]], blobs: Blobs
) -> AnchorShare:
    total = AnchorShare()
    for name, document, path in _pdfs(parsed, blobs):
        scanned = [page.number for page in document.pages if page.status is not PageStatus.PARSED]
        total = total.plus(check_anchors(path, found[name], scanned))
    return total


def _speed(parsed: Mapping[str, ParsedDocument], blobs: Blobs) -> Speed | None:
    pages, reading, extraction = 0, 0.0, 0.0
    for _, document, path in _pdfs(parsed, blobs):
        start = time.process_time()
        read = PdfParser().parse(path, document.document_id, ParseOptions(ocr="none"), no_progress)
        reading += time.process_time() - start
        start = time.process_time()
        extract_findings(read)
        extraction += time.process_time() - start
        pages += len(read.pages)
    return Speed(pages=pages, reading=reading / pages, extraction=extraction / pages) if pages else None


def fit_confidence(folder: Path, store: Store, now: datetime) -> Calibration:
    """Fit the calibration to the stored documents that have gold, and put it into the package."""
    gold = read_gold(folder)
    found, parsed = _stored(store, gold, [])
    examples = [*examples_of(gold, found), *spoilt_examples(gold, parsed)]
    calibration = fit_calibration(examples, EXTRACTOR, now.date().isoformat())
    SHIPPED.write_text(calibration.model_dump_json(indent=1) + "\n", encoding="utf-8")
    return calibration


def _stored(
    store: Store, gold: Sequence[GoldDocument], off_topic: Sequence[str]
) -> tuple[dict[str, list[Finding]], dict[str, ParsedDocument]]:
    """Findings of the documents with gold and of those off topic, and the parses of the former, by file name."""
    annotated = {document.name for document in gold}
    with store.read() as unit:
        known = {document.name for document in unit.documents.all()}
        newest = {name: unit.documents.get(name) for name in sorted(known & {*annotated, *off_topic})}
        found = {name: unit.findings.of_document(document.id) for name, document in newest.items()}
        parsed = {
            name: unit.documents.parsed(document.id) for name, document in newest.items() if name in annotated
        }
    return found, parsed

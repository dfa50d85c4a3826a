"""Passages and findings as points of the index: the text that is embedded, and the fields to filter on."""

import re
from collections.abc import Mapping, Sequence

from almpo.evidence.documents import Document, Passage, Table
from almpo.evidence.findings import Finding
from almpo.retrieval.embedders.base import EMPTY, Embedder
from almpo.retrieval.index.base import Payload, Point
from almpo.retrieval.lexical import document_terms

Indexable = Passage | Finding

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def make_points(
    records: Sequence[Indexable], document: Document, tables: Mapping[str, Table], embedder: Embedder
) -> list[Point]:
    """One point a record. `tables` are those of the document, by id."""
    texts = [record_text(record, document, tables) for record in records]
    embedded = embedder.passages(texts)
    latents = embedded.sparse or [EMPTY] * len(records)
    points = []
    for i, record in enumerate(records):
        language = record.language if isinstance(record, Passage) else document.language
        points.append(
            Point(
                id=record.id,
                kind="passage" if isinstance(record, Passage) else "finding",
                document_id=record.document_id,
                language=language,
                dense=embedded.dense[i],
                latents=latents[i],
                words=document_terms(texts[i], language),
                payload=_payload(record, document),
            )
        )
    return points


def record_text(record: Indexable, document: Document, tables: Mapping[str, Table]) -> str:
    """What is embedded and whose words are indexed."""
    if isinstance(record, Passage):
        return _lines(" · ".join(record.section[-2:]), record.text)
    return finding_text(record, tables.get(record.table_id or ""), document.title)


def finding_text(finding: Finding, table: Table | None = None, title: str | None = None) -> str:
    """What an estimate is about, without its numbers: they carry no meaning to an embedder."""
    labels = [finding.panel, finding.row_label, finding.column_label]
    meaning = [
        finding.programme,
        finding.outcome,
        _words(finding.outcome_group),
        finding.population,
        *map(_words, finding.target_groups),
        finding.country,
        finding.region,
        finding.period,
    ]
    return _lines(
        title,
        " ".join(filter(None, [finding.table, table.caption if table else None])),
        " · ".join(filter(None, labels)),
        ", ".join(dict.fromkeys(filter(None, meaning))),
        finding.quote,
    )


def _payload(record: Indexable, document: Document) -> Payload:
    fields: Payload = {"synthetic": "yes" if document.synthetic else "no"}
    if isinstance(record, Finding):
        years = [float(year) for year in _YEAR.findall(record.period or "")]
        fields |= {
            "status": record.status.value,
            "outcome_group": record.outcome_group and record.outcome_group.value,
            "lmp": record.lmp and record.lmp.value,
            "country": record.country and re.split(r"[,;|/ ]+", record.country),
            "design": record.design and record.design.value,
            "target_groups": [group.value for group in record.target_groups],
            "horizon_months": record.horizon_months,
            "year": max(years, default=None),
        }
    return {name: value for name, value in fields.items() if value not in (None, [])}


def _words(code: str | None) -> str | None:
    return code.replace("_", " ") if code else None


def _lines(*parts: str | None) -> str:
    return "\n".join(part.strip() for part in parts if part and part.strip())

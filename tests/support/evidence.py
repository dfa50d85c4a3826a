"""Made-up findings, documents and evidence packs for writers and what they build on."""

from collections.abc import Sequence
from datetime import UTC, datetime

from almpo.evidence.answers import Citation
from almpo.evidence.documents import Document
from almpo.evidence.findings import Finding, Reading
from almpo.evidence.vocabulary import DocumentStatus
from almpo.synthesis.concepts import concepts
from almpo.synthesis.estimates import coded_concepts, label_text
from almpo.synthesis.pack import Estimate, EvidencePack, Quote, Series
from almpo.synthesis.question import understand

ID = "d" * 64
DOCUMENT = Document(
    id=ID,
    name="vouchers_2019.pdf",
    media_type="application/pdf",
    size=1,
    status=DocumentStatus.READY,
    title="Training vouchers",
    added_at=datetime(2026, 1, 2, tzinfo=UTC),
)


def made_document(letter: str, title: str) -> Document:
    return DOCUMENT.model_copy(update={"id": letter * 64, "title": title, "name": f"{letter}.pdf"})


def made_finding(number: int = 1, **fields: object) -> Finding:
    """A finding from a table; `printed` sets raw readings apart from those made from the values."""
    values: dict[str, object] = {
        "id": f"{number:032x}",
        "document_id": ID,
        "source": "table",
        "page": 3,
        "table": "Table 3",
        "panel": "Panel A: Women",
        "row_label": "Voucher",
        "column_label": "(2) | Employment",
        "estimate": -0.021,
        "se": 0.008,
        "n": 10714,
        "treatment_effect": True,
        "extractor": "test",
        **fields,
    }
    printed = {key: values[key] for key in ("estimate", "se", "p", "t", "ci_low", "ci_high") if key in values}
    readings = {key: Reading(raw=str(value)) for key, value in printed.items() if value is not None}
    values.setdefault("readings", {**readings, "n": Reading(raw="10,714")})
    return Finding(**values)


def made_pack(
    *findings: Finding,
    question: str = "Does it work?",
    quotes: Sequence[str] = (),
    documents: Sequence[Document] = (DOCUMENT,),
    label: str = "Women",
) -> EvidencePack:
    def cite(document_id: str, page: int, **fields: str) -> Citation:
        name = next(one.name for one in documents if one.id == document_id)
        return Citation(document_id=document_id, document=name, page=page, **fields)

    return EvidencePack(
        question=understand(question, "en"),
        quotes=tuple(
            Quote(
                text=text,
                citations=(cite(documents[0].id, 1, quote=text),),
                language="en",
                score=1.0,
                concepts=concepts(text),
            )
            for text in quotes
        ),
        series=tuple(
            Series(
                label="Voucher",
                estimates=(
                    Estimate(
                        citations=(cite(one.document_id, one.page, finding_id=one.id),),
                        finding=one,
                        label=label,
                        concepts=concepts(label_text(one)) | coded_concepts(one),
                    ),
                ),
            )
            for one in findings
        ),
        documents={document.id: document for document in documents},
    )

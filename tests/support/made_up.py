"""Made-up findings for tests of synthesis."""

from datetime import UTC, datetime
from typing import Any

import numpy as np

from almpo.evidence.documents import Document
from almpo.evidence.findings import Finding
from almpo.evidence.vocabulary import DocumentStatus, OutcomeGroup, Unit

DOCUMENT = "d" * 64


def finding(key: int, **fields: Any) -> Finding:
    """A finding on employment of a study of its own; `fields` replace its parts."""
    given = {
        "id": f"{key:032d}",
        "document_id": DOCUMENT,
        "source": "table",
        "page": 1,
        "extractor": "test",
        "estimate": 3.0,
        "se": 1.0,
        "unit": Unit.PERCENTAGE_POINTS,
        "outcome_group": OutcomeGroup.EMPLOYMENT,
        "treatment_effect": True,
        "study": f"study-{key}",
        "confidence": 1.0,
        **fields,
    }
    return Finding(**given)


def spread_findings(studies: int, estimates: int = 1, seed: int = 7, **fields: Any) -> list[Finding]:
    """Findings of several studies with different effects, `estimates` of each study."""
    random = np.random.default_rng(seed)
    found = []
    for study in range(studies):
        centre = random.normal(3, 2)
        for _ in range(estimates):
            se = random.uniform(0.5, 2)
            drawn = {"estimate": random.normal(centre, se), "se": se, "study": f"study-{study}"}
            found.append(finding(len(found), **drawn, **fields))
    return found


def document(document_id: str = DOCUMENT, *, synthetic: bool = False) -> Document:
    return Document(
        id=document_id,
        name=f"{document_id[:4]}.pdf",
        media_type="application/pdf",
        size=1,
        status=DocumentStatus.READY,
        synthetic=synthetic,
        added_at=datetime(2024, 1, 1, tzinfo=UTC),
    )

"""Decisions of experts as training examples: findings with corrected fields, in the keys of the annotation guide."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from almpo.evidence.errors import IngestError
from almpo.extraction.training.phrases import Example

# The texts of a finding that may say a field; a label does so if the labels of its document have different codes.
_SAID = {"outcome_group": "outcome"}
_LABELS = {"outcome_group": ("column_label", "row_label")}


def read_labels(lines: Iterable[str]) -> Iterator[Mapping[str, Any]]:
    """One JSON object a line. Raises IngestError with the number of a line that is none."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise IngestError("damaged", f"line {number} is no JSON: {error}") from error
            if not isinstance(row, dict):
                raise IngestError("damaged", f"line {number} is no JSON object")
            yield row


def examples_of(rows: Iterable[Mapping[str, Any]], field: str) -> list[Example]:
    """Each text with the code that an expert decided, once a document; texts that got several codes are left out.

    Rows that are no effects teach nothing about fields.
    """
    decided = [row for row in rows if row.get("treatment_effect") is not False and row.get(field)]
    found = _by_text(decided, field, _SAID.get(field, ""))
    for name in _LABELS.get(field, ()):
        labels = _by_text(decided, field, name)
        various = {
            doc for doc, _ in labels if len({c for (d, _), cs in labels.items() if d == doc for c in cs}) > 1
        }
        found |= {key: codes for key, codes in labels.items() if key[0] in various and key not in found}
    return [Example(text, next(iter(codes)), doc) for (doc, text), codes in found.items() if len(codes) == 1]


def _by_text(rows: Iterable[Mapping[str, Any]], field: str, name: str) -> dict[tuple[str, str], set[str]]:
    """Codes by document and text."""
    found: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        text = " ".join(str(row.get(name) or "").split())
        if any(character.isalpha() for character in text):
            found.setdefault((str(row.get("doc", "")), text), set()).add(str(row[field]))
    return found

"""What a bundle holds. A zip file; `manifest.json` lists every other file with its SHA-256.

answer.json            the answer
documents.json         the documents that are cited
countries.json         the countries of the effects of each of these documents
findings.json          the findings that are cited, or entered a pooled result
syntheses.json         the pooled results with all their inputs
pages/DOCUMENT/N.txt   the text of each cited page
prompts/NAME.md        the prompts that the writer worked from, if it did
"""

import hashlib
import json
from collections.abc import Mapping

from pydantic import TypeAdapter

from almpo.evidence.documents import Document
from almpo.evidence.errors import AlmpoError
from almpo.evidence.findings import Finding
from almpo.evidence.record import Record
from almpo.evidence.syntheses import Synthesis

FORMAT = 1
MANIFEST, ANSWER = "manifest.json", "answer.json"
DOCUMENTS, FINDINGS, SYNTHESES = "documents.json", "findings.json", "syntheses.json"
COUNTRIES = "countries.json"
REQUIRED = frozenset({ANSWER, DOCUMENTS, COUNTRIES, FINDINGS, SYNTHESES})

documents_json = TypeAdapter(list[Document])
countries_json = TypeAdapter(dict[str, list[str]])
findings_json = TypeAdapter(list[Finding])
syntheses_json = TypeAdapter(list[Synthesis])


class BundleError(AlmpoError):
    """A bundle that cannot be read, or is not what it says it is."""


class Manifest(Record):
    """`files` maps the name of each file to its SHA-256."""

    format: int
    answer: str
    files: dict[str, str]


def page_file(document_id: str, page: int) -> str:
    return f"pages/{document_id}/{page}.txt"


def prompt_file(name: str) -> str:
    return f"prompts/{name}.md"


def make_manifest(answer_id: str, files: Mapping[str, bytes]) -> bytes:
    """The manifest of these files, the same to the byte for the same files."""
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}
    manifest = {"format": FORMAT, "answer": answer_id, "files": hashes}
    return json.dumps(manifest, indent=1, sort_keys=True).encode()


def digest(manifest: bytes) -> str:
    """The SHA-256 of a manifest, which stands for the whole bundle."""
    return hashlib.sha256(manifest).hexdigest()

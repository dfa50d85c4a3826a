"""Writing a bundle."""

import io
import zipfile
from collections.abc import Mapping

from almpo.evidence.answers import Answer, Citation
from almpo.evidence.store import Unit
from almpo.prompts import load_prompt
from almpo.synthesis.bundle.layout import (
    ANSWER,
    COUNTRIES,
    DOCUMENTS,
    FINDINGS,
    MANIFEST,
    SYNTHESES,
    countries_json,
    documents_json,
    findings_json,
    make_manifest,
    page_file,
    prompt_file,
    syntheses_json,
)

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # zip files hold a time; the same one makes the same bytes


def export_bundle(unit: Unit, answer: Answer) -> bytes:
    """The zip file, the same to the byte each time. Raises NotFoundError where something cited is gone."""
    files = bundle_files(unit, answer)
    files = {MANIFEST: make_manifest(answer.id, files), **files}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, content)
    return buffer.getvalue()


def bundle_files(unit: Unit, answer: Answer) -> Mapping[str, bytes]:
    """All files but the manifest, by name."""
    citations = cited(answer)
    syntheses = [unit.syntheses.get(key) for key in answer.pooled]
    ids = {c.finding_id for c in citations if c.finding_id}
    for synthesis in syntheses:
        inputs = synthesis.result.inputs
        ids |= {one.finding_id for one in inputs.effects} | {one.finding_id for one in inputs.left_out}
    findings = sorted(unit.findings.by_ids(sorted(ids)).values(), key=lambda finding: finding.id)
    keys = {c.document_id for c in citations} | {finding.document_id for finding in findings}
    documents = [unit.documents.get(key) for key in sorted(keys)]
    profiles = unit.findings.profiles(sorted(keys))
    countries = {key: sorted(profiles[key].countries) for key in sorted(keys)}
    spots = sorted({(c.document_id, c.page) for c in citations})
    pages = {
        page_file(key, number): unit.documents.page(key, number, words=False).text.encode()
        for key, number in spots
    }
    prompts = {prompt_file(name): load_prompt(name).text.encode() for name in sorted(answer.prompts)}
    return {
        ANSWER: answer.model_dump_json(indent=1).encode(),
        DOCUMENTS: documents_json.dump_json(documents, indent=1),
        COUNTRIES: countries_json.dump_json(countries, indent=1),
        FINDINGS: findings_json.dump_json(findings, indent=1),
        SYNTHESES: syntheses_json.dump_json(syntheses, indent=1),
        **pages,
        **prompts,
    }


def cited(answer: Answer) -> list[Citation]:
    """All citations of an answer, those of the nearest evidence too."""
    return [citation for s in answer.sentences for citation in s.citations] + list(answer.nearest)

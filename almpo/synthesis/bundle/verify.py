"""Verifying a bundle: every sentence passes the gate again, every pooled result is computed again."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from pydantic import ValidationError

from almpo.evidence.answers import Answer, Citation, Part, Sentence
from almpo.evidence.documents import Document
from almpo.evidence.findings import Finding
from almpo.evidence.record import Record
from almpo.evidence.syntheses import Synthesis
from almpo.synthesis.bundle.layout import (
    ANSWER,
    COUNTRIES,
    DOCUMENTS,
    FINDINGS,
    SYNTHESES,
    BundleError,
    countries_json,
    documents_json,
    findings_json,
    page_file,
    prompt_file,
    syntheses_json,
)
from almpo.synthesis.bundle.unpack import unpack
from almpo.synthesis.checking import Gate
from almpo.synthesis.pool import gather_inputs, pool_inputs
from almpo.synthesis.sources import Source, subject


class Report(Record):
    """What was verified, and what is wrong."""

    answer: str  # id
    digest: str
    sentences: int
    numbers: int
    quotes: int
    pooled: int
    problems: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return not self.problems


class _Packed:
    """Evidence from the files of a bundle."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        try:
            self.answer = Answer.model_validate_json(files[ANSWER])
            self.documents = {one.id: one for one in documents_json.validate_json(files[DOCUMENTS])}
            self._countries = countries_json.validate_json(files[COUNTRIES])
            self.known = {one.id: one for one in findings_json.validate_json(files[FINDINGS])}
            self.syntheses = syntheses_json.validate_json(files[SYNTHESES])
        except ValidationError as error:
            problem = error.errors()[0]
            raise BundleError(f"a record cannot be read: {error.title}: {problem['msg']}") from error

    def source(self, citation: Citation) -> Source | None:
        page = self._files.get(page_file(citation.document_id, citation.page))
        document = self.documents.get(citation.document_id)
        if page is None or document is None:
            return None
        finding = self.known.get(citation.finding_id) if citation.finding_id else None
        about = subject(document.title or "", self._countries.get(document.id, ()))
        return Source(page.decode("utf-8", "replace"), document.language, finding, about)

    def findings(self, ids: Sequence[str]) -> Mapping[str, Finding]:
        return {key: self.known[key] for key in ids if key in self.known}

    def prompts(self) -> Mapping[str, str | None]:
        """SHA-256 of the prompt files that the answer names; None where one is missing."""
        contents = {name: self._files.get(prompt_file(name)) for name in self.answer.prompts}
        return {
            name: hashlib.sha256(c).hexdigest() if c is not None else None for name, c in contents.items()
        }


def verify_bundle(content: bytes) -> Report:
    """Verify the bytes of a bundle. Raises BundleError where it cannot be read or its files were changed."""
    files, digest = unpack(content)
    packed = _Packed(files)
    answer = packed.answer
    problems = [
        *_sentences(packed),
        *(problem for one in packed.syntheses for problem in _pooled(one, packed.known, packed.documents)),
        *_rest(packed),
    ]
    return Report(
        answer=answer.id,
        digest=digest,
        sentences=len(answer.sentences),
        numbers=sum(len(sentence.numbers) for sentence in answer.sentences),
        quotes=sum(bool(c.quote) for sentence in answer.sentences for c in sentence.citations),
        pooled=len(packed.syntheses),
        problems=tuple(problems),
    )


def _sentences(packed: _Packed) -> Iterator[str]:
    answer = packed.answer
    told = [packed.documents[key] for key in _quoted(answer) if key in packed.documents]
    by_model = answer.models.get("writer", "").startswith("llm-")
    gate = Gate(packed, answer.language, told, packed.syntheses, by_model=by_model)
    for number, sentence in enumerate(answer.sentences, 1):
        bare = sentence.model_copy(update={"numbers": (), "checks": ()})
        verdict = gate.judge(bare)
        if verdict.sentence is None or verdict.sentence.text != sentence.text:
            yield f"sentence {number}: {'; '.join(verdict.problems)}"
        elif _checks(verdict.sentence) != _checks(sentence):
            yield f"sentence {number}: the record of its verification is not what verifying it gives"
        for citation in sentence.citations:
            if problem := _anchor(citation, packed.source(citation)):
                yield f"sentence {number}: {problem}"


def _quoted(answer: Answer) -> list[str]:
    """Ids of the documents that may be named: those cited by sentences that are not pooled."""
    cited = (c.document_id for s in answer.sentences if s.part is not Part.POOLED for c in s.citations)
    return list(dict.fromkeys(cited))


def _checks(sentence: Sentence) -> set[tuple[str, str | None, bool]]:
    return {(check.token, check.printed, check.computed) for check in sentence.numbers}


def _anchor(citation: Citation, source: Source | None) -> str | None:
    """Whether the text under the anchor is the one it quotes."""
    anchor = citation.anchor
    if source is None or anchor is None or anchor.start is None:
        return None
    same = source.page_text[anchor.start : anchor.end] == anchor.quote
    return None if same else f"the anchor on {citation.document}, page {citation.page} holds another text"


def _pooled(
    synthesis: Synthesis, known: Mapping[str, Finding], documents: Mapping[str, Document]
) -> Iterator[str]:
    """Pools again: from the kept inputs, and these from the findings."""
    result, where = synthesis.result, f"pooled result {synthesis.id[:12]}"
    if pool_inputs(result.query, result.inputs).model_dump_json() != result.model_dump_json():
        yield f"{where}: its inputs give another result"
    synthetic = frozenset(one.id for one in documents.values() if one.synthetic)
    superseded = frozenset(
        known[one.finding_id].document_id
        for one in result.inputs.left_out
        if one.code == "superseded" and one.finding_id in known
    )
    again = gather_inputs(
        known.values(),
        result.query,
        corpus=result.inputs.corpus,
        superseded=superseded,
        synthetic=synthetic,
    )
    if {one.finding_id: (one.value, one.se) for one in again.effects} != {
        one.finding_id: (one.value, one.se) for one in result.inputs.effects
    }:
        yield f"{where}: its findings give other inputs"


def _rest(packed: _Packed) -> Iterator[str]:
    answer = packed.answer
    if {one.id for one in packed.syntheses} != set(answer.pooled):
        yield "the pooled results are not those that the answer tells"
    for name, found in packed.prompts().items():
        if found != answer.prompts[name]:
            yield f"prompt {name} is missing or was changed"

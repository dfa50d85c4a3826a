"""Bundles: a sound one verifies offline, one that was touched fails and says why."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping

import pytest

from almpo.evidence.answers import Answer
from almpo.evidence.store import Store
from almpo.synthesis.ask import Answerer
from almpo.synthesis.bundle.export import export_bundle
from almpo.synthesis.bundle.layout import ANSWER, MANIFEST, BundleError, make_manifest
from almpo.synthesis.bundle.unpack import unpack
from almpo.synthesis.bundle.verify import verify_bundle

QUESTION = "What is the effect of training vouchers on the employment of women?"
Files = dict[str, bytes]


@pytest.fixture
def answer(make_answerer: Callable[..., Answerer]) -> Answer:
    return make_answerer().ask(QUESTION)


@pytest.fixture
def bundle(store: Store, answer: Answer) -> bytes:
    with store.read() as unit:
        return export_bundle(unit, answer)


def files_of(bundle: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(bundle)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def packed(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return buffer.getvalue()


def forged(files: Files) -> bytes:
    """With a manifest that fits, as one makes who wants to deceive."""
    rest = {name: content for name, content in files.items() if name != MANIFEST}
    return packed({MANIFEST: make_manifest("0" * 32, rest), **rest})


def test_a_sound_bundle_holds(bundle: bytes, answer: Answer) -> None:
    report = verify_bundle(bundle)
    assert report.problems == ()
    assert report.answer == answer.id
    assert report.sentences == len(answer.sentences)
    assert report.numbers > 0
    assert report.digest == hashlib.sha256(files_of(bundle)[MANIFEST]).hexdigest()


def test_the_same_answer_gives_the_same_bytes(bundle: bytes, store: Store, answer: Answer) -> None:
    with store.read() as unit:
        assert export_bundle(unit, answer) == bundle


@pytest.mark.parametrize("name", [ANSWER, "findings.json", "pages"])
def test_a_changed_file_is_named(bundle: bytes, name: str) -> None:
    files = files_of(bundle)
    name = next(one for one in files if one.startswith(name))
    files[name] = files[name].replace(b"4.2", b"4.3", 1)
    with pytest.raises(BundleError, match=f"changed since it was made: {name}"):
        verify_bundle(packed(files))


def test_a_changed_digit_fails_even_with_a_manifest_that_fits(bundle: bytes) -> None:
    files = files_of(bundle)
    record = json.loads(files[ANSWER])
    told = next(s for s in record["sentences"] if "4.2" in s["text"])
    told["text"] = told["text"].replace("4.2", "4.3")
    files[ANSWER] = json.dumps(record).encode()
    (problem, *_) = verify_bundle(forged(files)).problems
    assert problem.startswith("sentence")


def test_changed_page_text_fails_even_with_a_manifest_that_fits(bundle: bytes) -> None:
    files = files_of(bundle)
    for name in files:
        if name.startswith("pages/"):
            files[name] = files[name].replace(b"4.2", b"4.3")
    problems = " ".join(verify_bundle(forged(files)).problems)
    assert "quote does not stand" in problems
    assert "holds another text" in problems


def test_a_forged_record_of_verification_is_found(bundle: bytes) -> None:
    files = files_of(bundle)
    record = json.loads(files[ANSWER])
    checked = next(s for s in record["sentences"] if s["numbers"])
    checked["numbers"][0]["printed"] = "9.9"
    files[ANSWER] = json.dumps(record).encode()
    assert any("record of its verification" in one for one in verify_bundle(forged(files)).problems)


@pytest.mark.parametrize("name", [ANSWER, "documents.json", "pages", MANIFEST])
def test_a_missing_file_is_named(bundle: bytes, name: str) -> None:
    files = files_of(bundle)
    name = next(one for one in files if one.startswith(name))
    del files[name]
    with pytest.raises(BundleError, match=name):
        verify_bundle(packed(files))


@pytest.mark.parametrize(
    "name", ["../evil.json", "/etc/passwd", "pages/x/../../a.txt", "C:\\a.json", "run.py"]
)
def test_names_that_lead_elsewhere_are_refused(bundle: bytes, name: str) -> None:
    with pytest.raises(BundleError, match="name"):
        verify_bundle(packed({**files_of(bundle), name: b"x"}))


def test_a_file_that_nobody_listed_is_refused(bundle: bytes) -> None:
    with pytest.raises(BundleError, match="not in the manifest"):
        verify_bundle(packed({**files_of(bundle), "more.json": b"{}"}))


def test_a_bomb_is_refused_before_it_is_unpacked(bundle: bytes) -> None:
    with pytest.raises(BundleError, match="bomb"):
        unpack(packed({**files_of(bundle), "more.json": bytes(50 * 2**20)}))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nonsense", b"{}", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_bundle_is_refused(content: bytes) -> None:
    with pytest.raises(BundleError):
        verify_bundle(content)


def test_damaged_bytes_never_pass(bundle: bytes) -> None:
    for at in range(0, len(bundle), 97):
        damaged = bundle[:at] + bytes([bundle[at] ^ 0xFF]) + bundle[at + 1 :]
        try:
            report = verify_bundle(damaged)
        except BundleError:
            continue
        assert report == verify_bundle(bundle)  # a byte that says nothing, such as of a date


def test_nonsense_records_are_refused(bundle: bytes) -> None:
    files = files_of(bundle)
    files[ANSWER] = b'{"id": 1}'
    with pytest.raises(BundleError, match="cannot be read"):
        verify_bundle(forged(files))

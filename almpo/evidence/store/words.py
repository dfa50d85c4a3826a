"""Words of a page as bytes: zlib of float32 rows (start, end, x0, y0, x1, y1), offsets exact to 2^24."""

import zlib
from collections.abc import Sequence

import numpy as np

from almpo.evidence.documents import Word


def pack_words(words: Sequence[Word]) -> bytes:
    return zlib.compress(np.asarray(words, dtype="<f4").reshape(-1, 6).tobytes(), 6)


def unpack_words(packed: bytes) -> tuple[Word, ...]:
    """Boxes come back rounded to a hundredth of a point."""
    rows = np.frombuffer(zlib.decompress(packed), dtype="<f4").reshape(-1, 6).astype(float)
    return tuple(
        Word(int(start), int(end), *(round(edge, 2) for edge in box)) for start, end, *box in rows.tolist()
    )

"""Another document from one: the same structure, other words, numbers, ids and vectors. Synthetic.

Words and numbers are exchanged for others of the same length and the same way throughout a copy, so that every
span, quote and cell still stands where it is said to stand, and yet no text is a near-duplicate of another.
"""

import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from almpo.evidence.record import Record, content_id
from almpo.retrieval.embedders.base import Embedding, SparseVector, unit_rows

R = TypeVar("R", bound=Record)
Vocabulary = Mapping[int, Sequence[str]]  # words by length

_WORD = r"(?<!\w)[^\W\d_A-ZÀ-Þ][^\W\d_]{3,}(?!\w)"  # no names, nor what is too short to be exchanged
_NUMBER = r"(?<!\w)\.\d+|\d+(?:[.,]\d+)*"
_TOKEN = re.compile(f"{_WORD}|{_NUMBER}")
_KEPT = re.compile(r"\d{1,2}(?:[.,]0+)?|(?:19|20)\d\d(?:\.0)?")  # counts, months, years
_ONE_IN = 4  # words that are exchanged
_IDS = frozenset({"id", "document_id", "table_id"})
_FIELD = re.compile(  # of a record in JSON, with its value
    r'"(id|document_id|table_id|study|text|quote|raw|title|caption|note|panel|row_label|column_label|outcome'
    r'|population|programme|estimate|se|ci_low|ci_high|t|p|control_mean)"'
    r':("(?:[^"\\]|\\.)+"|-?\d[\d.]*(?=[,}]))'
)
_COPY = ", synthetic copy "
_SPREAD = 0.5  # length of the noise on a unit vector: the cosine to the original is about 0.9
_LATENTS_LEFT = 0.8  # share of the latents that a copy has in common with its original


def vocabulary_of(texts: Iterable[str]) -> Vocabulary:
    """The words of some texts that may be exchanged, by length."""
    words = {word for text in texts for word in re.findall(_WORD, text)}
    found: dict[int, list[str]] = {}
    for word in sorted(words):
        found.setdefault(len(word), []).append(word)
    return found


class Variation:
    """One way to make other documents from given ones; `number` tells it from the other ways."""

    def __init__(self, number: int, vocabulary: Vocabulary) -> None:
        self._number = number
        self._vocabulary = vocabulary
        digits = np.random.default_rng(number).permutation(np.arange(1, 10))
        self._digits = str.maketrans("123456789", "".join(map(str, digits)))
        self._tokens: dict[str, str] = {}

    def id(self, original: str) -> str:
        """Of a document (64 hex digits) or of a part of one (32)."""
        if len(original) == 64:
            return hashlib.sha256(f"{original}{self._number}".encode()).hexdigest()
        return content_id(original, self._number)

    def text(self, text: str) -> str:
        return _TOKEN.sub(lambda found: self._token(found[0]), text)

    def name(self, name: str) -> str:
        return f"{name}{_COPY}{self._number}"

    @staticmethod
    def is_copy(name: str) -> bool:
        return _COPY in name

    def record(self, record: R) -> R:
        """The record with other ids, texts and estimates."""
        return type(record).model_validate_json(_FIELD.sub(self._field, record.model_dump_json()))

    def embedding(self, original: Embedding) -> Embedding:
        """Vectors near the original ones."""
        dice = np.random.default_rng(self._number)
        noise = dice.standard_normal(original.dense.shape) * _SPREAD / np.sqrt(original.dense.shape[1])
        return Embedding(
            unit_rows(original.dense + noise), [_near(vector, dice) for vector in original.sparse]
        )

    def _field(self, found: re.Match[str]) -> str:
        key, printed = found[1], found[2]
        if printed[0] != '"':
            return f'"{key}":{float(self.text(printed))}'
        value = json.loads(printed)
        other = self.id(value) if key in _IDS else self.name(value) if key == "study" else self.text(value)
        return f'"{key}":{json.dumps(other, ensure_ascii=False)}'

    def _token(self, token: str) -> str:
        if token not in self._tokens:
            self._tokens[token] = self._exchanged(token)
        return self._tokens[token]

    def _exchanged(self, token: str) -> str:
        if token[-1].isdigit():
            return token if _KEPT.fullmatch(token) else token.translate(self._digits)
        others = self._vocabulary.get(len(token), [token])
        chosen = zlib.crc32(f"{self._number} {token}".encode())
        return token if chosen % _ONE_IN else others[chosen // _ONE_IN % len(others)]


def _near(vector: SparseVector, dice: np.random.Generator) -> SparseVector:
    kept: NDArray[np.bool_] = dice.random(len(vector.indices)) < _LATENTS_LEFT
    values = np.asarray(vector.values)[kept]
    length = float(np.linalg.norm(values)) or 1.0
    return SparseVector(np.asarray(vector.indices)[kept].tolist(), (values / length).tolist())

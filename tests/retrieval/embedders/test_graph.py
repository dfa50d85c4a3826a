"""The ONNX graph against the same encoder in numpy, on a small random model."""

from typing import Any

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray
from scipy.special import erf, softmax

from almpo.retrieval.embedders.graph import EncoderGraph, Precision
from almpo.retrieval.embedders.packed import Blocks, Dimensions, Head

Array = NDArray[np.float32]
SIZE = Dimensions(hidden=64, layers=2, heads=2, inner=128, vocabulary=50, positions=32, token_types=2)
LATENTS = 96


class RandomModel:
    """Stands in for a packed file: random tensors that depend on their name only."""

    dimensions = SIZE
    epsilon = 1e-12

    def vector(self, name: str, *shape: int) -> Array:
        values = _dice(name).standard_normal(shape) * 0.1
        return (values + 1 if name.endswith("ln.w") else values).astype(np.float32)

    def matrix(self, name: str, rows: int, columns: int) -> Blocks:
        dice = _dice(name)
        codes = dice.integers(0, 16, (rows, columns // 32, 32)).astype(np.uint8)
        return Blocks(codes, dice.uniform(0.01, 0.03, (rows, columns // 32)).astype(np.float32))


def _dice(name: str) -> np.random.Generator:
    return np.random.default_rng(list(name.encode()))


MODEL: Any = RandomModel()
HEAD = Head(MODEL.matrix("head", LATENTS, SIZE.hidden), MODEL.vector("head.b", LATENTS))


def reference(tokens: list[int], skip: int) -> tuple[Array, Array]:
    """BERT (Devlin et al. 2019) with exact GELU, in plain numpy."""

    def normalised(x: Array, name: str) -> Array:
        x = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + MODEL.epsilon)
        return x * MODEL.vector(name + ".w", SIZE.hidden) + MODEL.vector(name + ".b", SIZE.hidden)

    def linear(x: Array, name: str, rows: int) -> Array:
        return x @ MODEL.matrix(name + ".w", rows, x.shape[-1]).dense().T + MODEL.vector(name + ".b", rows)

    words = MODEL.matrix("emb.word", SIZE.vocabulary, SIZE.hidden).dense()[tokens]
    places = MODEL.vector("emb.pos", SIZE.positions, SIZE.hidden)[: len(tokens)]
    x = normalised(words + places + MODEL.vector("emb.type", 1, SIZE.hidden), "emb.ln")
    for layer in range(SIZE.layers):
        p = f"l{layer}."
        q, k, v = (
            linear(x, p + name, SIZE.hidden).reshape(len(tokens), SIZE.heads, -1).swapaxes(0, 1)
            for name in "qkv"
        )
        attention = softmax(q @ k.swapaxes(1, 2) / np.sqrt(q.shape[-1]), axis=-1) @ v
        mixed = linear(attention.swapaxes(0, 1).reshape(len(tokens), -1), p + "ao", SIZE.hidden)
        x = normalised(x + mixed, p + "aln")
        inner = linear(x, p + "fi", SIZE.inner)
        inner = inner * (1 + erf(inner / np.sqrt(2))) / 2
        x = normalised(x + linear(inner, p + "fo", SIZE.hidden), p + "oln")
    latents = x[skip:-1] @ HEAD.weight.dense().T + HEAD.bias
    return x.mean(0), np.maximum(latents.max(0), 0)


@pytest.mark.parametrize(
    ("precision", "least"), [(Precision.FP32, 0.99999), (Precision.INT8, 0.998), (Precision.INT4, 0.998)]
)
@pytest.mark.parametrize("length", [3, 17])
def test_the_graph_computes_the_encoder(precision: Precision, least: float, length: int) -> None:
    graph = EncoderGraph(MODEL, HEAD, precision).build()
    session = onnxruntime.InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"])
    tokens = _dice("text").integers(0, SIZE.vocabulary, length).tolist()
    pooled, latents = session.run(None, {"tokens": np.array([tokens]), "skip": np.array([1])})
    for found, expected in zip((pooled[0], latents[0]), reference(tokens, 1), strict=True):
        cosine = found @ expected / np.linalg.norm(found) / np.linalg.norm(expected)
        assert cosine >= least
        assert found == pytest.approx(expected, rel=0.05, abs=0.1 * np.abs(expected).max())

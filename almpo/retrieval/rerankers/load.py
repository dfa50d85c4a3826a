"""The reranker that the settings name."""

from almpo.evidence.settings import Settings
from almpo.retrieval.rerankers.base import Reranker


def load_reranker(settings: Settings) -> Reranker | None:
    """None where no model is named. Raises ModelError."""
    wanted = settings.rerank
    if wanted.model is None:
        return None
    from almpo.retrieval.rerankers.cross_encoder import CrossEncoderReranker

    return CrossEncoderReranker.load(wanted.model, wanted.batch)

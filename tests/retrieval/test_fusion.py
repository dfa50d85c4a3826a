"""The fusion of scores."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from almpo.retrieval.fusion import Features, load_fusion

share = st.floats(0, 1)


def features(**values: float) -> Features:
    return Features(*(np.array([values.get(name, 0.2)]) for name in Features._fields))


@given(share, share, st.sampled_from(["meaning", "latents", "words", "concepts"]))
def test_more_of_any_score_never_ranks_lower(low: float, high: float, name: str) -> None:
    low, high = sorted((low, high))
    order = load_fusion().order
    assert order.logit(features(**{name: low})) <= order.logit(features(**{name: high}))


@given(share, share)
def test_relevance_is_a_probability(latents: float, concepts: float) -> None:
    found = load_fusion().relevance.probability(features(latents=latents, concepts=concepts))
    assert 0 <= found[0] <= 1

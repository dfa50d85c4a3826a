"""The retrieval set, the fit of the fusion, and the figures."""

import json
from pathlib import Path

import numpy as np
import pytest

from almpo.evaluation.retrieval import found, score_set, write_fusion
from almpo.evaluation.retrieval_fit import Listed, cross_validated, fit_fusion, fit_order
from almpo.evaluation.retrieval_set import Pairs, joined, load_set, setting
from almpo.retrieval.fusion import Features
from almpo.retrieval.traits import Traits

SET = Path(__file__).resolve().parents[2] / "eval_sets" / "retrieval"


def simulated(queries: int = 60, passages: int = 30, seed: int = 0) -> Pairs:
    """One answer a query, which words and latents tell from the rest, meaning less so; the last ten have none."""
    dice = np.random.default_rng(seed)
    relevant = np.zeros((queries, passages), bool)
    relevant[np.arange(queries - 10), dice.integers(0, passages, queries - 10)] = True

    def score(signal: float) -> np.ndarray:
        return 0.2 + 0.1 * dice.standard_normal(relevant.shape) + signal * relevant

    features = Features(score(0.1), score(0.3), score(0.3), score(0.0), score(0.0), score(0.0))
    return Pairs(features, relevant, ("en",) * queries, ("en", "de") * (passages // 2))


def test_the_set_is_whole() -> None:
    passages, queries = load_set(SET)
    ids = {text.id for text in passages}
    assert len(ids) == len(passages) >= 60
    assert all(asked.relevant <= ids for asked in queries)
    assert len({text.language for text in passages}) >= 6
    assert ids == set().union(*(asked.relevant for asked in queries))
    assert sum(not asked.relevant for asked in queries) >= 40
    lines = (SET / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    assert all(json.loads(line)["synthetic"] for line in lines)


def test_joined_passages_hold_all_texts_and_keep_what_is_relevant() -> None:
    given = load_set(SET)
    longer = joined(given, 3, seed=1)
    assert len(longer.passages) == 26  # six languages, the last of a language may be shorter
    by_id = {text.id: text for text in longer.passages}
    texts = {text.id: text.text for text in given.passages}
    for before, after in zip(given.queries, longer.queries, strict=True):
        for wanted in before.relevant:
            assert any(texts[wanted] in by_id[i].text for i in after.relevant)
        assert bool(before.relevant) == bool(after.relevant)
    assert sorted(longer.passages) == sorted(joined(given, 3, seed=1).passages)


def test_settings() -> None:
    relevant = np.array([[1, 0, 0], [0, 1, 1], [1, 1, 0], [0, 0, 0]], bool)
    none = Features(*[np.zeros(relevant.shape)] * 6)
    pairs = Pairs(none, relevant, ("en",) * 4, ("en", "de", "fr"))
    assert setting(pairs) == ["mono", "cross", "mixed", "none"]


def test_recall_and_rank_of_a_hand_made_order() -> None:
    scores = np.array([[3.0, 2.0, 1.0], [3.0, 2.0, 1.0]])
    relevant = np.array([[True, False, False], [False, False, True]])
    line = found("x", scores, relevant)
    assert (line.recall_1, line.recall_5) == (0.5, 1.0)
    assert line.mrr == pytest.approx((1 + 1 / 3) / 2)


def test_the_fit_finds_what_tells_answers_apart() -> None:
    order, _, relevance = fit_fusion([simulated()])
    weight = order.by_feature
    telling = min(weight["latents"], weight["words"])
    assert telling > 1.5 * weight["meaning"] > 0
    assert telling > 3 * abs(weight["concepts"])
    assert relevance.by_feature["latents"] > 5
    assert "latents" not in fit_fusion([simulated()], latents=False).order.by_feature


def test_cross_validated_relevance_is_calibrated() -> None:
    every = [simulated(queries=300, seed=seed) for seed in (1, 2)]
    for pairs, (order, relevance) in zip(every, cross_validated(every), strict=True):
        best = np.argsort(-order, axis=1)[:, :10]
        told = np.take_along_axis(relevance, best, axis=1)
        true = np.take_along_axis(pairs.relevant, best, axis=1)
        for low, high in ((0, 0.2), (0.2, 0.6), (0.6, 1)):
            within = (told >= low) & (told < high)
            assert told[within].mean() == pytest.approx(true[within].mean(), abs=0.08)


def test_no_query_is_judged_by_weights_fitted_on_it() -> None:
    """Relevance drawn at random cannot be predicted; it could if the fit had seen it."""
    dice = np.random.default_rng(0)
    noise = Features(*(dice.standard_normal((200, 2)) for _ in range(6)))
    relevant = np.zeros((200, 2), bool)
    relevant[np.arange(200), dice.integers(0, 2, 200)] = True
    pairs = Pairs(noise, relevant, ("en",) * 200, ("en", "de"))
    ((order, _),) = cross_validated([pairs])
    right = np.take_along_axis(relevant, order.argmax(axis=1)[:, None], axis=1).mean()
    assert 0.4 < right < 0.6


def test_figures_and_weights_are_written(tmp_path: Path) -> None:
    every = [simulated(seed=1), simulated(seed=2)]
    names = {line.name for line in score_set(every)}
    assert {"short mono fusion", "long cross meaning", "short en→de fusion"} <= names
    path = tmp_path / "fusion.json"
    write_fusion(every, path)
    first = json.loads(path.read_text())
    assert set(first) == {"with_latents", "without_latents"}
    assert set(first["with_latents"]) == {"order", "traits", "relevance"}
    write_fusion([simulated(seed=3)], path)
    second = json.loads(path.read_text())
    assert second["with_latents"]["order"] != first["with_latents"]["order"]
    assert second["with_latents"]["relevance"] == first["with_latents"]["relevance"]
    write_fusion([simulated(seed=3)], path, relevance=True)
    assert json.loads(path.read_text())["with_latents"]["relevance"] != first["with_latents"]["relevance"]


def test_queries_with_candidates_teach_the_traits() -> None:
    """Answers drawn among candidates by a known weight of references are told apart by about that weight."""
    dice = np.random.default_rng(0)
    lists = []
    for _ in range(400):
        blank = Features(*[np.zeros(20)] * 6)
        traits = Traits(dice.random(20), np.ones(20))
        chances = np.exp(-3.0 * traits.references)
        relevant = np.arange(20) == dice.choice(20, p=chances / chances.sum())
        lists.append(Listed(blank._replace(meaning=dice.random(20)), traits, relevant))
    order, traits_found = fit_order(lists, ("meaning",))
    assert traits_found.by_feature["references"] == pytest.approx(-3, abs=0.4)
    assert abs(order.by_feature["meaning"]) < 0.4

"""A real cross-encoder, tiny and made on the spot."""

import sys
from pathlib import Path

import numpy as np
import pytest

from almpo.evidence.errors import ModelError
from almpo.evidence.settings import RerankSettings, Settings
from almpo.retrieval.rerankers.base import Reranker
from almpo.retrieval.rerankers.load import load_reranker

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "wage", "subsidy", "cake", "butter"]


def load(model: Path | str) -> Reranker:
    loaded = load_reranker(Settings(rerank=RerankSettings(model=str(model), batch=2)))
    assert loaded is not None
    return loaded


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folders of BERT models with random weights: `one` label, `three` labels, `bare` of a head."""
    pytest.importorskip("torch", reason="needs torch: pip install 'almpo[hub]'")
    pytest.importorskip(
        "sentence_transformers", reason="needs sentence-transformers: pip install 'almpo[hub]'"
    )
    import torch
    from tokenizers import Tokenizer, pre_tokenizers, processors
    from tokenizers.models import WordLevel
    from transformers import BertConfig, BertForSequenceClassification, BertModel, PreTrainedTokenizerFast

    tokenizer = Tokenizer(WordLevel({word: i for i, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_max_length=32,
    )
    folder = tmp_path_factory.mktemp("models")
    torch.manual_seed(7)
    kinds = {
        "one": (BertForSequenceClassification, 1),
        "three": (BertForSequenceClassification, 3),
        "bare": (BertModel, 1),
    }
    for name, (architecture, labels) in kinds.items():
        config = BertConfig(
            vocab_size=len(WORDS),
            hidden_size=16,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=16,
            max_position_embeddings=32,
            num_labels=labels,
        )
        model = architecture(config)
        for weights in model.parameters():  # far enough apart for scores to differ
            if weights.dim() > 1:
                torch.nn.init.normal_(weights, std=0.4)
        model.save_pretrained(folder / name)
        fast.save_pretrained(folder / name)
    return folder


def test_each_text_is_scored_with_the_question(models: Path) -> None:
    reranker = load(models / "one")
    assert reranker.model_id == "one"
    texts = ["subsidy", "cake butter", "butter " * 100, "subsidy"]
    scores = reranker.scores("wage", texts)
    assert scores.shape == (4,)
    assert scores.dtype == np.float64
    assert scores[0] == pytest.approx(scores[3], abs=1e-5)
    assert len(set(scores.round(4))) == 3
    assert reranker.scores("wage", texts[::-1]) == pytest.approx(scores[::-1], abs=1e-5)
    assert abs(reranker.scores("cake", texts) - scores).max() > 0.01
    assert reranker.scores("wage", []).shape == (0,)


def test_scores_are_logits(models: Path) -> None:
    from sentence_transformers import CrossEncoder

    scores = load(models / "one").scores("wage", ["subsidy", "cake"])
    probabilities = CrossEncoder(str(models / "one")).predict([("wage", "subsidy"), ("wage", "cake")])
    assert 1 / (1 + np.exp(-scores)) == pytest.approx(probabilities, abs=1e-5)


@pytest.mark.parametrize("name", ["three", "bare"])
def test_a_model_without_one_score_for_a_pair_is_refused(models: Path, name: str) -> None:
    with pytest.raises(ModelError, match="is no reranker"):
        load(models / name)


def test_what_is_no_model_is_named(models: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"the reranker '.*' cannot be loaded"):
        load(tmp_path)


def test_a_failure_while_scoring_is_told(models: Path) -> None:
    with pytest.raises(ModelError, match="failed"):
        load(models / "one").scores("wage", [None])  # type: ignore[list-item]


def test_without_the_library_the_error_tells_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(ModelError, match=r"'some/reranker' needs .* pip install 'almpo\[hub\]'"):
        load("some/reranker")


def test_by_default_there_is_none() -> None:
    assert load_reranker(Settings()) is None

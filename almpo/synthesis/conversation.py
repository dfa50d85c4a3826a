"""Follow-up questions: what they leave unsaid is what was asked before.

A follow-up is made a question that stands alone by adding the words of the earlier one for every group of
concepts (programme, outcome, target group, country, names) that it does not speak of itself.
"""

from collections.abc import Iterator

from almpo.evidence.answers import Answer, Chip
from almpo.synthesis.concepts import concepts
from almpo.synthesis.question import Question, detect_language, understand

CONTEXT = ("programme", "outcome", "target", "country", "name")  # groups that are inherited
SHOWN = (*CONTEXT, "horizon", "method")
NAME = "name"
_LONGEST = 4  # words of an expression that names a concept
_TELLING = 4  # words from which on the language of a follow-up can be told
_MARKS = "¿?¡!.,;:()\"'«»„“”"


def in_context(
    question: str, language: str | None, follows: Answer | None, dropped: frozenset[str] = frozenset()
) -> tuple[str, str | None]:
    """The question as it stands alone, and the language to answer in (None: to be told from the text).

    Args:
        dropped: chips of the earlier answer that are not to be inherited, as "target:women".
    """
    if follows is None:
        return question, language
    if language is None:
        language = detect_language(question) if len(question.split()) >= _TELLING else follows.language
    own = understand(question, language)
    spoken = {group for group, codes in own.groups.items() if codes} | ({NAME} if own.names else set())
    kept = [
        chip
        for chip in follows.chips
        if chip.group in CONTEXT and chip.group not in spoken and f"{chip.group}:{chip.code}" not in dropped
    ]
    words = list(dict.fromkeys(chip.words for chip in kept))
    return (f"{question} ({', '.join(words)})" if words else question), language


def chips_of(asked: Question, question: str) -> tuple[Chip, ...]:
    """What was understood, with the words for it; inherited is what the question itself does not say."""
    said = f" {question} "
    named = [Chip(group=NAME, code=name, words=name) for name in asked.names]
    phrases = dict(_phrases(asked))
    coded = [
        Chip(group=group, code=code, words=phrases.get(f"{group}:{code}", code))
        for group in SHOWN
        for code in sorted(asked.named(group))
    ]
    return tuple(
        chip.model_copy(update={"inherited": chip.words not in said and chip.words in asked.text})
        for chip in (*coded, *named)
    )


def _phrases(asked: Question) -> Iterator[tuple[str, str]]:
    """For each concept of a question the shortest run of its words that names it."""
    words = [word.strip(_MARKS) for word in asked.text.split()]
    found: set[str] = set()
    for length in range(1, _LONGEST + 1):
        for start in range(len(words) - length + 1):
            phrase = " ".join(words[start : start + length])
            for code in sorted((concepts(phrase) & asked.concepts) - found):
                found.add(code)
                yield code, phrase

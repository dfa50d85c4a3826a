"""One try to save a sentence that the gate stopped: without the clauses that are wrong."""

from collections.abc import Collection, Sequence

from almpo.evidence.answers import Sentence
from almpo.synthesis.sources import Source
from almpo.synthesis.verify import CLAUSE_END, Verdict, verify


def verify_or_repair(
    sentence: Sentence,
    sources: Sequence[Source | None],
    language: str,
    *,
    names: Collection[str] = (),
    fixed: Collection[str] = (),
) -> Verdict:
    """Check a sentence; if it fails, check what is left of it without the later clauses that fail by themselves.

    The verdict of a repaired sentence still says what was wrong, so that it can be reported.
    """
    verdict = verify(sentence, sources, language, names=names, fixed=fixed)
    clauses = sentence.text.split(CLAUSE_END)
    if verdict.sentence is not None or len(clauses) < 2:
        return verdict
    kept = [
        clause
        for clause in clauses
        if verify(
            sentence.model_copy(update={"text": clause}), sources, language, names=names, fixed=fixed
        ).sentence
    ]
    if not kept or len(kept) == len(clauses) or kept[0] != clauses[0]:
        return verdict  # the first clause says of what and of which report the others speak
    text = CLAUSE_END.join(kept).strip()
    text = text if text[-1:] in ".!?" else f"{text}."
    again = verify(sentence.model_copy(update={"text": text}), sources, language, names=names, fixed=fixed)
    return Verdict(again.sentence, (*verdict.problems, *again.problems))

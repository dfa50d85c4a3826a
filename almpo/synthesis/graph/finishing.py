"""What comes of a draft once it was verified: an answer or an abstention. Pure."""

from collections.abc import Mapping, Sequence

from almpo.evidence.answers import Answer, Citation, Part, Sentence
from almpo.synthesis.abstain import Decision
from almpo.synthesis.graph.state import Progress, known
from almpo.synthesis.labels import conditions, phrase
from almpo.synthesis.notes import note
from almpo.synthesis.pack import EvidencePack
from almpo.synthesis.scoped import FILTERED
from almpo.synthesis.templates import Templates, templates
from almpo.synthesis.uncovered import uncovered


def is_borne_out(progress: Progress) -> bool:
    """Whether a sentence with a citation passed the gate."""
    return any(one.problems == () and one.sentence.citations for one in progress.draft)


def finished(
    progress: Progress, *, models: Mapping[str, str], prompts: Mapping[str, str], corpus: str, seconds: float
) -> Answer:
    """The answer from what passed the gate; where nothing did, an abstention with its reason."""
    pack, decision = known(progress.pack), known(progress.decision)
    say = templates(known(progress.asked).language)
    if decision.answer and not is_borne_out(progress):
        decision = Decision(False, "late" if "late" in progress.notes else "unverified")
    failed = [one for one in progress.draft if one.problems]
    told = [one.sentence for one in progress.draft if one.problems == ()] if decision.answer else []
    follows = progress.follows
    return Answer(
        id=progress.id,
        question=progress.question,
        language=say.language,
        abstained=not decision.answer,
        reason=_reason(decision, say),
        sentences=tuple(told),
        removed=(*progress.removed, *(f"{f.sentence.text} [{'; '.join(f.problems or ())}]" for f in failed)),
        nearest=() if decision.answer else _nearest(pack),
        notes=_notes(progress, say) if decision.answer else (),
        chips=progress.chips,
        scope=known(progress.asked).scope,
        thread=(follows.thread or follows.id) if follows else progress.id,
        follows=follows.id if follows else None,
        pooled=_told_of(progress, told),
        models=dict(models),
        prompts=dict(prompts),
        corpus=corpus,
        asked_at=progress.asked_at,
        seconds=seconds,
    )


def _notes(progress: Progress, say: Templates) -> tuple[str, ...]:
    """On how the answer came about: its conditions, and what of the question it is not about."""
    missing = uncovered(known(progress.pack), progress.chips)
    gap = [say.prose["uncovered"].format(terms=", ".join(missing))] if missing else []
    held = "; ".join(conditions(known(progress.asked).scope, say.language).values())
    narrowed = [phrase("narrowed", say.language).format(conditions=held)] if held else []
    return (*narrowed, *gap, *(note(key, say.language) for key in progress.notes))


def _told_of(progress: Progress, told: Sequence[Sentence]) -> tuple[str, ...]:
    """The syntheses that the pooled sentences tell, in their order."""
    firsts = {one.result.inputs.effects[0].finding_id: one.id for one in progress.pooled}
    return tuple(firsts[s.citations[0].finding_id or ""] for s in told if s.part is Part.POOLED)


def _reason(decision: Decision, say: Templates) -> str | None:
    if decision.reason is None:
        return None
    if decision.reason == FILTERED:
        return " ".join(decision.terms)
    if decision.reason == "late":
        return note("no_time", say.language)
    if decision.reason == "outcome":
        known_outcomes = [say.outcome[term] for term in decision.terms if term in say.outcome]
        reason = "outcome" if known_outcomes else "weak"
        return say.reason[reason].format(outcome=", ".join(known_outcomes))
    return say.reason[decision.reason].format(terms=", ".join(decision.terms))


def _nearest(pack: EvidencePack) -> tuple[Citation, ...]:
    items = [quote.citations[0] for quote in pack.quotes] or [item.citations[0] for item in pack.estimates]
    return tuple(items[:3])

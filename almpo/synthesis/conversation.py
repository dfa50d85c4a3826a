"""Questions in context: what a follow-up leaves unsaid is what was asked before; what the asker sets holds.

A question is made one that stands alone: the words of what it inherits and of what was set are added, the
words of what was taken out are left out. What is set replaces what was recognised of its group.
"""

import re
from collections.abc import Iterable, Set

from almpo.evidence.answers import Answer, Chip, ChipOrigin
from almpo.evidence.scope import Scope
from almpo.synthesis.chips import HORIZON, NAME, REGION, SHOWN, YEAR, chips_of, set_chips
from almpo.synthesis.question import Question, detect_language, understand
from almpo.synthesis.scopes import concepts_of

CONTEXT = ("programme", "outcome", "target", "country", REGION, NAME)  # groups that are inherited
PLACES = {"country", REGION}  # one that is spoken of takes the place of the other
_TELLING = 4  # words from which on the language of a follow-up can be told


def in_context(
    question: str, language: str | None, follows: Answer | None, scope: Scope = Scope()
) -> tuple[Question, tuple[Chip, ...]]:
    """The question as it stands alone, and what was understood of it.

    Args:
        language: to answer in; None: to be told from the text.
        follows: the answer that is followed up.
        scope: what the asker sets, on top of what still holds of the scope of that answer.
    """
    if language is None and follows is not None and len(question.split()) < _TELLING:
        language = follows.language
    own = understand(question, language or detect_language(question))
    recognised = chips_of(own)
    spoken = {chip.group for chip in recognised}
    spoken |= PLACES if spoken & PLACES else set()
    scope = carried(scope, follows, spoken, question)
    inherited = [
        chip.model_copy(update={"origin": ChipOrigin.INHERITED})
        for chip in (follows.chips if follows else ())
        if chip.group in CONTEXT and chip.group not in spoken and chip.origin is not ChipOrigin.SET
    ]
    chips = [chip for chip in (*recognised, *inherited) if _holds(chip, scope)]
    gone = [chip for chip in recognised if not _holds(chip, scope)]
    given = set_chips(scope, own.language)
    text = _standing_alone(question, chips, gone, given)
    return _asked(own, text, chips, scope), (*chips, *given)


def carried(scope: Scope, follows: Answer | None, spoken: Set[str], question: str) -> Scope:
    """The scope with the conditions of the answer before, where neither it nor the question speaks of the same."""
    if follows is None:
        return scope
    before, same = follows.scope, question == follows.question
    kept = {
        field: _left(field, value, scope.without)
        for field, value in before.conditions.items()
        if (same or field not in spoken) and not getattr(scope, field)
    }
    if scope.country and not scope.region:
        kept.pop("region", None)  # of the place before
    names = scope.name or _left(NAME, before.name, scope.without)
    again = before.without if same else ()  # the same words still do not hold
    without = tuple(dict.fromkeys((*scope.without, *again)))
    return scope.model_copy(update={**kept, "name": names, "without": without})


def _left(field: str, value: object, without: Iterable[str]) -> object:
    """A condition without the codes that were taken out."""
    gone = set(without)
    default = Scope.model_fields[field].default
    if field in gone or (not isinstance(value, tuple) and f"{field}:{value}" in gone):
        return default
    return (
        tuple(code for code in value if f"{field}:{code}" not in gone) if isinstance(value, tuple) else value
    )


def _holds(chip: Chip, scope: Scope) -> bool:
    replaced = chip.group != NAME and chip.group in scope.conditions
    return not replaced and chip.group not in scope.without and chip.key not in scope.without


def _standing_alone(question: str, chips: Iterable[Chip], gone: Iterable[Chip], given: Iterable[Chip]) -> str:
    """The question with other words for what does not hold, or none, and with those of what it does not say."""
    said = {chip.words for chip in chips if chip.origin is ChipOrigin.RECOGNISED}
    added = [chip.words for chip in chips if chip.origin is ChipOrigin.INHERITED]
    instead = {chip.group: chip.label for chip in given if chip.group in (*CONTEXT, HORIZON)}
    for chip in gone:
        if chip.words not in said:
            other = instead.pop(chip.group, "")
            words = re.split(rf"(?<!\w){re.escape(chip.words)}(?!\w)", question)
            question = " ".join(other.join(words).split())
    words = list(dict.fromkeys((*added, *instead.values())))
    return f"{question} ({', '.join(words)})" if words else question


def _asked(own: Question, text: str, chips: Iterable[Chip], scope: Scope) -> Question:
    """The question with what holds of it; concepts that no chip shows are as recognised."""
    held: dict[str, list[str]] = {}
    for chip in chips:
        held.setdefault(chip.group, []).append(chip.code)
    months = {int(code) for code in held.get(HORIZON, ()) if code.isdigit()}
    if HORIZON in held:  # a run is not shown beside months
        held[HORIZON] = [*own.named(HORIZON)]
    coded = {group: frozenset(held.get(group, ())) for group in SHOWN}
    return own.model_copy(
        update={
            "text": text,
            "groups": {k: v for k, v in {**own.groups, **coded, **concepts_of(scope)}.items() if v},
            "names": tuple(dict.fromkeys((*held.get(NAME, ()), *scope.name))),
            "years": tuple(held.get(YEAR, ())),
            "horizons": frozenset({scope.horizon} if type(scope.horizon) is int else months),
            "regions": frozenset(scope.region or held.get(REGION, ())),
            "scope": scope,
        }
    )

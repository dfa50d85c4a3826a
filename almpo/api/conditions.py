"""The conditions on evidence as a form: what it offers, and the scope that it comes to."""

from collections.abc import Iterable
from typing import NamedTuple

from starlette.datastructures import QueryParams

from almpo.evidence.answers import Answer
from almpo.evidence.scope import EU_LANGUAGES, Scope
from almpo.evidence.syntheses import HorizonBand
from almpo.evidence.vocabulary import FindingStatus, OutcomeGroup, ProgrammeType, TargetGroup
from almpo.synthesis.labels import conditions, label, phrase
from almpo.synthesis.lexicon import lexicon
from almpo.synthesis.scopes import make_scope

ANY = "-"  # what a field sends to be no condition, and not what was understood either
_CODES: dict[str, tuple[str, ...]] = {
    "programme": tuple(ProgrammeType),
    "target": tuple(TargetGroup),
    "outcome": tuple(OutcomeGroup),
    "country": tuple(lexicon("countries")["country"]),
    "horizon": tuple(HorizonBand),
    "design_at_least": ("2", "3", "4", "5"),
    "status": (FindingStatus.VALIDATED, FindingStatus.CANDIDATE),
    "language_of_documents": EU_LANGUAGES,
}
_IN_ORDER = frozenset({"country", "language_of_documents"})  # sorted by name
_TYPED = ("region", "since", "until")


class Choice(NamedTuple):
    """A field with codes to choose from; `current` says in words what holds now, if anything does."""

    field: str
    label: str
    current: str
    options: list[tuple[str, str]]


class Typed(NamedTuple):
    """A field to type into."""

    field: str
    label: str
    value: str


class Form(NamedTuple):
    any: str  # what no condition is called
    choices: list[Choice]
    typed: list[Typed]


def form(language: str, earlier: Answer | None = None) -> Form:
    """The fields, in words of a language; with what holds for an answer, where it is asked again."""
    chips = earlier.chips if earlier else ()
    choices = [
        Choice(
            field=field,
            label=phrase(field, language),
            current=", ".join(chip.label or chip.words for chip in chips if chip.group == field),
            options=_options(field, codes, language),
        )
        for field, codes in _CODES.items()
    ]
    scope = earlier.scope if earlier else Scope()
    return Form(
        phrase("any", language),
        choices,
        [Typed(f, phrase(f, language), _typed(getattr(scope, f))) for f in _TYPED],
    )


def scope_of(sent: QueryParams, earlier: Answer | None) -> Scope:
    """What a form comes to. A field that is left as it was changes nothing. Raises QueryError."""
    given: dict[str, object] = {}
    without = sent.getlist("without")
    for field in (*_CODES, *_TYPED):
        sent_values = sent.getlist(field)
        if field in _TYPED and isinstance(Scope.model_fields[field].default, tuple):
            sent_values = [
                part for value in sent_values for part in value.split(",")
            ]  # as the field shows them
        values = [value.strip() for value in sent_values if value.strip()]
        emptied = (
            field in _TYPED and field in sent and not values and earlier and getattr(earlier.scope, field)
        )
        if ANY in values or emptied:
            without.append(field)
        elif values:
            given[field] = values if isinstance(Scope.model_fields[field].default, tuple) else values[0]
    return make_scope({**given, "without": without})


def told(answer: Answer) -> list[str]:
    """What sets an answer apart from others to the same question: what was set and what was taken out."""
    language = answer.language
    out = []
    for key in answer.scope.without:
        group, _, code = key.partition(":")
        name = (label(group, code, language) or code) if code else phrase(group, language)
        out.append(f"{phrase('without', language)}: {name}")
    names = [f"{phrase('name', language)}: {name}" for name in answer.scope.name]
    return [*conditions(answer.scope, language).values(), *names, *out]


def _options(field: str, codes: Iterable[str], language: str) -> list[tuple[str, str]]:
    named = [(str(code), name) for code in codes if (name := label(field, str(code), language))]
    return sorted(named, key=lambda option: option[1].casefold()) if field in _IN_ORDER else named


def _typed(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")

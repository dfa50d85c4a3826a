"""What codes are called in the languages of the EU: on chips, in forms, in reasons for an abstention."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from babel import Locale

from almpo.evidence.scope import Scope, code_of
from almpo.evidence.syntheses import HorizonBand
from almpo.evidence.vocabulary import Design, OutcomeGroup, ProgrammeType, TargetGroup
from almpo.retrieval import terms
from almpo.synthesis.notes import programme_labels
from almpo.synthesis.templates import templates

FALLBACK = "en"
STRONGEST = "5"  # of the Maryland scale: randomised

# The entry of the dictionary that stands for an LMP class where an answer has no name for the class.
_TERM_OF_CLASS = {
    ProgrammeType.SERVICES: "job_search_assistance",
    ProgrammeType.TRAINING: "training",
    ProgrammeType.EMPLOYMENT_INCENTIVES: "wage_subsidy",
    ProgrammeType.SUPPORTED_EMPLOYMENT: "supported_employment",
    ProgrammeType.DIRECT_JOB_CREATION: "public_works",
    ProgrammeType.START_UP: "start_up",
    ProgrammeType.MONITORING_SANCTIONS: "sanctions",
}
_VOCABULARIES = {"programme": ProgrammeType, "outcome": OutcomeGroup, "target": TargetGroup}
_FINER = frozenset({"monitoring", "sanctions", "migrants", "refugees"})  # concepts that share a code


@cache
def _phrases() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("almpo.synthesis").joinpath("labels.toml").read_text("utf-8"))


def phrase(key: str, language: str) -> str:
    """A phrase of labels.toml, in English where the language has none."""
    return _phrases().get(language, _phrases()[FALLBACK])[key]


def label(group: str, code: str, language: str) -> str | None:
    """What a code of a group of chips, or of a field of a scope, is called; None where it has no name.

    Args:
        code: of the vocabularies, by value or name, or of lexicon/concepts.toml; ISO 3166 for countries.
    """
    match group:
        case "programme" | "outcome" | "target":
            return None if code in _FINER else _of_vocabulary(group, code, language)
        case "country":
            return Locale(language).territories.get(code)
        case "language_of_documents":
            return Locale(language).languages.get(code)
        case "horizon":
            return _horizon(code, language)
        case "design_at_least":
            return f"{code} ({Design.RCT})" if code == STRONGEST else f"≥ {code}"
        case "status" if code in _phrases()[FALLBACK]:
            return phrase(code, language)
        case "name" | "year" | "since" | "until":
            return code
    return None


def conditions(scope: Scope, language: str) -> dict[str, str]:
    """Each condition of a scope in words, by field: {"country": "Country: Austria"}."""
    return {
        field: f"{phrase(field, language)}: {', '.join(_values(field, value, language))}"
        for field, value in scope.conditions.items()
    }


def _values(field: str, value: object, language: str) -> list[str]:
    codes = value if isinstance(value, tuple) else (value,)
    return [label(field, str(code), language) or str(code).replace("_", " ") for code in codes]


def _of_vocabulary(group: str, code: str, language: str) -> str | None:
    try:
        known = code_of(_VOCABULARIES[group], code)
    except ValueError:
        return None
    if group == "outcome":
        return templates(language).outcome.get(known)
    if group == "programme" and (named := programme_labels(language).get(known)):
        return named
    concept = _TERM_OF_CLASS.get(ProgrammeType(known), "") if group == "programme" else known.value
    entry = terms.concepts().get(concept)
    return entry.terms[language][0] if entry and language in entry.terms else None


def _horizon(code: str, language: str) -> str | None:
    months = templates(language).unit["months"]
    bands = {
        HorizonBand.SHORT: f"< 12 {months}",
        HorizonBand.MEDIUM: f"12–24 {months}",
        HorizonBand.LONG: f"> 24 {months}",
    }
    if code in set(HorizonBand):
        return bands[HorizonBand(code)]
    return f"{code} {months}" if code.isdigit() else None

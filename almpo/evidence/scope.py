"""What an asker narrows a question to. Codes are those of the vocabularies, by value or by name."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from babel import Locale
from pydantic import AfterValidator, BeforeValidator, Field

from almpo.evidence.record import Record
from almpo.evidence.syntheses import HorizonBand
from almpo.evidence.vocabulary import FindingStatus, OutcomeGroup, ProgrammeType, TargetGroup

Code = TypeVar("Code", bound=StrEnum)

EU_LANGUAGES = (
    *("bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr"),
    *("hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv"),
)
NUTS_OF_COUNTRY = {"GR": "EL", "GB": "UK"}  # where Eurostat's codes differ from those of ISO 3166
LONGEST = 240  # months
ONLY_RECOGNISED = ("year", "method")  # groups of chips that cannot be set

# What the concepts that are recognised in questions are called, where the vocabularies have another name.
_ALSO: Mapping[type[StrEnum], Mapping[str, str]] = {
    ProgrammeType: {
        "subsidy": "4",
        "supported": "5",
        "job_creation": "6",
        "monitoring": "M",
        "sanctions": "M",
    },
    OutcomeGroup: {"exit": "unemployment_exit", "participation": "programme_participation"},
    TargetGroup: {"migrants": "migrants_refugees", "refugees": "migrants_refugees"},
}


def code_of(kind: type[Code], given: object) -> Code:
    """The code that a value, a name or another usual name stands for. Raises ValueError that lists them all."""
    text = str(given).strip()
    for code in kind:
        if text in (code.value, code.name.lower()):
            return code
    if text in _ALSO.get(kind, {}):
        return kind(_ALSO[kind][text])
    names = (code.name.lower() if len(code.value) == 1 else code.value for code in kind)
    raise ValueError(f"{text!r} is not one of: {', '.join(names)}")


def _country(given: object) -> str:
    code = {nuts: iso for iso, nuts in NUTS_OF_COUNTRY.items()}.get(str(given).strip(), str(given).strip())
    if len(code) != 2 or not code.isalpha() or code not in Locale("en").territories:
        raise ValueError(f"{code!r} is no country: two letters of ISO 3166, as AT, DE, ES, FR, IT, PL")
    return code


def _language(given: object) -> str:
    if given not in EU_LANGUAGES:
        raise ValueError(f"{given!r} is not one of: {', '.join(EU_LANGUAGES)}")
    return str(given)


def _horizon(given: object) -> object:
    text = str(given).strip()
    if text in set(HorizonBand):
        return HorizonBand(text)
    if not text.isdigit() or not 0 < int(text) <= LONGEST:
        raise ValueError(f"{text!r} is no horizon: short, medium, long, or months from 1 to {LONGEST}")
    return int(text)


def _chip(given: str) -> str:
    group, separator, code = given.partition(":")
    groups = [*(name for name in Scope.model_fields if name != "without"), *ONLY_RECOGNISED]
    if group not in groups or bool(separator) != bool(code):
        raise ValueError(f"{given!r} is no chip: GROUP or GROUP:CODE with one of {', '.join(groups)}")
    return given


def _listed(given: Any) -> Any:
    return (given,) if isinstance(given, str) else given


def _one_of(kind: type[Code]) -> BeforeValidator:
    return BeforeValidator(lambda given: code_of(kind, given))


List = BeforeValidator(_listed)
Programme = Annotated[ProgrammeType, _one_of(ProgrammeType)]
Outcome = Annotated[OutcomeGroup, _one_of(OutcomeGroup)]
Target = Annotated[TargetGroup, _one_of(TargetGroup)]
Status = Annotated[FindingStatus, _one_of(FindingStatus)]
Country = Annotated[str, BeforeValidator(_country)]
Language = Annotated[str, BeforeValidator(_language)]
Region = Annotated[str, Field(pattern=r"^[A-Z]{2}[0-9A-Z]{1,3}$")]
Words = Annotated[str, Field(min_length=1, max_length=100)]
Without = Annotated[str, Field(max_length=120), AfterValidator(lambda given: _chip(given))]
Year = Annotated[int, Field(ge=1900, le=2100)]


class Scope(Record):
    """Conditions that all evidence for an answer must meet; one that lists several codes is met by any of them.

    A part of an answer's chips can be taken out with `without`: "target:youth", or "target" for all of a group.
    """

    programme: Annotated[tuple[Programme, ...], List] = Field(
        default=(), description="LMP class: training or 2, employment_incentives or 4 …"
    )
    outcome: Annotated[tuple[Outcome, ...], List] = Field(default=(), description="employment, earnings …")
    target: Annotated[tuple[Target, ...], List] = Field(default=(), description="youth, older, women …")
    country: Annotated[tuple[Country, ...], List] = Field(default=(), description="ISO 3166, as AT")
    region: Annotated[tuple[Region, ...], List] = Field(
        default=(), description="NUTS code; AT1 holds AT11, AT12 …"
    )
    horizon: Annotated[
        HorizonBand | int | None, BeforeValidator(lambda h: h if h is None else _horizon(h))
    ] = Field(default=None, description="short (< 12 months), medium, long (> 24), or months")
    design_at_least: int | None = Field(default=None, ge=1, le=5, description="Maryland scale; 5: randomised")
    since: Year | None = Field(default=None, description="Last year studied, or of publication, or later")
    until: Year | None = Field(default=None, description="The same, or earlier")
    language_of_documents: Annotated[tuple[Language, ...], List] = Field(default=(), description="as de")
    status: Annotated[tuple[Status, ...], List] = Field(default=(), description="validated, candidate …")
    name: Annotated[tuple[Words, ...], List] = Field(
        default=(), description="Names to look for; no condition", max_length=10
    )
    without: Annotated[tuple[Without, ...], List] = Field(
        default=(), description="Chips that do not hold, as target:youth", max_length=50
    )

    @property
    def conditions(self) -> dict[str, Any]:
        """What is set, by field, names and what is taken out aside."""
        return {
            name: value
            for name in type(self).model_fields
            if (value := getattr(self, name))
            and name not in ("name", "without")
            and name in Scope.model_fields
        }

    def lacking(self, field: str) -> "Scope":
        """The same without one of the conditions."""
        return self.model_copy(update={field: Scope.model_fields[field].default})

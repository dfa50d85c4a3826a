"""Training examples by code and language: `phrases/<field>.toml`, varied as tables and titles vary them."""

import random
import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import NamedTuple


class Example(NamedTuple):
    """A text that says `code` of a field. `group` is what is held out together: a language or a document."""

    text: str
    code: str
    group: str


# How labels of tables dress a phrase. What stands beside it must not sway the head.
_DRESSES = {
    "outcome_group": {
        "en": (
            "{}",
            "{} (1)",
            "Effect on {}",
            "{}, 12 months",
            "Dependent variable: {}",
            "{} after 24 months",
        ),
        "de": ("{}", "{} (2)", "Effekt auf {}", "{}, nach 12 Monaten", "Abhängige Variable: {}"),
        "fr": ("{}", "{} (1)", "Effet sur : {}", "{} à 12 mois"),
        "es": ("{}", "{} (2)", "Efecto sobre: {}", "{} a los 12 meses"),
        "it": ("{}", "{} (1)", "Effetto su: {}", "{} a 12 mesi"),
        "pl": ("{}", "{} (2)", "Wpływ na: {}", "{}, po 12 miesiącach"),
    },
}
_VARIANTS = 2  # dressed examples of a phrase, beside the plain one
SEED = 20261123


def fields() -> list[str]:
    """Fields for which there are phrases."""
    folder = resources.files(__package__).joinpath("phrases")
    return sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))


def examples(field: str) -> list[Example]:
    """The phrases of a field, plain and dressed: the same in every run."""
    return list(_generate(field, random.Random(SEED)))


def _generate(field: str, dice: random.Random) -> Iterator[Example]:
    text = resources.files(__package__).joinpath("phrases", f"{field}.toml").read_text(encoding="utf-8")
    for code, by_language in tomllib.loads(text).items():
        for language, phrases in by_language.items():
            dresses = _DRESSES.get(field, {}).get(language, ("{}",))
            for phrase in phrases:
                yield Example(phrase, code, language)
                for dress in dice.sample(dresses[1:], min(_VARIANTS, len(dresses) - 1)):
                    yield Example(dress.format(phrase), code, language)

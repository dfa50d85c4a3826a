"""The steps to a rating of certainty, in words of each language."""

import math
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from babel.numbers import format_decimal

from almpo.evidence.certainty import Certainty, CertaintyReason, CertaintyStep
from almpo.evidence.syntheses import UnitFamily

TOO_LONG = 1e12  # to be written out
_SHARES = frozenset({"trials", "strong", "comparable", "rest", "share", "above"})
_COUNTS = frozenset({"studies", "needed"})
_EFFECTS = frozenset({"low", "high", "threshold", "matters", "corrected"})
_TURNED = {"low": "high", "high": "low"}
_SUFFIX = {UnitFamily.POINTS: "points", UnitFamily.LOG_HAZARD: "percent"}


@cache
def certainty_phrases() -> dict[str, dict[str, Any]]:
    """Phrases by language."""
    return tomllib.loads(files("almpo.synthesis").joinpath("certainty.toml").read_text("utf-8"))


class _Teller(NamedTuple):
    language: str
    phrases: dict[str, Any]
    unit: UnitFamily
    turned: bool  # whether less is better, so that effects are turned back to the outcome's own direction

    @property
    def suffix(self) -> str:
        return str(self.phrases[_SUFFIX.get(self.unit, self.unit)])


def certainty_in_words(certainty: Certainty, unit: UnitFamily, *, turned: bool) -> dict[str, tuple[str, ...]]:
    """The level, then a line for each domain; hazards are told as per cent.

    Args:
        turned: less of the outcome is better, as of days of unemployment: effects are told as the outcome
            has them.
    """
    return {
        language: _lines(certainty, _Teller(language, phrases, unit, turned))
        for language, phrases in certainty_phrases().items()
    }


def _lines(certainty: Certainty, teller: _Teller) -> tuple[str, ...]:
    phrases = teller.phrases
    lost = min(3, -sum(step.levels for step in certainty.steps))
    title = phrases["title"].format(level=phrases["level"][certainty.level], lost=lost)
    return (title, *(_line(step, teller) for step in certainty.steps))


def _line(step: CertaintyStep, teller: _Teller) -> str:
    phrases = teller.phrases
    levels = f"−{-step.levels}" if step.levels else phrases["unchanged"]
    reasons = "; ".join(_reason(reason, teller) for reason in step.reasons)
    told = str(phrases["step"]).format(domain=phrases["domain"][step.domain], levels=levels, reasons=reasons)
    return told.replace("..", ".")  # after an abbreviation


def _reason(reason: CertaintyReason, teller: _Teller) -> str:
    phrases, percent = teller.phrases, str(teller.phrases["percent"])
    shown: dict[str, str] = {}
    effects: dict[str, float] = {}
    for name, value in reason.figures.items():
        if isinstance(value, str):
            shown[name] = str(phrases["group"].get(value, value)) if name == "group" else value
        elif name in _EFFECTS:
            effects[name] = value
        elif name in _COUNTS:
            shown[name] = f"{value:.0f}"
        elif name in _SHARES or name == "i2":
            shown[name] = f"{value if name == 'i2' else 100 * value:.0f}{percent}"
        else:
            shown[name] = _probability(value, teller.language)
    return str(phrases["reason"][reason.code]).format(**shown, **_effects(effects, teller))


def _effects(given: dict[str, float], teller: _Teller) -> dict[str, str]:
    """Effects with the unit; the ends of an interval with the same decimals, and the unit said once."""
    values = dict(given)
    if teller.turned:
        values = {
            _TURNED.get(name, name): value if name == "matters" else -value for name, value in values.items()
        }
    if teller.unit is UnitFamily.LOG_HAZARD:
        values = {name: 100 * math.expm1(value) for name, value in values.items()}
    ends = [abs(values[name]) for name in ("low", "high") if name in values]
    shown = {}
    for name, value in values.items():
        decimals = decimals_for(max(ends) if name in _TURNED else abs(value))
        silent = name == "low" or value == 0
        shown[name] = signed(value, teller.language, decimals) + ("" if silent else teller.suffix)
    return shown


def _probability(p: float, language: str) -> str:
    if p < 0.001:
        return f"< {signed(0.001, language, 3)}"
    return f"= {signed(p, language, 3 if p < 0.1 else 2)}"


def decimals_for(size: float) -> int:
    """So that two digits are shown, and no more than people read."""
    return 0 if size >= 9.95 else 1 if size >= 0.95 else 2


def signed(value: float, language: str, decimals: int) -> str:
    """Rounded, with a true minus sign."""
    size = round(abs(value), decimals)
    text = (
        f"{size:.1e}" if size >= TOO_LONG else str(format_decimal(size, format="#,##0.###", locale=language))
    )
    return f"−{text}" if value < 0 and size else text

"""A pooled result in plain words.

"About 3 more in work per 100 participants, between 1 and 5 more; moderate certainty; 14 studies."
"""

import math
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from almpo.evidence.syntheses import PooledResult, UnitFamily
from almpo.measures.comparable import MORE_IS_BETTER
from almpo.synthesis.certainty_words import certainty_phrases, decimals_for, signed


@cache
def _phrases() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("almpo.synthesis").joinpath("plain_words.toml").read_text("utf-8"))


def in_plain_words(result: PooledResult) -> dict[str, str]:
    """One sentence in each language; the interval is the one with reading errors, where there is one.

    Effects are turned back to the outcome's own direction: fewer on benefits, not "better".
    """
    return {language: _sentence(result, language, phrases) for language, phrases in _phrases().items()}


def _sentence(result: PooledResult, language: str, phrases: dict[str, Any]) -> str:
    unit: dict[str, str] = phrases[result.unit]
    what = unit.get(result.query.outcome, "")
    if result.estimated is None or ("{what}" in unit["sentence"] and not what):
        return str(phrases["no_result"])
    interval = (result.with_reading_errors or result.estimated).interval
    values = [_shown(x, result) for x in (result.estimated.estimate, interval.low, interval.high)]
    middle, low, high = values[0], min(values[1:]), max(values[1:])
    studies = phrases["one_study"] if result.k_studies == 1 else phrases["studies"]
    if result.certainty is not None:
        level = certainty_phrases()[language]["level"][result.certainty.level]
        studies = f"{level[:1].lower()}{level[1:]}{phrases['stop']} {studies}"
    return str(unit["sentence"]).format(
        n=_number(middle, decimals_for(abs(middle)), language) + unit["suffix"],
        word=unit["up"] if middle >= 0 else unit["down"],
        what=what,
        range=_range(low, high, language, phrases, unit),
        studies=studies.format(k=result.k_studies),
    )


def _shown(value: float, result: PooledResult) -> float:
    """The value in the outcome's own direction; hazards as per cent."""
    if result.unit is UnitFamily.LOG_HAZARD:
        return 100 * (math.exp(value) - 1)
    if result.unit is UnitFamily.STANDARD_DEVIATIONS:
        return value
    return value if MORE_IS_BETTER.get(result.query.outcome, True) else -value


def _range(low: float, high: float, language: str, phrases: dict[str, Any], unit: dict[str, str]) -> str:
    decimals = decimals_for(max(abs(low), abs(high)))
    if low < 0 < high:
        crossing = {"low": low, "high": high}
        shown = {
            name: _number(value, decimals, language) + unit["suffix"] for name, value in crossing.items()
        }
        return str(phrases["cross"]).format(**shown, up=unit["up"], down=unit["down"])
    near, far = sorted((abs(low), abs(high)))
    return str(phrases["same"]).format(
        low=_number(near, decimals, language),
        high=_number(far, decimals, language) + unit["suffix"],
        word=unit["up"] if high > 0 else unit["down"],
    )


def _number(value: float, decimals: int, language: str) -> str:
    return signed(abs(value), language, decimals)

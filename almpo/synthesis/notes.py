"""What an answer says about how it came about, and how it introduces a pooled result."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

FALLBACK = "en"


@cache
def _phrases() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("almpo.synthesis").joinpath("notes.toml").read_text("utf-8"))


def note(key: str, language: str) -> str:
    """The note of that key, in English where the language has none."""
    phrases = _phrases()
    return str(phrases.get(language, {}).get(key) or phrases[FALLBACK][key])


def programme_labels(language: str) -> dict[str, str]:
    """What the LMP classes are called, by code; empty for languages in which nothing pooled is told."""
    return dict(_phrases().get(language, {}).get("programme", {}))

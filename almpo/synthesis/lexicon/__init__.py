"""Word lists by language (ISO 639-1), one TOML file a subject."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lexicon(subject: str) -> dict[str, Any]:
    """The word list of a subject, as it stands in its file."""
    return tomllib.loads(files(__name__).joinpath(f"{subject}.toml").read_text("utf-8"))

"""Prompts are files: versioned with the code, named in what they lead to by their hash."""

import hashlib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from almpo.evidence.errors import SettingsError

_PACKAGE = Path(__file__).parents[1]
FOLDERS = (_PACKAGE / "prompts", _PACKAGE.parent / "prompts")  # as installed, as in the repository


class Prompt(NamedTuple):
    name: str
    text: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


@cache
def load_prompt(name: str) -> Prompt:
    """The prompt of a name. Raises SettingsError where its file is missing."""
    for folder in FOLDERS:
        path = folder / f"{name}.md"
        if path.is_file():
            return Prompt(name, path.read_text(encoding="utf-8"))
    raise SettingsError(f"the prompt {name!r} is missing: install almpo anew")

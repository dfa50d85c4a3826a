"""Versioned prompt files. A change of wording is a new version: answers are stored with the hash of the file."""

import hashlib
from functools import cache
from importlib.resources import files
from string import Template
from typing import NamedTuple


class Prompt(NamedTuple):
    """A prompt with $placeholders. What is filled in is never looked at for placeholders itself."""

    name: str  # "draft.v1"
    text: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    def fill(self, **values: str) -> str:
        """Raises KeyError where a placeholder is left open."""
        return Template(self.text).substitute(values)


@cache
def load_prompt(name: str) -> Prompt:
    """The prompt file of that name and version, without its ending."""
    return Prompt(name, (files(__name__) / f"{name}.md").read_text("utf-8"))

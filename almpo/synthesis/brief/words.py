"""The fixed words of a brief, one TOML section a language; English stands in for those without one."""

import tomllib
from functools import cache
from importlib.resources import files

from almpo.evidence.record import Record

FALLBACK = "en"


class Words(Record):
    title: str
    sources: str
    nearest: str
    method_head: str
    method: str
    pooled: str
    computed: str
    asked: str
    permalink: str
    synthetic: str
    synthetic_mark: str
    page: str


@cache
def brief_words(language: str) -> Words:
    """The words of a language, or of English."""
    table = tomllib.loads(files("almpo.synthesis.brief").joinpath("words.toml").read_text("utf-8"))
    return Words.model_validate(table.get(language, table[FALLBACK]))

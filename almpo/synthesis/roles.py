"""The role that a number plays in a text: standard error, sample size, end of an interval, level reached. Pure."""

import re
from functools import cache

from almpo.synthesis.claims import StatedNumber
from almpo.synthesis.concepts import concepts
from almpo.synthesis.lexicon import lexicon
from almpo.synthesis.templates import all_templates

SE, N, CI, TO, BY = "se", "n", "ci", "to", "by"
LEVEL, COVERAGE = "level", "coverage"  # of significance; of an interval: the 95 of a 95 % interval
_BEFORE = 60  # letters looked at before a number
_PEOPLE = re.compile(r"[\s-]*((?:[^\W\d_]+[\s-]*){1,3})")
_CHAIN = re.compile(
    r"\s*(?:(?:%|to|and|bis|und|a|à|et|y|e|i|do|en|och|og|till|til|la|și|до|έως|–|-|,|;)\s*){0,2}\s*$"
)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Patterns by role: those of lexicon/roles.toml, and what the templates write before such a number."""
    lists = lexicon("roles")
    between = "|".join(lists["other"]["between"])
    level = r"(?:\s*(?:(?:at|of|à|al|a|auf|zu|von|de)\s+)?\d+(?:[.,]\d+)?\s?(?:%|\w+))?"
    frame = rf"(?<![^\W_])(?:{{}}){level}(?:\s*(?<!\w)(?:{between}))?\s*[:=≈<>]?\s*[$€£]?[(\[]?\s*$"
    roles: dict[str, list[str]] = {
        role: list(words) for role, words in lists.items() if role not in ("change", "other")
    }
    for say in all_templates():
        for role, detail in say.detail.items():
            before = re.escape(detail.partition("{")[0].rstrip(" ="))
            roles[role].append(f"(?-i:{before})" if before.isupper() else before)  # "IS" is no "is"
    return tuple((role, re.compile(frame.format("|".join(words)), re.I)) for role, words in roles.items())


def role_at(text: str, number: StatedNumber) -> str | None:
    """The role that the words around a number give to it; None = estimate or any other."""
    if number.unit == "percent" and _is_coverage(text, number):
        return COVERAGE
    if number.unit == "percent" and _is_level(text, number):
        return LEVEL
    before = text[max(0, number.start - _BEFORE) : number.start]
    role = next((role for role, pattern in _patterns() if pattern.search(before)), None)
    return CI if role is None and _ends_interval(text, number.start) else role


def change_at(text: str, number: StatedNumber) -> str | None:
    """TO or BY, where a number says to what or by how much something changed."""
    before = text[max(0, number.start - 10) : number.start]
    return next((change for change, pattern in _changes() if pattern.search(before)), None)


@cache
def _changes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = lexicon("roles")["change"]
    return tuple(
        (change, re.compile(rf"(?<![^\W_])(?:{'|'.join(words[change])})\s*$", re.I)) for change in (TO, BY)
    )


def counts_people(text: str, number: StatedNumber) -> bool:
    """Whether a number is followed by those whom it counts: "among 739 refugees"."""
    match = _PEOPLE.match(text, number.end)
    if match is None or number.decimals or number.unit is not None:
        return False
    words = match[1]
    return bool(_persons().match(words)) or any(code.startswith("target:") for code in concepts(words))


def _ends_interval(text: str, start: int) -> bool:
    """Whether text[start] is the second number of an interval whose first one is said to belong to one."""
    before = text[max(0, start - _BEFORE) : start]
    numbers = list(re.finditer(r"[-−–]?\s?\d[\d.,\u00a0\u202f]*", before))
    if not numbers or not _CHAIN.fullmatch(before, numbers[-1].end()):
        return False
    pattern = next(pattern for role, pattern in _patterns() if role == CI)
    return pattern.search(before[: numbers[-1].start()]) is not None


@cache
def _persons() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(lexicon('roles')['other']['persons'])})\b", re.IGNORECASE)


def _is_coverage(text: str, number: StatedNumber) -> bool:
    pattern, after = _interval_words()
    return bool(
        pattern.search(text[max(0, number.start - _BEFORE) : number.start]) or after.match(text, number.end)
    )


@cache
def _interval_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of the words for an interval, before and after a number."""
    words = "|".join(lexicon("roles")[CI])
    before = rf"(?<![^\W_])(?:{words})\s*(?:(?:at|of|à|al|a|auf|zu|von|de|del|van)\s*)?$"
    return re.compile(before, re.I), re.compile(rf"[\s-]*\S+[\s-]+(?:{words})(?!\w)", re.I)


def _is_level(text: str, number: StatedNumber) -> bool:
    level = "|".join(lexicon("roles")["other"]["level"])
    after = re.compile(rf"[\s-]*\S+[\s-]+(?:{level})(?!\w)|[\s-]*%?-?(?:{level})(?!\w)", re.I)
    named = re.search(rf"(?<!\w)(?:{level})\W+(?:\w+\W+){{0,2}}$", text[: number.start], re.I)
    tested = re.search(r"(?i)signifi[ck]\w*\W+(?:\w+\W+){0,3}$", text[: number.start])
    return bool(after.match(text, number.end) or named or tested)

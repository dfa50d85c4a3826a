"""How a clause tells its numbers, and whether one citation bears them all out. Pure.

A number may be told of an estimate only as what it is: with its sign or as a fall, by so much and not to so
much, an end of an interval only with the other end, and beside what it stands beside in the quote.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from almpo.synthesis.claims import StatedNumber
from almpo.synthesis.concepts import by_group, concepts, find_stems, stem_table
from almpo.synthesis.meaning import DOWN, UP, clauses, of_text
from almpo.synthesis.roles import BY, CI, TO, N, change_at, counts_people, role_at
from almpo.synthesis.sources import SourceNumber

_EFFECT_NOUN = re.compile(
    r"(?i)effe[ck]t|efe[ck]t|wirk|impa[ck]t|estimat|schätz|koeffi|coeffi|coefi|differ|unterschied|wpływ"
)
_SPLIT_OF = ("programme", "target", "arm")  # what sets the numbers of one sentence apart


class Told(NamedTuple):
    """A number of a clause and how it is told."""

    number: StatedNumber
    role: str | None
    change: str | None
    direction: int | None  # of the clause, if it tells one


def as_told(clause: str, numbers: Sequence[StatedNumber], own_words: str) -> list[Told]:
    """The numbers of a clause with their roles. `own_words`: the clause without labels of tables."""
    directions = of_text(own_words).directions
    direction = next(iter(directions)) if len(directions) == 1 else None
    roles = [role_at(clause, one) for one in numbers]
    return [
        Told(one, role, change_at(clause, one) if role is None else None, direction)
        for one, role in zip(numbers, roles, strict=True)
    ]


def out_of_order(told: Sequence[Told], found: Sequence[SourceNumber | None]) -> list[str]:
    """Intervals that end before they begin, and rises to what is less, by the values that the source prints."""
    problems = []
    for (first, low), (second, high) in pairwise(zip(told, found, strict=True)):
        if low is None or high is None or not _alike(low.number.unit, high.number.unit):
            continue
        rises = high.number.value - low.number.value
        turned = first.role == second.role == CI and rises < 0
        moved = second.change == TO and first.change is None and first.role is None
        against = (second.direction == UP and rises < 0) or (second.direction == DOWN and rises > 0)
        if turned or (moved and against):
            problems.append(f"{low.number.token} to {high.number.token} is turned round")
    return problems


def _alike(unit: str | None, other: str | None) -> bool:
    return unit == other or None in (unit, other)


def borne_out(
    clause: str, told: Sequence[Told], printed: Sequence[SourceNumber], quote: str
) -> list[SourceNumber | None]:
    """What one citation prints for each number of a clause; None where it does not bear it out."""
    found = [_match(clause, one, printed, quote) for one in told]
    bounds = {id(one) for one in found if one is not None and one.bound}
    return [
        None if match is not None and match.bound and one.role is None and len(bounds) < 2 else match
        for one, match in zip(told, found, strict=True)
    ]


def _match(clause: str, told: Told, printed: Sequence[SourceNumber], quote: str) -> SourceNumber | None:
    roles = {told.role}
    if told.role is None and told.change is None and counts_people(clause, told.number):
        roles.add(N)
    for one in printed:
        fall = one.quoted and told.number.value < 0 and _direction_at(quote, one.number) == DOWN
        said = told._replace(number=told.number._replace(value=-told.number.value)) if fall else told
        if not roles & set(one.roles) or not _says(clause, said, one):
            continue
        if not one.quoted or not (_misplaced(clause, told, one, quote) or _turned(told, one, quote)):
            return one
    return None


def _says(clause: str, told: Told, source: SourceNumber) -> bool:
    """Whether a source bears a number out; of an effect that fell, the number is told without its sign."""
    number, effect = told.number, source.signed
    if source.converted and number.unit is None:
        return False
    if told.change == TO and source.change != TO and (effect or source.number.unit == "percentage_points"):
        return False
    if told.change == BY and source.change == TO:
        return False
    signed = number.token[:1] in "+-−–" or number.value < 0
    if told.direction == DOWN and signed and told.change == BY and not _EFFECT_NOUN.search(clause):
        return False  # "fell by -2" is a rise, or nonsense
    if told.direction == DOWN and effect and not signed:
        return number._replace(token=f"-{number.token}", value=-number.value).says_as(source.number)
    return number.says_as(source.number)


def _direction_at(quote: str, number: StatedNumber) -> int | None:
    """The direction that a quote tells in the clause that holds a number."""
    parts = (part for start, part in clauses(quote) if start <= number.start < start + len(part))
    directions = of_text(next(parts, "")).directions
    return next(iter(directions)) if len(directions) == 1 else None


def _turned(told: Told, source: SourceNumber, quote: str) -> bool:
    """Whether the quote tells the opposite direction of this very number, if it is the size of something."""
    if told.role is not None or source.number.unit in ("months", "years"):
        return False
    return {told.direction, _direction_at(quote, source.number)} == {UP, DOWN}


def _misplaced(clause: str, told: Told, source: SourceNumber, quote: str) -> bool:
    """Whether the quote says of another of its numbers what the clause says of this one.

    "The e-mail raised it by 4.1 points" turns round "vouchers raised it by 4.1 points, the e-mail by 1.3".
    """
    here, elsewhere = _around(quote, source.number)
    said, _ = _around(clause, told.number)
    return any(
        said.get(group, frozenset()) - here[group] & elsewhere.get(group, frozenset())
        for group in _SPLIT_OF
        if here.get(group)
    )


def _around(text: str, number: StatedNumber) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """The concepts in the part of a sentence that holds a number, and in the other parts."""
    here, elsewhere = frozenset[str](), frozenset[str]()
    for start, part in clauses(text):
        found = concepts(part) | {
            code for code in find_stems(part, stem_table("claims")) if code.startswith("arm:")
        }
        if start <= number.start < start + len(part):
            here = found
        else:
            elsewhere |= found
    return by_group(here), by_group(elsewhere)

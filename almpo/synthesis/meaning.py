"""What a text says of an effect besides its numbers: where, of what, on what, for whom, in which direction."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from almpo.evidence.findings import Finding
from almpo.evidence.vocabulary import OutcomeGroup, TargetGroup, Unit
from almpo.synthesis.concepts import by_group, concepts, find_stems, fold, stem_table
from almpo.synthesis.estimates import coded_concepts, outcome_concepts
from almpo.synthesis.lexicon import lexicon
from almpo.synthesis.templates import all_templates

UP, DOWN, NONE = 1, -1, 0
_DIRECTIONS = {"up": UP, "down": DOWN, "none": NONE}  # as the templates have them
PHRASES = ("quantity", "denial")
GROUPS = ("country", "programme", "target", "outcome")
# Words for those concerned and for results at large: they tell no group or outcome from another.
_ANY_ONE = {"target": {"jobseekers", "employability", "citizens", "benefit_recipients"}}
_ALL = "all"  # stands for a finding on everybody
_UNEMPLOYMENT = {"outcome:unemployment"}  # its level and its duration go by one word
_CLAUSE = re.compile(
    r"[;:]|(?<!\d)[.,](?!\d)|\b(?:but|while|whereas|aber|während|mais|tandis|pero|mientras|ma|mentre|ale)\b"
)
_T_SIGNIFICANT, _P_SIGNIFICANT = 1.645, 0.10  # the weakest test that papers call significant
_T_INSIGNIFICANT, _P_INSIGNIFICANT = 1.96, 0.05  # the strongest that they call insignificant


class Meaning(NamedTuple):
    """`codes` by group; `directions` of the effects told; `significant` what is said of the test, if anything."""

    codes: dict[str, frozenset[str]]
    directions: frozenset[int]
    significant: frozenset[bool]
    phrases: Mapping[str, frozenset[str]] = {}  # quantities without a number, denials, by kind

    def joined(self, other: "Meaning") -> "Meaning":
        groups = {
            group: self.codes.get(group, frozenset()) | other.codes.get(group, frozenset())
            for group in GROUPS
        }
        phrases = {
            kind: self.phrases.get(kind, frozenset()) | other.phrases.get(kind, frozenset())
            for kind in {*self.phrases, *other.phrases}
        }
        directions, significant = self.directions | other.directions, self.significant | other.significant
        return Meaning(groups, directions, significant, phrases)


NOTHING = Meaning({}, frozenset(), frozenset())


def clauses(text: str) -> list[tuple[int, str]]:
    """The clauses of a sentence, each with where it begins."""
    borders = [(0, 0), *(match.span() for match in _CLAUSE.finditer(text)), (len(text), len(text))]
    parts = [(left[1], text[left[1] : right[0]]) for left, right in pairwise(borders)]
    return [(start, part) for start, part in parts if part.strip()]


@lru_cache(maxsize=2**14)  # a clause is held against each citation
def of_text(text: str) -> Meaning:
    """What a text says. Directions and significance are told clause by clause: "rose for men but not for women".

    Phrases that the templates have for effects mean what they stand for there.
    """
    own = [_effect_phrases()[fold(match[0])] for match in _effect_pattern().finditer(text)]
    rest = _effect_pattern().sub("|", text)
    parts = [_stems(part) for _, part in clauses(rest)]
    directions = {direction for part in parts if (direction := _direction(part)) is not None}
    significant = {said for part in parts if (said := _significance(part)) is not None}
    codes = _codes(concepts(rest).union(*(phrase.outcomes for phrase in own)))
    told = by_group(code for part in parts for code in part)
    return Meaning(
        codes,
        frozenset(directions | {phrase.direction for phrase in own}),
        frozenset(significant),
        {kind: told[kind] for kind in PHRASES if kind in told},
    )


class _EffectPhrase(NamedTuple):
    outcomes: frozenset[str]
    direction: int


@cache
def _effect_phrases() -> dict[str, _EffectPhrase]:
    """What the templates of all languages call an effect on an outcome, folded."""
    phrases: dict[str, _EffectPhrase] = {}
    for say in all_templates():
        for key, text in say.effect.items():
            outcome, _, verdict = key.rpartition("_")
            codes = outcome_concepts(OutcomeGroup(outcome)) | concepts(text) & _UNEMPLOYMENT
            phrases[fold(text)] = _EffectPhrase(codes, _DIRECTIONS[verdict])
    return phrases


@cache
def _effect_pattern() -> re.Pattern[str]:
    texts = sorted((text for say in all_templates() for text in say.effect.values()), key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, texts))})(?![^\W_])", re.IGNORECASE)


def of_finding(finding: Finding) -> Meaning:
    """What a finding says by its labels, its coded fields, its sign and its test."""
    labels = (finding.panel, finding.row_label, finding.column_label, finding.outcome, finding.population)
    said = concepts(" · ".join(filter(None, (*labels, finding.programme)))) | coded_concepts(finding)
    codes = _codes(said)
    if TargetGroup.ALL_UNEMPLOYED in finding.target_groups and not codes.get("target"):
        codes["target"] = frozenset({_ALL})
    level = 1.0 if finding.unit is Unit.HAZARD_RATIO else 0.0
    direction = {UP if finding.estimate > level else DOWN} if finding.estimate != level else {NONE}
    significant = _tests(finding, level)
    return Meaning(codes, frozenset(direction | ({NONE} if False in significant else set())), significant)


def _codes(said: Iterable[str]) -> dict[str, frozenset[str]]:
    found = by_group(said)
    codes = {group: found.get(group, frozenset()) - _ANY_ONE.get(group, set()) for group in GROUPS}
    if "start_up" in codes["programme"]:
        codes["programme"] -= {"subsidy"}  # a start-up subsidy is a class of its own
    return codes


def _stems(clause: str) -> frozenset[str]:
    found = find_stems(clause, stem_table("claims"))
    return found | {"negation:not"} if _short_negation().search(fold(clause)) else found


@cache
def _short_negation() -> re.Pattern[str]:
    words = "|".join(map(re.escape, lexicon("claims")["negation"]["short"]))
    return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_'’])|(?<![^\W_])n['’](?=\w)")


def _direction(stems: frozenset[str]) -> int | None:
    if "direction:none" in stems:
        return NONE
    up, down = "direction:up" in stems, "direction:down" in stems
    if up == down:
        return None
    if "negation:not" in stems or "significance:no" in stems:
        return NONE
    return UP if up else DOWN


def _significance(stems: frozenset[str]) -> bool | None:
    if "significance:no" in stems:
        return False
    if "significance:yes" in stems:
        return "negation:not" not in stems and "direction:none" not in stems
    return None


def _tests(finding: Finding, level: float) -> frozenset[bool]:
    """Whether a finding may be called significant, insignificant, or both; empty where no test is printed."""
    p, t = finding.p, finding.t
    if t is None and finding.se:
        t = (finding.estimate - level) / finding.se
    said = set()
    if p is not None:
        said |= {True} if p <= _P_SIGNIFICANT else set()
        said |= {False} if p > _P_INSIGNIFICANT else set()
    elif finding.stars:
        said |= {True} | ({False} if finding.stars == "*" else set())
    elif t is not None:
        said |= {True} if abs(t) >= _T_SIGNIFICANT else set()
        said |= {False} if abs(t) < _T_INSIGNIFICANT else set()
    elif finding.ci_low is not None and finding.ci_high is not None:
        said.add(not finding.ci_low <= level <= finding.ci_high)
    return frozenset(said)

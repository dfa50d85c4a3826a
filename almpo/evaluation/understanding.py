"""How well questions are understood: `almpo eval understanding`.

The chips of a question are compared with those that it should have, in codes of the vocabularies. Concepts that no
code stands for, as "voucher" or "jobseekers", count neither way.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from almpo.evidence.record import Record
from almpo.evidence.scope import code_of
from almpo.evidence.vocabulary import OutcomeGroup, ProgrammeType, TargetGroup
from almpo.synthesis.question import Question

GROUPS = ("programme", "outcome", "target", "country", "horizon")
_VOCABULARIES = {"programme": ProgrammeType, "outcome": OutcomeGroup, "target": TargetGroup}


class Asked(Record):
    """A question with the chips it should have, as "programme:2", "country:AT", "horizon:24" (months)."""

    lang: str
    q: str
    chips: frozenset[str]
    may: frozenset[str] = frozenset()  # neither right nor wrong: to find work is to leave unemployment


class Share(NamedTuple):
    """Counts of chips: found and right, found and wrong, not found."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float | None:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        return self.right / (self.right + self.missed) if self.right + self.missed else None


class Understanding(Record):
    """`whole` is the share of questions all of whose chips are right, `language` of those whose language is."""

    questions: int
    groups: dict[str, Share]
    languages: dict[str, Share]
    all: Share
    whole: float
    language: float
    failures: tuple[str, ...]  # "fi: missing target:youth: Auttaako …"


def read_asked(file: Path) -> list[Asked]:
    """The questions of a file, one a line."""
    lines = file.read_text("utf-8").splitlines()
    return [Asked.model_validate(json.loads(line)) for line in lines if line.strip()]


def understood(question: Question) -> frozenset[str]:
    """What was understood of a question, in codes of the vocabularies."""
    found = {f"horizon:{months}" for months in question.horizons}
    found |= {f"country:{code}" for code in question.named("country")}
    for group, vocabulary in _VOCABULARIES.items():
        for concept in question.named(group):
            try:
                found.add(f"{group}:{code_of(vocabulary, concept)}")
            except ValueError:
                continue  # a concept that no code stands for
    return frozenset(found)


def score_understanding(asked: Iterable[Asked], understand: Callable[[str], Question]) -> Understanding:
    """`understand` reads a question whose language is not told."""
    groups: dict[str, Counter[str]] = {group: Counter() for group in GROUPS}
    languages: dict[str, Counter[str]] = {}
    failures: list[str] = []
    questions = whole = told = 0
    for one in asked:
        question = understand(one.q)
        found = understood(question) - (one.may - one.chips)
        questions, whole = questions + 1, whole + (found == one.chips)
        told += question.language == one.lang
        verdicts = {"right": found & one.chips, "wrong": found - one.chips, "missed": one.chips - found}
        for verdict, chips in verdicts.items():
            for chip in sorted(chips):
                groups[chip.partition(":")[0]][verdict] += 1
                languages.setdefault(one.lang, Counter())[verdict] += 1
                if verdict != "right":
                    failures.append(f"{one.lang}: {verdict} {chip}: {one.q}")
    return Understanding(
        questions=questions,
        groups={group: _share(counts) for group, counts in groups.items()},
        languages={language: _share(counts) for language, counts in sorted(languages.items())},
        all=_share(sum(groups.values(), Counter())),
        whole=whole / questions if questions else 0.0,
        language=told / questions if questions else 0.0,
        failures=tuple(failures),
    )


def _share(counts: Counter[str]) -> Share:
    return Share(counts["right"], counts["wrong"], counts["missed"])

"""The gate's evaluation set: true claims on synthetic findings, and the same claims with one thing made false.

Every claim is made from a hand-coded effect of the synthetic reports and cites where it stands. What is true of
it is known, so that a change of one thing (a digit, the sign, the unit, the horizon, the country …) makes it
false. Claims on half of the reports are held out: word lists and rules are not tuned on them.
"""

import random
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from babel import Locale

from almpo.evidence.answers import Citation
from almpo.evidence.findings import Finding
from almpo.evidence.record import Record
from almpo.evidence.vocabulary import Unit
from almpo.synthesis.sources import Source, subject, told_token

_DIRECTED = {"en", "de", "fr", "es", "it", "pl"}
_SHOWN_UNITS = (Unit.PERCENTAGE_POINTS, Unit.PROBABILITY, Unit.DAYS, Unit.MONTHS, Unit.CURRENCY, Unit.PERCENT)
_WRONG_UNIT = {
    "percentage_points": "percent",
    "percent": "percentage_points",
    "days": "weeks",
    "months": "days",
}


class GateSource(Record):
    """What a claim cites: a finding on a page, a sentence of it with what was read in it, or only a sentence."""

    id: str
    document: str
    language: str
    page_text: str
    title: str
    quote: str | None = None
    finding: Finding | None = None
    held_out: bool

    @property
    def citation(self) -> Citation:
        """Document names stand for document ids where there is no finding."""
        return Citation(
            document_id=self.finding.document_id if self.finding else self.document,
            document=self.document,
            page=self.finding.page if self.finding else 1,
            quote=self.quote,
            finding_id=self.finding.id if self.finding else None,
        )

    @property
    def resolved(self) -> Source:
        countries = [self.finding.country] if self.finding and self.finding.country else []
        return Source(self.page_text, self.language, self.finding, subject(self.title, countries))


class GateClaim(Record):
    """`changed` names what was made false; None in a true claim. `beside`: further sources that it cites."""

    source: str
    language: str
    text: str
    changed: str | None = None
    beside: tuple[str, ...] = ()


class Facts(NamedTuple):
    """What is true of an effect, in the codes of the vocabulary."""

    programme: str
    outcome: str
    group: str
    groups: tuple[str, ...]  # all that it is an effect on
    country: str
    value: str  # as printed, without sign
    unit: str
    up: bool
    months: float | None
    se: str | None
    n: str | None
    significant: bool | None


def read_phrases(path: Path) -> dict[str, dict[str, Any]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def facts_of(source: GateSource) -> Facts | None:
    """None for an effect that the phrases cannot put into words."""
    finding = source.finding
    if finding is None:
        return None
    unit = finding.unit
    if (
        unit not in _SHOWN_UNITS
        or finding.lmp is None
        or finding.outcome_group is None
        or not finding.country
    ):
        return None
    value = told_token(finding.readings["estimate"].raw)
    if value is None:
        return None
    tested = finding.p is not None or bool(finding.stars) or finding.se is not None
    t = abs(finding.estimate / finding.se) if finding.se else None
    certain = t is not None and (t > 2.6 or t < 1.5)
    return Facts(
        programme=finding.lmp.value,
        outcome=finding.outcome_group.value,
        group=finding.target_groups[0].value if finding.target_groups else "all_unemployed",
        groups=tuple(group.value for group in finding.target_groups),
        country=finding.country,
        value=value.lstrip("-"),
        unit=finding.currency or "" if unit is Unit.CURRENCY else unit.value,
        up=finding.estimate > 0,
        months=finding.horizon_months,
        se=_token(finding, "se"),
        n=_token(finding, "n"),
        significant=(t > 2.6) if tested and certain and t is not None else None,
    )


def _token(finding: Finding, field: str) -> str | None:
    reading = finding.readings.get(field)
    return told_token(reading.raw) if reading and field not in finding.derived else None


def put(
    facts: Facts, phrases: Mapping[str, Any], language: str, units: Mapping[str, str], form: int
) -> str | None:
    """The facts in words; None where a word is wanting."""
    try:
        words = {kind: phrases[kind][getattr(facts, kind)] for kind in ("programme", "outcome", "group")}
    except KeyError:
        return None
    value = facts.value
    unit = "" if facts.unit == "probability" else units.get(facts.unit, facts.unit)
    after = phrases["after"].format(m=f"{facts.months:g}") if facts.months else ""
    template = phrases["up" if facts.up else "down"][form]
    text = template.format(
        p=words["programme"],
        o=words["outcome"],
        g=words["group"],
        c=Locale(language).territories[facts.country],
        v=f"{value} {unit}".strip(),
        h=after,
        se=phrases["se"].format(x=facts.se) if facts.se else "",
        n=phrases["n"].format(x=facts.n) if facts.n else "",
    )
    return text[0].upper() + text[1:]


Change = Callable[[Facts, random.Random], Facts | None]


def _digit(facts: Facts, chance: random.Random) -> Facts | None:
    places = [i for i, c in enumerate(facts.value) if c.isdigit()]
    place = chance.choice(places)
    digit = chance.choice([d for d in "123456789" if d != facts.value[place]])
    return facts._replace(value=facts.value[:place] + digit + facts.value[place + 1 :])


def _swapped_digits(facts: Facts, chance: random.Random) -> Facts | None:
    digits = [c for c in facts.value if c.isdigit()]
    if len(set(digits)) < 2 or len(digits) != 2:
        return None
    turned = iter(reversed(digits))
    return facts._replace(value="".join(next(turned) if c.isdigit() else c for c in facts.value))


def _sign(facts: Facts, chance: random.Random) -> Facts | None:
    return facts._replace(up=not facts.up)


def _unit(facts: Facts, chance: random.Random) -> Facts | None:
    wrong = "percentage_points" if facts.unit == "probability" else _WRONG_UNIT.get(facts.unit)
    return facts._replace(unit=wrong) if wrong else None


def _horizon(facts: Facts, chance: random.Random) -> Facts | None:
    others = [m for m in (3, 9, 15, 18, 30, 48) if m != facts.months]
    return facts._replace(months=float(chance.choice(others))) if facts.months else None


def _country(facts: Facts, chance: random.Random) -> Facts | None:
    return facts._replace(country=chance.choice([c for c in ("NL", "DK", "PT", "HU") if c != facts.country]))


def _programme(facts: Facts, chance: random.Random) -> Facts | None:
    return facts._replace(
        programme=chance.choice([p for p in ("1", "2", "4", "6", "7", "M") if p != facts.programme])
    )


def _group(facts: Facts, chance: random.Random) -> Facts | None:
    groups = ("youth", "women", "men", "migrants_refugees", "disabled", "older")
    return facts._replace(group=chance.choice([g for g in groups if g not in facts.groups]))


def _outcome(facts: Facts, chance: random.Random) -> Facts | None:
    others = {"employment": "wage", "earnings": "hours", "wage": "hours", "benefit_receipt": "hours"}
    other = others.get(facts.outcome)
    return facts._replace(outcome=other) if other else None


def _n(facts: Facts, chance: random.Random) -> Facts | None:
    if facts.n is None:
        return None
    digits = [i for i, c in enumerate(facts.n) if c.isdigit()]
    at = chance.choice(digits)
    return facts._replace(n=facts.n[:at] + str((int(facts.n[at]) + 4) % 9 + 1) + facts.n[at + 1 :])


def _role(facts: Facts, chance: random.Random) -> Facts | None:
    return facts._replace(value=facts.se, se=facts.value) if facts.se and facts.se != facts.value else None


CHANGES: dict[str, Change] = {
    "digit": _digit,
    "digits swapped": _swapped_digits,
    "sign": _sign,
    "unit": _unit,
    "horizon": _horizon,
    "country": _country,
    "programme": _programme,
    "target group": _group,
    "outcome": _outcome,
    "sample size": _n,
    "role": _role,
}


def claims_on(
    source: GateSource,
    others: Sequence[GateSource],
    phrases: Mapping[str, Mapping[str, Any]],
    units: Callable[[str], Mapping[str, str]],
    chance: random.Random,
) -> Iterator[GateClaim]:
    """A true claim in each of two languages, and false ones: one change each, and one on another study."""
    facts = facts_of(source)
    if facts is None:
        return
    for language in chance.sample(sorted(_DIRECTED), 2):
        words, form = phrases[language], chance.randrange(2)

        def say(
            what: Facts, language: str = language, words: Mapping[str, Any] = words, form: int = form
        ) -> str | None:
            return put(what, words, language, units(language), form)

        true = say(facts)
        if true is None:
            continue
        yield GateClaim(source=source.id, language=language, text=true)
        if facts.significant is not None:
            tail = words["sure" if facts.significant else "unsure"]
            yield GateClaim(source=source.id, language=language, text=true + tail)
            wrong = words["unsure" if facts.significant else "sure"]
            yield GateClaim(source=source.id, language=language, text=true + wrong, changed="significance")
        for name in chance.sample(sorted(CHANGES), 4):
            changed = CHANGES[name](facts, chance)
            false = say(changed) if changed else None
            if false and false != true:
                yield GateClaim(source=source.id, language=language, text=false, changed=name)
        if facts.significant and facts.up:
            yield GateClaim(
                source=source.id, language=language, text=_denied(facts, words, language), changed="negation"
            )
        other = facts_of(chance.choice(others))
        false = say(other) if other and other.value != facts.value else None
        if false:
            yield GateClaim(source=source.id, language=language, text=false, changed="study")


def _denied(facts: Facts, words: Mapping[str, Any], language: str) -> str:
    return str(words["not"]).format(
        p=words["programme"][facts.programme],
        o=words["outcome"][facts.outcome],
        g=words["group"][facts.group],
        c=Locale(language).territories[facts.country],
        h=words["after"].format(m=f"{facts.months:g}") if facts.months else "",
    )

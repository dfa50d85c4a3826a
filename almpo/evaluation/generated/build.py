"""Reports made from pieces, with the truth of every estimate: the same for a seed in every run.

A report has a title, an abstract with design, country and group, and one table in one of three layouts: outcomes in
columns, outcomes in rows, or one panel an outcome. Numbers fit the outcome's unit.
"""

import random
import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Any, NamedTuple

from almpo.evaluation.extraction import GoldDocument
from almpo.evidence.documents import Cell, Page, ParsedDocument, Table
from almpo.evidence.vocabulary import PageStatus

LAYOUTS = ("columns", "rows", "panels")
# By unit: the scale of an estimate, and its decimals.
_SIZES = {
    "probability": (0.1, 3),
    "percentage_points": (8.0, 1),
    "log_points": (0.08, 3),
    "currency": (180.0, 0),
    "days": (25.0, 1),
    "other": (2.0, 1),
}
_OUTCOMES = 3  # a table


class Generated(NamedTuple):
    """A report as parsed, its truth, its language and its layout."""

    parsed: ParsedDocument
    gold: GoldDocument
    language: str
    layout: str


class _Estimate(NamedTuple):
    label: str
    group: str
    unit: str
    value: float
    se: float
    decimals: int


def languages() -> dict[str, Any]:
    """The pieces by language."""
    text = resources.files(__package__).joinpath("languages.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def reports(number: int, seed: int) -> Iterator[Generated]:
    """So many reports in each language."""
    for language, pieces in languages().items():
        dice = random.Random(f"{seed} {language}")
        for index in range(number):
            yield _report(f"{language}-{index}", language, pieces, LAYOUTS[index % len(LAYOUTS)], dice)


def _report(name: str, language: str, pieces: dict[str, Any], layout: str, dice: random.Random) -> Generated:
    drawn = {
        key: dice.choice(pieces[key])
        for key in ("horizon", "counted", "group", "programme", "design", "country")
    }
    if drawn["design"][0] != "RCT":  # only where lots are drawn is time counted from the draw
        drawn["counted"] = dice.choice([one for one in pieces["counted"] if one[0] != "assignment"])
    words = {key: choice[-1] for key, choice in drawn.items()}
    estimates = [_estimate(outcome, dice) for outcome in dice.sample(pieces["outcome"], _OUTCOMES)]
    units = " ".join(told for unit, told in pieces["units"].items() if any(e.unit == unit for e in estimates))
    caption = pieces["caption"].format(n=1, **words)
    table = _table(
        name, layout, caption, pieces["note"].format(units=units), pieces["treated"], estimates, language
    )
    title = pieces["title"].format(**words)
    text = "\n\n".join([title, pieces["abstract"].format(**words), caption, table.note])
    parsed = ParsedDocument(
        document_id=name,
        title=title,
        language=language,
        synthetic=True,
        pages=(Page(number=1, status=PageStatus.PARSED, width=595, height=842, text=text),),
        tables=(table,),
        parser="generated",
    )
    truth = {
        "horizon_months": drawn["horizon"][0],
        "horizon_anchor": drawn["counted"][0],
        "target_groups": drawn["group"][0],
        "lmp": drawn["programme"][0],
        "design": drawn["design"][0],
        "estimand": drawn["design"][1],
        "country": drawn["country"][0],
    }
    rows = [_truth(name, estimate, truth) for estimate in estimates]
    return Generated(parsed, GoldDocument(name, rows, frozenset({1}), {}), language, layout)


def _estimate(outcome: list[str], dice: random.Random) -> _Estimate:
    group, unit, label = outcome
    scale, decimals = _SIZES[unit]
    step = 10.0**-decimals
    value = round(dice.choice((-1, 1)) * dice.uniform(0.4, 1.0) * scale, decimals)
    return _Estimate(
        label, group, unit, value, max(round(abs(value) / dice.uniform(1, 4), decimals), step), decimals
    )


def _truth(name: str, estimate: _Estimate, truth: dict[str, Any]) -> dict[str, Any]:
    return {
        "doc": name,
        "source": "table",
        "page": 1,
        "table": "1",
        "estimate": estimate.value,
        "se": estimate.se,
        "stars": "",
        "treatment_effect": True,
        "outcome_group": estimate.group,
        "unit": estimate.unit,
    } | truth


def _table(
    name: str, layout: str, caption: str, note: str, treated: str, estimates: list[_Estimate], language: str
) -> Table:
    lines = _LAYOUT[layout](treated, [(e.label, *_printed(e, language)) for e in estimates])
    cells = tuple(
        Cell(row=row, column=column, text=text, page=1)
        for row, line in enumerate(lines)
        for column, text in enumerate(line)
        if text
    )
    return Table(
        id=f"{name}-1",
        document_id=name,
        ordinal=0,
        page=1,
        label=caption.split(":")[0].split(".")[0].strip(),
        caption=caption,
        note=note,
        header_rows=1,
        n_rows=len(lines),
        n_columns=max(map(len, lines)),
        cells=cells,
    )


def _printed(estimate: _Estimate, language: str) -> tuple[str, str]:
    """Estimate and standard error as the language prints them."""
    printed = (f"{estimate.value:.{estimate.decimals}f}", f"({estimate.se:.{estimate.decimals}f})")
    comma = language != "en"
    return tuple(text.replace(".", ",") if comma else text for text in printed)  # type: ignore[return-value]


_Told = list[tuple[str, str, str]]


def _columns(treated: str, told: _Told) -> list[list[str]]:
    heads, values, errors = zip(*told, strict=True)
    return [["", *heads], [treated, *values], ["", *errors]]


def _rows(treated: str, told: _Told) -> list[list[str]]:
    lines = [["", treated]]
    for label, value, error in told:
        lines += [[label, value], ["", error]]
    return lines


def _panels(treated: str, told: _Told) -> list[list[str]]:
    lines = [["", "(1)"]]
    for letter, (label, value, error) in zip("ABCDEFG", told, strict=False):
        lines += [[f"{letter}. {label}"], [treated, value], ["", error]]
    return lines


_LAYOUT = {"columns": _columns, "rows": _rows, "panels": _panels}

"""The text of a report: Jinja over Markdown, with every number taken from the tables.

In the text, `{{ num("effects.offer.m12") }}` prints the cell of that table, row and column, `pp(...)` prints
it times 100, `{{ table("effects") }}` sets the table, and

    {% call(n) say("effects.offer.m12", "pp", headline=true) %}Employment rose by {{ n }} points.{% endcall %}

prints a sentence and notes it as a finding stated in text.
"""

import math
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

import jinja2
from markdown_it import MarkdownIt
from markdown_it.token import Token

from almpo.evaluation.samples.estimates import Estimate, estimates
from almpo.evaluation.samples.manuscript import Block, Run
from almpo.evaluation.samples.numbers import printed
from almpo.evaluation.samples.schema import Report
from almpo.evaluation.samples.tables import print_table
from almpo.evaluation.samples.words import WORDS

HUNDRED = Decimal(100)


class Statement(NamedTuple):
    """A finding that a sentence of the text states."""

    quote: str
    estimate: Estimate
    value: Decimal  # as stated, see `in_form`
    form: str  # "raw" | "pp" | "hazard"
    headline: bool
    prints: str  # what the sentence gives beside the estimate: "" | "se" | "ci"


class Figures:
    """The numbers of a report by reference `table.row.column`, and how its text prints them."""

    def __init__(self, report: Report) -> None:
        self._locale = report.locale
        self.estimates = {e.reference: e for table in report.tables for e in estimates(report, table)}
        self._numbers = {reference: e.value for reference, e in self.estimates.items()}
        for table in report.tables:
            for row in table.rows:
                for column, value in zip(table.columns, row.values, strict=False):
                    if row.key:
                        self._numbers[f"{table.key}.{row.key}.{column.key}"] = Decimal(value)
                for role, number in row.given.items():
                    self._numbers[f"{table.key}.{row.key}.{role}"] = number

    def value(self, reference: str) -> Decimal:
        """Raises KeyError where no table has such a cell."""
        return self._numbers[reference]

    def num(self, reference: str) -> str:
        """As the table prints it."""
        return printed(self.value(reference), self._locale)

    def size(self, reference: str) -> str:
        """As the table prints it, without its sign."""
        return self.amount(self.value(reference), "raw")

    def pp(self, reference: str) -> str:
        """Times 100, without its sign: a probability in percentage points."""
        return self.amount(self.value(reference), "pp")

    def amount(self, value: Decimal, form: str) -> str:
        """Without its sign, which prose puts into words."""
        return printed(abs(in_form(value, form)), self._locale.model_copy(update={"leading_zero": True}))


def in_form(value: Decimal, form: str) -> Decimal:
    """The value as a sentence gives it.

    "raw" is as in the table, "pp" times 100; "hazard" turns a coefficient on the log of a hazard into the
    change of the hazard in per cent.
    """
    if form == "raw":
        return value
    if form == "hazard":
        return Decimal(round(100 * (math.exp(value) - 1)))
    decimals = max(0, -int(value.as_tuple().exponent) - 2)
    return (value * HUNDRED).quantize(Decimal(1).scaleb(-decimals))


class Text(NamedTuple):
    blocks: tuple[Block, ...]
    statements: tuple[Statement, ...]


def read_text(report: Report) -> Text:
    """Fill in the numbers and split into blocks. Raises KeyError for a reference that no table answers."""
    figures = Figures(report)
    statements: list[Statement] = []

    def say(
        references: str,
        form: str = "raw",
        headline: bool = False,
        prints: str = "",
        *,
        caller: Callable[..., str],
    ) -> str:
        found = [figures.estimates[reference] for reference in references.split()]
        words = [figures.amount(e.value, form) for e in found]
        for estimate in found if prints else []:
            shown = estimate.uncertainty()
            keys = ("ci_low", "ci_high") if prints == "ci" else (prints,)
            words += [printed(in_form(shown[key], form), report.locale) for key in keys]
        quote = re.sub("[ \n]+", " ", caller(*words)).strip()
        statements.extend(Statement(quote, e, in_form(e.value, form), form, headline, prints) for e in found)
        return quote

    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False)
    source = environment.from_string(report.text).render(
        num=figures.num,
        size=figures.size,
        pp=figures.pp,
        say=say,
        table=lambda key: f"```table\n{key}\n```",
        chart=lambda key: f"```chart\n{key}\n```",
        report=report,
    )
    return Text(tuple(_blocks(report, source)), tuple(statements))


def _blocks(report: Report, source: str) -> list[Block]:
    tokens = MarkdownIt("commonmark").parse(source)
    blocks: list[Block] = []
    items: list[tuple[Run, ...]] | None = None
    for i, token in enumerate(tokens):
        if token.type == "bullet_list_open":
            items = []
        elif token.type == "bullet_list_close":
            blocks.append(Block(kind="list", items=tuple(items or ())))
            items = None
        elif token.type == "fence":
            blocks.append(_fence(report, token.info, token.content.strip()))
        elif token.type == "inline" and items is not None:
            items.append(_runs(token))
        elif token.type == "inline" and tokens[i - 1].type == "heading_open":
            blocks.append(Block(kind="heading", level=int(tokens[i - 1].tag[1:]) - 1, runs=_runs(token)))
        elif token.type == "inline":
            blocks.append(Block(kind="paragraph", runs=_runs(token)))
    return blocks


def _fence(report: Report, kind: str, content: str) -> Block:
    if kind == "math":
        return Block(kind="math", source=content)
    if kind == "chart":
        number, chart = next((n, c) for n, c in enumerate(report.charts, 1) if c.key == content)
        return Block(kind="chart", chart=chart, chart_label=f"{WORDS[report.language].figure} {number}")
    table = next(t for t in report.tables if t.key == content)
    return Block(kind="table", table=print_table(report, table))


def _runs(token: Token) -> tuple[Run, ...]:
    runs: list[Run] = []
    style: Any = ""
    for child in token.children or []:
        if child.type in ("em_open", "strong_open"):
            style = "emphasis" if child.type == "em_open" else "strong"
        elif child.type in ("em_close", "strong_close"):
            style = ""
        elif child.type == "softbreak":
            runs.append(Run(text=" ", style=style))
        elif child.content:
            runs.append(Run(text=child.content, style=style))
    return tuple(runs)

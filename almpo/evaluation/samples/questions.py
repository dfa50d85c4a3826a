"""The policy questions of a report, with the numbers an answer must contain and where they stand."""

from typing import Any

import jinja2

from almpo.evaluation.samples.load import load_report
from almpo.evaluation.samples.numbers import printed
from almpo.evaluation.samples.pages import Pages
from almpo.evaluation.samples.schema import Locale, Question, Report
from almpo.evaluation.samples.text import Figures, read_text

# How answers print numbers, by the language of the question.
LOCALES = {
    "en": Locale(),
    "fr": Locale(decimal=",", thousands="\u202f"),
    "pl": Locale(decimal=",", thousands="\u00a0", group_from=5),
} | dict.fromkeys(("de", "es", "it"), Locale(decimal=",", thousands="."))


def questions(report: Report, pages: Pages) -> list[dict[str, Any]]:
    """The questions in the keys of the gold annotations."""
    return [_question(report, question, pages) for question in report.questions]


def _question(report: Report, question: Question, pages: Pages) -> dict[str, Any]:
    asked = {"q": question.q, "lang": question.lang}
    if question.unanswerable:
        return {**asked, "unanswerable": True, "reason": question.reason, "answer": None, "must_numbers": []}
    wanted = [_wanted(report, must) for must in question.must]
    own = [must.partition("|")[0] for must in question.must if ":" not in must]
    return {
        **asked,
        "answer": _answer(report, question),
        "pages": sorted({page for reference in own for page in _pages(report, reference, pages)}),
        "must_numbers": [number for number, _ in wanted],
        "number_variants": {number: variants for number, variants in wanted if variants},
    }


def _answer(report: Report, question: Question) -> str:
    figures = Figures(report.model_copy(update={"locale": LOCALES[question.lang]}))
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False)
    return environment.from_string(question.answer).render(num=figures.size, pp=figures.pp)


def _wanted(report: Report, must: str) -> tuple[str, list[str]]:
    """A number as an answer is likely to print it, and its other forms in the report."""
    document, _, cell = must.rpartition(":")
    source = load_report(document) if document else report
    reference, _, form = cell.partition("|")
    figures = Figures(source)
    number = figures.amount(figures.value(reference), form or "raw")
    stated = [s.value for s in read_text(source).statements if s.estimate.reference == reference]
    forms = [figures.num(reference), *(printed(abs(value), source.locale) for value in stated)]
    return number, sorted(set(forms) - {number})


def _pages(report: Report, reference: str, pages: Pages) -> set[int]:
    """Where a number is printed in its table and stated in the text."""
    key, row_key, _ = reference.split(".")
    table = next(table for table in report.tables if table.key == key)
    row = next(row for row in table.rows if row.key == row_key)
    statements = [s for s in read_text(report).statements if s.estimate.reference == reference]
    return {pages.of_row(table, row), *(pages.of_quote(s.quote)[0] for s in statements)}

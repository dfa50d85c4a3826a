from collections import Counter

import pydantic
import pytest

from almpo.evaluation.samples.load import load_report
from almpo.evaluation.samples.schema import Report, Row
from almpo.evaluation.samples.text import Figures, read_text


def test_the_set_covers_languages_programmes_and_formats(samples) -> None:
    reports = samples.all()
    first_versions = [r for r in reports if r.revision_of is None]
    languages = Counter(r.language for r in first_versions)
    assert languages == {"en": 4, "de": 3, "fr": 2, "es": 2, "pl": 2, "it": 1}
    assert {r.format for r in reports} == {"pdf", "docx", "html", "md"}
    assert {r.meaning.lmp for r in reports} >= {"1", "2", "4", "5", "6", "7", "M"}
    assert {kind for r in reports for t in r.tables for kind in [t.below]} == {"se", "t", "p", "ci", "none"}
    assert any(r.style.scanned for r in reports)
    assert any(r.style.columns == 2 for r in reports)
    assert {t.layout for r in reports for t in r.tables} == {"inline", "wide", "long", "turned"}


def test_a_revision_differs_in_its_corrected_cell_only(samples) -> None:
    final = samples.report("en_training_rct_ireland_final")
    first = samples.report(final.revision_of)
    old, new = ({e.reference: (e.value, e.se) for e in Figures(r).estimates.values()} for r in (first, final))
    assert [reference for reference in old if old[reference] != new[reference]] == ["effects.offer_x.m24"]


def test_two_reports_contradict_each_other(samples) -> None:
    austria = samples.report("de_beschaeftigungsgarantie_steiermark")
    france = samples.report(austria.contradicts[0])
    up = Figures(austria).estimates["effects.all.e24"]
    down = Figures(france).estimates["effects.contract.c1"]
    assert up.value > 0 > down.value
    assert up.stars
    assert down.stars
    for key in ("lmp", "outcome_group", "horizon_months", "target_groups"):
        assert getattr(up.meaning, key) == getattr(down.meaning, key)


def test_an_estimate_without_standard_error_is_refused() -> None:
    with pytest.raises(pydantic.ValidationError, match="pair up"):
        Row(label="x", est=("1.0", "2.0"), se=("0.1", ""))


def test_a_reference_to_nowhere_is_an_error(samples) -> None:
    report = samples.report("it_inserimento_disabili_emilia")
    broken = report.model_copy(update={"text": "{{ num('effects.job.m99') }}\n\n## Fine\n"})
    with pytest.raises(KeyError, match="m99"):
        read_text(broken)


def test_sentences_take_their_numbers_from_the_tables(report_id: str) -> None:
    report: Report = load_report(report_id)
    statements = read_text(report).statements
    assert any(s.headline for s in statements)
    for statement in statements:
        assert Figures(report).amount(statement.estimate.value, statement.form) in statement.quote

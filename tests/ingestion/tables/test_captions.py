"""Captions and notes in several languages."""

import pytest

from almpo.ingestion.tables.captions import (
    caption_label,
    has_leaders,
    is_continuation_mark,
    is_continued,
    is_figure_caption,
    is_note_start,
)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Table 3: Effects", "Table 3"),
        ("Table B.14: Robustness", "Table B.14"),
        ("TABLE 5-EARNINGS COMPARISONS", "Table 5"),
        ("TABLE5-EARNINGS", "Table 5"),
        ("Tabelle A.1 Übersicht", "Tabelle A.1"),
        ("Tableau 2 - Effet du contrat", "Tableau 2"),
        ("Cuadro 1. Efecto", "Cuadro 1"),
        ("Tabela 4. Wpływ dotacji", "Tabela 4"),
        ("Table A1. Continued", "Table A1"),
        ("Table IV", "Table IV"),
        ("Appendix Table A-2: Balance", "Appendix Table A-2"),
        ("Übersicht 4: Arbeitsmarktpolitik in Österreich", "Übersicht 4"),
        ("Tabela nr 3. Wyniki", "Tabela 3"),
        ("Tableau n° 5 : Effets", "Tableau 5"),
        ("Tavola 2 - Effetti", "Tavola 2"),
    ],
)
def test_labels(text: str, label: str) -> None:
    assert caption_label(text) == label


@pytest.mark.parametrize(
    "text",
    [
        "Table 3 shows that",
        "Table of contents",
        "Tables 3 and 4",
        "The table",
        "Tabelle 3 zeigt",
        "Table 3, column 1",
    ],
)
def test_prose_is_no_caption(text: str) -> None:
    assert caption_label(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Notes: Standard errors in parentheses.", "Anmerkung: SF in Klammern", "Lecture : erreurs types",
        "Nota: regresión", "Uwaga: błędy standardowe", "* p < 0.10, ** p < 0.05", "Standard errors in parentheses",
        "Source: own computation",
    ],
)  # fmt: skip
def test_notes(text: str) -> None:
    assert is_note_start(text)


def test_other_marks() -> None:
    assert is_figure_caption("Abbildung 3: Verlauf")
    assert not is_figure_caption("Figures are rounded")
    assert is_continued("Table 2 (continued)")
    assert is_continuation_mark("(Fortsetzung)")
    assert not is_continuation_mark("Continued employment after two years")
    assert has_leaders("Introduction . . . . . . . . 3")
    assert not has_leaders("and so on ... 3")

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almpo.ingestion.parsers.encoding import decode

GERMAN = "Die Maßnahme wirkt: größere Löhne für Ältere, auch später und in größeren Städten."
FRENCH = "Le modèle estimé à 24 mois montre que l’effet sur l'emploi des bénéficiaires âgés est élevé."
SPANISH = "El efecto estimado sobre el empleo de los jóvenes españoles es de 3 puntos más."
POLISH = "Zatrudnienie wzrosło o 3 punkty procentowe, płaca też. Źródło: obliczenia własne, okres śledzenia."
CZECH = "Účastníci programu měli vyšší šanci na zaměstnání než nezaměstnaní, kteří se ho neúčastnili."
HUNGARIAN = "A foglalkoztatás növekedett a képzésben résztvevők körében, főként a nők között."
LITHUANIAN = "Programos dalyvių užimtumas padidėjo 3 procentiniais punktais, o darbo užmokestis išaugo."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "cp1252"),
        (FRENCH, "cp1252"),
        (SPANISH, "cp1252"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859-2"),
        (CZECH, "cp1250"),
        (HUNGARIAN, "cp1250"),
        (LITHUANIAN, "cp1257"),
    ],
)
def test_old_encodings_are_told_by_how_they_read(text: str, encoding: str) -> None:
    decoded = decode((text + "\n").encode(encoding))
    assert decoded.text == text + "\n"
    assert decoded.fault is not None


@pytest.mark.parametrize(
    "declaration",
    ['<meta charset="iso-8859-2">', "<meta http-equiv=x content='text/html; charset=iso-8859-2'>"],
)
def test_declared_encodings(declaration: str) -> None:
    page = declaration + POLISH
    assert decode(page.encode("iso8859-2")) == (page, None)


def test_latin_1_is_read_as_browsers_do() -> None:
    page = '<?xml version="1.0" encoding="ISO-8859-1"?>€'
    assert decode(page.encode("cp1252")) == (page, None)


@pytest.mark.parametrize("declaration", ["<meta charset=utf-8>", "<meta charset=klingon>"])
def test_wrong_declarations(declaration: str) -> None:
    assert decode((declaration + GERMAN).encode("cp1252")).text == declaration + GERMAN


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_byte_order_marks(mark: bytes, encoding: str) -> None:
    assert decode(mark + GERMAN.encode(encoding)) == (GERMAN, None)


def test_a_few_wrong_bytes_stay_visible() -> None:
    decoded = decode(GERMAN.encode() + b" \xff " + GERMAN.encode())
    assert decoded.text == f"{GERMAN} \ufffd {GERMAN}"
    assert decoded.fault == "1 bytes are not valid utf-8"


@given(st.binary(max_size=300))
def test_any_bytes_have_a_text(data: bytes) -> None:
    assert isinstance(decode(data).text, str)


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_utf8_is_itself(text: str) -> None:
    if not text.startswith("\ufeff"):
        assert decode(text.encode()).text == text

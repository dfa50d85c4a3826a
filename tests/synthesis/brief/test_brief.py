"""Briefs: one page, every sentence with its sources, marked where the reports are made up."""

import io
import json
import unicodedata
from collections.abc import Callable

import docx
import pymupdf
import pytest

from almpo.evidence.errors import NotFoundError
from almpo.evidence.store import Store
from almpo.synthesis.ask import Answerer
from almpo.synthesis.brief.content import Brief
from almpo.synthesis.brief.forms import FORMS
from almpo.synthesis.brief.load import load_brief

QUESTIONS = {
    "en": "What is the effect of training vouchers on the employment of women?",
    "de": "Wie wirken Bildungsgutscheine auf die Beschäftigung von Frauen?",
    "pl": "Jaki jest wpływ bonu szkoleniowego na zatrudnienie kobiet?",
}
PERMALINK = "https://example.org/answers/x"


@pytest.fixture
def make_brief(make_answerer: Callable[..., Answerer], store: Store) -> Callable[..., Brief]:
    def make(question: str = QUESTIONS["en"], **options: str) -> Brief:
        answer = make_answerer().ask(question)
        with store.read() as unit:
            return load_brief(unit, answer, permalink=PERMALINK, **options)

    return make


def text_of(form: str, content: bytes) -> str:
    if form == "pdf":
        with pymupdf.open("pdf", content) as pages:
            assert len(pages) == 1
            return " ".join(unicodedata.normalize("NFKC", pages[0].get_text()).split())  # without ligatures
    if form == "docx":
        return " ".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)
    return content.decode().replace("\\", "")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", QUESTIONS)
def test_every_form_holds_sentences_sources_and_marks(
    make_brief: Callable[..., Brief], form: str, language: str
) -> None:
    brief = make_brief(QUESTIONS[language])
    text = text_of(form, FORMS[form].render(brief))
    assert QUESTIONS[language] in text
    assert "4.2 percentage points" in text
    assert "vouchers.pdf" in text
    assert PERMALINK in text
    if form != "json":
        assert brief.words.synthetic in text
        assert brief.words.sources in text
    else:
        assert json.loads(text)["synthetic"] is True


def test_sources_are_numbered_in_order_of_use(make_brief: Callable[..., Brief]) -> None:
    brief = make_brief()
    used = [number for line in brief.lines for number in line.sources]
    assert list(dict.fromkeys(used)) == [source.number for source in brief.sources]
    assert all(source.synthetic for source in brief.sources)


def test_a_refusal_is_told_with_what_came_nearest(make_brief: Callable[..., Brief]) -> None:
    brief = make_brief("What did training vouchers do in Portugal?")
    assert brief.refusal
    assert brief.lines == ()
    assert brief.words.nearest in text_of("pdf", FORMS["pdf"].render(brief))


def test_any_csl_style_can_be_named(make_brief: Callable[..., Brief]) -> None:
    harvard = make_brief(style="harvard-cite-them-right")
    assert "no date" in harvard.sources[0].text
    with pytest.raises(NotFoundError, match="citation style"):
        make_brief(style="no-such-style")


def test_a_long_answer_still_fits_on_a_page(make_brief: Callable[..., Brief]) -> None:
    brief = make_brief()
    long = brief.model_copy(update={"lines": brief.lines * 5})
    assert long.lines[0].text in text_of("pdf", FORMS["pdf"].render(long))


def test_what_documents_say_is_no_markup(make_brief: Callable[..., Brief]) -> None:
    brief = make_brief()
    line = brief.lines[0].model_copy(update={"text": "<b>5 & 6</b> **bold** <img src=x>"})
    brief = brief.model_copy(update={"lines": (line,)})
    assert "<b>5 & 6</b>" in text_of("pdf", FORMS["pdf"].render(brief))
    assert "\\*\\*bold\\*\\* \\<img" in FORMS["md"].render(brief).decode()

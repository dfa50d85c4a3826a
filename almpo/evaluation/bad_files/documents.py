"""Word documents, web pages and Markdown that are broken or ask for too much."""

import io
import zipfile
from random import Random

import docx

from almpo.evaluation.bad_files.case import BadFile, holding
from almpo.evaluation.bad_files.pdf_writer import SENTENCE, report

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MEGABYTE = 2**20


def _word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _sound() -> bytes:
    return _word(*[SENTENCE] * 20)


def _with(parts: dict[str, bytes | None]) -> bytes:
    """A sound document in which parts are replaced, added, or (None) left out."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_sound())) as sound,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed,
    ):
        for name in sound.namelist():
            if name not in parts:
                changed.writestr(name, sound.read(name))
        for name, content in parts.items():
            if content is not None:
                changed.writestr(name, content)
    return out.getvalue()


def _main_part(inside: bytes, before: bytes = b"") -> bytes:
    body = b'<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>' % (_W.encode(), inside)
    return _with({"word/document.xml": b'<?xml version="1.0"?>' + before + body})


def _zip_bomb() -> bytes:
    """A sound document to which a part of 600 MB is added."""
    out = io.BytesIO(_sound())
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/media/picture.bmp", "w") as part,
    ):
        for _ in range(600):
            part.write(bytes(_MEGABYTE))
    return out.getvalue()


def _entity_laughs() -> bytes:
    entities = b'<!ENTITY a0 "ha">' + b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)
    )
    return b"<!DOCTYPE lolz [" + entities + b"]>"


_PARAGRAPH = b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>"
_HUGE_SPAN = (
    b'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>%s</w:tc><w:tc>%s</w:tc></w:tr>'
    b"</w:tbl>" % (_PARAGRAPH % b"Employment", _PARAGRAPH % b"0.031")
)
_OUTSIDE_ENTITY = b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
_OLE_HEADER = bytes.fromhex("d0cf11e0a1b11ae1")


def _archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, SENTENCE)
    return out.getvalue()


def _bad_checksum() -> bytes:
    data = _sound()
    start = data.index(b"word/document.xml") + 60
    return data[:start] + bytes(20) + data[start + 20 :]


def _html(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def _binary_text(random: Random) -> bytes:
    return random.randbytes(20_000)


_YAML_LAUGHS = (
    b"---\na0: &a0 [ha]\n"
    + b"".join(b"a%d: &a%d [%s]\n" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 10)) for n in range(1, 12))
    + b"---\n\n"
)

WORD: tuple[BadFile, ...] = (
    holding("empty.docx", "empty", lambda _: b""),
    holding("without_text.docx", "no_text", lambda _: _word()),
    holding("truncated.docx", "damaged", lambda _: _sound()[:-3000]),
    holding("bad_checksum.docx", "damaged", lambda _: _bad_checksum()),
    holding("archive.docx", "unknown_format", lambda _: _archive("notes.txt")),
    holding(
        "spreadsheet.docx", "wrong_extension", lambda _: _archive("[Content_Types].xml", "xl/workbook.xml")
    ),
    holding("report_of_pdf.docx", "wrong_extension", lambda _: report()),
    holding("report_of_word.pdf", "wrong_extension", lambda _: _sound()),
    holding("old_word.docx", "wrong_extension", lambda _: _OLE_HEADER + bytes(4096)),
    holding(
        "password.docx",
        "needs_password",
        lambda _: _OLE_HEADER + bytes(4096) + "EncryptedPackage".encode("utf-16-le") + bytes(512),
    ),
    holding("without_document_part.docx", "damaged", lambda _: _with({"word/document.xml": None})),
    holding("without_relations.docx", "damaged", lambda _: _with({"_rels/.rels": None})),
    holding("broken_xml.docx", "damaged", lambda _: _main_part(b"<w:p><w:r>")),
    holding("deep_xml.docx", "damaged", lambda _: _main_part(b"<w:p>" * 100_000 + b"</w:p>" * 100_000)),
    holding("path_traversal.docx", "ready", lambda _: _with({"../../../tmp/almpo_was_here": b"out"})),
    holding("entity_laughs.docx", "bomb", lambda _: _main_part(_PARAGRAPH % b"&a11;", _entity_laughs())),
    holding("outside_entity.docx", "bomb", lambda _: _main_part(_PARAGRAPH % b"&e;", _OUTSIDE_ENTITY)),
    holding("zip_bomb.docx", "bomb", lambda _: _zip_bomb()),
    holding("huge_span.docx", "ready", lambda _: _main_part(_HUGE_SPAN)),
)

_DEEP = 200_000

WEB: tuple[BadFile, ...] = (
    holding("empty.html", "empty", lambda _: b""),
    holding("scripts_only.html", "no_text", lambda _: _html("<script>document.write('text')</script>")),
    holding("report_of_pdf.html", "wrong_extension", lambda _: report()),
    holding("deep.html", "bomb", lambda _: _html("<div>" * _DEEP + SENTENCE)),
    holding("deep_tables.html", "bomb", lambda _: _html("<table><tr><td>" * 20_000 + SENTENCE)),
    holding(
        "huge_spans.html",
        "ready",
        lambda _: _html(f"<table><tr><td colspan=1000000000 rowspan=1000000000>{SENTENCE}<td>0.031</table>"),
    ),
    holding("entity_laughs.html", "ready", lambda _: _entity_laughs() + _html(SENTENCE + "&a11;")),
    holding(
        "lying_encoding.html",
        "ready",
        lambda _: _html(SENTENCE, "<meta charset=utf-8>") + "é".encode("cp1252"),
    ),
    holding("zeros.html", "unknown_format", lambda _: _html(SENTENCE) + bytes(100)),
    holding("million_attributes.html", "ready", lambda _: _html(f"<p {'a=1 ' * 10**6}>{SENTENCE}</p>")),
)

MARKDOWN: tuple[BadFile, ...] = (
    holding("white_space.md", "no_text", lambda _: b" \n\t\n" * 1000),
    holding("code_only.rmd", "no_text", lambda _: b"---\ntitle: x\n---\n```{r}\n1 + 1\n```\n"),
    holding("binary.md", "unknown_format", _binary_text),
    holding("page_of_html.md", "wrong_extension", lambda _: _html(SENTENCE)),
    holding(
        "invalid_utf8.md", "ready", lambda _: SENTENCE.encode() * 20 + b"\xff\xfe\xc3 " + SENTENCE.encode()
    ),
    holding("utf16.md", "ready", lambda _: SENTENCE.encode("utf-16")),
    holding(
        "one_line_of_50_mb.md",
        "too_many_pages",
        lambda _: SENTENCE.encode() * (50 * _MEGABYTE // len(SENTENCE)),
    ),
    holding("one_word_of_50_mb.md", "ready too_large too_many_pages", lambda _: b"a" * 50 * _MEGABYTE),
    holding("deep_quotes.md", "ready no_text", lambda _: b"> " * 50_000 + SENTENCE.encode()),
    holding("deep_lists.md", "ready", lambda _: b"".join(b" " * 2 * n + b"- x\n" for n in range(2000))),
    holding("open_brackets.md", "ready", lambda _: b"[" * 100_000 + SENTENCE.encode()),
    holding("open_emphasis.md", "ready", lambda _: b"*a_ " * 50_000 + SENTENCE.encode()),
    holding("unclosed_code.md", "ready", lambda _: SENTENCE.encode() + b"\n\n```{r}\n" + b"x <- 1\n" * 1000),
    holding("yaml_laughs.qmd", "ready", lambda _: _YAML_LAUGHS + SENTENCE.encode()),
)

CASES = WORD + WEB + MARKDOWN

"""Sources in a citation style (CSL, https://citationstyles.org), set by citeproc-py."""

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from almpo.evidence.documents import Document
from almpo.evidence.errors import NotFoundError
from almpo.synthesis.canonical import displayed

OWN_STYLE = "report"

# Where a language has more than one locale, citeproc wants to know which.
_LOCALES = {
    "en": "en-GB",
    "el": "el-GR",
    "cs": "cs-CZ",
    "da": "da-DK",
    "et": "et-EE",
    "sl": "sl-SI",
    "sv": "sv-SE",
}


def references(documents: Sequence[Document], language: str, style: str) -> dict[str, str]:
    """The entry of each document in the reference list, as plain text by document id.

    Args:
        style: name of an installed CSL style, or the path of a CSL file.

    Raises:
        NotFoundError: there is no such style.
    """
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    unique = list({document.id: document for document in documents}.values())
    if not unique:
        return {}
    source = CiteProcJSON([csl_item(document) for document in unique])
    bibliography = CitationStylesBibliography(_style(style, language), source, formatter.plain)
    for document in unique:
        bibliography.register(Citation([CitationItem(document.id)]))
    entries = map(str, bibliography.bibliography())  # in the order in which they were registered
    return {document.id: entry.strip() for document, entry in zip(unique, entries, strict=True)}


def csl_item(document: Document) -> dict[str, Any]:
    """A document as CSL JSON: what is known of it."""
    title = displayed(document.title or "") or document.name
    item = {"id": document.id, "type": "report", "title": title}
    return item if title == document.name else {**item, "note": document.name}


def _style(style: str, language: str) -> Any:
    from citeproc import CitationStylesStyle

    locale = _LOCALES.get(language, f"{language}-{language.upper()}")
    named = str(files("almpo.synthesis.brief") / "report.csl") if style == OWN_STYLE else style
    for wanted in (locale, "en-GB"):
        try:
            return CitationStylesStyle(named, validate=False, locale=wanted)
        except (ValueError, OSError) as error:
            reason = error
    raise NotFoundError(f"no citation style {style!r}: name one, or a CSL file ({reason})") from reason

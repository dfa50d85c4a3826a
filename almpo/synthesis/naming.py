"""What documents are called in answers."""

from almpo.evidence.documents import Document
from almpo.synthesis.canonical import displayed

MAX_NAME = 90  # characters of a document's title
_MARKS = "∗*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰ "  # of footnotes, after a title


def document_name(document: Document) -> str:
    """Its title, or its file name where the title holds digits: these would pass for numbers of the answer."""
    title = displayed(document.title or "").rstrip(_MARKS)
    if not title or any(character.isdigit() for character in title):
        return document.name
    return title if len(title) <= MAX_NAME else title[:MAX_NAME].rsplit(" ", 1)[0] + " …"

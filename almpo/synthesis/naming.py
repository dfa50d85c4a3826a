"""What documents are called in answers."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeVar

from almpo.evidence.documents import Document
from almpo.evidence.syntheses import Inputs, LeftOut, PooledEffect
from almpo.synthesis.canonical import displayed
from almpo.synthesis.harmonise import lone_study
from almpo.synthesis.meaning import of_text

SHORT = 4  # words; a title of fewer may be one that an answer says of a report
MAX_NAME = 90  # characters of a document's title
_MARKS = "∗*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰ "  # of footnotes, after a title


def document_name(document: Document) -> str:
    """Its title, or its file name where the title would pass for words of the answer."""
    title = displayed(document.title or "").rstrip(_MARKS)
    if any(character.isdigit() for character in title) or _is_a_claim(title):
        return document.name
    return title if len(title) <= MAX_NAME else title[:MAX_NAME].rsplit(" ", 1)[0] + " …"


def _is_a_claim(title: str) -> bool:
    """Whether a title cannot be told from what is said of a report: "Training", "higher employment"."""
    words = len(title.split())
    return words < 2 or (words < SHORT and bool(of_text(title).directions))


def with_names(inputs: Inputs, documents: Iterable[Document]) -> Inputs:
    """Inputs in which a document that is a study by itself goes by its name; with part of its id if others do too."""
    known = list(documents)
    shared = Counter(document_name(document) for document in known)
    names = {}
    for document in known:
        name = document_name(document)
        names[lone_study(document.id)] = name if shared[name] == 1 else f"{name} #{document.id[:6]}"
    return inputs.model_copy(
        update={
            "effects": tuple(_renamed(one, names) for one in inputs.effects),
            "left_out": tuple(_renamed(one, names) for one in inputs.left_out),
        }
    )


T = TypeVar("T", PooledEffect, LeftOut)


def _renamed(one: T, names: Mapping[str, str]) -> T:
    return one.model_copy(update={"study": names[one.study]}) if one.study in names else one

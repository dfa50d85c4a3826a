"""Where the meaning of an estimate may be printed: labels, caption, note, text about the table, abstract."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import sentencex

from almpo.evidence.anchors import Anchor, Box
from almpo.evidence.documents import Page, Table
from almpo.evidence.findings import Finding, Reading
from almpo.evidence.vocabulary import Origin
from almpo.extraction.context import DocumentContext
from almpo.extraction.folding import fold

# How far a source may be trusted to speak of the estimate itself.
TRUST = {
    "column": 0.9,
    "row": 0.9,
    "panel": 0.85,
    "caption": 0.8,
    "note": 0.7,
    "mention": 0.6,
    "sentence": 0.85,
    "title": 0.6,
    "abstract": 0.55,
    "text": 0.4,
}
# Sources too long to be quoted whole: the anchor is that of the words themselves.
_LONG = ("title", "abstract", "text")
_STEM = 3  # letters of "Table" that do not change
_MENTIONS = 6  # sentences about a table that are read


@dataclass(frozen=True, eq=False)
class Source:
    """A stretch of text, where it stands, and what it is to the estimate (a key of `TRUST`)."""

    name: str
    text: str
    page: int
    context: DocumentContext
    box: Box | None = None

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def anchor(self) -> Anchor:
        return self.context.text_anchor(self.page, self.text, self.box)

    def reading(self, start: int, end: int, weight: float = 1.0) -> Reading:
        """A reading of a span of the text."""
        raw = self.text[start:end]
        return Reading(
            raw=raw,
            anchor=self.context.find_anchor(raw) if self.name in _LONG else self.anchor,
            origin=Origin.PARSER,
            confidence=round(TRUST[self.name] * weight, 3),
        )


@dataclass(frozen=True)
class Hit:
    """A value and the reading it comes from."""

    value: object
    reading: Reading


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What stands around an estimate: around all estimates of a table, or around one in a sentence."""

    context: DocumentContext
    findings: Sequence[Finding]  # all that share these surroundings
    effects: Sequence[Finding]  # those of them that may be effects of a programme
    caption: Source
    note: Source
    mentions: Sequence[Source] = ()  # sentences that name the table
    paragraphs: Sequence[Source] = ()  # what they stand in
    stubs: tuple[str, ...] = ()  # texts of the label column
    _labels: dict[tuple[str, str], Source] = field(default_factory=dict, repr=False)

    @property
    def document(self) -> list[Source]:
        """Title, then abstract."""
        return self.context.once(title_and_abstract)

    def label(self, name: str, text: str) -> Source:
        """The source of a row, column or panel label, made once for all findings that share it."""
        key = (name, text)
        if key not in self._labels:
            self._labels[key] = Source(name, text, self.caption.page, self.context, self.caption.box)
        return self._labels[key]


def around_table(
    table: Table,
    context: DocumentContext,
    findings: Sequence[Finding],
    effects: Sequence[Finding] | None = None,
) -> Surroundings:
    """Caption, note and the sentences that name the table. By default all findings may be effects."""
    return Surroundings(
        context=context,
        findings=findings,
        effects=findings if effects is None else effects,
        caption=Source("caption", table.caption, table.page, context, table.box),
        note=Source("note", table.note, table.page, context, table.box),
        mentions=list(mentions(context, table.label))[:_MENTIONS],
        paragraphs=list(mentions(context, table.label, whole=True))[:_MENTIONS],
        stubs=tuple(cell.text for cell in table.cells if cell.column == 0),
    )


def around_sentence(finding: Finding, context: DocumentContext) -> Surroundings:
    """The sentence itself."""
    sentence = Source("sentence", finding.quote or "", finding.page, context)
    return Surroundings(
        context, [finding], [finding], caption=sentence, note=Source("note", "", finding.page, context)
    )


def title_and_abstract(context: DocumentContext) -> list[Source]:
    title = Source("title", context.parsed.title or "", 1, context)
    return [title, Source("abstract", context.leading, 1, context)]


@dataclass(frozen=True)
class Scope:
    """One finding among its sources."""

    finding: Finding
    shared: Surroundings

    @cached_property
    def columns(self) -> list[Source]:
        """The levels of the column head, lowest first."""
        levels = [level for level in (self.finding.column_label or "").split(" | ") if level]
        return [self.shared.label("column", level) for level in reversed(levels)]

    @cached_property
    def head(self) -> Source:
        """The whole column head: a level may be but a line of a longer name."""
        levels = (self.finding.column_label or "").split(" | ")
        return self.shared.label("column", " ".join(levels))

    @cached_property
    def row(self) -> Source:
        return self.shared.label("row", self.finding.row_label or "")

    @cached_property
    def panel(self) -> Source:
        return self.shared.label("panel", self.finding.panel or "")

    @property
    def near(self) -> list[Source]:
        """Labels, caption and note, nearest first."""
        return [*self.columns, self.row, self.panel, self.shared.caption, self.shared.note]


# Abbreviations of methods that are words of some language in lower case ("late", Dutch "tot", Swedish "att").
_ABBREVIATIONS = frozenset(
    (
        "ate",
        "att",
        "atet",
        "itt",
        "late",
        "tot",
        "cace",
        "gate",
        "gates",
        "did",
        "dd",
        "iv",
        "rd",
        "rdd",
        "es",
    )
)


def named_in(source: Source, pattern: re.Pattern[str]) -> list[re.Match[str]]:
    """Where a pattern matches a source; abbreviations count only in capitals."""
    matches = pattern.finditer(source.folded)
    return [
        match
        for match in matches
        if match[0] not in _ABBREVIATIONS or not source.text[match.start() : match.end()].islower()
    ]


def first_hit(
    sources: Sequence[Source], patterns: Sequence[tuple[object, re.Pattern[str]]], weight: float = 1.0
) -> Hit | None:
    """The value of the first pattern that matches the first source in which any does."""
    for source in sources:
        for value, pattern in patterns:
            match = next(iter(named_in(source, pattern)), None)
            if match is not None:
                return Hit(value, source.reading(match.start(), match.end(), weight))
    return None


def most_named(
    source: Source, patterns: Sequence[tuple[object, re.Pattern[str]]], weight: float = 1.0
) -> Hit | None:
    """The value whose pattern matches a source most often, the first of them in a draw."""
    counted = [(named_in(source, pattern), value) for value, pattern in patterns]
    matches, value = max(counted, key=lambda item: len(item[0]))
    if not matches:
        return None
    sure = weight * min(1.0, 0.6 + 0.1 * len(matches))
    return Hit(value, source.reading(matches[0].start(), matches[0].end(), sure))


def title_abstract_body(context: DocumentContext) -> tuple[Source, Source, Source]:
    """The document as a whole: title, abstract, and the text without its references."""
    title, abstract = context.once(title_and_abstract)
    return title, abstract, Source("text", context.body, 1, context)


def mentions(context: DocumentContext, label: str | None, whole: bool = False) -> Iterator[Source]:
    """The sentences of the text that name a table, or the whole paragraphs that do, each with the one before it."""
    if not label or not any(character.isdigit() for character in label):
        return
    word, _, number = label.rpartition(" ")  # the word may be inflected or in lower case: "w tabeli 3"
    stem = word.rpartition(" ")[2][:_STEM]
    pattern = re.compile(rf"\b{re.escape(stem)}\w*\.?\s{re.escape(number)}(?![\w.]*\d)", re.IGNORECASE)
    for page in context.parsed.pages:
        for match in pattern.finditer(page.text):
            block, at = _block_around(page, match.start(), before=whole)
            sentence = block if whole else _sentence_at(block, at, context.parsed.language)
            if sentence is not None and not pattern.match(sentence):
                yield Source("mention", sentence, page.number, context)


def _block_around(page: Page, at: int, before: bool) -> tuple[str, int]:
    """The paragraph of a page that holds the character at `at`, and where in it that is.

    With `before`, the paragraph before it too.
    """
    begin = page.text.rfind("\n\n", 0, at)
    if before and begin > 0:
        begin = page.text.rfind("\n\n", 0, begin)
    start = max(begin + 2, at - (900 if before else 600), 0)
    end = page.text.find("\n\n", at)
    return page.text[start : end if end >= 0 else at + 600], at - start


def _sentence_at(block: str, at: int, language: str) -> str | None:
    """The sentence of a paragraph that holds the character at `at`, if it reads like one."""
    for begin, sentence in sentences(block, language):
        if begin <= at < begin + len(sentence):
            return sentence if len(sentence.split()) >= 6 else None
    return None


def sentences(text: str, language: str) -> Iterator[tuple[int, str]]:
    """Sentences with their offset, by the rules of the language."""
    for border in sentencex.get_sentence_boundaries(language if language != "und" else "en", text):
        sentence = text[border["start_index"] : border["end_index"]]
        stripped = sentence.strip()
        if stripped:
            yield border["start_index"] + sentence.index(stripped), stripped

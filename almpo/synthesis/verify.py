"""The gate: no sentence passes with a number or a quote that does not stand where it says.

The same for every writer. A sentence passes if

* it is one of the fixed sentences of the templates, or it cites and every citation resolves;
* each quote it shows stands on the cited page, but for white space, hyphenation, ligatures and minus glyphs;
* each number outside its quotes, in digits or in words, is printed in a cited quote or finding with the same
  value, sign and rounding, in the same role (an SE is no estimate) and in no other unit (percent is not
  percentage points);
* the numbers of a clause, up to a semicolon, are all borne out by one and the same citation, so that none can
  be told of the wrong estimate; a number that is said to have fallen stands for a negative effect;
* what it says besides numbers (country, programme, target group, outcome, direction, significance) agrees with
  what that citation says, and the studies that it names are those that it cites.

Nothing is repaired here: what fails is returned with what is wrong with it.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from almpo.evidence.answers import Citation, ClaimCheck, NumberCheck, Sentence
from almpo.synthesis.agreement import disagreements
from almpo.synthesis.canonical import canonical, contains, displayed
from almpo.synthesis.claims import stated_numbers, uncounted_digits
from almpo.synthesis.glyphs import disguised
from almpo.synthesis.sources import Source, source_numbers, without_labels
from almpo.synthesis.telling import as_told, borne_out, out_of_order

_QUOTED = re.compile(r"[“„«»\"]\s*([^“”„«»\"]+?)\s*[”“»«\"]")
_BLANK = "\x00"
CLAUSE_END = ";"


class Verdict(NamedTuple):
    """`sentence` carries its number checks; it is None if the sentence failed, and `problems` says why."""

    sentence: Sentence | None
    problems: tuple[str, ...] = ()


def verify(
    sentence: Sentence,
    sources: Sequence[Source | None],
    language: str,
    *,
    names: Collection[str] = (),
    fixed: Collection[str] = (),
) -> Verdict:
    """Check one sentence.

    `sources` are what its citations resolve to, in their order (None = does not resolve). `names` are names
    of documents that may stand in the text as they are, by name their ids where the gate shall see to it that
    they are cited. `fixed` are the sentences that need no citation.
    """
    if not sentence.citations:
        return _verify_fixed(sentence, language, fixed)
    problems = [
        problem
        for citation, source in zip(sentence.citations, sources, strict=True)
        for problem in _unresolved(citation, source)
    ]
    if problems:
        return Verdict(None, tuple(problems))
    resolved = [source for source in sources if source is not None]
    own_words, quoted = _cut_quotes(_cut(sentence.text, _cited_names(sentence, names)), sentence.citations)
    problems += _unknown_quotes(own_words, sentence.citations)
    problems += disguised(own_words.replace(_BLANK, " "))
    checks, unsupported = _check_numbers(own_words, sentence.citations, resolved, language)
    meanings, wrong = _check_meaning(own_words, sentence.citations, resolved)
    studies = _check_studies(sentence, names)
    problems += [*unsupported, *wrong, *(f"{one.said} is not cited" for one in studies if not one.agrees)]
    if problems:
        return Verdict(None, tuple(problems))
    return Verdict(
        sentence.model_copy(update={"numbers": (*checks, *quoted), "checks": (*meanings, *studies)})
    )


def _verify_fixed(sentence: Sentence, language: str, fixed: Collection[str]) -> Verdict:
    if sentence.text not in fixed:
        return Verdict(None, ("cites nothing",))
    if stated_numbers(sentence.text, language) or any(c.isdigit() for c in sentence.text):
        return Verdict(None, ("a sentence without citation states a number",))
    return Verdict(sentence)


def _unresolved(citation: Citation, source: Source | None) -> list[str]:
    where = f"{citation.document}, page {citation.page}"
    if source is None or not source.page_text.strip():
        return [f"{where} cannot be read"]
    if citation.finding_id and (source.finding is None or source.finding.id != citation.finding_id):
        return [f"no finding {citation.finding_id}"]
    if source.finding is not None and (source.finding.document_id, source.finding.page) != (
        citation.document_id,
        citation.page,
    ):
        return [f"finding {source.finding.id} stands elsewhere than on {where}"]
    if citation.quote and not contains(canonical(source.page_text), canonical(citation.quote)):
        return [f"the quote does not stand on {where}"]
    if not citation.quote and source.finding is None:
        return [f"the citation of {where} names neither quote nor finding"]
    return []


def _cut(text: str, parts: Iterable[str]) -> str:
    for part in sorted(filter(None, parts), key=len, reverse=True):
        text = re.sub(_whole(part), _BLANK, text)
    return text


def _whole(part: str) -> str:
    """A pattern for a name that stands by itself and is no part of another word."""
    return rf"(?<!\w){re.escape(part)}(?!\w)"


def _cited_names(sentence: Sentence, names: Collection[str]) -> Collection[str]:
    """The names of the documents that a sentence cites, where it is known which name is whose."""
    if not isinstance(names, Mapping):
        return names
    cited = {citation.document_id for citation in sentence.citations}
    return [name for name in names if names[name] in cited]


def _cut_quotes(text: str, citations: Sequence[Citation]) -> tuple[str, list[NumberCheck]]:
    """The text without the quotes it shows whole, and the checks of the numbers in them."""
    checks = []
    order = sorted(range(len(citations)), key=lambda i: -len(citations[i].quote or ""))
    for index in order:
        shown = displayed(citations[index].quote or "")
        if shown and contains(text, shown):
            text = text.replace(shown, _BLANK)
            checks += [
                NumberCheck(token=n.token, citation=index, printed=n.token) for n in stated_numbers(shown)
            ]
    return text, checks


def _unknown_quotes(text: str, citations: Sequence[Citation]) -> list[str]:
    """Stretches in quotation marks that are no part of a cited quote. Single terms in marks are no quotes."""
    known = [canonical(citation.quote) for citation in citations if citation.quote]
    stretches = [match[1] for match in _QUOTED.finditer(text) if _BLANK not in match[1]]
    return [
        f"not a quote from a cited page: {stretch!r}"
        for stretch in stretches
        if len(stretch.split()) > 2 and not any(contains(quote, canonical(stretch)) for quote in known)
    ]


def _check_numbers(
    text: str, citations: Sequence[Citation], sources: Sequence[Source], language: str
) -> tuple[list[NumberCheck], list[str]]:
    printed = [source_numbers(citation, source) for citation, source in zip(citations, sources, strict=True)]
    quotes = [citation.quote or "" for citation in citations]
    checks: list[NumberCheck] = []
    problems: list[str] = []
    for clause in text.split(CLAUSE_END):
        numbers = stated_numbers(clause, language)
        for word in uncounted_digits(clause, numbers):
            if not any(_stands_as_word(source.page_text, word) for source in sources):
                problems.append(f"{word} stands on no cited page")
        told = as_told(clause, numbers, without_labels(clause, sources))
        tried = [
            borne_out(clause, told, of_one, quote) for of_one, quote in zip(printed, quotes, strict=True)
        ]
        best = max(range(len(tried)), key=lambda i: sum(one is not None for one in tried[i]))
        problems += out_of_order(told, tried[best])
        for number, match in zip(numbers, tried[best], strict=True):
            checks.append(
                NumberCheck(
                    token=number.token,
                    citation=best if match else None,
                    printed=match.number.token if match else None,
                )
            )
        problems += [
            f"{number.token} is not printed so in what is cited"
            for number, match in zip(numbers, tried[best], strict=True)
            if match is None
        ]
    return checks, problems


def _check_meaning(
    text: str, citations: Sequence[Citation], sources: Sequence[Source]
) -> tuple[list[ClaimCheck], list[str]]:
    """What each clause says besides numbers, held against the citation that agrees best."""
    checks: list[ClaimCheck] = []
    problems: list[str] = []
    for clause in text.split(CLAUSE_END):
        best: tuple[list[ClaimCheck], list[str]] | None = None
        for citation, source in zip(citations, sources, strict=True):
            found = disagreements(clause, [citation], [source])
            if best is None or len(found[1]) < len(best[1]):
                best = found
            if not best[1]:
                break
        if best is not None:
            checks += best[0]
            problems += best[1]
    return checks, problems


def _check_studies(sentence: Sentence, names: Collection[str]) -> list[ClaimCheck]:
    """Whether each study that a sentence names is among those it cites, where `names` says which is which."""
    if not isinstance(names, Mapping):
        return []
    cited = {citation.document_id for citation in sentence.citations}
    named = [name for name in names if name and re.search(_whole(name), sentence.text)]
    return [ClaimCheck(kind="study", said=name, agrees=names[name] in cited) for name in named]


def _stands_as_word(page_text: str, word: str) -> bool:
    return re.search(_whole(word), page_text) is not None

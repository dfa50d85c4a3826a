"""Which documents a question is about."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from almpo.evidence.documents import Document, Passage
from almpo.evidence.findings import Finding
from almpo.evidence.store.findings import Profile
from almpo.synthesis.concepts import concepts
from almpo.synthesis.estimates import coded_concepts, label_text, programme_concepts
from almpo.synthesis.question import Kind, Question, names_in

_OF_THE_FIELD = ("programme", "outcome", "target", "method")
# Groups that an effect is told for or not. Others, as jobseekers, are all those concerned.
PARTICULAR_GROUPS = frozenset(
    ["youth", "older", "women", "men", "parents", "migrants", "refugees", "low_skilled", "disabled"]
)
_COUNTED = 3  # hits of a document that count
_WITHOUT_EFFECTS = 0.5  # what a document is worth that estimates no effect, to a question that asks for one
_OWN_EFFECTS = 5  # from so many on it is an evaluation, rather than a text that reports those of others
_ELSEWHERE = 0.3  # what one is worth whose findings are from another country than was asked for
_OTHER_PROGRAMME = 0.5  # the same for other programmes, where another report is on the one that was asked for
_SHARE = 0.3  # of the best document's favour that makes another one worth telling
_SECONDARY_SHARE = 0.6  # the same for texts that estimate nothing of their own: evaluations come first

Relevant = Sequence[tuple[Passage | Finding, float]]


class Signals(NamedTuple):
    """What the search says: relevance by page (document id, page), by finding id, and by document id."""

    pages: Mapping[tuple[str, int], float]
    findings: Mapping[str, float]
    documents: Mapping[str, float]


def read_signals(hits: Relevant) -> Signals:
    pages: dict[tuple[str, int], float] = {}
    found: dict[str, float] = {}
    by_document: dict[str, list[float]] = {}
    for record, relevance in hits:
        by_document.setdefault(record.document_id, []).append(relevance)
        if isinstance(record, Finding):
            found[record.id] = relevance
        else:
            for anchor in record.anchors:
                key = (anchor.document_id, anchor.page)
                pages[key] = max(pages.get(key, 0.0), relevance)
    documents = {key: sum(sorted(values)[-_COUNTED:]) / _COUNTED for key, values in by_document.items()}
    return Signals(pages, found, documents)


def favour_documents(
    question: Question,
    hits: Relevant,
    documents: Mapping[str, Document],
    profiles: Mapping[str, Profile],
    signals: Signals,
) -> dict[str, float]:
    """How much each document is about the question, those worth telling only, best first.

    The relevance of its hits counts, and whether it is about the programme, place and names asked for: a
    report on another country's vouchers is near the question and yet beside it. So is one that
    estimates hardly any effect, if the question asks for an effect of a programme.
    """
    texts: dict[str, list[str]] = {
        key: [document.title or "", document.name] for key, document in documents.items()
    }
    coded: dict[str, set[str]] = {
        key: {f"country:{code}" for country in profiles[key].countries for code in country.split("|")}
        for key in documents
    }
    for record, _ in hits:
        texts[record.document_id].append(_text(record))
        if isinstance(record, Finding):
            coded[record.document_id] |= coded_concepts(record)
    favour = {
        key: signals.documents[key]
        * (0.2 + 0.8 * _covered(question, documents[key].language, texts[key], coded[key]))
        * _weight_of_evidence(question, profiles[key])
        * (_ELSEWHERE if _is_elsewhere(question, coded[key]) else 1.0)
        for key in signals.documents
    }
    favour = _on_the_programme(question, favour, profiles)
    best = max(favour.values(), default=0.0)
    order = sorted(favour, key=lambda key: (-favour[key], key))
    return {
        key: favour[key]
        for key in order
        if favour[key] > 0 and favour[key] >= best * _share(question, profiles[key])
    }


def _share(question: Question, profile: Profile) -> float:
    evaluates = profile.effects >= _OWN_EFFECTS or not asks_for_effect(question)
    return _SHARE if evaluates else _SECONDARY_SHARE


def _weight_of_evidence(question: Question, profile: Profile) -> float:
    """1 for reports with effects of their own, and for all to a question of the field that asks for no effect."""
    if is_of_the_field(question) and not asks_for_effect(question):
        return 1.0
    return _WITHOUT_EFFECTS + (1 - _WITHOUT_EFFECTS) * min(1.0, profile.effects / _OWN_EFFECTS)


def is_of_the_field(question: Question) -> bool:
    """Does a question name anything of labour market policy? Places do not count."""
    return any(question.named(group) for group in _OF_THE_FIELD)


def asks_for_effect(question: Question) -> bool:
    """Does a question ask what a programme does, rather than what it is, what it costs or how things stand?"""
    return bool(question.named("programme")) and question.kind not in (Kind.COST, Kind.COUNT)


def _is_elsewhere(question: Question, coded: set[str]) -> bool:
    """Are a document's findings known to be from other countries than those asked for?"""
    asked = {f"country:{code}" for code in question.named("country")}
    known = {code for code in coded if code.startswith("country:")}
    return bool(asked and known) and not asked & known


def _on_the_programme(
    question: Question, favour: Mapping[str, float], profiles: Mapping[str, Profile]
) -> dict[str, float]:
    """Favour where reports on other kinds of programmes stand back behind those on the one that was asked for."""
    asked = {f"programme:{code}" for code in question.named("programme")}
    known = {key: programme_concepts(profiles[key].programmes) for key in favour}
    best = max(favour.values(), default=0.0)
    if not any(asked & known[key] and worth >= _SHARE * best for key, worth in favour.items()):
        return dict(favour)
    beside = {key for key in favour if known[key] and not asked & known[key]}
    return {key: worth * (_OTHER_PROGRAMME if key in beside else 1.0) for key, worth in favour.items()}


def _text(record: Passage | Finding) -> str:
    return record.text if isinstance(record, Passage) else label_text(record)


def _covered(question: Question, language: str, texts: Sequence[str], coded: set[str]) -> float:
    """Share of the programmes, groups, places and names asked for that a document is about; places and names
    count double, groups half.

    A document whose findings are known to be from elsewhere is not about a place that it only mentions.
    """
    programmes = {f"programme:{code}" for code in question.named("programme")}
    groups = {f"target:{code}" for code in question.named("target") & PARTICULAR_GROUPS}
    places = {f"country:{code}" for code in question.named("country")}
    joined = " ".join(texts)
    names = [name for name in question.names if keeps_its_form(name, question.language, language)]
    found = names_in(question.names, joined)
    total = len(programmes) + len(groups) / 2 + 2 * len(places) + 2 * max(len(names), found)
    if not total:
        return 1.0
    said = coded.union(*map(concepts, texts))
    known = {code for code in coded if code.startswith("country:")} or said
    return (len(programmes & said) + len(groups & said) / 2 + 2 * len(places & known) + 2 * found) / total


def keeps_its_form(name: str, asked: str, told: str) -> bool:
    """Must a text in the language `told` use a name as a question in `asked` does? Abbreviations keep their
    form; what else opens with a capital may be translated, inflected, or no name at all.
    """
    return asked == told or name.isupper()

"""Evidence within what the asker set; where that leaves nothing, which condition is to blame."""

from collections.abc import Callable, Iterable, Iterator

from almpo.evidence.scope import Scope
from almpo.evidence.store import Store, Unit
from almpo.evidence.syntheses import HorizonBand, Synthesis, SynthesisQuery
from almpo.evidence.vocabulary import FindingStatus
from almpo.retrieval.embedders.base import Embedder
from almpo.retrieval.filters import SearchFilters
from almpo.retrieval.narrowing import narrow, of_scope
from almpo.synthesis.abstain import Decision, decide
from almpo.synthesis.evidence_pack import Limits, Search, gather
from almpo.synthesis.labels import conditions, phrase
from almpo.synthesis.pack import EvidencePack
from almpo.synthesis.question import Question
from almpo.synthesis.scopes import concepts_of
from almpo.synthesis.templates import templates

FILTERED = "filtered"
NOWHERE = "none"  # no document has this id
Pooler = Callable[[SynthesisQuery], Synthesis]


def gather_within(
    question: Question, store: Store, search: Search, embedder: Embedder, limits: Limits = Limits()
) -> tuple[EvidencePack, Decision]:
    """The evidence that meets the scope of a question, and whether to answer.

    Where it does not do, and more would without the scope, the decision names the conditions, and what is
    offered as nearest is from all of the collection.
    """
    if not question.scope.conditions:
        pack = gather(question, store, search, embedder, limits)
        return pack, decide(pack)
    with store.read() as unit:
        within = narrow(of_scope(question.scope), unit)
    if within is not None:
        pack = gather(question, store, search, embedder, limits, within)
        decision = decide(pack)
        if decision.answer:
            return pack, decision
    wider = gather(_unconditional(question), store, search, embedder, limits)
    answers = decide(wider).answer
    if within is not None and not answers:
        return pack, decision  # the conditions are not to blame
    with store.read() as unit:
        return wider, Decision(False, FILTERED, tuple(_blame(question, unit, answers)))


def _unconditional(question: Question) -> Question:
    """The question without what was set."""
    scope = question.scope
    groups = {group: codes for group, codes in question.groups.items() if group not in concepts_of(scope)}
    horizons = frozenset() if scope.horizon else question.horizons
    return question.model_copy(update={"scope": Scope(), "groups": groups, "horizons": horizons})


def pooled_within(
    queries: Iterable[SynthesisQuery], question: Question, store: Store, pooler: Pooler
) -> Iterator[Synthesis]:
    """The pooled results of queries, each narrowed to the scope of the question; none that holds anything else."""
    scope = question.scope
    within = SearchFilters()
    if scope.conditions:
        with store.read() as unit:
            within = _with_documents(narrow(of_scope(scope), unit) or within, unit)
    for query in queries:
        update: dict[str, object] = {"min_strength": scope.design_at_least}
        update |= {"horizon": scope.horizon} if isinstance(scope.horizon, HorizonBand) else {}
        update |= {"validated_only": True} if set(scope.status) == {FindingStatus.VALIDATED} else {}
        if within.documents:
            kept = set(within.documents) & set(query.documents or within.documents)
            update |= {"documents": tuple(sorted(kept))}
        pooled = pooler(query.model_copy(update=update))
        entered = {effect.finding_id for effect in pooled.result.inputs.effects}
        if not within.findings or entered <= set(within.findings):
            yield pooled


def _with_documents(within: SearchFilters, unit: Unit) -> SearchFilters:
    """What is pooled is read by document: a condition on languages as one on ids."""
    if within.documents or not within.languages:
        return within
    spoken = (one.id for one in unit.documents.all() if one.language in within.languages)
    return within.model_copy(update={"documents": tuple(sorted(spoken)) or (NOWHERE,)})


def _blame(question: Question, unit: Unit, answers: bool) -> list[str]:
    """The conditions, and how many reports there would be without each; in the language of the answer.

    `answers` is whether all of the collection holds an answer.
    """
    language = templates(question.language).language
    words = conditions(question.scope, language)
    told = [phrase("filtered", language).format(conditions="; ".join(words.values()))]
    for field, condition in words.items():
        fewer = question.scope.lacking(field)
        left = narrow(of_scope(fewer), unit) if fewer.conditions else None
        if left is not None and left.documents:
            reports = len(left.documents)
            told.append(phrase("relaxed", language).format(condition=condition, reports=reports))
    return [*told, phrase("unrelaxed", language)] if answers and len(told) == 1 else told

"""Documents that report the same evaluation: working paper, journal version, plan, appendix.

Pairs that share a number, a name or words of the title are compared; what speaks for and against one study
adds up, with reasons. Pairs over the threshold are linked, and linked documents are one study. Numbers in
common weigh most: two papers of one team about two programmes share authors, country and design, but no
estimates.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from almpo.evidence.record import content_id
from almpo.evidence.studies import Link, Member, Profile, Role, Study
from almpo.extraction.folding import fold

SAME = 4.0  # score from which two documents are linked
_MANY = 5  # effects in common that are no coincidence
_VERSION = 0.25  # share of the smaller document's effects in common that makes it a version
_MOST = 0.5  # so too for documents with few effects
_FEW = 4  # documents, at most, whose first pages have a rare word
_CROWD = 50  # documents that share a name or title word: it tells nothing


def identify(profiles: Sequence[Profile]) -> list[Study]:
    """The studies that more than one of the documents reports, in the order of the documents."""
    by_id = {profile.document_id: profile for profile in profiles}
    rare = _rare(profiles)
    links = [
        link
        for first, second in _candidates(profiles)
        if (link := compare(by_id[first], by_id[second], rare)).score >= SAME
    ]
    return [_study(group, links, by_id) for group in _groups(links)]


def _candidates(profiles: Sequence[Profile]) -> list[tuple[str, str]]:
    """Pairs of documents that have something rare in common."""
    sharing: dict[str, list[str]] = defaultdict(list)
    for profile in profiles:
        for key in {*profile.numbers, *profile.authors, *_title_words(profile)}:
            sharing[key].append(profile.document_id)
    pairs = {
        pair
        for documents in sharing.values()
        if len(documents) <= _CROWD
        for pair in combinations(sorted(documents), 2)
    }
    return sorted(pairs)


def _rare(profiles: Sequence[Profile]) -> frozenset[str]:
    """Words on the first pages of few documents, such as the name of a place or a programme."""
    on_pages = Counter(word for profile in profiles for word in set(profile.front))
    return frozenset(word for word, pages in on_pages.items() if pages <= _FEW)


def _title_words(profile: Profile) -> list[str]:
    return [word for word in re.findall(r"\w+", fold(profile.title or "")) if len(word) > 4]


def compare(first: Profile, second: Profile, rare: frozenset[str] = frozenset()) -> Link:
    """The score of two documents, with reasons. `rare` are words that few first pages have."""
    found = [*_numbers(first, second), *_title(first, second), *_authors(first, second)]
    found += [*_names_in_titles(first, second, rare), *_meaning(first, second)]
    return Link(
        first=first.document_id,
        second=second.document_id,
        score=sum(weight for weight, _ in found),
        reasons=tuple(reason for _, reason in found),
    )


def in_common(first: Profile, second: Profile) -> tuple[int, float]:
    """Estimates with the same numbers, and their share of the document that has fewer."""
    common = len(set(first.numbers) & set(second.numbers))
    return common, common / (min(len(first.numbers), len(second.numbers)) or 1)


def _numbers(first: Profile, second: Profile) -> Iterator[tuple[float, str]]:
    common, share = in_common(first, second)
    if common >= _MANY and share >= _VERSION:
        yield 5.0, f"{common} estimates with the same numbers ({share:.0%} of those of the shorter one)"
    elif common >= 3 and share >= 0.1:
        yield 2.0, f"{common} estimates with the same numbers"
    elif not common and min(len(first.numbers), len(second.numbers)) >= 30:
        yield -2.0, "no estimate with the same numbers"


def _title(first: Profile, second: Profile) -> Iterator[tuple[float, str]]:
    if not first.title or not second.title:
        return
    alike = fuzz.token_set_ratio(fold(first.title), fold(second.title)) / 100
    shorter = min(len(_title_words(first)), len(_title_words(second)))
    if alike >= 0.9:
        yield (3.0 if shorter >= 4 else 1.5), "the same title"
    elif alike >= 0.7 and shorter >= 4:
        yield 1.5, "similar titles"


def _authors(first: Profile, second: Profile) -> Iterator[tuple[float, str]]:
    common = sorted(set(first.authors) & set(second.authors))
    if common:
        yield (
            (3.0 if len(common) > 1 else 1.5),
            f"names in common: {', '.join(name.title() for name in common[:3])}",
        )


def _names_in_titles(first: Profile, second: Profile, rare: frozenset[str]) -> Iterator[tuple[float, str]]:
    """A rare word of one's title on the other's first page tells summaries, in whatever language."""
    one = set(_title_words(first)) & set(second.front)
    other = set(_title_words(second)) & set(first.front)
    named = sorted((one | other) & rare)
    if named:
        yield 1.5, f"named in a title and on the other's first page: {', '.join(named[:3])}"


def _meaning(first: Profile, second: Profile) -> Iterator[tuple[float, str]]:
    for what, one, other, same, different in (
        ("country", first.countries, second.countries, 0.5, -3.0),
        ("programme class", first.programmes, second.programmes, 0.5, -1.0),
        ("design", first.designs, second.designs, 0.25, -0.5),
        ("period", first.periods, second.periods, 0.5, 0.0),
    ):
        if one and other:
            common = set(one) & set(other)
            if common:
                yield same, f"the same {what}: {', '.join(sorted(common))}"
            elif different:
                yield different, f"another {what}"


def _groups(links: Iterable[Link]) -> list[list[str]]:
    """Documents that are linked, directly or through others."""
    group: dict[str, list[str]] = {}
    for link in links:
        one, other = group.setdefault(link.first, [link.first]), group.setdefault(link.second, [link.second])
        if one is not other:
            one += other
            group |= dict.fromkeys(other, one)
    return sorted({id(each): sorted(each) for each in group.values()}.values())


def _study(documents: Sequence[str], links: Sequence[Link], by_id: dict[str, Profile]) -> Study:
    principal = max((by_id[document] for document in documents), key=_rank)
    others = [by_id[document] for document in documents if document != principal.document_id]
    members = [Member(document_id=principal.document_id, role=Role.PRINCIPAL)]
    members += [Member(document_id=o.document_id, role=_role(o, principal)) for o in others]
    within = tuple(link for link in links if link.first in documents)
    return Study(name=_name(principal, documents), members=tuple(members), links=within)


def _rank(profile: Profile) -> tuple[bool, int, int, str]:
    """The latest document with effects is pooled, of several the one that tells most."""
    return profile.effects > 0, profile.year or 0, profile.effects, profile.document_id


def _role(profile: Profile, principal: Profile) -> Role:
    common, share = in_common(profile, principal)
    again = (common >= _MANY and share >= _VERSION) or (common >= 2 and share >= _MOST)
    return Role.VERSION if profile.effects and again else Role.COMPANION


def _name(principal: Profile, documents: Sequence[str]) -> str:
    """Readable, and different for different studies."""
    title = principal.title or "Untitled"
    short = title if len(title) <= 60 else f"{title[:60].rsplit(' ', 1)[0]} …"
    year = f" ({principal.year})" if principal.year else ""
    return f"{short}{year} #{content_id('study', *sorted(documents))[:6]}"

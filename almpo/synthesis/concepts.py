"""The concepts of the field that a text names, in any language: common ground of question and evidence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from almpo.retrieval.stems import plain
from almpo.synthesis.lexicon import lexicon

_HEAD = 3  # letters by which stems are looked up; none is shorter


def fold(text: str) -> str:
    """Lower case, without accents, white space as single spaces."""
    return " ".join(plain(text).split())


class Stems(NamedTuple):
    """Stems by their text. `whole` must end a word; `inner` may stand inside one."""

    prefix: Mapping[str, frozenset[str]]
    whole: Mapping[str, frozenset[str]]
    inner: Mapping[str, frozenset[str]]
    lengths: Mapping[str, tuple[int, ...]]  # of stems, by their first letters


class _Match(NamedTuple):
    start: int
    end: int
    codes: frozenset[str]


@cache
def stem_table(*subjects: str) -> Stems:
    """The stems of word lists that are written like lexicon/concepts.toml; the codes are "group:concept"."""
    prefix, whole, inner = (defaultdict[str, set[str]](set) for _ in range(3))
    for subject in subjects:
        for group, table in lexicon(subject).items():
            for concept, stems in table.items():
                for stem in stems:
                    ((whole if stem.endswith("$") else prefix)[stem.strip("~$")]).add(f"{group}:{concept}")
                    if stem.startswith("~"):
                        inner[stem.strip("~$")].add(f"{group}:{concept}")
    first, second, third = (
        {stem: frozenset(codes) for stem, codes in table.items()} for table in (prefix, whole, inner)
    )
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for stem in {*first, *second, *third}:
        lengths[stem[:_HEAD]].add(len(stem))
    return Stems(first, second, third, {head: tuple(sorted(found)) for head, found in lengths.items()})


def _matches(folded: str, stems: Stems) -> Iterator[_Match]:
    for at in range(len(folded)):
        lengths = stems.lengths.get(folded[at : at + _HEAD])
        if lengths is None or not folded[at].isalnum():
            continue
        opens_word = at == 0 or not folded[at - 1].isalnum()
        for length in lengths:
            end = at + length
            if end > len(folded):
                break
            piece = folded[at:end]
            if codes := (stems.prefix if opens_word else stems.inner).get(piece):
                yield _Match(at, end, codes)
            if opens_word and not folded[end : end + 1].isalnum() and (codes := stems.whole.get(piece)):
                yield _Match(at, end, codes)


def find_stems(text: str, stems: Stems) -> frozenset[str]:
    """The codes of the stems in a text.

    The longest expression counts: "demandeurs d'emploi" names no employment, "wage subsidy" no wage.
    """
    kept: set[str] = set()
    reach = 0  # where the longest expression so far ends
    for _, group in groupby(_matches(fold(text), stems), key=lambda match: match.start):
        matches = list(group)
        end = max(match.end for match in matches)
        if end > reach:
            kept.update(*(match.codes for match in matches if match.end == end))
            reach = end
    return frozenset(kept)


@lru_cache(maxsize=2**15)  # labels and sentences come up again and again
def concepts(text: str) -> frozenset[str]:
    """Codes "group:concept" of lexicon/concepts.toml and countries.toml, as "target:youth", "country:AT"."""
    return find_stems(text, stem_table("concepts", "countries"))


def by_group(codes: Iterable[str]) -> dict[str, frozenset[str]]:
    """The codes without their group, by group."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for code in codes:
        group, _, concept = code.partition(":")
        groups[group].add(concept)
    return {group: frozenset(found) for group, found in groups.items()}

"""Packing words loses nothing that matters."""

from hypothesis import given
from hypothesis import strategies as st

from almpo.evidence.documents import Word
from almpo.evidence.store.words import pack_words, unpack_words

edges = st.floats(0, 5000).map(lambda edge: round(edge, 2))
words = st.builds(Word, st.integers(0, 2**24), st.integers(0, 2**24), edges, edges, edges, edges)


@given(st.lists(words, max_size=20))
def test_words_come_back(page: list[Word]) -> None:
    assert unpack_words(pack_words(page)) == tuple(page)

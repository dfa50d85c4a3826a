"""Tables that go on on the next page."""

from collections.abc import Iterable
from typing import NamedTuple

from almpo.ingestion.tables.captions import is_continued
from almpo.ingestion.tables.draft import Draft

ALIGNED = 8.0  # points: columns of two pages are the same


class Part(NamedTuple):
    """What stands of a table on one page, and the numbers its columns have in the whole table."""

    draft: Draft
    columns: tuple[int, ...]  # columns[i] is the number of the part's column i + 1


def join_pages(found: Iterable[Draft]) -> list[list[Part]]:
    """Parts of each table, in reading order.

    A part continues the table before it if it stands on the next page, its columns are at the same places,
    and it is marked as continued or has no caption while the other has no note yet.
    """
    tables: list[list[Part]] = []
    for draft in found:
        columns = _continued_columns(tables[-1], draft) if tables else None
        if columns is not None:
            tables[-1].append(Part(draft, columns))
        else:
            tables.append([Part(draft, tuple(range(1, len(draft.columns) + 1)))])
    return tables


def _continued_columns(table: list[Part], draft: Draft) -> tuple[int, ...] | None:
    """Where the columns of the next draft go in a table, None if it is another table."""
    first, last = table[0].draft, table[-1].draft
    if draft.view.page != last.view.page + 1 or draft.view.turned != last.view.turned:
        return None
    captioned = draft.region.label is not None and draft.region.label == first.region.label
    marked = captioned and is_continued(" ".join(line.text for line in draft.region.caption))
    marked = marked or (draft.region.label is None and draft.region.continued)
    bare = (
        draft.region.label is None
        and not draft.region.caption
        and not last.region.note
        and not draft.region.figure
    )
    if not (marked or (bare and _same_heads(first, draft))):
        return None
    return _mapped(first, draft)


def _same_heads(first: Draft, draft: Draft) -> bool:
    """Heads are printed again, or there are none because the rows just go on."""
    texts = {head.text for head in draft.heads}
    return not texts or texts <= {head.text for head in first.heads}


def _mapped(first: Draft, draft: Draft) -> tuple[int, ...] | None:
    """Columns with the same heads, else as many columns at the same distances."""
    heads, own = _paths(first), _paths(draft)
    if draft.heads and len(set(heads)) == len(heads) and set(own) <= set(heads):
        return tuple(heads.index(path) + 1 for path in own)
    if len(first.columns) != len(draft.columns):
        return None
    shift = draft.columns[0].centre - first.columns[0].centre  # margins may alternate
    aligned = all(
        abs(b.centre - a.centre - shift) < ALIGNED for a, b in zip(first.columns, draft.columns, strict=True)
    )
    return tuple(range(1, len(draft.columns) + 1)) if aligned else None


def _paths(draft: Draft) -> list[tuple[str, ...]]:
    """The heads over each column from the highest down."""
    heads = sorted(draft.heads, key=lambda head: -head.level)
    return [
        tuple(head.text for head in heads if head.first <= number <= head.last)
        for number in range(1, len(draft.columns) + 1)
    ]

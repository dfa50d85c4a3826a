"""How sure the reader is of a table."""

from itertools import pairwise

from almpo.ingestion.tables.draft import Draft


def confidence(draft: Draft) -> float:
    """The reader's own doubt, 0 to 1.

    The product of the share of cells that hold one value at most, the share of uncertainties with an estimate
    above them, and the recognition score of scanned text.
    """
    cells = list(draft.cells())
    pure = sum(sum(chunk.value for chunk in cell) <= 1 for cell in cells) / max(len(cells), 1)
    scores = [token.score for cell in cells for chunk in cell for token in chunk.tokens]
    return pure * _paired(draft) * (sum(scores) / len(scores) if scores else 1.0)


def _paired(draft: Draft) -> float:
    """Share of the bracketed values in rows of their own that have a value above them."""
    alone = found = 0
    for above, row in pairwise(draft.rows):
        if row.is_uncertainty and not above.is_uncertainty:
            alone += len(row.cells)
            found += len(row.cells.keys() & above.cells.keys())
    return found / alone if alone else 1.0

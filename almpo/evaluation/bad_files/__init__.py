"""Files that are damaged, locked, mislabelled, or built to bring a reader down: all made here, none real.

They follow the families that the parsers' own bug trackers know: page-tree loops, decompression bombs, forms
and entities that double themselves, lies about sizes. None can do harm outside a reader without limits.
"""

from pathlib import Path
from random import Random

from almpo.evaluation.bad_files import damaged_pdfs, documents, odd_paths, pdf_bombs
from almpo.evaluation.bad_files.case import READY, BadFile

__all__ = ["BAD_FILES", "READY", "BadFile", "make_bad_files"]

BAD_FILES: tuple[BadFile, ...] = (
    *damaged_pdfs.CASES,
    *pdf_bombs.CASES,
    *documents.CASES,
    *odd_paths.CASES,
)


def make_bad_files(folder: Path, seed: int = 0) -> list[Path]:
    """Write all of `BAD_FILES` into `folder`; what is random in them hangs on `seed`. Gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for case in BAD_FILES:
        path = folder / case.name
        case.write(path, Random(f"{seed} {case.name!a}"))
        paths.append(path)
    return paths

"""Which files a user means by the paths given to `almpo ingest`."""

import glob
import os
from collections.abc import Iterable
from pathlib import Path

from almpo.evidence.record import Record

REPORT_SUFFIXES = frozenset({".pdf", ".docx", ".html", ".htm", ".xhtml", ".md", ".markdown", ".rmd", ".qmd"})


class Discovered(Record):
    """Files in a stable order, each once; what else lay in the folders; what could not be used and why."""

    files: tuple[Path, ...]
    ignored: tuple[Path, ...]  # in a folder, but no report by its ending
    problems: dict[str, str]  # path -> what is wrong with it


def discover(paths: Iterable[str]) -> Discovered:
    """Expand files, folders (to any depth) and globs. A file that is named is taken whatever its ending."""
    files: dict[Path, None] = {}
    ignored: dict[Path, None] = {}
    problems: dict[str, str] = {}
    for given in paths:
        matches = [given] if os.path.lexists(given) else sorted(glob.glob(given, recursive=True))
        if not matches:
            problems[given] = "no such file or folder"
        for match in matches:
            path = Path(match)
            if path.is_dir():
                for found in _walk(path):
                    (files if found.suffix.lower() in REPORT_SUFFIXES else ignored)[found] = None
            elif path.is_file():
                files[path.absolute()] = None
            else:
                problems[match] = "neither a file nor a folder (a broken link, a pipe or a device)"
    return Discovered(files=tuple(files), ignored=tuple(ignored), problems=problems)


def _walk(folder: Path) -> Iterable[Path]:
    """Visible regular files below a folder, sorted. Links to folders are not followed, so no loops."""
    for where, folders, names in os.walk(folder.absolute()):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(where, name)
            if not name.startswith(".") and path.is_file():
                yield path

"""Paths that are no ordinary files, or have names that no one expects."""

import os
from collections.abc import Callable
from pathlib import Path
from random import Random

from almpo.evaluation.bad_files.case import BadFile, holding, odd
from almpo.evaluation.bad_files.pdf_writer import report


def _folder(path: Path, _: Random) -> None:
    path.mkdir()


def _pipe(path: Path, _: Random) -> None:
    os.mkfifo(path)


def _link_to(target: str) -> Callable[[Path, Random], None]:
    def write(path: Path, _: Random) -> None:
        path.symlink_to(target)

    return write


def _unreadable(path: Path, _: Random) -> None:
    path.write_bytes(report())
    path.chmod(0)


def _sparse(path: Path, _: Random) -> None:
    """One gigabyte that takes no room on the disk."""
    with path.open("wb") as file:
        file.write(report())
        file.truncate(2**30)


CASES: tuple[BadFile, ...] = (
    odd("folder.pdf", "unreadable", _folder),
    odd("pipe.pdf", "unreadable", _pipe),
    odd("device.pdf", "unreadable", _link_to("/dev/zero")),
    odd("link_to_itself.pdf", "unreadable", _link_to("link_to_itself.pdf")),
    odd("link_to_nothing.pdf", "unreadable", _link_to("nothing.pdf")),
    odd("unreadable.pdf", "unreadable ready", _unreadable),  # the superuser reads it all the same
    odd("one_gigabyte.pdf", "too_large", _sparse),
    holding("Bericht „Jobgarantie“ – größer, später.pdf", "ready", lambda _: report()),
    holding("raport\nz nową linią.pdf", "ready", lambda _: report()),
    holding(os.fsdecode(b"not_unicode_\xff\xfe.pdf"), "ready", lambda _: report()),
    holding("-rf %s {0} $(true).PDF", "ready", lambda _: report()),
    holding("n" * 250 + ".pdf", "ready", lambda _: report()),
    holding("without_suffix", "ready", lambda _: report()),
    holding("program.exe", "unknown_format", lambda random: b"MZ" + random.randbytes(5000)),
)

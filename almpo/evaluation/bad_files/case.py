"""What a bad file is: how it is made, and which outcomes of reading it are honest."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import NamedTuple

READY = "ready"  # read, every page accounted for


class BadFile(NamedTuple):
    """`expect` holds the error codes that may come, and `READY` where text can be had of the file."""

    name: str
    expect: frozenset[str]
    write: Callable[[Path, Random], None]


def holding(name: str, expect: str, make: Callable[[Random], bytes]) -> BadFile:
    """A file with the bytes that `make` gives. `expect`: outcomes, divided by spaces."""

    def write(path: Path, random: Random) -> None:
        path.write_bytes(make(random))

    return BadFile(name, frozenset(expect.split()), write)


def odd(name: str, expect: str, write: Callable[[Path, Random], None]) -> BadFile:
    """Something that is more, or less, than a file with bytes."""
    return BadFile(name, frozenset(expect.split()), write)

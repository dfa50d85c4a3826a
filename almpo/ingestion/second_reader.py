"""Pages read by another reader (pymupdf4llm's layout model), in a limited child process of its own.

It shares no code with our table reader, so the two err in different ways. It takes over half a CPU second a
page, so it is asked about the pages that carry findings only, and only where that is wished.
"""

import contextlib
import json
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from almpo.ingestion.limits import Limits

_COMMAND = (sys.executable, "-P", "-m", "almpo.ingestion.second_reader")


def read_again(path: Path, pages: Sequence[int], limits: Limits) -> dict[int, str]:
    """Markdown of the given pages (1-based) of a PDF file, by page.

    Pages that the reader cannot read are missing, and all that were not yet read when it crashed, took more
    than its memory or its time: a second opinion that fails is none, and no fault of the document.
    """
    if not pages:
        return {}
    seconds = limits.seconds + limits.seconds_per_page * len(pages)
    command = [*_COMMAND, str(limits.memory_mb), str(path), *map(str, pages)]
    with contextlib.suppress(subprocess.TimeoutExpired):
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=False)
        return _pages(done.stdout)
    return {}


def _pages(output: bytes) -> dict[int, str]:
    found = {}
    for line in output.splitlines():
        with contextlib.suppress(ValueError, TypeError, KeyError):
            one = json.loads(line)
            found[int(one["page"])] = str(one["markdown"])
    return found


def main(memory_mb: int, path: str, pages: Sequence[int]) -> None:
    """Write one JSON object a page to standard output."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # the library talks there
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * 2**20,) * 2)
    import pymupdf
    import pymupdf4llm

    with pymupdf.open(path) as document:
        for number in pages:
            try:
                read = pymupdf4llm.to_markdown(
                    document, pages=[number - 1], show_progress=False, use_ocr=False
                )
            except Exception as error:  # whatever it stumbles over, the other pages are worth reading
                print(f"page {number}: {error!r}", file=sys.stderr)
                continue
            print(json.dumps({"page": number, "markdown": read}), file=answers, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], [int(page) for page in sys.argv[3:]])

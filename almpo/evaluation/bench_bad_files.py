"""Read every bad file in the sandbox and tell what came of it.

    python -m almpo.evaluation.bench_bad_files [--seed N] [--only WORD]

A crash is a child process that died or a parser that raised where the file itself explains nothing better; a
silent success is a file that counts as read although it has no text, or pages that nobody accounts for, or
ought to have been refused. Exit code 1 if there is any.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from almpo.evaluation.bad_files import BAD_FILES, READY, BadFile, make_bad_files
from almpo.evidence.documents import ParsedDocument
from almpo.evidence.errors import IngestError
from almpo.evidence.vocabulary import PageStatus
from almpo.ingestion.sandbox import Limits, Sandbox

LIMITS = Limits(seconds=60, seconds_per_page=20)


class Outcome(NamedTuple):
    """`state` is "ready" or an error code, or the name of an exception that ought not to have come out."""

    case: BadFile
    state: str
    told: str
    seconds: float

    @property
    def is_crash(self) -> bool:
        return self.state == "crashed" or self.state[0].isupper()

    @property
    def is_silent_success(self) -> bool:
        return self.state == READY and READY not in self.case.expect

    @property
    def is_expected(self) -> bool:
        return self.state in self.case.expect


def read(case: BadFile, path: Path, sandbox: Sandbox) -> Outcome:
    started = time.monotonic()
    try:
        _, parsed = sandbox.parse(path, "0" * 64, limits=LIMITS)
        state, told = READY, account(parsed)
    except IngestError as error:
        state, told = error.code, str(error)
    except Exception as error:  # what this bench looks for
        state, told = type(error).__name__, str(error)
    return Outcome(case, state, told, time.monotonic() - started)


def account(parsed: ParsedDocument) -> str:
    """How many pages are in which state, and why. Raises ValueError where a page is unaccounted for."""
    if [page.number for page in parsed.pages] != list(range(1, len(parsed.pages) + 1)):
        raise ValueError("pages are missing from the accounts")
    if not any(page.text.strip() for page in parsed.pages):
        raise ValueError("read without any text")
    unexplained = [page for page in parsed.pages if not page.text.strip() and not page.reason]
    if unexplained:
        raise ValueError(f"{len(unexplained)} pages are empty without a reason")
    counts = [
        f"{sum(page.status == status for page in parsed.pages)} {status}"
        for status in PageStatus
        if any(page.status == status for page in parsed.pages)
    ]
    reasons = {page.reason: page.number for page in parsed.pages if page.reason}
    return ", ".join(counts) + "".join(f"; page {number}: {reason}" for reason, number in reasons.items())


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Read every bad file and tell what came of it.")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", help="files with this in their name")
    options = parser.parse_args(arguments)
    outcomes = []
    sandbox = Sandbox()
    with tempfile.TemporaryDirectory() as folder:
        paths = make_bad_files(Path(folder), options.seed)
        for case, path in zip(BAD_FILES, paths, strict=True):
            if options.only in case.name:
                outcome = read(case, path, sandbox)
                outcomes.append(outcome)
                mark = " " if outcome.is_expected else "!"
                name = ascii(case.name[:40])
                print(
                    f"{mark} {name:44} {outcome.state:16} {outcome.seconds:6.1f} s  {outcome.told!a}",
                    flush=True,
                )
    sandbox.close()
    crashes = sum(outcome.is_crash for outcome in outcomes)
    silent = sum(outcome.is_silent_success for outcome in outcomes)
    unexpected = sum(not outcome.is_expected for outcome in outcomes)
    ready = sum(outcome.state == READY for outcome in outcomes)
    print(
        f"{len(outcomes)} files: {ready} read, {len(outcomes) - ready} refused; {crashes} crashes, "
        f"{silent} silent successes, {unexpected} unexpected; "
        f"slowest {max(outcome.seconds for outcome in outcomes):.0f} s"
    )
    return 1 if crashes or silent or unexpected else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

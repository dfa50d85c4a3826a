"""A worker whose parser does what the document says, a word a page: `text`, `blank`, `crash`, `hang`, ..."""

import ctypes
import os
import sys
import time
from pathlib import Path

from almpo.evidence.documents import Page, ParsedDocument
from almpo.evidence.errors import IngestError
from almpo.evidence.vocabulary import PageStatus
from almpo.ingestion import worker
from almpo.ingestion.parsers.base import OnPage, ParseOptions


def parse(
    path: Path, document_id: str, media_type: str, options: ParseOptions, on_page: OnPage
) -> ParsedDocument:
    commands = path.read_text().split()
    pages = []
    for number, command in enumerate(commands, start=1):
        if number in options.lost_pages:
            reason = options.lost_pages[number]
            pages.append(Page(number=number, status=PageStatus.FAILED, reason=reason))
            continue
        on_page(number, len(commands))
        pages.append(Page(number=number, status=PageStatus.PARSED, text=obey(command)))
    on_page(0, len(commands))
    return ParsedDocument(document_id=document_id, title=str(os.getpid()), pages=tuple(pages), parser="test")


def obey(command: str) -> str:
    """The text of the page, unless the command is one that ends the process."""
    match command:
        case "crash":
            ctypes.string_at(0)
        case "abort":
            os.abort()
        case "exit":
            os._exit(3)
        case "killed":
            os.kill(os.getpid(), 9)
        case "bug":
            raise ZeroDivisionError("a bug")
        case "refuse":
            raise IngestError("damaged", "no good")
        case "hang":
            time.sleep(3600)
        case "hang-in-c":
            ctypes.PyDLL(None).sleep(3600)  # keeps the interpreter's lock
        case "memory":
            len([bytes(2**20) for _ in range(100_000)])
        case "noise":
            os.write(1, b"noise on standard output")
        case "blank":
            return ""
    return command


if __name__ == "__main__":
    worker.main(int(sys.argv[1]), parse)

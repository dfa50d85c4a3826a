"""DOCX: is the archive a Word document, how large does it unpack, does its XML declare entities?

Word documents hold no document type declaration (ECMA-376 part 2, 8.1.4 forbids it), and entities need one.
"""

import zipfile
import zlib
from pathlib import Path
from xml.parsers import expat

from almpo.evidence.errors import IngestError
from almpo.ingestion.limits import Limits

MAX_RATIO = 200  # unpacked bytes to packed ones of the whole archive; real documents reach 20
RATIO_COUNTS_FROM = 50 * 2**20  # unpacked bytes
_MAIN_PART = "word/document"  # some writers number it: document2.xml
_OTHER_OFFICE = {"xl/workbook.xml": "a spreadsheet", "ppt/presentation.xml": "a presentation"}
_PIECE = 2**16


def scan_docx(path: Path, limits: Limits) -> None:
    """Scan the archive at `path`. Raises IngestError: damaged, unknown_format, wrong_extension, bomb."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_is_word(archive, path)
            _check_size(archive, path, limits.max_decoded_bytes)
            for part in archive.infolist():
                if part.filename.endswith((".xml", ".rels")):
                    _check_entities(archive, part, path)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OSError,
    ) as error:
        raise IngestError(
            "damaged",
            f"{path.name} cannot be unpacked ({error}). Open it in a word processor and save it anew.",
        ) from error


def _check_is_word(archive: zipfile.ZipFile, path: Path) -> None:
    names = set(archive.namelist())
    for part, kind in _OTHER_OFFICE.items():
        if part in names:
            raise IngestError(
                "wrong_extension", f"{path.name} is {kind}, not a Word document. Save it as PDF."
            )
    if "[Content_Types].xml" not in names:
        raise IngestError(
            "unknown_format", f"{path.name} is a zip archive, not a Word document. Unpack it first."
        )
    if not any(name.startswith(_MAIN_PART) for name in names):
        raise IngestError(
            "damaged", f"{path.name} holds no {_MAIN_PART}.xml. Save it anew in a word processor."
        )


def _check_size(archive: zipfile.ZipFile, path: Path, limit: int) -> None:
    """Of the sizes that the archive declares: reading a part stops there, whatever it holds."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, path.stat().st_size)
    if unpacked > limit or (unpacked > RATIO_COUNTS_FROM and unpacked > MAX_RATIO * packed):
        raise IngestError(
            "bomb",
            f"{path.name} is built to exhaust memory: its {packed:,} bytes unpack to {unpacked:,}. "
            "If you trust it, save it anew in a word processor or raise ingest.max_decoded_bytes.",
        )


def _check_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo, path: Path) -> None:
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise IngestError(
            "bomb",
            f"{path.name} declares XML entities in {part.filename}, which Word never does and bombs need. "
            "Save it anew in a word processor.",
        )

    parser.StartDoctypeDeclHandler = refuse
    try:
        with archive.open(part) as stream:
            while piece := stream.read(_PIECE):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise IngestError(
            "damaged",
            f"{path.name}: {part.filename} is not valid XML ({error}). Save it anew in a word processor.",
        ) from error

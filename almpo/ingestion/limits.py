"""What one document may cost."""

from almpo.evidence.record import Record
from almpo.evidence.settings import IngestSettings

_DEFAULTS = IngestSettings()


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error says that memory ran out. C libraries say so in words: malloc, bad_alloc, allocate."""
    return isinstance(error, MemoryError) or "alloc" in str(error)


class Limits(Record):
    """Bounds on a file and on the child process that reads it. Ranges are those of the settings."""

    max_bytes: int = _DEFAULTS.max_bytes
    max_decoded_bytes: int = _DEFAULTS.max_decoded_bytes  # streams of a PDF, parts of a DOCX
    max_pages: int = _DEFAULTS.max_pages
    memory_mb: int = _DEFAULTS.memory_mb  # address space of the child
    seconds: float = _DEFAULTS.seconds  # wall time outside the pages: opening, scanning, assembling
    seconds_per_page: float = _DEFAULTS.seconds_per_page  # wall time of one page, its OCR included

    @classmethod
    def of(cls, settings: IngestSettings) -> "Limits":
        return cls(**settings.model_dump(include=set(cls.model_fields)))

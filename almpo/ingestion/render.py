"""Pictures of PDF pages, drawn in a child process: a page that can bring down a parser can bring down a drawer."""

import resource
import subprocess
import sys
from pathlib import Path

from almpo.evidence.errors import IngestError, NotFoundError

MEMORY_MB = 2048
SECONDS = 30
_NO_SUCH_PAGE = 3  # exit code of the child


def render_page(path: Path, page: int, dpi: int) -> bytes:
    """A page (1-based) as displayed, as PNG bytes. Raises NotFoundError, IngestError (unreadable)."""
    command = [sys.executable, "-P", "-m", "almpo.ingestion.render", str(path), str(page), str(dpi)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise IngestError("unreadable", f"drawing page {page} took over {SECONDS} seconds") from error
    if done.returncode == _NO_SUCH_PAGE:
        raise NotFoundError(f"there is no page {page}")
    if done.returncode != 0:
        raise IngestError("unreadable", f"page {page} cannot be drawn")
    return done.stdout


def _draw(path: str, page: int, dpi: int) -> int:
    import pymupdf

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MB * 2**20,) * 2)
    pymupdf.TOOLS.mupdf_display_errors(False)
    with pymupdf.open(path, filetype="pdf") as document:
        if not 1 <= page <= document.page_count:
            return _NO_SUCH_PAGE
        sys.stdout.buffer.write(document[page - 1].get_pixmap(dpi=dpi).tobytes("png"))
    return 0


if __name__ == "__main__":
    sys.exit(_draw(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))

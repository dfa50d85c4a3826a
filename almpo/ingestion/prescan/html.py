"""HTML: how deep its elements are nested."""

import re
from pathlib import Path

from almpo.evidence.errors import IngestError

MAX_DEPTH = 1000  # pages nest dozens deep; the time that parsing takes grows with the square of the depth
# Only elements that have to be closed: authors may leave <p>, <li>, <td> open, which would look like depth.
_TAG = re.compile(
    r"<(/?)(?:a|b|i|u|em|strong|span|font|sub|sup|small|big|code|div|section|article|aside|main|center|form|"
    r"blockquote|ul|ol|dl|table|fieldset|figure|details|label|button|object|svg|g)(?=[\s/>])",
    re.IGNORECASE,
)


def scan_html(html: str, path: Path) -> None:
    """Scan the text of the page at `path`. Raises IngestError: bomb."""
    depth = 0
    for match in _TAG.finditer(html):
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > MAX_DEPTH:
            raise IngestError(
                "bomb",
                f"{path.name} nests its elements over {MAX_DEPTH:,} deep, which no one means to read. "
                "If you trust it, open it in a browser and print it to PDF.",
            )

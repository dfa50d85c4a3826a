"""Pictures of pages with anchors marked on them."""

import io
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw

from almpo.evidence.anchors import Box
from almpo.ingestion.render import render_page
from almpo.pipeline.receive import blob_key
from almpo.pipeline.workspace import Workspace

DPI = 110
_MARK = (255, 236, 120)  # multiplied with the page, so that the print stays black
_FRAME = (196, 74, 0)


def page_picture(workspace: Workspace, document_id: str, page: int) -> bytes:
    """The page as PNG, drawn once and kept. Raises NotFoundError, IngestError."""
    key = f"pictures/{document_id}-{page}-{DPI}"
    if not workspace.blobs.exists(key):
        with workspace.blobs.as_file(blob_key(document_id)) as path:
            workspace.blobs.put(key, render_page(path, page, DPI))
    return workspace.blobs.get(key)


def mark(picture: bytes, boxes: Sequence[Box]) -> bytes:
    """Mark boxes (PDF points, origin top left) on a page picture."""
    if not boxes:
        return picture
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    paint = Image.new("RGB", image.size, "white")
    brush = ImageDraw.Draw(paint)
    scale, margin = DPI / 72, 2
    edges = [
        (b.x0 * scale - margin, b.y0 * scale - margin, b.x1 * scale + margin, b.y1 * scale + margin)
        for b in boxes
    ]
    for edge in edges:
        brush.rectangle(edge, fill=_MARK)
    marked = ImageChops.multiply(image, paint)
    pen = ImageDraw.Draw(marked)
    for edge in edges:
        pen.rectangle(edge, outline=_FRAME, width=2)
    out = io.BytesIO()
    marked.save(out, "PNG")
    return out.getvalue()

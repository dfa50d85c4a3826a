"""Turn pages into what a scanner makes of them: a grey image, a little askew, a little noisy, no text."""

import numpy as np
import pymupdf

DPI = 170
ASKEW = 0.55  # degrees
NOISE = 7.0  # standard deviation in grey levels
QUALITY = 72  # JPEG
SEED = 20190401


def scan_pages(pdf: bytes, numbers: tuple[int, ...]) -> bytes:
    """The document with these pages (from 1) as images. The same bytes in every run."""
    document = pymupdf.open(stream=pdf, filetype="pdf")
    for number in numbers:
        page = document[number - 1]
        width, height = page.rect.width, page.rect.height
        image = _scan(page)
        document.delete_page(number - 1)
        fresh = document.new_page(number - 1, width=width, height=height)
        fresh.insert_image(fresh.rect, stream=image, keep_proportion=False)
    return bytes(document.tobytes(garbage=4, deflate=True, no_new_id=True))


def _scan(page: pymupdf.Page) -> bytes:
    zoom = DPI / 72
    askew = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom).prerotate(ASKEW), colorspace=pymupdf.csGRAY)
    pixels = np.frombuffer(askew.samples, np.uint8).reshape(askew.height, askew.stride)[:, : askew.width]
    height, width = round(page.rect.height * zoom), round(page.rect.width * zoom)
    top, left = (askew.height - height) // 2, (askew.width - width) // 2
    sheet = pixels[top : top + height, left : left + width].astype(float)
    noise = np.random.default_rng(SEED).normal(0, NOISE, sheet.shape)
    grey = np.clip(18 + sheet * (228 / 255) + noise, 0, 255).astype(np.uint8)
    return bytes(
        pymupdf.Pixmap(pymupdf.csGRAY, width, height, grey.tobytes(), False).tobytes(
            "jpeg", jpg_quality=QUALITY
        )
    )

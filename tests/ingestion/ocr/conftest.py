import pymupdf
import pytest
from numpy import frombuffer, uint8

SENTENCES = [
    "Synthetic page. The programme raised employment by 3.1 points.",
    "Outcome                Training      Voucher",
    "Employment             0.031***      -0.004",
    "                       (0.012)       (0.019)",
    "Observations           1,204         1,311",
]


@pytest.fixture(scope="session")
def page_picture():
    """A drawn page of a few lines at 150 dpi, with a rule under the second line."""
    with pymupdf.open() as document:
        page = document.new_page(width=400, height=300)
        for number, line in enumerate(SENTENCES):
            page.insert_text((40, 60 + 24 * number), line, fontname="cour", fontsize=9)
        page.draw_line((40, 92), (360, 92), width=0.8)
        pixmap = page.get_pixmap(dpi=150)
        picture = frombuffer(pixmap.samples, dtype=uint8).reshape(pixmap.height, pixmap.stride)
        return picture[:, : 3 * pixmap.width].reshape(pixmap.height, pixmap.width, 3).copy()

"""Where something stands: document, page, boxes, exact quote, character span."""

from typing import Any, NamedTuple

from pydantic import Field, model_validator

from almpo.evidence.record import Record


class Box(NamedTuple):
    """A rectangle on the page as displayed, in PDF points, origin top left, x0 <= x1 and y0 <= y1."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    def union(self, other: "Box") -> "Box":
        return Box(
            min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1)
        )

    def overlap(self, other: "Box") -> float:
        """Area of the intersection in square points, 0 if the boxes are apart."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.y1, other.y1) - max(self.y0, other.y0)
        return width * height if width > 0 and height > 0 else 0.0


class Anchor(Record):
    """A spot in a document.

    `start` and `end` are character offsets into `Page.text`; `quote` is the text of that span. Formats
    without pages (DOCX, HTML, Markdown) are divided into numbered text pages and have no boxes.
    """

    document_id: str
    page: int = Field(ge=1)
    quote: str
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=0)
    boxes: tuple[Box, ...] = ()

    @model_validator(mode="after")
    def _span_is_ordered(self) -> "Anchor":
        if (self.start is None) != (self.end is None):
            raise ValueError("an anchor has both ends of its span or none")
        if self.start is not None and self.end is not None and self.end < self.start:
            raise ValueError(f"span ends before it starts: {self.start}..{self.end}")
        return self

    def to_web_annotation(self) -> dict[str, Any]:
        """The anchor as a W3C Web Annotation target (https://www.w3.org/TR/annotation-model/, section 4)."""
        selectors: list[dict[str, Any]] = [
            {
                "type": "FragmentSelector",
                "conformsTo": "http://tools.ietf.org/rfc/rfc8118",
                "value": f"page={self.page}"
                + "".join(
                    f"&viewrect={b.x0:.1f},{b.y0:.1f},{b.width:.1f},{b.height:.1f}" for b in self.boxes
                ),
            },
            {"type": "TextQuoteSelector", "exact": self.quote},
        ]
        if self.start is not None:
            selectors.append({"type": "TextPositionSelector", "start": self.start, "end": self.end})
        return {"source": f"urn:sha256:{self.document_id}", "selector": selectors}

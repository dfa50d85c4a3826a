"""A figure: what it says in words and numbers, and how it is drawn. The same bytes in every run.

Nothing is told by colour alone: shapes, line styles, hatching and printed numbers carry it, so that figures
survive a black-and-white printer (WCAG 2.1, 1.4.1). Text stays text in SVG.
"""

import csv
import io
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from almpo.evidence.record import content_id

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Format = Literal["svg", "png", "csv"]
FORMATS: tuple[Format, ...] = ("svg", "png", "csv")
MEDIA_TYPES: dict[str, str] = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv; charset=utf-8"}

INK, QUIET, LINE, PALE, BLUE = "#1f2933", "#52606d", "#aab7c4", "#e4e9f0", "#004494"
DPI = 130
_STYLE: dict[str, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 8.5,
    "text.color": INK,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "hatch.color": LINE,
    "hatch.linewidth": 0.6,
    "svg.fonttype": "none",
    "text.parse_math": False,  # a dollar in a label is a dollar
    "svg.hashsalt": "almpo",
}
_PATHS = re.compile(r'(?<= d=")[^"]+')
_DIGITS = re.compile(r"(\.\d\d)\d+")  # hundredths of a point are enough
_drawing = threading.Lock()  # matplotlib's settings are those of the process


@dataclass(frozen=True, slots=True)
class Drawing:
    """`paint` puts the figure on an empty one of `size` (inches); `columns` and `rows` are the data behind."""

    name: str
    title: str
    alt: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    size: tuple[float, float]
    paint: Callable[["Figure"], None]

    def svg(self) -> str:
        """With the title and the alt text as its first elements, for screen readers."""
        raw = self._render("svg", {"Date": None, "Creator": None}).decode("utf-8")
        raw = raw[raw.index("<svg") :]
        key = content_id(self.name, self.title, self.alt)[:8]
        head = (
            f'<title id="title-{key}">{escape(self.title)}</title>'
            f'<desc id="desc-{key}">{escape(self.alt)}</desc>'
        )
        raw = _PATHS.sub(lambda path: _DIGITS.sub(r"\1", path[0]), raw)
        labelled = f' role="img" aria-labelledby="title-{key} desc-{key}">'
        return re.sub(r">", lambda _: labelled + head, raw, count=1)

    def png(self) -> bytes:
        """With title and alt text as its metadata."""
        return self._render("png", {"Title": self.title, "Description": self.alt, "Software": None})

    def csv(self) -> str:
        """The data behind, effects in the unit of the pool."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        for row in self.rows:
            padding = [""] * (len(self.columns) - len(row))
            writer.writerow([*("" if cell is None else cell for cell in row), *padding])
        return out.getvalue()

    def encoded(self, form: Format) -> bytes:
        """The figure, or its data, as the bytes of a file."""
        match form:
            case "svg":
                return self.svg().encode("utf-8")
            case "png":
                return self.png()
            case "csv":
                return self.csv().encode("utf-8")

    def _render(self, form: str, metadata: dict[str, str | None]) -> bytes:
        import matplotlib
        from matplotlib.figure import Figure

        out = io.BytesIO()
        with _drawing, matplotlib.rc_context(_STYLE):  # type: ignore[arg-type]
            figure = Figure(figsize=self.size)
            self.paint(figure)
            figure.savefig(out, format=form, dpi=DPI, metadata=metadata)
        return out.getvalue()


def number(value: float, decimals: int = 1) -> str:
    """With a true minus sign, and no minus before zero."""
    text = f"{abs(value):.{decimals}f}"
    return f"−{text}" if value < 0 and float(text) else text


def span(low: float, high: float, decimals: int = 1) -> str:
    """`1.2 to 3.4`"""
    return f"{number(low, decimals)} to {number(high, decimals)}"

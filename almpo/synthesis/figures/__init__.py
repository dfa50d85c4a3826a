"""Figures of pooled evidence: SVG and PNG, readable without colour, with alt text and the data behind."""

from almpo.synthesis.figures.bubble import bubble
from almpo.synthesis.figures.choice import figure, figures, write_figures
from almpo.synthesis.figures.drawing import FORMATS, MEDIA_TYPES, Drawing, Format
from almpo.synthesis.figures.forest import forest
from almpo.synthesis.figures.funnel import funnel
from almpo.synthesis.figures.gap_figure import gap_figure
from almpo.synthesis.figures.lock_in import lock_in

__all__ = [
    "FORMATS",
    "MEDIA_TYPES",
    "Drawing",
    "Format",
    "bubble",
    "figure",
    "figures",
    "forest",
    "funnel",
    "gap_figure",
    "lock_in",
    "write_figures",
]

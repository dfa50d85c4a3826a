"""Ruled lines in the picture of a page: thin, dark, level."""

import cv2
import numpy as np
from numpy.typing import NDArray

from almpo.ingestion.layout import Rule

_SHORTEST = 20.0  # points
_THICKEST = 2.5  # points
_STEEPEST = 0.02  # rise over run of a line on a page that was laid askew
_DARK = 160  # of 255; greyer is paper or shade


def find_rules(image: NDArray[np.uint8], dpi: float) -> list[Rule]:
    """Horizontal rules of an RGB picture of shape (height, width, 3), in pixels, each along its middle."""
    dark = (cv2.cvtColor(image, cv2.COLOR_RGB2GRAY) < _DARK).astype(np.uint8)
    shortest = round(_SHORTEST * dpi / 72)
    runs = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))
    _, _, found, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    rules = []
    for x, y, width, height, area in found[1:].tolist():  # the first is the background
        thickness = area / width
        if thickness <= _THICKEST * dpi / 72 and height <= 2 * thickness + _STEEPEST * width + 1:
            column = runs[y : y + height, [x, x + width - 1]]
            left, right = (y + float(np.flatnonzero(column[:, end]).mean()) + 0.5 for end in (0, 1))
            rules.append(Rule(float(x), left, float(x + width), right))
    return rules

"""Pages that were laid askew on the scanner, turned level."""

import cv2
import numpy as np
from numpy.typing import NDArray

_MOST = 5.0  # degrees
_LEAST = 0.15  # degrees; less does no harm
_COARSE, _FINE = 0.5, 0.05  # degrees
_LONG_SIDE = 1000  # pixels of the picture that is looked at

Picture = NDArray[np.uint8]


def level(image: Picture) -> Picture:
    """The RGB picture of a page turned about its centre so that its lines are level. Same shape."""
    tilt = estimate_tilt(image)
    return _turned(image, tilt, (255, 255, 255)) if abs(tilt) >= _LEAST else image


def estimate_tilt(image: Picture) -> float:
    """Degrees clockwise by which the lines of a page run downhill.

    Turned by the right angle, ink gathers in few rows, so that the sums of neighbouring rows differ most
    (projection profiles: Postl, Detection of linear oblique structures, ICPR 1986).
    """
    scale = min(1.0, _LONG_SIDE / max(image.shape[:2]))
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = 255 - cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.uint8)

    def contrast(degrees: float) -> float:
        rows = _turned(ink, degrees, 0).sum(axis=1, dtype=np.float64)
        return float(np.square(np.diff(rows)).sum())

    coarse = max(np.arange(-_MOST, _MOST + _COARSE, _COARSE).tolist(), key=contrast)
    return float(max(np.arange(coarse - _COARSE, coarse + _COARSE + _FINE, _FINE).tolist(), key=contrast))


def _turned(image: Picture, degrees: float, paper: int | tuple[int, int, int]) -> Picture:
    """Turned counter-clockwise by `degrees`, the corners filled with paper."""
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    fill = paper if isinstance(paper, tuple) else (paper,)
    turned = cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=fill)
    return turned.astype(np.uint8, copy=False)

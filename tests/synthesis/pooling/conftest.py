"""Published data sets, and hypothesis strategies for synthetic ones."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pytest

Arrays = tuple[np.ndarray, np.ndarray]


class Trials(NamedTuple):
    """2 × 2 tables with the latitude of the trial."""

    treated: np.ndarray
    treated_free: np.ndarray
    control: np.ndarray
    control_free: np.ndarray
    latitude: np.ndarray

    def log_odds_ratio(self) -> Arrays:
        """Effects and variances."""
        a, b, c, d = self[:4]
        return np.log(a * d / (b * c)), 1 / a + 1 / b + 1 / c + 1 / d

    def log_risk_ratio(self) -> Arrays:
        """Effects and variances."""
        a, b, c, d = self[:4]
        return np.log(a / (a + b) / (c / (c + d))), 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)


@pytest.fixture(scope="session")
def bcg() -> Trials:
    """Tuberculosis with and without vaccination in 13 trials (Colditz et al. 1994; Berkey et al. 1995)."""
    rows = [
        (4, 119, 11, 128, 44),
        (6, 300, 29, 274, 55),
        (3, 228, 11, 209, 42),
        (62, 13536, 248, 12619, 52),
        (33, 5036, 47, 5761, 13),
        (180, 1361, 372, 1079, 44),
        (8, 2537, 10, 619, 19),
        (505, 87886, 499, 87892, 13),
        (29, 7470, 45, 7232, 27),
        (17, 1699, 65, 1600, 42),
        (186, 50448, 141, 27197, 18),
        (5, 2493, 3, 2338, 33),
        (27, 16886, 29, 17825, 33),
    ]
    return Trials(*np.array(rows, float).T)


@pytest.fixture(scope="session")
def eight_schools() -> Arrays:
    """Coaching effects and variances of Rubin 1981."""
    y = np.array([28.0, 8, -3, 7, -1, 1, 18, 12])
    return y, np.array([15.0, 10, 16, 11, 9, 11, 10, 18]) ** 2


@pytest.fixture(scope="session")
def expectancy() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Teacher expectancy: effects, variances and weeks of prior contact, capped at 3 (Raudenbush 1984)."""
    y = (
        "0.03 0.12 -0.14 1.18 0.26 -0.06 -0.02 -0.32 0.27 0.80 "
        "0.54 0.18 -0.02 0.23 -0.18 -0.06 0.30 0.07 -0.07"
    )
    v = (
        "0.0156 0.0216 0.0279 0.1391 0.1362 0.0106 0.0106 0.0484 0.0269 0.0630 "
        "0.0912 0.0497 0.0835 0.0841 0.0253 0.0279 0.0193 0.0088 0.0303"
    )
    weeks = "2 3 3 0 0 3 3 3 0 1 0 0 1 2 3 3 1 2 3"
    first, second, third = (np.array(text.split(), float) for text in (y, v, weeks))
    return first, second, third


@pytest.fixture(scope="session")
def nested() -> Callable[..., tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Synthetic estimates in studies of given sizes: effects, variances, labels."""

    def make(sizes: list[int], between: float = 0.05, within: float = 0.02, seed: int = 1) -> tuple:
        rng = np.random.default_rng(seed)
        labels = np.repeat(np.arange(len(sizes)), sizes)
        v = rng.uniform(0.01, 0.1, len(labels))
        y = 0.2 + rng.normal(0, np.sqrt(between), len(sizes))[labels]
        return y + rng.normal(0, np.sqrt(within + v)), v, labels

    return make


@pytest.fixture(scope="session")
def published() -> Callable[..., Arrays]:
    """Synthetic effects around a mean, of which insignificant ones are seen with probability delta."""

    def make(count: int, delta: float, mean: float = 0.2, seed: int = 4) -> Arrays:
        rng = np.random.default_rng(seed)
        v = rng.uniform(0.005, 0.1, count)
        y = rng.normal(mean, np.sqrt(0.02 + v))
        seen = (y / np.sqrt(v) > 1.96) | (rng.uniform(size=count) < delta)
        return y[seen], v[seen]

    return make

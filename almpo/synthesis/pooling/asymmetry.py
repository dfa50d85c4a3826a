"""Do small studies report larger effects? Egger's test, PET, PEESE and PET-PEESE.

Egger et al. 1997; Sterne & Egger 2005 (mixed form); Stanley & Doucouliagos 2014 (PET-PEESE); Rodgers &
Pustejovsky 2021 (with several estimates per study: a multilevel model with robust variance, else far too many
false alarms).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from almpo.synthesis.pooling.cluster_robust import robust
from almpo.synthesis.pooling.inference import Coefficients
from almpo.synthesis.pooling.inputs import effects
from almpo.synthesis.pooling.multilevel import correlated_hierarchical
from almpo.synthesis.pooling.univariate import Method, Test, pool

Labels = Sequence[object] | NDArray[np.generic]
Model = Literal["classical", "mixed", "clustered"]
Precision = Literal["se", "variance"]

PEESE_SIGNIFICANCE = 0.10  # two-sided, i.e. 5 % in the direction of the effect (Stanley 2017)


@dataclass(frozen=True, slots=True, eq=False)
class Asymmetry:
    """A regression of effects on a measure of their imprecision."""

    model: Model
    precision: Precision
    coefficients: Coefficients  # the effect of an infinitely large study, and the slope

    @property
    def slope(self) -> float:
        """Change of the effect per unit of the measure; zero in a symmetric funnel."""
        return float(self.coefficients.estimate[1])

    @property
    def p(self) -> float:
        """Two-sided p-value of no asymmetry."""
        return float(self.coefficients.p[1])

    @property
    def limit(self) -> float:
        """The effect extrapolated to an infinitely large study."""
        return float(self.coefficients.estimate[0])

    @property
    def limit_interval(self) -> tuple[float, float]:
        """Its confidence interval."""
        return float(self.coefficients.low[0]), float(self.coefficients.high[0])


@dataclass(frozen=True, slots=True, eq=False)
class PetPeese:
    """PET and PEESE, and which of them the rule of Stanley & Doucouliagos reports."""

    pet: Asymmetry
    peese: Asymmetry
    chosen: Literal["PET", "PEESE"]

    @property
    def estimate(self) -> float:
        """The effect corrected for small-study effects."""
        return (self.pet if self.chosen == "PET" else self.peese).limit


def egger(
    y: ArrayLike,
    v: ArrayLike,
    clusters: Labels | None = None,
    *,
    precision: Precision = "se",
    model: Literal["classical", "mixed"] = "classical",
    rho: float = 0.6,
    level: float = 0.95,
) -> Asymmetry:
    """Test for funnel asymmetry.

    Args:
        clusters: (k,) study labels; if given, the model is multilevel with CR2, and `model` does not matter.
        precision: regress on the standard error or on the variance.
        model: classical (weighted regression with a free scale, t-test) or mixed (REML, z-test).
        rho: correlation of sampling errors within a study, for `clusters`.

    Raises:
        StatisticsError: what the model raises: too_few at k < 3; rank_deficient if all studies are equally
            precise.
    """
    data = effects(y, v)
    measure = np.sqrt(data.v) if precision == "se" else data.v
    if clusters is not None:
        fitted = robust(correlated_hierarchical(data.y, data.v, clusters, measure, rho=rho), level=level)
        return Asymmetry("clustered", precision, fitted.coefficients)
    method: Method = "FE" if model == "classical" else "REML"
    test: Test = "knha" if model == "classical" else "z"
    pooled = pool(data.y, data.v, measure, method=method, test=test, level=level)
    return Asymmetry(model, precision, pooled.coefficients)


def pet_peese(
    y: ArrayLike, v: ArrayLike, clusters: Labels | None = None, *, rho: float = 0.6, level: float = 0.95
) -> PetPeese:
    """The precision-effect test and, where it finds an effect, the precision-effect estimate with standard
    error.

    PET's intercept is biased towards zero where there is an effect, PEESE's away from it where there is none:
    so PEESE counts if PET's intercept differs from zero at 10 % (two-sided), else PET.

    Raises:
        StatisticsError: what `egger` raises.
    """
    pet = egger(y, v, clusters, rho=rho, level=level)
    peese = egger(y, v, clusters, precision="variance", rho=rho, level=level)
    return PetPeese(pet, peese, "PEESE" if pet.coefficients.p[0] < PEESE_SIGNIFICANCE else "PET")

"""Estimators of the between-study variance τ².

Moments: DerSimonian & Laird 1986 (DL), Hunter & Schmidt 1990 (HS), Hedges & Olkin 1985 (HE), Sidik & Jonkman
2005 (SJ), Paule & Mandel 1982 (PM), empirical Bayes after Morris 1983 (EB; it solves the same equation as
PM).
Likelihood: ML and REML (Raudenbush 2009). Comparison of all: Viechtbauer 2005; Veroniki et al. 2016.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from almpo.synthesis.pooling.inputs import Effects
from almpo.synthesis.pooling.products import combine, dot, moment
from almpo.synthesis.pooling.roots import maxima, root
from almpo.synthesis.pooling.weighted import Weighted, weighted

Estimator = Literal["DL", "PM", "REML", "ML", "EB", "HS", "HE", "SJ"]

SCAN_RATIO = 1.25  # neighbouring scan points differ by this factor in v_min + τ²
SCAN_POINTS = 120  # and there are never more than this


@dataclass(frozen=True, slots=True)
class Tau2:
    """A between-study variance (squared unit of y) and how it was found."""

    value: float
    se: float
    estimator: Estimator
    at_border: bool  # the estimate is zero because it may not be negative
    modes: int = 1  # local maxima of the likelihood; the highest is taken


def estimate_tau2(effects: Effects, estimator: Estimator) -> Tau2:
    """τ² by the named estimator, with its large-sample standard error. Never negative, never missing."""
    if estimator in ("REML", "ML"):
        return _likelihood(effects, estimator)
    if estimator in ("PM", "EB"):
        return _paule_mandel(effects, estimator)
    return _quadratic_form(effects, estimator)


def _quadratic_form(effects: Effects, estimator: Estimator) -> Tau2:
    """c·(y'Py − offset): DL, HS, HE and SJ differ in the weights inside P, in c and in the offset."""
    k, p, v = effects.k, effects.p, effects.v
    if estimator == "HE":
        fit = weighted(effects, np.ones(k))
        factor, offset = 1 / (k - p), float(v.sum() - np.sum(fit.inverse * fit.moment(v)))
    elif estimator == "SJ":
        crude = float(np.var(effects.y)) or float(v.min())  # all y equal: any positive start gives zero
        fit = weighted(effects, 1 / (v + crude))
        factor, offset = crude / (k - p), 0.0
    else:
        fit = weighted(effects, 1 / v)
        factor, offset = (1 / fit.trace_p(), k - p) if estimator == "DL" else (1 / fit.w.sum(), k)
    raw = float(factor * (fit.q - offset))
    value = max(raw, 0.0)
    se = factor * np.sqrt(2 * fit.trace_psps(v + value))
    return Tau2(value, float(se), estimator, at_border=raw < 0)


def _paule_mandel(effects: Effects, estimator: Estimator) -> Tau2:
    """The τ² at which the generalised Q equals its expectation k − p; the standard error is that of EB."""
    freedom = effects.k - effects.p
    value = generalised_q_root(effects, freedom)
    se = effects.k * np.sqrt(2 / freedom) / at_tau2(effects, value).w.sum()
    return Tau2(value, float(se), estimator, at_border=value == 0)


def generalised_q_root(effects: Effects, target: float) -> float:
    """The τ² ≥ 0 with Q(τ²) = target; 0 if Q is smaller already at 0.

    Q falls strictly, and Q(τ²) <= RSS/(v_min + τ²), so RSS/target bounds the root from above.
    """

    def excess(tau2: float) -> float:
        return at_tau2(effects, tau2).q - target

    if excess(0.0) <= 0:
        return 0.0
    upper = residual_sum(effects) / target
    return root(excess, 0.0, upper)


def _likelihood(effects: Effects, estimator: Estimator) -> Tau2:
    """The highest maximum of the (restricted) likelihood over τ² >= 0.

    The likelihood can have several maxima, so the score is scanned over the whole range in which it can
    vanish and solved wherever it changes from rising to falling.
    """
    restricted = estimator == "REML"

    def score(tau2: float) -> float:
        fit = at_tau2(effects, tau2)
        return fit.ypply - (fit.trace_p() if restricted else float(fit.w.sum()))

    found = maxima(score, _scan_points(effects, restricted))
    value = max(found, key=lambda tau2: log_likelihood(at_tau2(effects, tau2), restricted))
    fit = at_tau2(effects, value)
    information = fit.trace_psps(1.0) if restricted else dot(fit.w, fit.w)
    return Tau2(value, float(np.sqrt(2 / information)), estimator, at_border=value == 0, modes=len(found))


def _scan_points(effects: Effects, restricted: bool) -> list[float]:
    """0 and a geometric grid in v_min + τ², ending where the score is negative for certain.

    y'PPy <= RSS/(v_min + τ²)² and the trace term is at least n/(v_max + τ²), n being k − p or k. So beyond
    the larger root of (v_min + τ²)² = (RSS/n)(v_max + τ²) the likelihood can only fall.
    """
    low, high = float(effects.v.min()), float(effects.v.max())
    spread = residual_sum(effects) / (effects.k - effects.p if restricted else effects.k)
    half = low - spread / 2
    discriminant = half**2 - low**2 + spread * high
    end = 1.01 * (np.sqrt(max(discriminant, 0.0)) - half)
    if end <= 0:
        return [0.0]
    reach = float(np.log1p(end / low))
    steps = int(np.clip(reach / np.log(SCAN_RATIO), 8, SCAN_POINTS))
    return [float(point) for point in low * np.expm1(np.linspace(0, reach, steps + 1))]


def log_likelihood(fit: Weighted, restricted: bool) -> float:
    """Log-likelihood of y ~ N(Xβ, W⁻¹) at the fitted β, or the restricted one (Harville 1974)."""
    k, p = fit.effects.k, fit.effects.p
    common = float(np.log(fit.w).sum()) - fit.q
    if not restricted:
        return float(0.5 * (common - k * np.log(2 * np.pi)))
    return float(0.5 * (common + np.linalg.slogdet(fit.inverse)[1] - (k - p) * np.log(2 * np.pi)))


def at_tau2(effects: Effects, tau2: float) -> Weighted:
    """The fit with weights 1/(v + τ²)."""
    return weighted(effects, 1 / (effects.v + tau2))


def residual_sum(effects: Effects) -> float:
    """Residual sum of squares of the unweighted regression."""
    residual = effects.y - combine(effects.q, moment(effects.q, effects.y))
    return dot(residual, residual)

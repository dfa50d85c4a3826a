"""The standard error of a finding, from the best that is printed with it."""

import math
from typing import Literal, NamedTuple

from almpo.evidence.findings import Finding
from almpo.measures.uncertainty import se_from_ci, se_from_p, se_from_t

STARS_P = {"***": 0.01, "**": 0.05, "*": 0.1}  # the usual legend, where the table's own is not kept

Bound = Literal["exact", "at_most"]


class StandardError(NamedTuple):
    """A standard error in the unit of the estimate, whether it is known or an upper bound, and its source."""

    value: float
    bound: Bound
    source: str  # "se" | "ci" | "t" | "p" | "p range" | "stars"


def standard_error(finding: Finding) -> StandardError | None:
    """The standard error as printed, or from the interval, t, p, the range of p, or the stars; None if none.

    From a p that is only known to be below a value, the error is at most |estimate| / z(p): such a bound
    gives the estimate too little weight, never too much. Cochrane Handbook 6.5.2 for the conversions.
    """
    candidates: list[tuple[float | None, Bound, str]] = [(finding.se, "exact", "se")]
    if finding.ci_low is not None and finding.ci_high is not None:
        candidates.append((se_from_ci(finding.ci_low, finding.ci_high), "exact", "ci"))
    if finding.t is not None:
        candidates.append((se_from_t(finding.estimate, finding.t), "exact", "t"))
    if finding.p is not None:
        candidates.append((se_from_p(finding.estimate, finding.p), "exact", "p"))
    if finding.p_high is not None:
        candidates.append((se_from_p(finding.estimate, finding.p_high), "at_most", "p range"))
    if finding.stars in STARS_P:
        candidates.append((se_from_p(finding.estimate, STARS_P[finding.stars]), "at_most", "stars"))
    usable = (StandardError(se, bound, source) for se, bound, source in candidates if se and _usable(se))
    return next(usable, None)


def _usable(se: float) -> bool:
    return se > 0 and math.isfinite(se)

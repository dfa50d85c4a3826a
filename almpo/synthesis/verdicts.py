"""What an estimate says of its outcome: more, less, or nothing clear. Pure.

Clear is what differs from no effect at the five per cent level by the test that is printed. Where none is
printed there is no verdict: a missing star means nothing if stars are not used.
"""

import math
import re
from enum import StrEnum

from almpo.evidence.findings import Finding
from almpo.evidence.vocabulary import OutcomeGroup, Unit

CLEAR_T = 1.959964  # |estimate / standard error|
CLEAR_P = 0.05
_RATIO = re.compile(
    r"\b(?:odds|hazard|risk|rate|incidence)[\s-]ratio|relative risk|\b(?:OR|HR|RR|IRR)\b|\bquotenverhältnis"
    r"|\b(?:odds|hazard)[\s-]?(?:quote|kvot)|rapports? (?:de cotes|des chances)|raz[oó]n de (?:momios|posibilidades)"
    r"|iloraz szans|kansverhouding|rapporto di probabilità",
    re.IGNORECASE,
)
_CLEAR_STARS = ("**", "***")  # one star is ten per cent in some papers and five in others
_HAZARDS = {Unit.HAZARD_RATIO, Unit.LOG_HAZARD}
_TIMES = {Unit.DAYS, Unit.WEEKS, Unit.MONTHS}
_NOT_IN = {  # units that the outcome cannot be measured in: a misreading of one or the other
    OutcomeGroup.EMPLOYMENT: {Unit.CURRENCY},
    OutcomeGroup.UNEMPLOYMENT_DURATION: {Unit.CURRENCY},
    OutcomeGroup.UNEMPLOYMENT_EXIT: {Unit.CURRENCY},
    OutcomeGroup.PROGRAMME_PARTICIPATION: {Unit.CURRENCY},
    OutcomeGroup.EARNINGS: _TIMES | {Unit.PERCENTAGE_POINTS},
    OutcomeGroup.WAGE: _TIMES | {Unit.PERCENTAGE_POINTS},
}
_SHARES = {OutcomeGroup.EMPLOYMENT, OutcomeGroup.PROGRAMME_PARTICIPATION}  # of people
_MOST = 100  # per cent; an amount of money or a head count is no effect on a share


class Verdict(StrEnum):
    """Of the outcome as it is called: more unemployment is UP. The values are those of the templates."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


def verdict(finding: Finding) -> Verdict | None:
    """What the estimate says; None where no test of it is printed."""
    if finding.unit is Unit.RATE or (finding.unit is not Unit.HAZARD_RATIO and _is_ratio(finding)):
        return None  # whether nought or one is no effect is not told
    level = 1.0 if finding.unit is Unit.HAZARD_RATIO else 0.0
    clear = is_clear(finding, level)
    if clear is None:
        return None
    if not clear or finding.estimate == level:
        return Verdict.NONE
    return Verdict.UP if finding.estimate > level else Verdict.DOWN


def _is_ratio(finding: Finding) -> bool:
    labels = (finding.panel, finding.row_label, finding.column_label, finding.outcome)
    return any(_RATIO.search(label) for label in labels if label)


def is_clear(finding: Finding, level: float) -> bool | None:
    """Whether it differs from `level` at five per cent by the test closest to what is printed.

    None without any, and where the stars say that it does and the numbers that it does not.
    """
    starred = finding.stars in _CLEAR_STARS
    clear = _by_numbers(finding, level)
    if clear is None:
        return starred or None
    return None if starred and not clear else clear


def _by_numbers(finding: Finding, level: float) -> bool | None:
    if finding.p is not None:
        return finding.p <= CLEAR_P
    if finding.se and math.isfinite(finding.se):
        return abs(finding.estimate - level) >= CLEAR_T * abs(finding.se)
    if finding.t is not None:
        return abs(finding.t) >= CLEAR_T
    if finding.ci_low is not None and finding.ci_high is not None:
        return not finding.ci_low <= level <= finding.ci_high
    return None


def is_no_share(finding: Finding) -> bool:
    """Whether an estimate is too large for one of a share of people, and is no time or number of jobs either."""
    size = max(abs(finding.estimate), abs(finding.se or 0))
    return size > _MOST and finding.unit not in _TIMES | {Unit.COUNT}


def outcome_told(finding: Finding) -> OutcomeGroup | None:
    """The outcome as it is told, None if it is not known or misread; a hazard of unemployment is one of leaving it."""
    group = finding.outcome_group
    if group is OutcomeGroup.SANCTION:
        return OutcomeGroup.OTHER
    if group is None or finding.unit in _NOT_IN.get(group, ()):
        return None
    if group in _SHARES and is_no_share(finding):
        return None
    if group is OutcomeGroup.UNEMPLOYMENT_DURATION and finding.unit in _HAZARDS:
        return OutcomeGroup.UNEMPLOYMENT_EXIT
    return group

"""The arithmetic checks of one estimate of a table."""

from collections import Counter
from collections.abc import Sequence

from almpo.evidence.findings import Check
from almpo.evidence.vocabulary import UncertaintyKind
from almpo.extraction.kinds import Kinds, noted_kind
from almpo.extraction.legend import Legend
from almpo.extraction.pairing import Attached, Estimate
from almpo.extraction.roles import Role
from almpo.measures import checks
from almpo.measures.numbers import Printed
from almpo.measures.uncertainty import CANDIDATES, COMMON_LEGEND, Pair, Quantity

_NAMES = {
    "se": UncertaintyKind.STANDARD_ERROR,
    "t": UncertaintyKind.T_STATISTIC,
    "p": UncertaintyKind.P_VALUE,
}


def check_estimate(
    estimate: Estimate,
    estimates: Sequence[Estimate],
    kinds: Kinds,
    legend: Legend,
    numbers: dict[str, float],
) -> list[Check]:
    """C1 to C8, as far as the table prints what they need."""
    of_kind = {kinds[attached.key].kind: attached for attached in reversed(estimate.uncertainty)}
    found = [
        *_stars(estimate, estimates, of_kind, legend),
        *_kind(estimate, kinds, legend),
        *_uncertainty(estimate, of_kind),
        *_neighbours(estimate, estimates),
        *_means(estimate),
    ]
    if "n" in numbers:
        found.append(
            checks.cases_fit(
                int(numbers["n"]), _whole(numbers.get("n_treated")), _whole(numbers.get("n_control"))
            )
        )
    return found


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def quantity(number: Printed) -> Quantity:
    return Quantity(number.value, number.decimals)


def _stars(
    estimate: Estimate,
    estimates: Sequence[Estimate],
    of_kind: dict[UncertaintyKind, Attached],
    legend: Legend,
) -> list[Check]:
    """C1 with the first kind that has a p, in tables that use stars."""
    used = any(e.spot.number.stars or any(a.spot.number.stars for a in e.uncertainty) for e in estimates)
    kind = next((kind for kind in CANDIDATES if kind in of_kind), None)
    if not used or kind is None:
        return []
    other = of_kind[kind].spot.number
    pair = Pair(quantity(estimate.spot.number), quantity(other), estimate.spot.number.stars or other.stars)
    return [checks.stars_fit(pair, kind, legend.stars or COMMON_LEGEND)]


def _kind(estimate: Estimate, kinds: Kinds, legend: Legend) -> list[Check]:
    """C2, where the note names the kind and no label of the table does."""
    found = []
    for attached in estimate.uncertainty:
        verdict, noted = kinds[attached.key], noted_kind(attached.key, legend)
        if noted is not None and verdict.reason in ("note", "arithmetic", "note and arithmetic"):
            found.append(checks.kind_fits(noted, verdict.kind))
    return found


def _uncertainty(estimate: Estimate, of_kind: dict[UncertaintyKind, Attached]) -> list[Check]:
    b = quantity(estimate.spot.number)
    values = {name: quantity(of_kind[kind].spot.number) for name, kind in _NAMES.items() if kind in of_kind}
    found = []
    if "t" in values:
        found.append(checks.sign_of_t(b, values["t"]))
    if "t" in values and "se" in values:
        found.append(checks.t_fits(b, values["se"], values["t"]))
    if "p" in values:
        found.append(checks.share_fits(values["p"].value))
    if "p" in values and "se" in values:
        found.append(checks.p_fits(b, values["se"], values["p"]))
    if "p" in values and "t" in values:
        found.append(checks.p_of_t_fits(values["t"], values["p"]))
    ends = _ends(estimate.uncertainty)
    if ends is not None:
        found.append(checks.interval_fits(b, *ends, values.get("se")))
    return found


def _ends(uncertainty: Sequence[Attached]) -> tuple[Quantity, Quantity] | None:
    for attached in uncertainty:
        number = attached.spot.number
        if number.upper is not None:
            return Quantity(number.value, number.decimals), Quantity(number.upper, number.decimals)
    by_role = {attached.role: quantity(attached.spot.number) for attached in uncertainty}
    if Role.CI_LOW in by_role and Role.CI_HIGH in by_role:
        return by_role[Role.CI_LOW], by_role[Role.CI_HIGH]
    return None


def _neighbours(estimate: Estimate, estimates: Sequence[Estimate]) -> list[Check]:
    """C5 and C6: decimals and number of uncertainty values against the rest of the table."""
    column = [quantity(e.spot.number) for e in estimates if e.column == estimate.column]
    usual = Counter(len(e.uncertainty) for e in estimates).most_common(1)[0][0]
    return [
        checks.decimals_fit(quantity(estimate.spot.number), column),
        checks.paired(len(estimate.uncertainty), usual),
    ]


def _means(estimate: Estimate) -> list[Check]:
    """C7, where the row prints both means and their difference."""
    treated, control = (estimate.related.get(role) for role in (Role.MEAN_TREATED, Role.CONTROL_MEAN))
    if treated is None or control is None or estimate.column_role is not Role.DIFFERENCE:
        return []
    parts = (treated.number, control.number, estimate.spot.number)
    return [checks.difference_fits(*(quantity(number) for number in parts))]

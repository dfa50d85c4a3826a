"""Which kind of uncertainty the numbers of a table are, each place (row, column, wrapping) by itself."""

from collections.abc import Sequence

from almpo.evidence.vocabulary import UncertaintyKind
from almpo.extraction.legend import Legend
from almpo.extraction.pairing import Attached, Estimate
from almpo.extraction.roles import Role
from almpo.measures.uncertainty import KindVerdict, Pair, Quantity, kind_of

Kinds = dict[tuple[str, int], KindVerdict]

_BY_ROLE = {
    Role.SE: UncertaintyKind.STANDARD_ERROR,
    Role.T: UncertaintyKind.T_STATISTIC,
    Role.P: UncertaintyKind.P_VALUE,
    Role.CI: UncertaintyKind.CONFIDENCE_INTERVAL,
    Role.CI_LOW: UncertaintyKind.CONFIDENCE_INTERVAL,
    Role.CI_HIGH: UncertaintyKind.CONFIDENCE_INTERVAL,
}


def decide_kinds(estimates: Sequence[Estimate], legend: Legend) -> Kinds:
    """A verdict for each place of the table that holds uncertainty values."""
    places: dict[tuple[str, int], list[tuple[Estimate, Attached]]] = {}
    for estimate in estimates:
        for attached in estimate.uncertainty:
            places.setdefault(attached.key, []).append((estimate, attached))
    kinds: Kinds = {}
    for key in places:  # in the order of print: what stands nearest comes first
        kinds[key] = _verdict(key, places[key], legend, kinds)
    return kinds


def _verdict(
    key: tuple[str, int], found: Sequence[tuple[Estimate, Attached]], legend: Legend, decided: Kinds
) -> KindVerdict:
    named = {_BY_ROLE[attached.role] for _, attached in found if attached.role in _BY_ROLE}
    if len(named) == 1:
        return KindVerdict(named.pop(), 0.99, "label")
    if any(attached.spot.number.upper is not None for _, attached in found):
        return KindVerdict(UncertaintyKind.CONFIDENCE_INTERVAL, 0.97, "form")
    verdict = kind_of(
        [_pair(estimate, attached) for estimate, attached in found], legend.stars, noted_kind(key, legend)
    )
    taken = {other.kind for other in decided.values()}
    if verdict.reason == "default" and verdict.kind in taken:
        return _second_kind(found, verdict)
    return verdict


def _pair(estimate: Estimate, attached: Attached) -> Pair:
    number, other = estimate.spot.number, attached.spot.number
    return Pair(
        Quantity(number.value, number.decimals),
        Quantity(other.value, other.decimals),
        number.stars or other.stars,
    )


def noted_kind(key: tuple[str, int], legend: Legend) -> UncertaintyKind | None:
    """What the note says of this wrapping; a kind named without wrapping counts for the first place."""
    for wrapping, noted in legend.wrappings.items():
        if key[0].endswith(wrapping) and key[1] in (0, 1):
            return noted.kind
    if legend.mentioned is not None and key[1] == 0:
        return legend.mentioned.kind
    return None


def _second_kind(found: Sequence[tuple[Estimate, Attached]], verdict: KindVerdict) -> KindVerdict:
    """A second value about which nothing is said: p values if all lie between 0 and 1."""
    values = [attached.spot.number.value for _, attached in found]
    if all(0 <= value <= 1 for value in values):
        return KindVerdict(UncertaintyKind.P_VALUE, 0.6, "default")
    if any(value < 0 for value in values):
        return KindVerdict(UncertaintyKind.T_STATISTIC, 0.6, "default")
    return KindVerdict(UncertaintyKind.UNKNOWN, verdict.confidence, "default")

"""An effect as it can be compared: in a unit that others share, and with a sign that says what is better."""

from almpo.evidence.record import Record


class Comparable(Record):
    """Derived from what is printed, never instead of it. All amounts are in `unit`.

    `unit` is a unit family (`UnitFamily`) or "currency", with the currency and, where told, the year of its prices.
    """

    value: float
    se: float | None = None
    se_source: str | None = None  # "se" | "ci" | "t" | "p" | "p range" | "stars"
    se_is_bound: bool = False  # the standard error is at most this
    unit: str
    currency: str | None = None
    price_year: int | None = None
    favourable: float | None = (
        None  # the value, positive where the participants are better off; None: not told
    )
    relative: float | None = None  # in per cent of what it would be without the programme
    relative_se: float | None = None
    rules: tuple[str, ...] = ()  # what was applied, in words

"""Unit of the printed number, and its currency."""

from almpo.evidence.findings import Reading
from almpo.evidence.vocabulary import Origin, OutcomeGroup, Unit
from almpo.extraction.folding import words
from almpo.extraction.sources import Hit, Scope, Source, first_hit

_NAMED = (
    (Unit.PERCENTAGE_POINTS, words(r"""
        percentage[- ]points?|pps?|ppts?|p\.p\.|prozentpunkte?n?|points? de pourcentage
        puntos? porcentuales|pp\.|punt[oi] percentual[ei]|punkt\w* procentow\w*
    """)),
    (Unit.HAZARD_RATIO, words(r"""
        hazard ratios?|odds ratios?|relative risks?|risk ratios?
    """)),
    (Unit.LOG_HAZARD, words(r"""
        cox|log hazards?|hazard|duration model\w*|timing[- ]of[- ]events|job[- ]exit rates?
    """)),
    (Unit.STANDARD_DEVIATIONS, words(r"""
        (?:in )?standard deviations?(?: units)?|standardi[sz]ed (?:effect|mean|outcome)\w*
        effect sizes?|hedges.? g|cohen.?s d|z-scores?|standardabweichungen|ecarts-types
        desviaciones estandar
    """)),
    (Unit.LOG_POINTS, words(r"""
        (?:log|ln|logarithm\w*|logged) ?\(?(?:of )?(?:\w+ )?(?:wages?|earnings?|income|salary|hours)\w*
        (?:log|ln|logarithm\w*|logged) ?\(?(?:der |des |du |de |del )?(?:\w+)?(?:lohn\w*|salaires?|salarios?)
    """)),
    (Unit.DAYS, words(r"""
        days|tage[n]?|jours|dias|giorni|dni
    """)),
    (Unit.WEEKS, words(r"""
        weeks|wochen|semaines|semanas|settimane|tygodni\w*
    """)),
    (Unit.MONTHS, words(r"""
        months(?: in| of| employed)|monate (?:in|der)|mois (?:en|de|d.)|meses (?:en|de)|mesi (?:di|in)
        miesiac\w+ (?:pracy|zatrudnienia)
    """)),
)  # fmt: skip
_CURRENCIES = tuple(
    (code, words(forms))
    for code, forms in {
        "EUR": r"euros?|eur|€",
        "USD": r"(?:us )?dollars?|usd|us\$",
        "GBP": r"pounds?(?: sterling)?|gbp|£",
        "CHF": r"swiss francs?|chf|franken|francs suisses",
        "SEK": r"sek|swedish kron\w+|schwedische kronen",
        "DKK": r"dkk|danish kron\w+|danische kronen",
        "NOK": r"nok|norwegian kron\w+",
        "PLN": r"pln|zloty\w*|zl",
        "CZK": r"czk|czech korun\w+",
        "HUF": r"huf|forints?",
        "RON": r"ron|romanian lei",
    }.items()
)
_SIGNS = (("€", "EUR"), ("$", "USD"), ("£", "GBP"), ("zł", "PLN"))
_PERCENT = words(r"""
    percent(?:age change)?|per cent|in %|%|prozent|pour ?cent|por ciento|per cento|procent\w*
    relative effects?
""")
_MONEY_GROUPS = (OutcomeGroup.EARNINGS, OutcomeGroup.WAGE)
_SHARES = (
    OutcomeGroup.EMPLOYMENT,
    OutcomeGroup.PROGRAMME_PARTICIPATION,
    OutcomeGroup.BENEFIT_RECEIPT,
    OutcomeGroup.JOB_QUALITY,
    OutcomeGroup.UNEMPLOYMENT_DURATION,
    OutcomeGroup.UNEMPLOYMENT_EXIT,
    OutcomeGroup.SANCTION,
    OutcomeGroup.OTHER,
)
# An outcome measured in these is no share, wherever the word stands near the estimate.
_AMOUNTS = words(r"""
    number of|index|score|scale|anzahl|nombre|numero|liczba|quality|income|einkommen|security
""")


def read(scope: Scope) -> dict[str, Hit]:
    """`unit` and `currency`, from words nearby and from the size of the numbers."""
    group = scope.finding.outcome_group
    money = _currency(scope)
    if group in _MONEY_GROUPS and (money is not None or _large(scope)):
        return _money(scope, money)
    hit = _named(scope)
    if hit is not None:
        return {"unit": hit}
    if money is not None and _sign(scope) is not None:
        return _money(scope, money)
    guessed = _by_size(scope)
    return {"unit": guessed} if guessed else {}


def _named(scope: Scope) -> Hit | None:
    exit_like = scope.finding.outcome_group in (
        OutcomeGroup.UNEMPLOYMENT_EXIT,
        OutcomeGroup.UNEMPLOYMENT_DURATION,
        None,
    )
    ratio = first_hit(scope.near, [named for named in _NAMED if named[0] is Unit.HAZARD_RATIO])
    if ratio is not None:
        return ratio
    for source in [*scope.near, *scope.shared.mentions]:
        for unit, pattern in _NAMED:
            match = pattern.search(source.folded)
            if match is None or not _suits(scope, unit, source, exit_like):
                continue
            return Hit(unit, source.reading(match.start(), match.end()))
    if exit_like and scope.finding.outcome_group is OutcomeGroup.UNEMPLOYMENT_EXIT:
        return first_hit(scope.shared.document, [(u, p) for u, p in _NAMED if u is Unit.LOG_HAZARD], 0.7)
    return None


def _suits(scope: Scope, unit: Unit, source: Source, exit_like: bool) -> bool:
    """Whether a unit's word can be meant here: durations of other things and log hazards mislead."""
    if unit is Unit.LOG_HAZARD:
        return exit_like
    if unit in (Unit.DAYS, Unit.WEEKS, Unit.MONTHS):
        return source.name in ("column", "row", "panel") or (unit is Unit.MONTHS and _exceeds_one(scope))
    if unit is Unit.STANDARD_DEVIATIONS:
        return (
            source.name in ("column", "row", "panel", "caption") and "standardized" not in source.folded[:12]
        )
    if unit is Unit.PERCENTAGE_POINTS:
        return source.name != "mention" and _exceeds_one(scope)
    return True


def _values(scope: Scope) -> list[float]:
    """The estimates of the same column or, with outcomes in rows, of the same row label."""
    finding = scope.finding
    same = [f.estimate for f in scope.shared.findings if f.column_label == finding.column_label]
    return [abs(value) for value in same] or [abs(finding.estimate)]


def _exceeds_one(scope: Scope) -> bool:
    return max(_values(scope)) > 1


def _large(scope: Scope) -> bool:
    values = sorted(_values(scope))
    return values[len(values) // 2] >= 10


def _sign(scope: Scope) -> str | None:
    """Currency by the sign printed with the estimate."""
    raw = scope.finding.readings["estimate"].raw if "estimate" in scope.finding.readings else ""
    return next((code for sign, code in _SIGNS if sign in raw), None)


def _currency(scope: Scope) -> Hit | None:
    sign = _sign(scope)
    if sign is not None:
        return Hit(sign, scope.finding.readings["estimate"])
    return first_hit([*scope.near, *scope.shared.mentions], _CURRENCIES)


def _money(scope: Scope, money: Hit | None) -> dict[str, Hit]:
    if money is None:
        reading = scope.finding.readings.get("outcome_group") or _by_value(scope)
        return {"unit": Hit(Unit.CURRENCY, reading.model_copy(update={"confidence": 0.5}))}
    return {"unit": Hit(Unit.CURRENCY, money.reading), "currency": money}


def _by_size(scope: Scope) -> Hit | None:
    """A share if small numbers are printed for an outcome that people have or have not."""
    finding, group = scope.finding, scope.finding.outcome_group
    percent = first_hit([s for s in scope.near if s.name != "note"], ((Unit.PERCENT, _PERCENT),))
    if percent is not None and _exceeds_one(scope):
        return percent
    label = f"{scope.row.folded} {' '.join(s.folded for s in scope.columns)}"
    if group not in _SHARES or group is None:
        return None
    if _AMOUNTS.search(label) or (finding.control_mean is not None and finding.control_mean > 1):
        return Hit(Unit.OTHER, _by_value(scope))
    if max(_values(scope)) <= 1:
        return Hit(Unit.PROBABILITY, _by_value(scope))
    return None


def _by_value(scope: Scope) -> Reading:
    """A reading from the printed number itself."""
    reading = scope.finding.readings.get("estimate")
    raw = reading.raw if reading else str(scope.finding.estimate)
    return Reading(raw=raw, anchor=reading.anchor if reading else None, origin=Origin.PARSER, confidence=0.6)

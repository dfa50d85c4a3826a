"""What rows and columns of a table hold: estimates, their uncertainty, cases, means, statistics, flags."""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import permutations

from almpo.extraction import lexicon
from almpo.extraction.folding import fold
from almpo.extraction.grid import Block, Row
from almpo.measures.numbers import Printed
from almpo.measures.rounding import stands_for


class Role(StrEnum):
    ESTIMATE = "estimate"
    UNCERTAINTY = "uncertainty"  # wrapped numbers; the note or arithmetic says which kind
    SE = "se"
    T = "t"
    P = "p"
    CI = "ci"
    CI_LOW = "ci_low"
    CI_HIGH = "ci_high"
    N = "n"
    N_TREATED = "n_treated"
    N_CONTROL = "n_control"
    MEAN = "mean"
    MEAN_TREATED = "mean_treated"
    CONTROL_MEAN = "control_mean"
    DIFFERENCE = "difference"
    STATISTIC = "statistic"
    TEST = "test"
    FLAG = "flag"
    OTHER = "other"


OF_AN_ESTIMATE = (Role.UNCERTAINTY, Role.SE, Role.T, Role.P, Role.CI, Role.CI_LOW, Role.CI_HIGH)
_NAMED = (
    (Role.P, lexicon.P_VALUE),
    (Role.CI, lexicon.CONFIDENCE_INTERVAL),
    (Role.T, lexicon.T_STATISTIC),
    (Role.SE, lexicon.STANDARD_ERROR),
    (Role.STATISTIC, lexicon.STANDARD_DEVIATION),
)
_TIME = re.compile(r"[tkq] ?(?:= ?|[-+] ?)?\d|[tkq] ?= ?[-+]")  # of an event study: "t = -4", "t+1"
_TRIM = re.compile(r"^[\s(\[]+|[\s)\]:.*†]+$")


def named_role(label: str) -> Role | None:
    """The role of a label that names an uncertainty and little else ("Robust SE", "p-Wert", "IC 95%")."""
    text = _TRIM.sub("", fold(label))
    if _TIME.match(text):
        return None
    for role, pattern in _NAMED:
        match = pattern.search(text)
        rest = re.sub(r"[^a-z]", "", text[: match.start()] + text[match.end() :]) if match else ""
        if match and (len(rest) <= 3 or (role is Role.CI and _end_of(text))):
            return _end_of(text) or role if role is Role.CI else role
    return None


def _end_of(text: str) -> Role | None:
    if lexicon.LOWER_END.search(text):
        return Role.CI_LOW
    return Role.CI_HIGH if lexicon.UPPER_END.search(text) else None


def _whole_numbers(row: Row) -> bool:
    numbers = [number for cell in row.cells.values() for number in cell.numbers]
    return bool(numbers) and sum(map(_is_count, numbers)) >= 0.8 * len(numbers)


def _is_count(number: Printed) -> bool:
    plain = not (number.stars or number.unit or number.wrapping)
    return number.decimals == 0 and number.value >= 1 and plain


def row_role(row: Row, above: Role | None, below_wrapped: bool, paired: bool) -> Role:
    """Role of a body row.

    `above` is the role of the row above; `below_wrapped` says that the row below holds wrapped numbers,
    `paired` that rows of the block usually have such a row.
    """
    text = _TRIM.sub("", fold(row.label))
    if not row.cells:
        return Role.FLAG
    named = _role_by_words(row, text)
    if named is None and paired and not below_wrapped and not row.wrapped:
        named = _alone_by_words(row, text)
    if named is not None:
        return named
    follows = above in (Role.ESTIMATE, *OF_AN_ESTIMATE)
    if row.wrapped and follows:
        return Role.UNCERTAINTY
    if not text and above is Role.ESTIMATE and _could_be_errors(row):
        return Role.UNCERTAINTY
    return Role.ESTIMATE


def _alone_by_words(row: Row, text: str) -> Role | None:
    """Means and numbers of cases by shorter names, for a row without uncertainty among rows that have it."""
    if _whole_numbers(row):
        if lexicon.CONTROLS.fullmatch(text):
            return Role.N_CONTROL
        if lexicon.TREATED.fullmatch(text):
            return Role.N_TREATED
        return Role.STATISTIC
    mean = lexicon.MEAN.match(text)
    if mean is None:  # "pre-reform mean"
        return Role.MEAN if any(m.end() == len(text) for m in lexicon.MEAN.finditer(text)) else None
    if lexicon.TREATED.search(text) and not lexicon.NEGATION.search(text):
        return Role.MEAN_TREATED
    return Role.CONTROL_MEAN if text[mean.end() :].strip(" ,:-(") else Role.MEAN


def _role_by_words(row: Row, text: str) -> Role | None:
    if not text:
        return None
    if _whole_numbers(row) and _counts(text) is not None:
        return _counts(text)
    if lexicon.TEST.search(text):
        return Role.TEST
    named = named_role(text)
    if named is not None:
        return named
    if lexicon.STATISTIC.search(text):
        return Role.STATISTIC
    if lexicon.MEAN.search(text) and not lexicon.EFFECT.search(text):
        mean = _mean_role(text)
        if mean is not None:
            return mean
    deviation = lexicon.STANDARD_DEVIATION.search(text)
    if deviation and not _is_unit(text, deviation):
        return Role.STATISTIC
    if lexicon.FLAG.search(text) and _flags(row):
        return Role.FLAG
    return None


def _is_unit(text: str, named: re.Match[str]) -> bool:
    """Whether words stand in parentheses after others, as a unit does: "Wellbeing (SD)"."""
    return bool(re.search(r"[a-z]\w* ?\($", text[: named.start()]))


_PARTICIPANTS = re.compile(
    r"(?:n(?:\.?o|r|um)?\.?|number of|numero|nombre|aantal|antal|anzahl|liczba|#) ?(?:d[eio'] ?)?"
    r"(?:partecipant\w*|participant\w*|teilnehm\w*|deelnemers|deltagare|uczestni\w+)$"
)


def _counts(text: str) -> Role | None:
    """N, N of the treated or N of the controls, for a row or column of whole numbers."""
    treated, controls = lexicon.TREATED.search(text), lexicon.CONTROLS.search(text)
    if not lexicon.CASES.search(text):
        return None
    if controls:
        return Role.N_CONTROL
    return Role.N_TREATED if treated and not _PARTICIPANTS.match(text) else Role.N


def _mean_role(text: str) -> Role | None:
    """A mean of the outcome; None if "mean" is but part of a name (as in "mean wage" among outcomes)."""
    if lexicon.CONTROLS.search(text):
        return Role.CONTROL_MEAN
    if lexicon.TREATED.search(text):
        return Role.MEAN_TREATED
    outcome = re.search(
        r"\bdv\b|dep(?:endent|\.)?\b|outcome|variable|\by\b|sample|abhangig\w*|ergebnis\w*|dependante?|"
        r"dependiente|dipendente|zalezn\w*|^means?$|^mittelwert$|^moyenne$|^media$|^srednia$|^average$",
        text,
    )
    return Role.MEAN if outcome else None


def _flags(row: Row) -> bool:
    """Whether the cells are yes and no, or 1 and 0."""
    numbers = [number for cell in row.cells.values() for number in cell.numbers]
    return all(n.decimals == 0 and n.value in (0, 1) for n in numbers)


def _could_be_errors(row: Row) -> bool:
    """Unlabelled numbers below estimates may be bare standard errors if positive and without stars."""
    numbers = [number for cell in row.cells.values() for number in cell.numbers]
    return all(n.value >= 0 and not n.stars and n.decimals > 0 for n in numbers)


def column_roles(block: Block, rows: Sequence[Row], abbreviations: Mapping[str, Role]) -> dict[int, Role]:
    """Role of each column of a block, from its head, its cells, and sums that hold over its rows.

    `rows` are the rows that hold estimates; `abbreviations` are heads that the note explains.
    """
    roles = {column: _column_role(block, column, rows, abbreviations) for column in block.columns}
    roles |= _interval_ends(block, roles, rows)
    attached = any(role in OF_AN_ESTIMATE for role in roles.values())
    for found in _differences(roles, rows):
        if attached or _named_difference(block, *found):
            roles |= dict(zip(found, (Role.MEAN_TREATED, Role.CONTROL_MEAN, Role.DIFFERENCE), strict=True))
    has_difference = Role.DIFFERENCE in roles.values()
    for column, role in roles.items():
        if role in (Role.MEAN_TREATED, Role.CONTROL_MEAN) and not has_difference and not attached:
            roles[column] = Role.ESTIMATE
        elif role is Role.ESTIMATE and has_difference and attached and not _owns_uncertainty(column, roles):
            roles[column] = Role.MEAN
    return roles


def _interval_ends(block: Block, roles: Mapping[int, Role], rows: Sequence[Row]) -> dict[int, Role]:
    """Columns headed "lower" and "upper" right of an estimate that they enclose in every row."""
    found: dict[int, Role] = {}
    for estimate, low, high in zip(block.columns, block.columns[1:], block.columns[2:], strict=False):
        texts = [_TRIM.sub("", fold((_levels(block, column) or [""])[-1])) for column in (low, high)]
        named = lexicon.LOWER_END.match(texts[0]) and lexicon.UPPER_END.match(texts[1])
        if named and roles[estimate] is Role.ESTIMATE and _encloses(rows, estimate, low, high):
            found |= {low: Role.CI_LOW, high: Role.CI_HIGH}
    return found


def _encloses(rows: Sequence[Row], estimate: int, low: int, high: int) -> bool:
    values = [
        [row.cells[column].numbers[0].value for column in (low, estimate, high)]
        for row in rows
        if all(column in row.cells for column in (low, estimate, high))
    ]
    return bool(values) and all(low <= value <= high for low, value, high in values)


def _named_difference(block: Block, treated: int, control: int, difference: int) -> bool:
    """Whether the heads of three columns that subtract say so too: sums also hold by design elsewhere."""
    texts = [
        _TRIM.sub("", fold((_levels(block, column) or [""])[-1])) for column in (treated, control, difference)
    ]
    groups = lexicon.TREATED.search(texts[0]) and lexicon.CONTROLS.search(texts[1])
    return bool(groups or lexicon.DIFFERENCE.search(texts[2]) or lexicon.EFFECT.search(texts[2]))


def _levels(block: Block, column: int) -> list[str]:
    """The words over a column from top to bottom, without column numbers."""
    return [level for level in block.heads.get(column, ()) if not re.fullmatch(r"\W*\d{0,2}\W*", level)]


def _owns_uncertainty(column: int, roles: dict[int, Role]) -> bool:
    """Whether an uncertainty column follows before the next column of estimates or means."""
    for later in sorted(other for other in roles if other > column):
        if roles[later] in OF_AN_ESTIMATE:
            return True
        if roles[later] not in (Role.N, Role.N_TREATED, Role.N_CONTROL, Role.OTHER):
            return False
    return False


def _column_role(block: Block, column: int, rows: Sequence[Row], abbreviations: Mapping[str, Role]) -> Role:
    levels = _levels(block, column)
    cells = [row.cells[column] for row in rows if column in row.cells]
    numbers = [number for cell in cells for number in cell.numbers]
    for text in (_TRIM.sub("", fold(level)) for level in reversed(levels[-2:])):
        named = abbreviations.get(text) or named_role(text)
        if named is not None:
            return _plausible(named, [n.value for n in numbers])
        whole = bool(numbers) and all(_is_count(number) for number in numbers)
        counts = _counts(text) if whole else None
        if counts is not None and text == fold(_TRIM.sub("", levels[-1])):
            return counts
    if cells and sum(cell.wrapped for cell in cells) > 0.7 * len(cells):
        return Role.UNCERTAINTY if column > min(block.columns) else Role.ESTIMATE
    last = fold(levels[-1]) if levels else ""
    if lexicon.TEST.search(last) and not lexicon.EFFECT.search(last):
        return Role.TEST
    return _mean_or_estimate(last)


def _plausible(role: Role, values: list[float]) -> Role:
    """P values lie between 0 and 1, standard errors are not negative; else the head meant something else."""
    if role is Role.P and any(not 0 <= value <= 1 for value in values):
        return Role.ESTIMATE
    return Role.ESTIMATE if role is Role.SE and any(value < 0 for value in values) else role


def _mean_or_estimate(text: str) -> Role:
    if lexicon.EFFECT.search(text):
        return Role.ESTIMATE
    if lexicon.DIFFERENCE.search(text):
        return Role.DIFFERENCE
    short = len(text.split()) <= 4
    if short and lexicon.CONTROLS.match(text):
        return Role.CONTROL_MEAN
    if short and lexicon.TREATED.match(text):
        return Role.MEAN_TREATED
    return Role.MEAN if re.fullmatch(lexicon.MEAN, text) else Role.ESTIMATE


def _differences(roles: dict[int, Role], rows: Sequence[Row]) -> Iterator[tuple[int, int, int]]:
    """Columns (treated, control, difference) that subtract in at least three rows and 80 % of them.

    Arithmetic finds them whatever their heads say: "A vs. B" is column A minus column B.
    """
    open_roles = (Role.ESTIMATE, Role.DIFFERENCE, Role.MEAN, Role.MEAN_TREATED, Role.CONTROL_MEAN)
    columns = sorted(column for column, role in roles.items() if role in open_roles)
    results: set[int] = set()
    for result in columns[2:] if len(columns) <= 24 else ():
        left = [column for column in columns if column < result and column not in results]
        for first, second in permutations(left[-4:], 2):
            if _subtracts(rows, first, second, result):
                results.add(result)
                yield first, second, result
                break


def _subtracts(rows: Sequence[Row], first: int, second: int, result: int) -> bool:
    trials = hits = informative = 0
    for row in rows:
        cells = [row.cells.get(column) for column in (first, second, result)]
        if any(cell is None or len(cell.numbers) != 1 or cell.wrapped for cell in cells):
            continue
        a, b, d = (stands_for(cell.numbers[0].value, cell.numbers[0].decimals) for cell in cells if cell)
        trials += 1
        hits += a.minus(b).meets(d)
        informative += abs(d.low + d.high) > 4 * (d.high - d.low)
    return trials >= 3 and hits >= 0.8 * trials and informative >= 2

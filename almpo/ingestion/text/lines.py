"""Tokens to lines: repaired, in an upright frame, from left to right.

Text may be turned on the displayed page (tables printed sideways, axis labels). It is read in a frame in
which its lines run from left to right, one below the other; boxes go back to the page by `as_displayed`.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from almpo.evidence.anchors import Box
from almpo.ingestion.layout import PageLayout, Token
from almpo.ingestion.text.repair import repair

_SAME_BASELINE = 0.35  # em: tokens this close stand on one line
_ATTACHED = 0.12  # em: a raised token this close to its neighbour belongs to the same word
_NEARLY_ALL = 0.85
_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Frame(NamedTuple):
    """How far text is turned clockwise on a page of this size (points, as displayed)."""

    turned: int
    width: float
    height: float

    def upright(self, box: Box) -> Box:
        """A box of the displayed page in the frame of the turned text."""
        match self.turned:
            case 90:
                return Box(box.y0, self.width - box.x1, box.y1, self.width - box.x0)
            case 180:
                return Box(
                    self.width - box.x1, self.height - box.y1, self.width - box.x0, self.height - box.y0
                )
            case 270:
                return Box(self.height - box.y1, box.x0, self.height - box.y0, box.x1)
        return box

    def as_displayed(self, box: Box) -> Box:
        """The way back of `upright`."""
        turned_back = {90: 270, 270: 90}.get(self.turned, self.turned)
        return Frame(turned_back, *self.size).upright(box)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page in this frame."""
        return (self.width, self.height) if self.turned in (0, 180) else (self.height, self.width)

    def baseline(self, token: Token) -> float:
        match self.turned:
            case 90:
                return self.width - token.baseline
            case 180:
                return self.height - token.baseline
        return token.baseline


class Line:
    """Tokens on one baseline, left to right, in the upright frame."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tuple(sorted(tokens, key=lambda token: token.box.x0))
        plain = [token for token in self.tokens if not token.superscript] or self.tokens
        self.baseline = plain[0].baseline
        self.box = Box(
            min(t.box.x0 for t in self.tokens),
            min(t.box.y0 for t in plain),
            max(t.box.x1 for t in self.tokens),
            max(t.box.y1 for t in plain),
        )

    @cached_property
    def size(self) -> float:
        """The font size most characters have, in half points."""
        sizes: Counter[float] = Counter()
        for token in self.tokens:
            sizes[round(token.size * 2) / 2] += len(token.text)
        return sizes.most_common(1)[0][0]

    @cached_property
    def bold(self) -> bool:
        """Is all of the line bold, or nearly all? Names in bold at the head of an entry do not count."""
        letters = [(t.bold, len(t.text)) for t in self.tokens if any(map(str.isalpha, t.text))]
        return sum(n for bold, n in letters if bold) > _NEARLY_ALL * sum(n for _, n in letters)

    @cached_property
    def words(self) -> tuple[tuple[str, str], ...]:
        """For each token its text and what stands before it: a space or, where it is attached, nothing."""
        return tuple(
            (_separator(before, token), _text(before, token, after))
            for before, token, after in zip(
                (None, *self.tokens[:-1]), self.tokens, (*self.tokens[1:], None), strict=True
            )
        )

    @cached_property
    def text(self) -> str:
        return "".join(separator + text for separator, text in self.words)


def read_frames(layout: PageLayout, cork: bool = False) -> list[tuple[Frame, list[Token]]]:
    """The repaired tokens of a page in their upright frames, the frame that holds most text first."""
    groups: dict[int, list[Token]] = {}
    for token in layout.tokens:
        frame = Frame(token.turned, layout.width, layout.height)
        text = repair(token.text, cork)
        if not text:
            continue
        if token.turned:
            token = token._replace(box=frame.upright(token.box), baseline=frame.baseline(token))
        if text is not token.text:
            token = token._replace(text=text)
        groups.setdefault(token.turned, []).append(token)
    most_first = sorted(groups, key=lambda turned: -sum(len(t.text) for t in groups[turned]))
    return [(Frame(turned, layout.width, layout.height), groups[turned]) for turned in most_first]


def group_lines(tokens: Iterable[Token]) -> list[Line]:
    """Cluster tokens by baseline, top to bottom. Raised tokens go to the line they stand beside."""
    plain: list[Token] = []
    raised: list[Token] = []
    for token in tokens:
        (raised if token.superscript else plain).append(token)
    rows: list[list[Token]] = []
    for token in sorted(plain, key=attrgetter("baseline")):
        if rows and token.baseline - rows[-1][0].baseline <= _SAME_BASELINE * max(
            token.size, rows[-1][0].size
        ):
            rows[-1].append(token)
        else:
            rows.append([token])
    for token in raised:
        row = min(
            (row for row in rows if _stands_beside(token, row)),
            key=lambda row: abs(row[0].baseline - token.baseline),
            default=None,
        )
        if row is None:
            rows.append([token])
        else:
            row.append(token)
    return sorted(map(Line, rows), key=attrgetter("baseline"))


def _stands_beside(token: Token, row: list[Token]) -> bool:
    first = row[0]
    return -0.1 * first.size <= first.baseline - token.baseline <= 0.8 * first.size and any(
        -0.5 * first.size < max(token.box.x0 - t.box.x1, t.box.x0 - token.box.x1) < first.size for t in row
    )


def _separator(before: Token | None, token: Token) -> str:
    if before is None:
        return ""
    attached = (token.superscript or before.superscript) and token.box.x0 - before.box.x1 < _ATTACHED * max(
        token.size, before.size
    )
    return "" if attached else " "


def _text(before: Token | None, token: Token, after: Token | None) -> str:
    """Raised digits that are attached to a word stay raised: "R²" and "employed.³" are no numbers 2 and 3."""
    if not token.superscript:
        return token.text
    attached = (before is not None and not _separator(before, token)) or (
        after is not None and not _separator(token, after)
    )
    return token.text.translate(_RAISED_DIGITS) if attached else token.text

"""Ruled lines."""

from almpo.evidence.anchors import Box
from almpo.ingestion.layout import Rule
from almpo.ingestion.tables.ruling import frames, separators, wide_rules

AREA = Box(60, 100, 460, 300)


def test_lines_across_begin_at_the_left_and_may_be_drawn_cell_by_cell() -> None:
    across = [Rule(60 + 100 * i, 120, 158 + 100 * i, 120.5) for i in range(4)]
    spanner = Rule(200, 140, 460, 140.5)
    elsewhere = Rule(60, 500, 460, 500.5)
    assert wide_rules([*across, spanner, elsewhere], AREA) == [120]


def test_lines_between_columns_run_along_most_of_the_height() -> None:
    assert separators(
        [Rule(160, 100, 160.5, 300), Rule(260, 100, 260.5, 150), Rule(60, 100, 60.5, 300)], AREA
    ) == [160]


def test_a_grid_is_a_frame_and_underlined_heads_are_none() -> None:
    level = [Rule(60, y, 460, y + 0.5) for y in (100, 130, 160)]
    upright = [Rule(x, 100, x + 0.5, 160) for x in (60, 260, 460)]
    (frame,) = frames(level + upright)
    assert frame == Box(60, 100, 460.5, 160.5)
    assert frames(level) == []

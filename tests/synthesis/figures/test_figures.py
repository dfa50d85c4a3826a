"""Figures: what they say in words and numbers, that they can be had, and the same bytes each time."""

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from made_up import finding, spread_findings
from PIL import Image

from almpo.evidence.errors import NotFoundError, StatisticsError
from almpo.evidence.findings import Finding
from almpo.evidence.syntheses import PooledResult, SynthesisQuery
from almpo.evidence.vocabulary import Design, HorizonAnchor, OutcomeGroup, ProgrammeType, TargetGroup
from almpo.synthesis.figures import Drawing, figure, figures, gap_figure, write_figures
from almpo.synthesis.figures.choice import BUBBLES
from almpo.synthesis.gaps import GapAxis, gap_map
from almpo.synthesis.pool import gather_inputs, pool_inputs

QUERY = SynthesisQuery(outcome=OutcomeGroup.EMPLOYMENT)
SVG = "{http://www.w3.org/2000/svg}"


def pooled(findings: list[Finding], query: SynthesisQuery = QUERY) -> PooledResult:
    return pool_inputs(query, gather_inputs(findings, query, corpus="c"))


def varied(studies: int = 14) -> list[Finding]:
    """Synthetic studies with two estimates each, over programmes, designs and months."""
    return [
        one.model_copy(
            update={
                "lmp": (ProgrammeType.TRAINING, ProgrammeType.SERVICES)[key // 2 % 2],
                "design": (Design.RCT, Design.MATCHING, None)[key // 2 % 3],
                "horizon_months": 3.0 + 2 * key,
                "horizon_anchor": HorizonAnchor.PROGRAMME_START,
                "duration_months": 2.0 + key % 5,
                "study_year": 2000 + key // 2,
                "study": f"{one.study} & sons <$1$>",
            }
        )
        for key, one in enumerate(spread_findings(studies, 2))
    ]


@pytest.fixture(scope="module")
def result() -> PooledResult:
    return pooled(varied())


def data(drawing: Drawing) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(drawing.csv())))


def texts(drawing: Drawing) -> list[str]:
    root = ElementTree.fromstring(drawing.svg())
    return ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]


def test_a_result_has_all_its_figures(result: PooledResult) -> None:
    assert [one.name for one in figures(result)] == ["forest", "funnel", "lock-in", *BUBBLES]
    asked = pooled(varied(), QUERY.model_copy(update={"horizon": "medium"}))
    assert "lock-in" not in [one.name for one in figures(asked)]
    assert figures(pooled([])) == []


@pytest.mark.parametrize("name", ["forest", "funnel", "lock-in", "bubble-study-year"])
def test_title_and_alt_text_are_the_first_things_in_the_svg(result: PooledResult, name: str) -> None:
    drawn = figure(name, result)
    root = ElementTree.fromstring(drawn.svg())
    title, described = root[0], root[1]
    assert (title.tag, described.tag) == (f"{SVG}title", f"{SVG}desc")
    assert (title.text, described.text) == (drawn.title, drawn.alt)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {described.get('id')}"
    assert "employment" in drawn.title
    assert "percentage points" in drawn.alt
    picture = Image.open(io.BytesIO(drawn.png()))
    assert picture.info["Description"] == drawn.alt
    assert picture.size[0] > 700


def test_the_same_bytes(result: PooledResult) -> None:
    for name in ("funnel", "lock-in"):
        drawn, again = figure(name, result), figure(name, result)
        assert drawn.svg() == again.svg()
        assert drawn.png() == again.png()


def test_nothing_is_lost_without_colour(result: PooledResult) -> None:
    """A figure in shades of grey still has more than two of them, and its text stays dark on light."""
    for name in ("forest", "funnel", "lock-in"):
        grey = np.asarray(Image.open(io.BytesIO(figure(name, result).png())).convert("L"))
        assert grey.max() > 250
        assert grey.min() < 60


def test_forest_lists_every_study_with_its_findings(result: PooledResult) -> None:
    drawn = figure("forest", result, "programme")
    rows = data(drawn)
    studies = [row for row in rows if row["kind"] == "study"]
    assert len(studies) == 14
    named = {one for row in studies for one in row["findings"].split()}
    assert named == {effect.finding_id for effect in result.inputs.effects}
    assert sum(float(row["weight_percent"]) for row in studies) == pytest.approx(100, abs=0.05)
    kinds = [row["kind"] for row in rows]
    assert (kinds.count("group"), kinds.count("pooled"), kinds.count("prediction")) == (2, 3, 3)
    overall = rows[-2]
    assert result.estimated is not None
    assert float(overall["estimate"]) == pytest.approx(result.estimated.estimate, rel=1e-5)
    shown = texts(drawn)
    assert "Pooled: Training" in shown
    assert "All studies" in shown
    assert any(text.startswith("study-3 & sons <$1$>") for text in shown)
    assert any("certainty" in text for text in shown)
    assert "In a new place" in drawn.alt
    with pytest.raises(StatisticsError, match="No group"):
        figure("forest", result, "colour")


def test_forest_puts_horizons_in_their_order(result: PooledResult) -> None:
    groups = [row["group"] for row in data(figure("forest", result, "horizon")) if row["kind"] == "group"]
    assert groups == ["short", "medium", "long"]


def test_a_very_large_forest_is_cut_but_not_its_data() -> None:
    drawn = figure("forest", pooled(spread_findings(170)))
    assert "20 studies of less weight are in the data, not drawn" in texts(drawn)
    assert sum(row["kind"] == "study" for row in data(drawn)) == 170


def test_misreadings_have_a_line_of_their_own() -> None:
    drawn = figure("forest", pooled(spread_findings(8, confidence=0.9)))
    assert "With the chance of misreadings" in texts(drawn)


def test_funnel_shows_every_estimate_and_the_correction(result: PooledResult) -> None:
    drawn = figure("funnel", result)
    assert len(data(drawn)) == 28
    shown = texts(drawn)
    assert {"p < 0.01", "p > 0.10", "trial or natural experiment", "other design", "design not told"} <= set(
        shown
    )
    assert any(text.startswith("corrected (PE") for text in shown)
    assert "Egger" in drawn.alt
    first = data(drawn)[0]
    assert 0 <= float(first["p_two_sided"]) <= 1


def test_lock_in_says_when_it_turns() -> None:
    turning = [
        one.model_copy(
            update={
                "estimate": -6 + 0.5 * (one.horizon_months or 0) + 0.1 * (key % 3),
                "horizon_months": 2.0 + 28 * (key % 2) + key % 7,
                "se": 0.4,
            }
        )
        for key, one in enumerate(varied(16))
    ]
    turning = [
        one.model_copy(update={"estimate": -6 + 0.5 * (one.horizon_months or 0) + 0.1 * (key % 3)})
        for key, one in enumerate(turning)
    ]
    drawn = figure("lock-in", pooled(turning))
    assert "turns positive after" in drawn.alt
    assert any("positive after" in text for text in texts(drawn))
    assert {row["kind"] for row in data(drawn)} == {"bin", "curve"}
    bins = [row for row in data(drawn) if row["kind"] == "bin"]
    assert all(len(row["findings"].split()) == int(row["effects"]) for row in bins)


def test_bubble_is_the_regression(result: PooledResult) -> None:
    rows = data(figure("bubble-study-year", result))
    line = [row for row in rows if row["kind"] == "line"]
    values = [(float(row["value"]), float(row["estimate"])) for row in line]
    slope = (values[-1][1] - values[0][1]) / (values[-1][0] - values[0][0])
    assert f"slope {slope:.2f}".replace("-", "−") in figure("bubble-study-year", result).alt
    with pytest.raises(NotFoundError, match="forest, funnel"):
        figure("bubble-colour", result)


def test_gap_map_tells_number_direction_and_certainty() -> None:
    found = [
        finding(key, lmp=ProgrammeType.TRAINING, design=Design.RCT, target_groups=(TargetGroup.YOUTH,))
        for key in range(7)
    ]
    told = gap_map(found)
    (cell,) = told.cells
    assert cell.estimate == pytest.approx(3)
    assert cell.certainty is not None
    drawn = gap_figure(told)
    assert "7 +" in texts(drawn)
    assert "Training and employment: 7 studies, favourable" in drawn.alt
    assert "1 of 8 cells hold evidence" in drawn.alt
    assert [row["studies"] for row in data(drawn)] == ["7", *["0"] * 7]
    assert set(data(drawn)[0]["findings"].split()) == {one.id for one in found}
    by_group = gap_map(found, GapAxis.TARGET_GROUP, outcome=OutcomeGroup.EMPLOYMENT)
    assert by_group.cells[0].certainty is not None
    assert gap_map(found, GapAxis.TARGET_GROUP).cells[0].certainty is None
    assert gap_map(found, pooled=False).cells[0].certainty is None
    with pytest.raises(StatisticsError, match="no evidence"):
        gap_figure(gap_map([]))


@pytest.mark.parametrize("studies", [1, 2, 3])
def test_few_studies_can_be_drawn(studies: int) -> None:
    names = [one.name for one in figures(pooled(spread_findings(studies)))]
    assert names == ["forest", "funnel"]
    for drawn in figures(pooled(spread_findings(studies))):
        assert drawn.png()


def test_equal_standard_errors_and_effects_can_be_drawn() -> None:
    alike = pooled([finding(key) for key in range(12)])
    for drawn in figures(alike):
        assert drawn.svg()


def test_files(result: PooledResult, tmp_path: Path) -> None:
    written = write_figures([figure("funnel", result)], tmp_path / "new")
    assert [path.name for path in written] == ["funnel.svg", "funnel.png", "funnel.csv", "funnel.txt"]
    assert (tmp_path / "new" / "funnel.txt").read_text().startswith("Funnel plot of 28 effects")

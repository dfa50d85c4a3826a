"""Our figures are those of the project's scorer, on gold rows spoilt in known ways."""

import importlib.util
import json
import random
from pathlib import Path

import pytest

from almpo.evaluation.extraction import (
    GoldDocument,
    field_right,
    read_gold,
    remedy,
    score_document,
    score_extraction,
)

ROW = {
    "doc": "a.pdf",
    "source": "table",
    "page": 3,
    "table": "Table 2",
    "estimate": 0.1,
    "se": 0.05,
    "stars": "*",
    "n": 100,
    "treatment_effect": True,
    "outcome_group": "employment",
    "confidence": 0.9,
}


def gold(*rows: dict) -> GoldDocument:
    return GoldDocument("a.pdf", rows, frozenset({3}), {3: frozenset({"9"})})


def test_a_perfect_finding():
    counts = score_document(gold(ROW), [ROW])
    assert (counts.found, counts.kind, counts.record, counts.false) == (1, 1, 1, 0)


@pytest.mark.parametrize(
    ("spoilt", "cause"),
    [
        ({"estimate": -0.1}, "reader or role: the number is no estimate"),
        ({"se": 0.06}, "pairing: other uncertainty"),
        ({"treatment_effect": False}, "effect: found, but not taken for an effect"),
    ],
)
def test_misses_are_told_by_cause(spoilt, cause):
    counts = score_document(gold(ROW), [ROW | spoilt])
    assert (counts.found, dict(counts.causes)) == (0, {cause: 1})


def test_a_wrong_kind_is_found_but_not_right():
    counts = score_document(gold(ROW), [ROW | {"se": None, "t": 0.05}])
    assert (counts.found, counts.kind, counts.record) == (1, 0, 0)


def test_what_is_no_effect_counts_against_precision():
    other = ROW | {"estimate": 0.7, "treatment_effect": False}
    presented = other | {"treatment_effect": None}
    assert score_document(gold(ROW, other), [ROW, presented]).false == 1
    assert score_document(gold(ROW, other), [ROW, other]).false == 0
    assert score_document(gold(ROW), [ROW, ROW | {"table": "Table 9"}]).false == 0  # not annotated


def test_fields_with_latitude():
    assert field_right("lmp", {"lmp": "2|6"}, {"lmp": "6"})
    assert not field_right("lmp", {"lmp": "2|6"}, {"lmp": None})
    assert field_right("target_groups", {"target_groups": ["men", "youth"]}, {"target_groups": ["men"]})
    assert not field_right("target_groups", {"target_groups": ["men"]}, {"target_groups": ["women"]})
    assert field_right("horizon_months", {"horizon_months": 12}, {"horizon_months": 12.0})


def test_fields_are_told_by_row_and_by_document():
    other = GoldDocument("b.pdf", [ROW | {"doc": "b.pdf"}], frozenset({3}), {})
    wrong = ROW | {"doc": "b.pdf", "outcome_group": "wage"}
    second = ROW | {"estimate": 0.3}
    found = [ROW, second | {"outcome_group": None}, wrong]
    scores = score_extraction([gold(ROW, second), other], found)
    field = scores.fields["outcome_group"]
    assert (field.micro, field.macro, field.unknown, field.wrong) == (1 / 3, 0.25, 1, 1)
    assert scores.causes == {"field outcome_group: unknown": 1, "field outcome_group: wrong": 1}
    assert all(map(remedy, scores.causes))


def test_off_topic_documents_are_counted():
    scores = score_extraction([gold(ROW)], [ROW, ROW | {"doc": "off.pdf"}], ["off.pdf", "none.pdf"])
    assert scores.negatives == {"off.pdf": 1, "none.pdf": 0}
    assert scores.micro.recall == 1.0
    assert scores.macro.headline is None


def spoilt(rows: list[dict], seed: int) -> list[dict]:
    """Gold rows with some dropped, some changed, and confidences."""
    dice, found = random.Random(seed), []
    for row in rows:
        fate = dice.random()
        if fate < 0.15:
            continue
        row = row | {"confidence": round(dice.random(), 2)}
        if fate < 0.25 and row["se"] is not None:
            row = row | {"se": None, "t": row["se"]}
        elif fate < 0.35:
            row = row | {"outcome_group": "other", "n": 1}
        elif fate < 0.45:
            row = row | {"estimate": row["estimate"] + 1}
        elif fate < 0.55:
            row = row | {"treatment_effect": None}
        found.append(row)
    return found


@pytest.mark.shared
@pytest.mark.parametrize("seed", range(3))
def test_same_figures_as_the_scorer(shared: Path, seed: int):
    path = shared / "tools" / "score_findings.py"
    spec = importlib.util.spec_from_file_location("score_findings", path)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    for document in read_gold(shared / "gold"):
        rows = spoilt([dict(row) for row in document.rows], seed)
        meta = json.loads(
            (shared / "gold" / f"{Path(document.name).stem}.meta.json").read_text(encoding="utf-8")
        )
        theirs, scored, hits, _ = scorer.score_document(
            list(document.rows), meta, rows, {"missed": [], "false": []}
        )
        ours = score_document(document, rows)
        assert {
            "gold": ours.gold,
            "found": ours.found,
            "false": ours.false,
            "kind": ours.kind,
            "record": ours.record,
            "head": ours.headlines,
            "head_found": ours.headlines_found,
        } == {
            name: theirs[name] for name in ("gold", "found", "false", "kind", "record", "head", "head_found")
        }
        assert sorted(ours.scored) == sorted(scored)
        assert ours.right == hits

"""`almpo learn`: heads from generated phrases and, where there are any, the decisions of experts."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from almpo.extraction.models.heads import Head, Heads
from almpo.extraction.models.suggestions import States
from almpo.extraction.training.fit import best_sharpness, fit, held_out
from almpo.extraction.training.labels import examples_of
from almpo.extraction.training.phrases import Example, examples, fields

# An example that an expert decided counts as much as so many generated ones.
DECIDED = 5.0


def learn(
    encoder: States,
    today: date,
    labels: Iterable[Mapping[str, Any]] = (),
    on_field: Callable[[str, int], None] = lambda field, count: None,
) -> Heads:
    """Train a head for each field that has phrases. The report holds what languages and documents held out tell."""
    rows, heads, report = list(labels), {}, {}
    for field in fields():
        generated, decided = examples(field), examples_of(rows, field)
        on_field(field, len(generated) + len(decided))
        heads[field], report[field] = _train(encoder, generated, decided)
    return Heads(heads, encoder.model_id, today, report)


def _train(
    encoder: States, generated: Sequence[Example], decided: Sequence[Example]
) -> tuple[Head, dict[str, Any]]:
    every = [*generated, *decided]
    states = encoder.states([example.text for example in every])
    codes = [example.code for example in every]
    weights = np.array([1.0] * len(generated) + [DECIDED] * len(decided))
    known, told = held_out(states, codes, [example.group for example in every])
    head = fit(states, codes, weights)
    sharp = Head(head.codes, head.weights, head.bias, head.centre, best_sharpness(told, codes, known))
    return sharp, _report(every, len(decided), known, told)


def _report(
    every: Sequence[Example], decided: int, known: Sequence[str], told: NDArray[np.float64]
) -> dict[str, Any]:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for example, likeliest in zip(every, told.argmax(axis=1), strict=True):
        total[example.group] += 1
        right[example.group] += known[likeliest] == example.code
    return {
        "examples": len(every),
        "decided_by_experts": decided,
        "held_out": round(sum(right.values()) / len(every), 3),
        "held_out_by_group": {group: round(right[group] / n, 3) for group, n in sorted(total.items())},
    }

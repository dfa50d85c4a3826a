"""How far the pooling engine agrees with metafor and its relatives.

    python -m almpo.evaluation.synthesis REFERENCE_DIR

The folder holds reference.json (metafor with tight convergence, clubSandwich), bayes.json (bayesmeta) and
puniform.json, each with inputs and results; those that are absent are left out.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from almpo.evaluation.parity.dependent import compare_bayes, compare_multilevel, compare_p_uniform
from almpo.evaluation.parity.tally import TOLERANCE, Row, Tally
from almpo.evaluation.parity.univariate import compare_univariate
from almpo.evidence.errors import NotFoundError

EARLY = "the reference stops early here: at its variances the score is further from zero than at ours"
NOTES = {
    "prediction interval, t(k − 2)": "no degree of freedom is left at k = 2; we refuse",
    "trim and fill, number and side": "we refuse k < 3, where no side can be told",
    "trim and fill, FE and DL refit": "we refuse k < 3, where no side can be told",
    "trim and fill, REML refit": EARLY,
    "Egger, classical": "we refuse where no residual degree of freedom is left",
    "PET": "we refuse where no residual degree of freedom is left",
    "PEESE": "we refuse where no residual degree of freedom is left",
    "three-level REML, moderators": EARLY,
    "CR2, three-level REML, moderators": EARLY,
    "selection model, log-likelihood not below": "parameters are not compared: the likelihood is flat",
    "Bayes, mean and new effect": "bayesmeta merges neighbouring τ (its delta): the line below shows which is right",
    "p-uniform*, estimates": "puniform's optimiser stops at about 1e-6",
    "p-uniform*, intervals": "puniform's root finder stops at about 1e-5",
}


@dataclass(frozen=True, slots=True)
class Report:
    """One row a method."""

    rows: tuple[Row, ...]

    @property
    def values(self) -> int:
        """How many values were compared."""
        return sum(row.values for row in self.rows)

    @property
    def within(self) -> int:
        """How many agree."""
        return sum(row.within for row in self.rows)

    def __str__(self) -> str:
        width = max((len(row.method) for row in self.rows), default=0)
        lines = [f"{'method':{width}}  values  within {TOLERANCE:g}     worst  where"]
        for row in self.rows:
            lines.append(
                f"{row.method:{width}}  {row.values:6d}  {row.within:12d}  {row.worst:8.1e}  {row.worst_at}"
            )
            details = [f"refused: {reason}" for reason in row.refused]
            details += [f"refused by both: {row.both_refused}"] if row.both_refused else []
            if row.note and (row.within < row.values or row.refused or "flat" in row.note):
                details.append(f"note: {row.note}")
            lines += [f"{'':{width}}    {detail}" for detail in details]
        lines.append(f"{'all':{width}}  {self.values:6d}  {self.within:12d}")
        return "\n".join(lines)


def run(reference_dir: Path) -> Report:
    """Compare with every stored result in the folder.

    Raises:
        NotFoundError: none of the three files is there.
    """
    tally = Tally(NOTES)
    files = [reference_dir / name for name in ("reference.json", "bayes.json", "puniform.json")]
    if not any(file.is_file() for file in files):
        raise NotFoundError(f"No reference.json, bayes.json or puniform.json in {reference_dir}.")
    reference, bayes, p_uniform = (_load(file) for file in files)
    sets = [
        *((compare_univariate, *item) for item in reference.get("univariate", {}).items()),
        *((compare_multilevel, *item) for item in reference.get("multilevel", {}).items()),
        *((compare_bayes, *item) for item in bayes.items()),
        *((compare_p_uniform, *item) for item in p_uniform.items() if "puni_star" in item[1]),
    ]
    for compare, name, case in sets:
        try:
            compare(tally, name, case)
        except (KeyError, TypeError) as error:  # of what is stored: our own refusals are counted by the tally
            tally.unread(name, f"{type(error).__name__}: {error}")
    return Report(tuple(tally.rows()))


def _load(file: Path) -> dict[str, Any]:
    if not file.is_file():
        return {}
    loaded: dict[str, Any] = json.loads(file.read_text())
    return loaded


if __name__ == "__main__":
    print(run(Path(sys.argv[1])))

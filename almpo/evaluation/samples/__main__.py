"""`python -m almpo.evaluation.samples build FOLDER | gold FOLDER | corpus FOLDER`"""

import argparse
from pathlib import Path

from almpo.evaluation.samples.build import build_samples
from almpo.evaluation.samples.gold import write_gold
from almpo.evaluation.samples.readable import build_readable

WORK = {"build": build_samples, "gold": write_gold, "corpus": build_readable}


def main() -> None:
    parser = argparse.ArgumentParser(prog="almpo.evaluation.samples", description=__doc__)
    parser.add_argument(
        "what", choices=WORK, help="the documents, their truth, or copies for score_answers.py"
    )
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    WORK[arguments.what](arguments.folder)


if __name__ == "__main__":
    main()

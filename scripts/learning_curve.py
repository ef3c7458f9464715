"""Measure what more lines buy: python scripts/learning_curve.py [--corpus DIR] [--card FILE]."""

import argparse
import sys
from pathlib import Path

from classifier.errors import ClassifierError
from classifier.learning.corpus import read_messages
from classifier.learning.curves import curve_table, learning_curve
from classifier.learning.plan import TrainingPlan
from classifier.learning.splits import read_splits
from classifier.learning.tables import check_writable, write_between_marks


def main(argv: list[str]) -> int:
    """Train on a quarter, half and all of the training voices, print the curve; 2 on a mistake in what was given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("data/corpus"))
    parser.add_argument("--card", type=Path, metavar="FILE", help="write the curve between its marks in this file")
    asked = parser.parse_args(argv)
    try:
        check_writable(marked=asked.card)
        splits = read_splits(asked.corpus, "messages")
        curve = curve_table(learning_curve(read_messages(asked.corpus / "messages"), splits, TrainingPlan()))
        if asked.card:
            write_between_marks(asked.card, {"learning curve": curve})
    except ClassifierError as error:
        print(error, file=sys.stderr)
        return 2
    print(curve)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

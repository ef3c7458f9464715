"""Measure speed beside baselines: python scripts/benchmark.py [--model DIR] [--readme FILE] [--json FILE]."""

import argparse
import json
import sys
from pathlib import Path

import classifier
from classifier.errors import ClassifierError
from classifier.learning.benchmark import measure
from classifier.learning.tables import check_writable, speed_table, write_between_marks, write_whole


def main(argv: list[str]) -> int:
    """Measure, print the table, and write it where asked; 2 on a mistake in what was given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="a model folder other than the shipped one")
    parser.add_argument("--corpus", type=Path, default=Path("data/corpus"))
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure there")
    parser.add_argument("--readme", type=Path, metavar="FILE", help="write the table between its marks in this file")
    asked = parser.parse_args(argv)
    try:
        check_writable(new=asked.json, marked=asked.readme)
        figures = measure(classifier.load(asked.model), asked.corpus)
        print(speed_table(figures))
        if asked.json:
            write_whole(asked.json, json.dumps(figures, indent=1) + "\n")
        if asked.readme:
            write_between_marks(asked.readme, {"speed": speed_table(figures)})
    except ClassifierError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

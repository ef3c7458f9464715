"""Check the corpus: python scripts/check_corpus.py [--corpus DIR] [--suite DIR] [--card FILE] [--doubts FILE]."""

import argparse
import sys
from pathlib import Path

from classifier.errors import ClassifierError
from classifier.learning.soundness import check, read_holdings, told
from classifier.learning.soundness_labels import write_doubts
from classifier.learning.tables import check_writable, write_between_marks


def main(argv: list[str]) -> int:
    """Print the counts; 0 when nothing falls short, 1 when something does, 2 on a mistake in what was given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("data/corpus"))
    parser.add_argument("--suite", type=Path, default=Path("data/functional"), help="the functional suite")
    parser.add_argument("--card", type=Path, metavar="FILE", help="write the tables between their marks in this file")
    parser.add_argument(
        "--doubts", type=Path, metavar="FILE", help="write there the labels that models of other voices contradict most"
    )
    asked = parser.parse_args(argv)
    try:
        check_writable(new=asked.doubts, marked=asked.card)
        held = read_holdings(asked.corpus, asked.suite)
        found = check(held)
        if asked.card:
            write_between_marks(asked.card, found.tables)
        if asked.doubts:
            write_doubts(asked.doubts, held.examples)
    except ClassifierError as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(f"## {name}\n\n{text}" for name, text in found.tables.items()))
    print(told(found.shortfalls), file=sys.stderr)
    return 1 if found.shortfalls else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

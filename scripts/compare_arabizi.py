"""Compare readers of Arabizi: python scripts/compare_arabizi.py [--lines FILE] [--readme FILE]."""

import argparse
import logging
import sys
from pathlib import Path

from classifier.errors import ClassifierError
from classifier.learning.arabizi_figures import arabizi_figures, read_transcribed, readers
from classifier.learning.tables import check_writable, table, write_between_marks


def main(argv: list[str]) -> int:
    """Print the share of words that each reads as transcribed; 2 on a mistake in what was given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=Path, default=Path("data/arabizi/transcribed.json"))
    parser.add_argument("--readme", type=Path, metavar="FILE", help="write the table between its marks in this file")
    asked = parser.parse_args(argv)
    logging.disable(logging.INFO)
    try:
        check_writable(marked=asked.readme)
        pairs = read_transcribed(asked.lines)
        rows = arabizi_figures(pairs, readers()).items()
        found = table(("reader", f"of {len(pairs)} words, read as transcribed"), rows)
        if asked.readme:
            write_between_marks(asked.readme, {"arabizi": found})
    except ClassifierError as error:
        print(error, file=sys.stderr)
        return 2
    print(found)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Count the words that Arabizi and slips are read as: python scripts/count_words.py; then train every model anew."""

import argparse
import sys
from pathlib import Path

from classifier.errors import ClassifierError
from classifier.learning.tables import check_writable, write_whole
from classifier.learning.word_table import word_table


def main(argv: list[str]) -> int:
    """Write the table; 0 when it is written, 2 on a mistake in what was given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("data/corpus"))
    parser.add_argument("--out", type=Path, default=Path("classifier/text/words.tsv"))
    asked = parser.parse_args(argv)
    try:
        check_writable(new=asked.out)
        table = word_table(asked.corpus)
        write_whole(asked.out, table)
    except ClassifierError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"wrote {table.count(chr(10))} words to {asked.out}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

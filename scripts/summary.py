"""Counts cases over finished runs: by month, type, priority, tactic, platform and demanded channel."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from classifier.errors import ClassifierError
from classifier.report.summary import summarise
from classifier.report.summary_page import publish_summary


def main(argv: Sequence[str] | None = None) -> int:
    """0 once summary.html and summary.csv are written, 2 on a mistake of the user."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", nargs="+", type=Path, metavar="RUN", help="a folder that score.py wrote")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="a new folder for the summary")
    parser.add_argument("--lang", choices=("ar", "en"), default="ar", help="the language that it opens in")
    given = parser.parse_args(argv)
    try:
        summary = summarise(given.runs)
        publish_summary(summary, given.out, lang=given.lang)
    except ClassifierError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{summary.cases} cases in {summary.chats} chats of {summary.runs} runs", file=sys.stderr)
    print(given.out / "summary.html")
    return 0


if __name__ == "__main__":
    sys.exit(main())

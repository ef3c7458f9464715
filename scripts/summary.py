"""Counts cases over finished runs or a case file: by month, type, priority, tactic, platform and demanded channel."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from classifier.errors import ClassifierError, ReadError, SettingError
from classifier.report.summary import Summary, summarise, summarise_cases
from classifier.report.summary_page import publish_summary
from classifier.triage.casefile import CaseFile


def main(argv: Sequence[str] | None = None) -> int:
    """0 once summary.html and summary.csv are written, 2 on a mistake of the user."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", nargs="*", type=Path, metavar="RUN", help="a folder that score.py wrote")
    parser.add_argument("--cases", type=Path, metavar="FILE", help="count the cases that score.py --cases kept there")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="a new folder for the summary")
    parser.add_argument("--lang", choices=("ar", "en"), default="ar", help="the language that it opens in")
    given = parser.parse_args(argv)
    try:
        summary = _summary(given.runs, given.cases)
        publish_summary(summary, given.out, lang=given.lang)
    except ClassifierError as error:
        print(error, file=sys.stderr)
        return 2
    where = given.cases or f"{summary.chats} chats of {summary.runs} runs"
    print(f"{summary.cases} cases in {where}", file=sys.stderr)
    print(given.out / "summary.html")
    return 0


def _summary(runs: Sequence[Path], cases: Path | None) -> Summary:
    if bool(runs) == bool(cases):
        raise SettingError("name either finished runs or a case file (--cases FILE)")
    if cases is None:
        return summarise(runs)
    kept = CaseFile(cases)
    if not kept.exists():
        raise ReadError(f"{cases}: no such case file. Name the file that was given to score.py --cases.")
    return summarise_cases([case.facts for case in kept.cases()])


if __name__ == "__main__":
    sys.exit(main())

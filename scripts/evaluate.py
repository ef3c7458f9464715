"""Measure a model: python scripts/evaluate.py [--model DIR] [--data FILE...] [--background DIR] [--json FILE]."""

import argparse
import json
import sys
from pathlib import Path

import classifier
from classifier.errors import ClassifierError
from classifier.learning.evaluation import Wanted, evaluate
from classifier.learning.tables import as_text, check_writable, write_readme, write_whole
from classifier.scoring.scorer import DEPTHS


def main(argv: list[str]) -> int:
    """Measure as asked and print the tables; 2 on a mistake in what was given."""
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--model", type=Path, help="a model folder other than the shipped one")
    add(
        "--data",
        type=Path,
        nargs="+",
        default=[],
        metavar="FILE",
        help="labelled messages; without it, the corpus part",
    )
    add("--corpus", type=Path, default=Path("data/corpus"))
    add("--part", choices=("validation", "test"), default="validation", help="which kept-out voices of the corpus")
    add("--background", type=Path, help="harmless text for false alarms: a .txt file or a folder of them")
    add("--suite", type=Path, default=Path("data/functional"), help="the functional suite")
    add(
        "--entities",
        type=Path,
        default=Path("data/entities/unseen.json"),
        metavar="FILE",
        help="texts with every entity marked by hand",
    )
    add("--depth", choices=DEPTHS, default="standard")
    add("--disguises", action="store_true", help="also under each disguise by itself")
    add("--json", type=Path, metavar="FILE", help="write every figure there")
    add("--readme", type=Path, metavar="FILE", help="write the tables between their marks in this file")
    asked = parser.parse_args(argv)
    try:
        check_writable(new=asked.json, marked=asked.readme)
        wanted = Wanted(
            data=tuple(asked.data), corpus=asked.corpus, part=asked.part, background=asked.background,
            suite=asked.suite, entities=asked.entities, depth=asked.depth, disguises=asked.disguises,
        )  # fmt: skip
        figures = evaluate(classifier.load(asked.model), wanted)
        print(as_text(figures))
        if asked.json:
            write_whole(asked.json, json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
        if asked.readme:
            write_readme(asked.readme, figures)
    except ClassifierError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Train a model: python scripts/train.py [--corpus DIR] [--add labelled.csv] [--background DIR] --out models/NAME."""

import argparse
import sys
from pathlib import Path

from classifier.errors import ClassifierError
from classifier.learning.background import read_background
from classifier.learning.material import TrainingSet
from classifier.learning.own_cases import read_own_cases
from classifier.learning.plan import TrainingPlan
from classifier.learning.train import train
from classifier.scoring.folder import open_folder


def main(argv: list[str]) -> int:
    """Train as asked; 0 when the model folder is written, 2 on a mistake in what was given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("data/corpus"))
    parser.add_argument(
        "--background", type=Path, help="harmless text, one message a line: a .txt file or a folder of them"
    )
    parser.add_argument(
        "--add", type=Path, action="append", default=[], metavar="FILE", help="own labelled .csv or review.jsonl"
    )
    parser.add_argument(
        "--encoder", type=Path, metavar="DIR", help="what scripts/train_encoder.py wrote; without it, no encoder"
    )
    parser.add_argument(
        "--keep-linear", type=Path, metavar="MODEL", help="take this model's linear part, and make all behind it anew"
    )
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args(argv)
    try:
        background = read_background(asked.background) if asked.background else []
        own = [example for path in asked.add for example in read_own_cases(path)]
        material = TrainingSet.of(asked.corpus, background, own)
        kept = None if asked.keep_linear is None else open_folder(asked.keep_linear)
        train(material, TrainingPlan(), asked.out, encoder=asked.encoder, kept=kept)
    except ClassifierError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"wrote {asked.out}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Fine-tune the encoder: python scripts/train_encoder.py --background DIR --out DIR; the same command resumes."""

import argparse
import sys
from pathlib import Path

import torch

from classifier.errors import ClassifierError
from classifier.learning.background import read_background
from classifier.learning.encoder.course import Course, train_encoder
from classifier.learning.encoder.tuning import FinePlan
from classifier.learning.material import TrainingSet
from classifier.scoring.folder import open_folder


def options() -> argparse.ArgumentParser:
    """What may be asked for, with the plan's own numbers where nothing is."""
    fine, course = FinePlan(), Course()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("data/corpus"))
    parser.add_argument("--background", type=Path, required=True, help="harmless text, one message a line")
    parser.add_argument("--out", type=Path, required=True, help="a folder for checkpoints and the encoder")
    parser.add_argument("--epochs", type=int, default=fine.epochs)
    parser.add_argument("--rate", type=float, default=fine.rate, help="the highest learning rate")
    parser.add_argument(
        "--shipped", type=Path, metavar="MODEL", help="go on from this model folder's encoder, not from the pretrained"
    )
    parser.add_argument(
        "--per-file", type=int, default=course.background_per_file, help="lines of each background file"
    )
    parser.add_argument("--lines", type=int, help="use so many training lines, and their twins; without it, all")
    parser.add_argument(
        "--hardest",
        type=int,
        default=course.hardest,
        help="of the other lines, use so many that the encoder misjudges most as it begins, and their twins",
    )
    parser.add_argument("--threads", type=int, default=2)
    return parser


def main(argv: list[str]) -> int:
    """Train as asked; 0 when the encoder is written, 2 on a mistake in what was given."""
    asked = options().parse_args(argv)
    torch.set_num_threads(asked.threads)
    try:
        material = TrainingSet.of(asked.corpus, read_background(asked.background))
        shipped = None if asked.shipped is None else open_folder(asked.shipped)
        fine = FinePlan(epochs=asked.epochs, rate=asked.rate)
        course = Course(fine=fine, background_per_file=asked.per_file, most_lines=asked.lines, hardest=asked.hardest)
        for line in train_encoder(material, course, asked.out, shipped=shipped):
            print(line, file=sys.stderr, flush=True)
    except ClassifierError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"wrote {asked.out}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

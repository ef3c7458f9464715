"""An agency's own labelled cases: a table of texts and labels, or the review that the report saves."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from classifier.errors import CorpusError
from classifier.labels import LABELS, TACTICS, label_of
from classifier.learning.corpus import Example

VOICE: Final = "own cases"
_JUDGED: Final = ("right", "wrong", "unsure")


def read_own_cases(path: Path) -> list[Example]:
    """The cases of a labelled .csv or a review.jsonl; CorpusError names the line that is wrong.

    A CSV has columns `text` and `labels` (names parted by spaces; labels, tactics or both; empty for
    none). In a review, a finding judged right keeps its labels, one judged wrong is an example of
    none, and one judged unsure teaches nothing.
    """
    if not path.is_file():
        raise CorpusError(f"{path}: no such file; name a labelled .csv or a review.jsonl that the report saved")
    return list(_review(path) if path.suffix == ".jsonl" else _table(path))


def _table(path: Path) -> Iterator[Example]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        if not {"text", "labels"} <= set(rows.fieldnames or ()):
            raise CorpusError(f"{path}:1: needs the columns text and labels, found {', '.join(rows.fieldnames or ())}")
        for row in rows:
            yield _example(row["text"], (row["labels"] or "").split(), f"{path}:{rows.line_num}")


def _review(path: Path) -> Iterator[Example]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        place = f"{path}:{number}"
        try:
            row = json.loads(line)
            text, verdict, carried = row["text"], row["verdict"], [*row["labels"], *row["tactics"]]
        except (ValueError, KeyError, TypeError) as error:
            raise CorpusError(f"{place}: not a line of a saved review; save it again from the report") from error
        if verdict not in _JUDGED:
            raise CorpusError(f"{place}: verdict must be one of {', '.join(_JUDGED)}")
        if verdict != "unsure":
            yield _example(text, carried if verdict == "right" else [], place)


def _example(text: str, names: list[str], place: str) -> Example:
    for name in names:
        if name not in LABELS and name not in TACTICS:
            raise CorpusError(f"{place}: unknown label '{name}'; known: {', '.join(LABELS)} and the tactics under them")
    if not text.strip():
        raise CorpusError(f"{place}: the text is empty")
    tactics = tuple(name for name in names if name in TACTICS)
    held = {name for name in names if name in LABELS} | {label_of(tactic) for tactic in tactics}
    return Example(text, tuple(label for label in LABELS if label in held), tactics, "iraqi", "clean", VOICE)

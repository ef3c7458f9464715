"""An agency's own labelled cases: a table of texts and labels, or the review that the report saves."""

import csv
import io
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
    """The cases of a labelled .csv or a review.jsonl, in UTF-8; CorpusError names the line that is wrong.

    A CSV has columns `text` and `labels` (names parted by spaces; labels, tactics or both; empty for
    none). In a review, a finding judged right keeps its labels, one judged wrong is an example of
    none, and one judged unsure teaches nothing.
    """
    if not path.is_file():
        raise CorpusError(f"{path}: no such file; name a labelled .csv or a review.jsonl that the report saved")
    try:
        written = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: not UTF-8 at byte {error.start}; save it again as CSV UTF-8") from error
    return list(_review(written, path) if path.suffix.lower() == ".jsonl" else _table(written, path))


def _table(written: str, path: Path) -> Iterator[Example]:
    rows = csv.DictReader(io.StringIO(written, newline=""), strict=True)
    begun = 1
    try:
        if not {"text", "labels"} <= set(rows.fieldnames or ()):
            raise CorpusError(f"{path}:1: needs the columns text and labels, found {', '.join(rows.fieldnames or ())}")
        begun = rows.line_num + 1
        for row in rows:
            place = f"{path}:{rows.line_num}"
            if None in row or None in row.values():
                raise CorpusError(f"{place}: not as many cells as columns; put a text that holds commas in quotes")
            yield _example(row["text"], row["labels"].split(), place)
            begun = rows.line_num + 1
    except csv.Error as error:
        raise CorpusError(f"{path}:{begun}: not a CSV row ({error}); mend its quotes or its length") from error


def _review(written: str, path: Path) -> Iterator[Example]:
    # a message may hold the other characters at which `splitlines` cuts
    for number, line in enumerate(io.StringIO(written), 1):
        place = f"{path}:{number}"
        try:
            row = json.loads(line)
            text, verdict, carried = row["text"], row["verdict"], [*row["labels"], *row["tactics"]]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise CorpusError(f"{place}: not a line of a saved review; save it again from the report") from error
        if not isinstance(text, str):
            raise CorpusError(f"{place}: the text is no text; save the review again from the report")
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

"""Quick looks before slow patterns: what a look passes over, the pattern finds nothing in."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from classifier.evidence.entities import deadline, money
from classifier.evidence.entities.deadline_needed import NEEDED, absent
from classifier.evidence.entities.fold import fold, fold_doubled
from classifier.evidence.entities.rows import Row, compiled
from classifier.triage import cue_needs, cue_rows
from classifier.triage.cues import Cue

CORPUS = Path(__file__).parent.parent / "data/corpus/messages"
EACH = 200
"""One line in so many of the corpus is read: the whole takes minutes and finds the same."""
FINDS_EVERYTHING = ""


def _lines() -> Iterator[str]:
    for path in sorted(CORPUS.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines()[::EACH]:
            yield json.loads(line)["text"]


def _texts() -> list[str]:
    rows = (*deadline.ROWS, *money.ROWS, *cue_rows.SELF_HARM, *cue_rows.CHILD, *cue_rows.SENT)
    return [text for row in rows for text in (*row.fires, *row.silent)] + list(_lines())


def test_a_deadline_row_that_is_passed_over_finds_nothing() -> None:
    rows = {name for _, names in NEEDED for name in names}
    words = {row.name: row.words for row in deadline.ROWS if row.name in rows}
    assert set(words) == rows
    for text in _texts():
        letters = fold_doubled(text).letters
        for name in absent(letters) & rows:
            assert not compiled(words[name]).search(letters), f"{name} is passed over in {text}"


@pytest.mark.parametrize(
    ("rows", "needed"),
    [
        (cue_rows.SELF_HARM, cue_needs.SELF_HARM_NEEDS),
        (cue_rows.CHILD, cue_needs.CHILD_NEEDS),
        (cue_rows.SENT, cue_needs.SENT_NEEDS),
    ],
)
def test_a_wording_that_is_passed_over_is_not_there(rows: Sequence[Row], needed: str) -> None:
    met: Callable[[str], str | None] = Cue(rows, "(?!)", needed).name
    met_slowly = Cue(rows, "(?!)", FINDS_EVERYTHING).name
    for text in _texts():
        assert met(text) == met_slowly(text)


def test_a_question_that_is_passed_over_asks_for_no_age() -> None:
    for text in (*_texts(), "شكد عمرج؟", "كم سنك", "shgad 3omrch"):
        letters = fold(text).letters
        assert re.search(cue_needs.ASKS_AGE_NEEDS, letters) or not re.search(cue_rows.ASKS_AGE, letters)

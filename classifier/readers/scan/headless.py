"""Tables without a header: which column is what, by what stands in its cells."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from classifier.readers.scan.clock import HALF_DAY
from classifier.readers.scan.dates import datetime_of, order_of
from classifier.readers.scan.tables import Header
from classifier.records import ChatWarning

GUESSED: Final = (
    ChatWarning("unknown_layout", "the table has no header: its columns are told by what stands in them"),
)
"""What is to be said of a chat that was read so."""
_LEAST_ROWS = 2
_SAMPLED = 200
_MOSTLY = 0.9
_DAY = re.compile(r"\d[/.\-]\s?\d{1,2}[/.\-]|\d{1,2}[ -][^\W\d]{3,}|[^\W\d]{3,} \d{1,2}")
_CLOCK = re.compile(rf"\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?\s?(?:{HALF_DAY})?")
_AMOUNT = re.compile(r"[+-]?\d[\d.,]*[.,]\d\d")
_NUMBER = re.compile(r"[\d.,]+")


def guessed_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """The columns of a table whose first row is a message already; None where that is not plain to see.

    One column must hold days, and it or another the times of day; none may hold sums, as in a bank's
    statement. Of the others, the one that varies most holds the texts, and one whose few values recur the
    senders, or the only one in which names could stand, if no column is left. A row of one cell is a title.
    """
    sample = [row for row in rows[:_SAMPLED] if sum(cell.strip() != "" for cell in row) > 1]
    widths = {len(row) for row in sample}
    if len(sample) < _LEAST_ROWS or len(widths) != 1:
        return None
    columns = [[row[place].strip() for row in sample] for place in range(widths.pop())]
    days = [place for place, cells in enumerate(columns) if _share(map(_is_day, cells)) >= _MOSTLY]
    clocks = [place for place, cells in enumerate(columns) if _share(map(_CLOCK.fullmatch, cells)) >= _MOSTLY]
    others = [place for place, cells in enumerate(columns) if place not in (*days, *clocks) and _speaks(cells)]
    sums = [place for place, cells in enumerate(columns) if _share(map(_AMOUNT.fullmatch, cells)) >= _MOSTLY]
    is_timed = clocks or any(_share(map(_CLOCK.search, columns[place])) >= _MOSTLY for place in days)
    if not is_timed or set(sums) - set(clocks) or len(days) != 1 or len(others) < 2:  # noqa: PLR2004 - a sender and a text
        return None
    text = max(others, key=lambda place: (len(set(columns[place])), sum(map(len, columns[place]))))
    beside = [place for place in others if place != text and _may_name(columns[place])]
    senders = [place for place in beside if len(set(columns[place])) < len(sample)]
    if not senders and len(columns) == len({*days, *clocks, *others}):
        senders = beside[: len(beside) == 1]
    if not senders:
        return None
    moment = {"date": days[0], "time": clocks[0]} if clocks else {"time": days[0]}
    return Header(-1, {"text": text, "sender": senders[0], **moment})


def _is_day(cell: str) -> bool:
    return len(cell) < 40 and bool(_DAY.search(cell)) and datetime_of(cell, order_of([cell])) is not None  # noqa: PLR2004 - no stamp is longer


def _speaks(cells: Sequence[str]) -> bool:
    """Whether a column holds words and no numbers, and is not empty."""
    return any(cells) and not all(_NUMBER.fullmatch(cell) for cell in cells if cell)


def _may_name(cells: Sequence[str]) -> bool:
    """Whether the values of a column are short and nearly everywhere, as names are."""
    return max(map(len, cells)) <= 40 and _share(cells) >= _MOSTLY  # noqa: PLR2004 - a name


def _share(answers: Iterable[object]) -> float:
    found = list(map(bool, answers))
    return sum(found) / len(found)

"""Viber's messages sent by e-mail: a table without a header, one file a chat, days first."""

import re
from collections.abc import Sequence

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, parsed
from classifier.readers.scan.dates import datetime_of, order_of
from classifier.readers.scan.delimited import records_of
from classifier.readers.scan.lines import encoding_of, opening
from classifier.readers.scan.order import DAY_FIRST, Order
from classifier.readers.scan.stamped import Block, Opened, opened_blocks
from classifier.readers.scan.tables import Cells, cell_of

FORMAT = "viber"
_OPEN = r'(?:="?|")?'
_DATE = r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d)"
_ROW = re.compile(
    rf'{_OPEN}{_DATE}"?(?P<sign>[,;\t])'
    rf'{_OPEN}\d{{1,2}}:\d\d(?::\d\d)?(?: [AaPp][Mm])?"?(?P=sign)'
    rf'[^\n]{{0,120}}?(?P=sign)(?P<number>{_OPEN}(?:\+?\d[\d\sXx*()-]*)?"?(?P=sign))?'
)
_NAMED = re.compile(r"Messages - |.*viber", re.IGNORECASE)
"""What the app calls its files; a row without a number must stand in one of them."""
_OPENING = re.compile(rf"\N{{ZERO WIDTH NO-BREAK SPACE}}?{_ROW.pattern}.*")
_DAY = re.compile(_DATE)
_DAY_FIRST = Order(DAY_FIRST, "Viber writes the day first")
_SURE = 85
_COLUMNS = 5


def recognise(sample: Sample) -> int:
    """How surely the sample is such a table: its first row is a date, a time, a name, a number and a text."""
    first = _ROW.match(sample.text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}"))
    return _SURE if first and (first["number"] is not None or _NAMED.match(sample.name)) else 0


def read(document: Document) -> Parsed:
    """The chat, in file order; a text with bare delimiters in it is put together again."""
    match = _ROW.match(opening(document.head).lstrip("\N{ZERO WIDTH NO-BREAK SPACE}"))
    sign = match["sign"] if match else ","
    columns = _COLUMNS if match is None or match["number"] is not None else _COLUMNS - 1
    encoding = encoding_of(document)
    seen = Opened()
    rows = [_row(block, sign, columns) for block in opened_blocks(document, encoding, _OPENING, seen)]
    if not rows:
        raise document.error(1, "no message found; send the chat's history from the app again")
    order = _order([cell_of(row.cells, 0) for row in rows])
    drafts = (_draft(row, order) for row in rows)
    title = document.stem
    chat = chat_of(document, numbered(document, FORMAT, drafts), platform="viber", title=title)
    return parsed(document, (chat,), seen.lines, encoding)


def _row(block: Block, sign: str, columns: int) -> Cells:
    """The cells of a row and of the lines that go on with its text, which is in the last column."""
    first, *more = records_of([block.opening.string.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}"), *block.lines], sign)
    text = "\n".join(sign.join(cells) for cells in (first[columns - 1 :], *more)).rstrip("\n")
    return Cells([*first[: columns - 1], text], block.first, block.last)


def _draft(row: Cells, order: Order) -> Draft:
    date, time, sender = (cell_of(row.cells, place) for place in range(3))
    return Draft(
        text=row.cells[-1], sender=sender or (cell_of(row.cells, 3) if len(row.cells) == _COLUMNS else "") or None,
        sent_at=datetime_of(f"{date} {time}", order), as_written=f"{date} {time}",
        first=row.first, last=row.last,
    )  # fmt: skip


def _order(dates: Sequence[str]) -> Order:
    """Days first, unless there are dates that cannot be read so."""
    days = [date for date in dates if _DAY.fullmatch(date)]
    return _DAY_FIRST if all(datetime_of(day, _DAY_FIRST) for day in days) else order_of(days)


READER = Format(FORMAT, recognise, read)

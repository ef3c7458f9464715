"""Viber's messages sent by e-mail: a table without a header, one file a chat, days first."""

import re
from collections.abc import Iterator, Sequence

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, parsed
from classifier.readers.scan.dates import datetime_of, order_of
from classifier.readers.scan.delimited import rows_of
from classifier.readers.scan.lines import opening
from classifier.readers.scan.order import DAY_FIRST, Order
from classifier.readers.scan.tables import Cells, cell_of

FORMAT = "viber"
_OPEN = r'(?:="?|")?'
_ROW = re.compile(
    rf'{_OPEN}\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}"?(?P<sign>[,;\t])'
    rf'{_OPEN}\d{{1,2}}:\d\d(?::\d\d)?(?: [AaPp][Mm])?"?(?P=sign)'
    rf'[^\n]{{0,120}}?(?P=sign){_OPEN}(?:\+?\d[\d\sXx*()-]*)?"?(?P=sign)'
)
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
_DAY_FIRST = Order(DAY_FIRST, "Viber writes the day first")
_SURE = 85
_COLUMNS = 5


def recognise(sample: Sample) -> int:
    """How surely the sample is such a table: its first row is a date, a time, a name, a number and a text."""
    return _SURE if _ROW.match(sample.text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}")) else 0


def read(document: Document) -> Parsed:
    """The chat, in file order; a text with bare delimiters in it is put together again."""
    match = _ROW.match(opening(document.head).lstrip("\N{ZERO WIDTH NO-BREAK SPACE}"))
    sign = match["sign"] if match else ","
    rows, lines, encoding = rows_of(document, delimiter=sign)
    drafts = list(_drafts(rows, sign))
    title = document.name.rsplit(".", 1)[0]
    chat = chat_of(document, numbered(document, FORMAT, drafts), platform="viber", title=title)
    return parsed(document, (chat,), lines, encoding)


def _drafts(rows: Sequence[Cells], sign: str) -> Iterator[Draft]:
    """A draft for each row that begins with a day; the others go on with the text before them."""
    order = _order([cell_of(row.cells, 0) for row in rows])
    draft: Draft | None = None
    for row in rows:
        date, time, sender = (cell_of(row.cells, place) for place in range(3))
        if draft is not None and not _DAY.fullmatch(date):
            draft.text, draft.last = f"{draft.text}\n{sign.join(row.cells)}".rstrip("\n"), row.last
            continue
        if draft is not None:
            yield draft
        draft = Draft(
            text=sign.join(row.cells[_COLUMNS - 1 :]), sender=sender or cell_of(row.cells, 3) or None,
            sent_at=datetime_of(f"{date} {time}", order), as_written=f"{date} {time}",
            first=row.first, last=row.last,
        )  # fmt: skip
    if draft is not None:
        yield draft


def _order(dates: Sequence[str]) -> Order:
    """Days first, unless there are dates that cannot be read so."""
    days = [date for date in dates if _DAY.fullmatch(date)]
    return _DAY_FIRST if all(datetime_of(day, _DAY_FIRST) for day in days) else order_of(days)


READER = Format(FORMAT, recognise, read)

"""Texts as Nokia Suite and PC Suite save them: a row without a header for each, with its direction and two numbers."""

import re

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, oldest_first, order_warning, parsed, unsent_warning
from classifier.readers.scan.dates import date_drafts
from classifier.readers.scan.delimited import rows_of
from classifier.readers.scan.lines import opening
from classifier.readers.scan.tables import OWNER, Cells, cell_of
from classifier.records import Chat

FORMAT = "nokia-csv"
_ROW = re.compile(
    r'"?[sm]ms"?(?P<sign>[,;\t])"?(?:deliver|submit|(?:(?:un)?read,)?received|sent|draft)"?(?P=sign)'
    r'[^\n]*?(?P=sign)"?\d{4}\.\d\d\.\d\d \d\d:\d\d',
    re.IGNORECASE,
)
_NUMBERS, _STAMP, _TEXT = slice(2, 5), 5, 7
_DRAFT = "draft"
_WENT_OUT = frozenset(("submit", "sent", _DRAFT))
_SURE = 92


def recognise(sample: Sample) -> int:
    """How surely the sample is such a table: its first row says which way a text went and when."""
    return _SURE if _ROW.match(sample.start) else 0


def read(document: Document) -> Parsed:
    """One chat for each correspondent, in time order."""
    found = _ROW.match(opening(document.head).lstrip("\N{ZERO WIDTH NO-BREAK SPACE} \n\t"))
    rows, lines, encoding = rows_of(document, delimiter=found["sign"] if found else None)
    told = [row for row in rows if len(row.cells) > _STAMP]
    if not told:
        raise document.error(1, "no text message found; save the messages again")
    drafts = [_draft(row) for row in told]
    order = date_drafts(drafts)
    groups: dict[str, list[Draft]] = {}
    for row, draft in zip(told, drafts, strict=True):
        groups.setdefault(_other(row), []).append(draft)
    warnings = tuple(order_warning(order))
    chats: list[Chat] = []
    for other, own in groups.items():
        ordered, moved = oldest_first(own)
        chats.append(chat_of(
            document, numbered(document, FORMAT, ordered), platform="sms", title=other,
            key=f"{document.sha256}/{document.member}/{other}",
            warnings=(*moved, *warnings, *unsent_warning(ordered)),
        ))  # fmt: skip
    return parsed(document, chats, lines, encoding)


def _other(row: Cells) -> str:
    """The number or the name of the other side, which stands in one place for each direction."""
    return next((cell.strip() for cell in row.cells[_NUMBERS] if cell.strip()), "unknown")


def _draft(row: Cells) -> Draft:
    text = row.cells[_TEXT] if len(row.cells) > _TEXT else ""
    state = cell_of(row.cells, 1).casefold()
    return Draft(
        text=text,
        sender=OWNER if state in _WENT_OUT else _other(row),
        as_written=cell_of(row.cells, _STAMP) or None,
        kind="media" if cell_of(row.cells, 0).casefold() == "mms" else "text",
        unsent=state == _DRAFT,
        first=row.first, last=row.last,
    )  # fmt: skip


READER = Format(FORMAT, recognise, read)

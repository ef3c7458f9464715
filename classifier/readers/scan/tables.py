"""Tables whose columns were named by whoever exported them: which column is what, and the rows' chats."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Final

from classifier.readers.reading import Document, Draft
from classifier.readers.scan.chats import chat_of, numbered, order_warning
from classifier.readers.scan.clock import bare
from classifier.readers.scan.dates import datetime_of, order_of
from classifier.readers.scan.known import Known
from classifier.records import Chat

ROLES: Final = ("text", "sender", "time", "date", "chat")
"""What a column may hold; `time` alone may hold a date too."""

_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "text": (
        "text", "message", "body", "content", "messagetext", "messagebody", "messagecontent", "msg",
        "textcontent", "cuerpo", "texto", "chatmessage", "messages", "comment", "sms", "النص", "نص",
        "الرسالة", "رسالة", "نصالرسالة", "المحتوى", "محتوى", "محتوىالرسالة", "الرسائل", "الكلام",
        "دەق", "نامە", "texte", "mensaje", "nachricht", "mesaj",
    ),
    "sender": (
        "sender", "from", "author", "sendername", "name", "user", "username", "senderid",
        "fromname", "contact", "sentby", "participant", "speaker", "المرسل", "مرسل", "من",
        "اسمالمرسل", "الاسم", "اسم", "الراسل", "المستخدم", "نێرەر", "expéditeur", "remitente",
        "absender", "contactname", "address", "phone", "number",
    ),
    "time": (
        "time", "timestamp", "datetime", "date/time", "dateandtime", "sentat", "senttime", "sent",
        "created", "createdat", "messagedate", "timestampms", "datesent", "الوقت", "وقت",
        "التاريخوالوقت", "الوقتوالتاريخ", "وقتالإرسال", "وقتالارسال", "الطابعالزمني", "کات",
        "heure", "hora", "zeit", "zaman",
    ),
    "date": (
        "date", "day", "sentdate", "التاريخ", "تاريخ", "تاريخالإرسال", "تاريخالارسال", "اليوم",
        "بەروار", "fecha", "datum", "tarih",
    ),
    "chat": (
        "chat", "conversation", "chatname", "conversationid", "chatid", "thread", "threadid",
        "chattitle", "channel", "conversationtitle", "chatsession", "group", "groupname", "room",
        "المحادثة", "محادثة", "الدردشة", "دردشة", "المجموعة", "اسمالمحادثة", "گفتوگۆ",
    ),
}  # fmt: skip
_DROPPED = re.compile(r"[\s_\-.:()#*]+|[\N{ARABIC FATHATAN}-\N{ARABIC SUKUN}\N{ARABIC TATWEEL}]+")
_HEADER_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Header:
    """Where a table's header stands (counted from 0) and the column of each role that was found."""

    row: int
    columns: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of a table: its cells as text, and where it stands."""

    cells: Sequence[str]
    first: int | None = None
    last: int | None = None
    sheet: str | None = None
    row: int | None = None


def plain(name: str) -> str:
    """A column's name for comparison: small letters, without spaces, signs and vowel marks."""
    return _DROPPED.sub("", bare(name).casefold())


def no_text_column(named: Mapping[str, str]) -> str:
    """What to do about a table in which no column is known to hold texts."""
    if "text" in named:
        return f"no column is named '{named['text']}'; write its name as it stands in the table's header"
    return "no column is known to hold the texts; name one with --column text=NAME"


def find_header(rows: Sequence[Sequence[str]], named: Mapping[str, str]) -> Header | None:
    """The header among the first rows: the one that names most roles, a text column among them.

    `named` is the user's word, role to column name; what it does not name is guessed.
    """
    best: Header | None = None
    for place, cells in enumerate(rows[:_HEADER_DEPTH]):
        columns = _columns(cells, named)
        if "text" in columns and (best is None or len(columns) > len(best.columns)):
            best = Header(place, columns)
    return best


def chats_of(  # noqa: PLR0913 - a table has this many sides, all named
    document: Document,
    rows: Iterable[Cells],
    columns: Mapping[str, int],
    *,
    format_name: str,
    platform: str,
    title: str | None = None,
) -> list[Chat]:
    """The chats of a table's rows: one for each value of the chat column, or one in all.

    A row without any cell is no message. Dates are read in one order for the whole table.
    """
    kept = [row for row in rows if any(cell.strip() for cell in row.cells)]
    written = [_written(row.cells, columns) for row in kept]
    order = order_of(list(dict.fromkeys(filter(None, written))))
    times: Known[str, datetime | None] = Known(lambda text: datetime_of(text, order))
    groups: dict[str, list[Draft]] = {}
    for row, when in zip(kept, written, strict=True):
        name = cell_of(row.cells, columns.get("chat")) or title or PurePath(document.name).stem
        draft = Draft(
            text=_raw(row.cells, columns["text"]),
            sender=bare(cell_of(row.cells, columns.get("sender"))) or None,
            sent_at=times[when] if when else None,
            as_written=when or None,
            kind="text" if cell_of(row.cells, columns["text"]) else "media",
            first=row.first, last=row.last, sheet=row.sheet, row=row.row,
        )  # fmt: skip
        groups.setdefault(name, []).append(draft)
    return [
        chat_of(
            document, numbered(document, format_name, drafts), platform=platform, title=name,
            warnings=tuple(order_warning(order)),
        )
        for name, drafts in groups.items()
    ]  # fmt: skip


def cell_of(cells: Sequence[str], place: int | None) -> str:
    """The cell at a place, trimmed; empty where there is none."""
    return cells[place].strip() if place is not None and place < len(cells) else ""


def _raw(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _columns(cells: Sequence[str], named: Mapping[str, str]) -> dict[str, int]:
    names = [plain(cell) for cell in cells]
    columns = {role: names.index(plain(name)) for role, name in named.items() if plain(name) in names}
    for role in ROLES:
        if role in named:
            continue
        places = [names.index(name) for name in _NAMES[role] if name in names]
        free = [place for place in places if place not in columns.values()]
        if free:
            columns[role] = free[0]
    return columns


def _written(cells: Sequence[str], columns: Mapping[str, int]) -> str:
    date, time = cell_of(cells, columns.get("date")), cell_of(cells, columns.get("time"))
    return f"{date} {time}".strip()

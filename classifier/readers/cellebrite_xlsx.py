"""Cellebrite's XLSX report: the sheet of chats, in which a chat's own columns stand on its first row only."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample, Unread
from classifier.readers.scan.chats import chat_of, numbered, order_warning
from classifier.readers.scan.dates import datetime_of, order_of
from classifier.readers.scan.order import Order
from classifier.readers.scan.sheets import sheets_of
from classifier.readers.scan.tables import Cells, cell_of, plain, stamp_of
from classifier.readers.table_xlsx import unread_rows
from classifier.records import Chat

FORMAT = "cellebrite-xlsx"
_CHAT_NUMBER = ("chat", "chatnumber", "ndechat", "nºdechat", "númerodechat", "رقمالمحادثة", "رقمالدردشة")
_MESSAGE_NUMBER = (
    "instantmessage", "instantmessagenumber", "mensajeinstantáneo", "ndemensajeinstantáneo",
    "nºdemensajeinstantáneo", "númerodemensajeinstantáneo", "رقمالرسالةالفورية", "رسالةفورية", "الرسالةالفورية",
)  # fmt: skip
_TEXT = ("body", "message", "cuerpo", "texto", "mensaje", "النص", "نصالرسالة", "المحتوى", "الرسالة")
_FROM = ("from", "de", "من", "المرسل")
_DATE = ("timestampdate", "marcadetiempofecha", "fechayhorafecha", "الطابعالزمنيالتاريخ")
_TIME = (
    "timestamptime", "marcadetiempohora", "fechayhorahora", "timestamp", "الطابعالزمنيالوقت", "الطابعالزمني",
)  # fmt: skip
_FILES = ("attachment1", "adjunto1", "مرفق1", "المرفق1", "مرفقرقم1")
_NAME = ("name", "nombre", "الاسم")
_IDENTITY = ("identifier", "identificador", "المعرف")
_PEOPLE = ("participants", "participantes", "المشاركون")
_SOURCE = ("source", "fuente", "origen", "المصدر")
_PARTY = ("party", "parties")
_DELETED = ("deletedinstantmessage", "eliminadomensajeinstantáneo")
_LONE_SHEET = re.compile(r"(?:sms|mms|instant|text) ?(?:messages?)?(?: \(\d+\))?|messages", re.IGNORECASE)
_FROM_PARTY = re.compile(r"From:? (.+)")
_SYSTEM = re.compile(r"system(?: message)?|mensaje del sistema", re.IGNORECASE)
_ARABIC_SHEET = re.compile("رقم (?:الرسالة الفورية|المحادثة|الدردشة)|الطابع الزمني: ?التاريخ")
_HEADER_DEPTH = 10
_SURE = 90
_LIKELY = 85


@dataclass(slots=True)
class _Open:
    """A chat whose rows are being read."""

    key: str
    title: str
    source: str
    people: list[str]
    drafts: list[Draft] = field(default_factory=list)


def recognise(sample: Sample) -> int:
    """How surely the sample is such a workbook, by the names of its columns."""
    words = sample.words
    if any(f"{name} #" in words for name in ("Instant Message", "Chat")) and "Body" in words:
        return _SURE
    if ("mensaje instantáneo" in words and "Cuerpo" in words) or _ARABIC_SHEET.search(words):
        return _SURE
    return _LIKELY if "Timestamp: Date" in words or "Timestamp-Date" in words else 0


def read(document: Document) -> Parsed:
    """The chats of every sheet that has the columns of one, and each sheet of lone messages as one chat."""
    chats: list[Chat] = []
    unread: list[Unread] = []
    lines = 0
    for name, rows in sheets_of(document):
        lines += len(rows)
        found = _sheet(document, rows) or _lone(document, name, rows)
        chats += found
        unread += unread_rows(name, len(rows), found)
    if not chats:
        raise document.nothing(None, "no sheet of chats with messages found; ask for a report with the sheet Chats")
    return Parsed(tuple(chats), lines, tuple(unread))


def _sheet(document: Document, rows: Sequence[Cells]) -> list[Chat]:
    header, names = _header(rows, (*_CHAT_NUMBER, *_MESSAGE_NUMBER))
    if not names:
        return []
    order = order_of([_written(row.cells, names) for row in rows[header + 1 :]])
    opened: list[_Open] = []
    for row in rows[header + 1 :]:
        key = _cell(row, names, _CHAT_NUMBER)
        if (key and (not opened or opened[-1].key != key)) or not opened:
            title = _cell(row, names, _NAME) or _cell(row, names, _IDENTITY)
            opened.append(_Open(key, title, _cell(row, names, _SOURCE), _people(_cell(row, names, _PEOPLE))))
        if _is_message(row, names):
            opened[-1].drafts.append(_draft(row, names, order))
    return [
        chat_of(
            document, numbered(document, FORMAT, chat.drafts), platform=chat.source.lower() or "cellebrite",
            title=chat.title or ", ".join(chat.people) or f"chat {chat.key}", listed=chat.people,
            key=f"{document.sha256}/{document.member}/{chat.key}", warnings=tuple(order_warning(order)),
        )
        for chat in opened
        if chat.drafts
    ]  # fmt: skip


def _lone(document: Document, sheet: str, rows: Sequence[Cells]) -> list[Chat]:
    """The chat of a sheet of messages that belong to no chat, such as the SMS; none for any other sheet."""
    header, names = _header(rows, (*_DATE, *_TIME)) if _LONE_SHEET.fullmatch(sheet) else (0, {})
    kept = [row for row in rows[header + 1 :] if _is_message(row, names)]
    if not kept:
        return []
    order = order_of([_written(row.cells, names) for row in kept])
    drafts = [_draft(row, names, order) for row in kept]
    return [
        chat_of(
            document, numbered(document, FORMAT, drafts), platform="cellebrite", title=sheet,
            warnings=tuple(order_warning(order)),
        )
    ]  # fmt: skip


def _is_message(row: Cells, names: Mapping[str, int]) -> bool:
    """Whether a row is a message: it has the number of one or, in a sheet without such numbers, its parts."""
    numbered_rows = any(name in names for name in _MESSAGE_NUMBER)
    telling = (_MESSAGE_NUMBER,) if numbered_rows else (_TEXT, _FROM, _FILES)
    return any(_cell(row, names, wanted) for wanted in telling)


def _draft(row: Cells, names: Mapping[str, int], order: Order) -> Draft:
    text = _cell(row, names, _TEXT)
    party = _FROM_PARTY.match(_cell(row, names, _PARTY))
    sender = _cell(row, names, _FROM) or (party[1] if party else "")
    written = _written(row.cells, names)
    files = _cell(row, names, _FILES)
    kind = "media" if files else "text"
    if _SYSTEM.match(sender) or _SYSTEM.fullmatch(_cell(row, names, ("type", "tipo"))):
        kind = "system"
    elif not text and not files and _cell(row, names, _DELETED):
        kind = "deleted"
    return Draft(
        text=text or files,
        sender=sender.removesuffix(" (owner)") or None,
        kind=kind,
        as_written=written or None,
        sent_at=datetime_of(written, order) if written else None,
        sheet=row.sheet,
        row=row.row,
    )


def _header(rows: Sequence[Cells], beside: Sequence[str]) -> tuple[int, dict[str, int]]:
    """The place and the columns of the header, which names a text and one of `beside`; none without it."""
    for place, row in enumerate(rows[:_HEADER_DEPTH]):
        names = {plain(cell): column for column, cell in reversed(list(enumerate(row.cells))) if cell}
        if any(name in names for name in beside) and any(name in names for name in _TEXT):
            return place, names
    return 0, {}


def _cell(row: Cells, names: Mapping[str, int], wanted: Sequence[str]) -> str:
    place = next((names[name] for name in wanted if name in names), None)
    return cell_of(row.cells, place)


def _written(cells: Sequence[str], names: Mapping[str, int]) -> str:
    """The stamp of a message; a time cell that holds the whole stamp stands alone."""
    row = Cells(cells)
    return stamp_of(_cell(row, names, _DATE), _cell(row, names, _TIME))


def _people(cell: str) -> list[str]:
    return [name.removesuffix(" (owner)").strip() for name in cell.splitlines() if name.strip()]


READER = Format(FORMAT, recognise, read)

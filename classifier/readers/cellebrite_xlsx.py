"""Cellebrite's XLSX report: the sheet of chats, in which a chat's own columns stand on its first row only."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample, Unread
from classifier.readers.scan.chats import chat_of, numbered, order_warning
from classifier.readers.scan.dates import datetime_of, order_of
from classifier.readers.scan.order import Order
from classifier.readers.scan.sheets import sheets_of
from classifier.readers.scan.tables import Cells, cell_of, plain
from classifier.readers.table_xlsx import unread_rows
from classifier.records import Chat

FORMAT = "cellebrite-xlsx"
_CHAT_NUMBER = ("chat", "chatnumber", "ndechat")
_MESSAGE_NUMBER = ("instantmessage", "instantmessagenumber", "mensajeinstantáneo", "ndemensajeinstantáneo")
_TEXT = ("body", "cuerpo", "texto")
_FROM = ("from", "de")
_DATE = ("timestampdate", "marcadetiempofecha", "fechayhorafecha")
_TIME = ("timestamptime", "marcadetiempohora", "fechayhorahora", "timestamp")
_DELETED = ("deletedinstantmessage", "eliminadomensajeinstantáneo")
_SYSTEM = re.compile(r"system(?: message)?|mensaje del sistema", re.IGNORECASE)
_HEADER_DEPTH = 10
_SURE = 90


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
    return _SURE if "Instant Message #" in sample.words and ("Chat #" in sample.words or "Body" in sample.words) else 0


def read(document: Document) -> Parsed:
    """The chats of every sheet that has the columns of one."""
    chats: list[Chat] = []
    unread: list[Unread] = []
    lines = 0
    for name, rows in sheets_of(document):
        lines += len(rows)
        found = _sheet(document, rows)
        chats += found
        unread += unread_rows(name, len(rows), found)
    if not chats:
        raise document.error(None, "no sheet of chats with messages found; ask for a report with the sheet Chats")
    return Parsed(tuple(chats), lines, tuple(unread))


def _sheet(document: Document, rows: Sequence[Cells]) -> list[Chat]:
    header, names = _header(rows)
    if not names:
        return []
    order = order_of([_written(row.cells, names) for row in rows[header + 1 :]])
    opened: list[_Open] = []
    for row in rows[header + 1 :]:
        key = _cell(row, names, _CHAT_NUMBER)
        if key and (not opened or opened[-1].key != key):
            people = _cell(row, names, ("participants", "participantes"))
            title = _cell(row, names, ("name", "nombre")) or _cell(row, names, ("identifier", "identificador"))
            opened.append(_Open(key, title, _cell(row, names, ("source", "fuente", "origen")), _people(people)))
        if opened and _cell(row, names, _MESSAGE_NUMBER):
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


def _draft(row: Cells, names: Mapping[str, int], order: Order) -> Draft:
    text = _cell(row, names, _TEXT)
    sender = _cell(row, names, _FROM)
    written = _written(row.cells, names)
    files = _cell(row, names, ("attachment1", "adjunto1"))
    kind = "media" if files else "text"
    if _SYSTEM.match(sender) or _SYSTEM.fullmatch(_cell(row, names, ("type", "tipo"))):
        kind = "system"
    elif not text and _cell(row, names, _DELETED):
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


def _header(rows: Sequence[Cells]) -> tuple[int, dict[str, int]]:
    """The header's place and its columns; none for a sheet that is no sheet of chats."""
    for place, row in enumerate(rows[:_HEADER_DEPTH]):
        names = {plain(cell): column for column, cell in reversed(list(enumerate(row.cells))) if cell}
        if any(name in names for name in _MESSAGE_NUMBER) and any(name in names for name in _TEXT):
            return place, names
    return 0, {}


def _cell(row: Cells, names: Mapping[str, int], wanted: Sequence[str]) -> str:
    place = next((names[name] for name in wanted if name in names), None)
    return cell_of(row.cells, place)


def _written(cells: Sequence[str], names: Mapping[str, int]) -> str:
    """The stamp of a message; a time cell that holds the whole stamp stands alone."""
    row = Cells(cells)
    date, time = _cell(row, names, _DATE), _cell(row, names, _TIME)
    return time if re.search(r"\d[/.-]\d", time) else f"{date.removesuffix(' 00:00:00')} {time}".strip()


def _people(cell: str) -> list[str]:
    return [name.removesuffix(" (owner)").strip() for name in cell.splitlines() if name.strip()]


READER = Format(FORMAT, recognise, read)

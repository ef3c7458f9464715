"""Tables whose columns were named by whoever exported them: which column is what, and the rows' chats."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from classifier.readers.reading import Document, Draft
from classifier.readers.scan.chats import chat_of, numbered, order_warning
from classifier.readers.scan.clock import bare
from classifier.readers.scan.dates import datetime_of, order_of
from classifier.readers.scan.headings import (
    ANDROID,
    ANDROID_SENT,
    CORRESPONDENT,
    DIRECTION,
    INCOMING,
    LEVEL,
    MACHINE,
    NAMES,
    NOTICES,
    OUTGOING,
    OWN,
)
from classifier.readers.scan.known import Known
from classifier.records import Chat, ChatWarning

ROLES: Final = ("text", "sender", "time", "date", "chat")
"""What a column may hold; `time` alone may hold a date too. A header may also tell which way messages went."""

_DROPPED = re.compile(r"[\s_\-.:()#*/&]+|[\N{ARABIC FATHATAN}-\N{ARABIC SUKUN}\N{ARABIC TATWEEL}]+")
_ZONE = re.compile(r" ?- ?(?:UTC|GMT)[+-].*| ?\((?:UTC|GMT)[+-][^()]*\)", re.IGNORECASE)
"""What a column of times says of its zone and layout, behind its name."""
_DATED = re.compile(r"\d[/.-]\d+[/.-]\d")
_MOMENT = re.compile(r"\d{10}(?:\d{3})?")
"""Seconds or milliseconds since 1970, which need no time beside them."""
_RULE = re.compile(r"\s*+(?::?-{3,}+:?)?\s*+")
_HEADER_DEPTH = 20
_YES = frozenset(("1", "true", "yes", "نعم"))
_NO = frozenset(("0", "false", "no", "لا", "كلا"))
OWNER: Final = "Me"
"""The phone's owner, as exports call one whose name they do not know."""


@dataclass(frozen=True, slots=True)
class Header:
    """Where a table's header stands (from 0; -1 if there is none), and the column of each role that was found."""

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
    """A column's name for comparison: small letters, without spaces, signs, vowel marks and the zone behind it."""
    return _DROPPED.sub("", _ZONE.sub("", bare(name)).casefold())


def no_text_column(named: Mapping[str, str]) -> str:
    """What to do about a table in which no column is known to hold texts."""
    if "text" in named:
        return f"no column is named '{named['text']}'; write its name as it stands in the table's header"
    return "no column is known to hold the texts; name one with --column text=NAME, or by its number, text=3"


def find_header(rows: Sequence[Sequence[str]], named: Mapping[str, str]) -> Header | None:
    """The header among the first rows: the one that names most roles, a text column among them.

    `named` is the user's word, role to column name; what it does not name is guessed. A user who gives
    numbers, counted from 1, says that the table has no header.
    """
    if "text" in named and all(name.isdecimal() and int(name) > 0 for name in named.values()):
        return Header(-1, {role: int(name) - 1 for role, name in named.items()})
    best: Header | None = None
    for place, cells in enumerate(rows[:_HEADER_DEPTH]):
        if any(map(_DATED.search, cells)):
            continue  # a row below the header, or in a table without one
        columns = columns_of(cells, named)
        if not named and _is_of_machine(cells, columns):
            continue
        if "text" in columns and (best is None or len(columns) > len(best.columns)):
            best = Header(place, columns)
    return best


def _is_of_machine(cells: Sequence[str], columns: Mapping[str, int]) -> bool:
    """Whether a header is that of a machine's log: it names a level, and no sender or the process that wrote."""
    names = set(map(plain, cells))
    return not names.isdisjoint(LEVEL) and ("sender" not in columns or names >= MACHINE)


def chats_of(  # noqa: PLR0913 - a table has this many sides, all named
    document: Document,
    rows: Iterable[Cells],
    columns: Mapping[str, int],
    *,
    format_name: str,
    platform: str,
    title: str | None = None,
    warnings: Iterable[ChatWarning] = (),
) -> list[Chat]:
    """The chats of a table's rows: one for each value of the chat column, or one in all.

    A row that has neither text nor sender nor time is no message, nor is a rule of dashes. Dates are read in one
    order for the whole table.
    """
    kept = [row for row in rows if any(cell.strip() for cell in row.cells) and not _is_rule(row.cells)]
    written = [_written(row.cells, columns) for row in kept]
    order = order_of(list(dict.fromkeys(filter(None, written))))
    times: Known[str, datetime | None] = Known(lambda text: datetime_of(text, order))
    groups: dict[str, list[Draft]] = {}
    for row, when in zip(kept, written, strict=True):
        if not (cell_of(row.cells, columns["text"]) or _sender(row.cells, columns) or times[when]):
            continue
        name = cell_of(row.cells, columns.get("chat")) or title or document.stem
        draft = Draft(
            text=_raw(row.cells, columns["text"]),
            sender=_sender(row.cells, columns),
            sent_at=times[when] if when else None,
            as_written=when or None,
            kind=_kind(row.cells, columns),
            first=row.first, last=row.last, sheet=row.sheet, row=row.row,
        )  # fmt: skip
        groups.setdefault(name, []).append(draft)
    return [
        chat_of(
            document, numbered(document, format_name, drafts), platform=platform, title=name,
            warnings=(*warnings, *order_warning(order)),
        )
        for name, drafts in groups.items()
    ]  # fmt: skip


def _kind(cells: Sequence[str], columns: Mapping[str, int]) -> str:
    if not cell_of(cells, columns["text"]):
        return "media"
    return "system" if plain(cell_of(cells, columns.get("direction"))) in NOTICES else "text"


def _is_rule(cells: Sequence[str]) -> bool:
    """Whether a row is the line below a header, as tables in plain text have it."""
    return len(cells) > 1 and all(map(_RULE.fullmatch, cells))


def _sender(cells: Sequence[str], columns: Mapping[str, int]) -> str | None:
    """Who wrote a row: the phone's owner where it went out and names nobody, or only the other side."""
    name = bare(cell_of(cells, columns.get("sender")))
    direction, own = cell_of(cells, columns.get("direction")), cell_of(cells, columns.get("own"))
    is_sent = plain(direction) in OUTGOING or cell_of(cells, columns.get("android")) == ANDROID_SENT
    is_not_received = plain(cell_of(cells, columns.get("incoming"))) in _NO
    went_out = is_not_received or (bool(direction or own) and (is_sent or plain(own) in _YES))
    return OWNER if went_out and (not name or "other" in columns) else name or None


def cell_of(cells: Sequence[str], place: int | None) -> str:
    """The cell at a place, trimmed; empty where there is none."""
    return cells[place].strip() if place is not None and place < len(cells) else ""


def stamp_of(date: str, time: str) -> str:
    """The stamp that a date and a time make; one that holds the whole moment stands alone."""
    for stamp in (date, time):
        if _MOMENT.fullmatch(stamp):
            return stamp
    return time if date and _DATED.search(time) else f"{date.removesuffix(' 00:00:00')} {time}".strip()


def _raw(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def columns_of(cells: Sequence[str], named: Mapping[str, str]) -> dict[str, int]:
    """The place of each role that the cells name, `named` being the user's word."""
    names = [plain(cell) for cell in cells]
    columns = {role: names.index(plain(name)) for role, name in named.items() if plain(name) in names}
    for role in ROLES:
        if role in named:
            continue
        places = [names.index(name) for name in NAMES[role] if name in names]
        free = [place for place in places if place not in columns.values()]
        if free:
            columns[role] = free[0]
    return {**columns, **_direction(names, columns, named)}


def _direction(names: Sequence[str], columns: Mapping[str, int], named: Mapping[str, str]) -> dict[str, int]:
    """The columns that tell which way a message went, and the sender's if it names only the other side."""
    found: dict[str, int] = {}
    for role, known in (("direction", DIRECTION), ("own", OWN), ("incoming", INCOMING)):
        place = next((names.index(name) for name in known if name in names), None)
        if place is not None and place not in columns.values():
            found[role] = place
    if ANDROID.issubset(names):
        found["android"] = names.index("type")
    sender = columns.get("sender")
    if found and sender is not None and "sender" not in named and names[sender] in CORRESPONDENT:
        found["other"] = sender
    return found


def _written(cells: Sequence[str], columns: Mapping[str, int]) -> str:
    return stamp_of(cell_of(cells, columns.get("date")), cell_of(cells, columns.get("time")))

"""JSON lines, a list of objects or of rows, or an object with a list of messages, by the names of their keys."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from classifier.readers.reading import Document, Format, Parsed, Sample
from classifier.readers.scan.chats import parsed
from classifier.readers.scan.fields import Row, row_in, text_in, texts_in
from classifier.readers.scan.headless import GUESSED, guessed_header
from classifier.readers.scan.known import Known
from classifier.readers.scan.scanner import Scanner
from classifier.readers.scan.tables import Cells, cell_of, chats_of, columns_of, find_header, no_text_column
from classifier.readers.scan.turned import is_header, row_under, turned
from classifier.records import Chat

FORMAT = "jsonl"
_GUESS = 20
_LEAST = 1
_LISTS = ("messages", "conversation", "conversations", "chats", "chat_messages", "messagelist", "turns", "utterances")
_LISTED = re.compile(r'\[\s*\[\s*"[^"\\]*"\s*,\s*"')
"""A list of lists, of which the first holds names or is a message already."""
_STRINGS = re.compile(r'\[\s*"(?:[^"\\]|\\.)*+"\s*[,\]]')
"""A list of texts alone, or of anything else that words may name."""
_COLUMN = "column "
_TRAINING = frozenset(("from", "value"))
"""Who says what in the talks that language models are trained on."""
_CHAT = "chat title"
_PERSON = ("name", "displayName", "display_name", "global_name", "username", "real_name", "first_name", "title")
_INNER = (
    *_PERSON, "text", "body", "content", "user", "conversation", "extendedTextMessage", "$date", "$numberLong",
    "seconds", "_seconds", "address", "id", "user_id",
)  # fmt: skip
"""What an object that stands for a person, a text or a moment calls the thing itself, surest first."""
_DEEPEST = 100
_OWN_ROLES = ("text", "sender", "time")


def recognise(sample: Sample) -> int:
    """How surely the sample is a run of objects or rows: it opens one, or a list of them, and holds names."""
    text = sample.start
    if _LISTED.match(text):
        return _GUESS
    if _STRINGS.match(text):
        return _LEAST
    opens = text.startswith("{") or (text.startswith("[") and text[1:].lstrip().startswith("{"))
    return _GUESS if opens and '":' in text.replace(" ", "") else 0


def read(document: Document) -> Parsed:
    """The chats of the objects; ReadError where no key can be the text.

    Where the objects that one expects are no messages, those of any list in the file are tried.
    """
    scanner = Scanner(document, is_patient=True)
    chats = _chats(document, scanner, is_deep=False)
    if not chats and not document.options.columns:
        scanner = Scanner(document, is_patient=True)
        chats = _chats(document, scanner, is_deep=True) or chats
    if chats is None:
        raise scanner.damage or document.error(1, no_text_column(document.options.columns))
    if not chats:
        raise scanner.damage or document.error(1, "the objects hold no message; export them again")
    return parsed(document, chats, scanner.lines(), scanner.encoding, scanner.damage)


def _chats(document: Document, scanner: Scanner, *, is_deep: bool) -> list[Chat] | None:
    """The chats of the objects; None where no key can be the text."""
    named = document.options.columns
    rows = list(_rows(scanner, is_deep=is_deep))
    names = tuple(dict.fromkeys(name for row in rows for name in row.cells))
    header = find_header([names], {} if is_deep else named)
    is_guessed = header is None and all(name.startswith(_COLUMN) for name in names)
    if is_guessed:
        header = guessed_header([list(row.cells.values()) for row in rows])
    if header is None:
        return None
    told = {role: names[place] if place < len(names) else "" for role, place in header.columns.items()}
    own = Known[tuple[str, ...], dict[str, int]](lambda present: columns_of(present, named))
    filled = [Cells(_told(row.cells, told, own), row.first, row.last) for row in rows]
    columns = {role: place for place, role in enumerate(told)}
    telling = [columns[role] for role in ("text", "time", "date") if role in columns]
    kept = [row for row in filled if any(cell_of(row.cells, place) for place in telling)]
    # A lone object without a text is an app's settings.
    if len(kept) == 1 and not cell_of(kept[0].cells, columns["text"]):
        return []
    return chats_of(
        document, kept, columns, format_name=FORMAT, platform="table", warnings=GUESSED if is_guessed else ()
    )


def _is_whole(row: Row) -> bool:
    """Whether an object's keys name a text, a sender and a moment, without which a thing among others is no message."""
    found = columns_of(tuple(row), {})
    return "text" in found and "sender" in found and ("time" in found or "date" in found)


@dataclass(frozen=True, slots=True)
class _Named:
    """An object's values as cells by the names of its keys, and where it stands."""

    cells: dict[str, str]
    first: int
    last: int


def _rows(scanner: Scanner, *, is_deep: bool) -> Iterator[_Named]:
    """The objects; of those that lie deep only what is plainly a message."""
    for first, row in _objects(scanner, is_deep=is_deep):
        for told in _whole_in(row) if is_deep else (row,):
            yield _Named({key: _cell(value) for key, value in told.items()}, first, scanner.line)


def _whole_in(row: Row) -> Iterator[Row]:
    """The object if it is plainly a message, or those in the lists that it holds, under its name."""
    if _is_whole(row):
        yield row
        return
    chat = _named(row) or row.get(_CHAT)
    for value in row.values():
        for item in value if isinstance(value, list) else ():
            if isinstance(item, dict):
                yield from _whole_in({_CHAT: chat, **item} if chat else item)


def _told(
    cells: Mapping[str, str], told: Mapping[str, str], own: Mapping[tuple[str, ...], Mapping[str, int]]
) -> list[str]:
    """A row's cell for each role; one left empty is what the row's own keys name: the objects of a file may differ."""
    row = [cells.get(name, "") for name in told.values()]
    empty = [place for place, role in enumerate(told) if role in _OWN_ROLES and not row[place].strip()]
    if empty:
        present = tuple(name for name, cell in cells.items() if cell)
        found, roles = own[present], tuple(told)
        for place in empty:
            if roles[place] in found:
                row[place] = cells[present[found[roles[place]]]].strip()
    return row


def _objects(scanner: Scanner, *, is_deep: bool) -> Iterator[tuple[int, Row]]:
    """Each object with its first line: of a list, of a member that lists messages, or one after another.

    A line between two objects that is none, such as a remark, is passed over, and so is a damaged one.
    """
    if scanner.peek() == "[":
        yield from _listed(scanner, None)
    while (sign := scanner.peek()) or scanner.go_on():
        if sign != "{":
            scanner.pass_line()
        elif is_deep:
            yield from _deep(scanner)
        else:
            yield from _object(scanner, None, is_root=True)


def _listed(scanner: Scanner, chat: str | None) -> Iterator[tuple[int, Row]]:
    """The objects in a list, or the lists in it under the names that the first of them holds, or else by number.

    A string in a list that is no chat among others is a text.
    """
    names: list[str] | None = None
    for first in scanner.elements():
        if scanner.peek() == "{":
            yield from _object(scanner, chat)
        elif scanner.peek() == "[":
            cells = scanner.value() or []
            if names is None and is_header(cells) and "text" in columns_of(cells, {}):
                names = cells
                continue
            names = names or []
            row = row_under(names or [f"{_COLUMN}{place}" for place in range(len(cells))], cells)
            yield first, {_CHAT: chat, **row} if chat else row
        elif chat is None and scanner.peek() == '"':
            yield first, {"text": scanner.value()}


def _object(scanner: Scanner, chat: str | None, *, is_root: bool = False) -> Iterator[tuple[int, Row]]:
    """The object as a message or, if it is a conversation, the messages that it lists.

    `chat` names the conversation that lists the object; one that is a whole file needs no name.
    """
    first = scanner.line
    row: Row = {} if chat is None else {_CHAT: chat}
    is_message = True
    for key in scanner.members():
        if key.casefold() in _LISTS and scanner.peek() == "[":
            is_message = False
            yield from _listed(scanner, None if is_root else _named(row) or f"{first}")
        else:
            row[key] = scanner.value()
    if row.keys() - {_CHAT} == _TRAINING:
        row["text"] = row.pop("value")
    if is_message and not scanner.is_stopped:
        yield from ((first, turned_row) for turned_row in (is_root and turned(row)) or [row])


def _deep(scanner: Scanner, path: tuple[str, ...] = ()) -> Iterator[tuple[int, Row]]:
    """The objects of every list in the object, and of every object in it, and then the object itself.

    `path` holds the keys under which the object lies; they name the chats.
    """
    first = scanner.line
    chat = _chat_at(path[:-1])
    row: Row = {} if chat is None else {_CHAT: chat}
    for key in scanner.members():
        sign = scanner.peek()
        if sign == "[":
            yield from _listed(scanner, _chat_at((*path, key)))
        elif sign == "{":
            yield from _deep(scanner, (*path, key))
        else:
            row[key] = scanner.value()
    if not scanner.is_stopped:
        yield first, row


def _chat_at(path: tuple[str, ...]) -> str | None:
    """The last key of a path that says more than that messages follow."""
    return next((key for key in reversed(path) if key.casefold() not in _LISTS), None)


def _named(row: Row) -> str:
    """The name of a conversation, as far as it stands before its messages."""
    return text_in(row, "title", "displayName", "name", "id") or ", ".join(texts_in(row, "participants"))


def _cell(value: Any, depth: int = 0) -> str:  # noqa: ANN401 - JSON holds anything
    """A value as a cell: a string as it is, an object by what it stands for, a list if it is one of texts."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        inner = (value[key] for key in _INNER if key in value) if depth < _DEEPEST else ()
        return next((cell for item in inner if (cell := _cell(item, depth + 1))), "")
    if isinstance(value, list):
        return "".join(map(_piece, value))
    return "" if value is None else str(value)


def _piece(item: Any) -> str:  # noqa: ANN401 - JSON holds anything
    """A piece of a text that is written as a list."""
    if isinstance(item, dict):
        return text_in(item, "text") or text_in(row_in(item, "text"), "value") or ""
    return item if isinstance(item, str) else ""


READER = Format(FORMAT, recognise, read)

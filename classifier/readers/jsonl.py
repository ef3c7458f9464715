"""JSON lines, a list of flat objects, or an object with a list of messages, by the names of their keys."""

from collections.abc import Iterator
from typing import Any

from classifier.readers.reading import Document, Format, Parsed, Sample
from classifier.readers.scan.chats import parsed
from classifier.readers.scan.fields import Row, text_in, texts_in
from classifier.readers.scan.objects import Scanner
from classifier.readers.scan.tables import Cells, cell_of, chats_of, find_header, no_text_column

FORMAT = "jsonl"
_GUESS = 20
_LISTS = ("messages", "conversation", "conversations", "chats", "MessageList")
_CHAT = "chat title"
_PERSON = ("name", "displayName", "display_name", "global_name", "username", "real_name")


def recognise(sample: Sample) -> int:
    """How surely the sample is a run of objects: it opens one, or a list of them, and holds a key."""
    text = sample.text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE} \n\t")
    opens = text.startswith("{") or (text.startswith("[") and text[1:].lstrip().startswith("{"))
    return _GUESS if opens and '":' in text.replace(" ", "") else 0


def read(document: Document) -> Parsed:
    """The chats of the objects; ReadError where no key can be the text."""
    scanner = Scanner(document)
    names: dict[str, int] = {}
    rows: list[Cells] = []
    for first, row in _objects(scanner):
        for key in row:
            names.setdefault(key, len(names))
        cells = [""] * len(names)
        for key, value in row.items():
            cells[names[key]] = _cell(value)
        rows.append(Cells(cells, first, scanner.line))
    header = find_header([tuple(names)], document.options.columns)
    if header is None:
        raise document.error(1, no_text_column(document.options.columns))
    telling = [header.columns[role] for role in ("text", "time", "date") if role in header.columns]
    rows = [row for row in rows if any(cell_of(row.cells, place) for place in telling)]
    chats = chats_of(document, rows, header.columns, format_name=FORMAT, platform="table")
    if not chats:
        raise document.error(1, "the objects hold no message; export them again")
    return parsed(document, chats, scanner.lines(), scanner.encoding)


def _objects(scanner: Scanner) -> Iterator[tuple[int, Row]]:
    """Each object with its first line: of a list, of a member that lists messages, or one after another.

    A line between two objects that is none, such as a remark, is passed over.
    """
    if scanner.peek() == "[":
        yield from _listed(scanner, None)
    while sign := scanner.peek():
        if sign == "{":
            yield from _object(scanner, None, is_root=True)
        else:
            scanner.pass_line()


def _listed(scanner: Scanner, chat: str | None) -> Iterator[tuple[int, Row]]:
    for _ in scanner.elements():
        if scanner.peek() == "{":
            yield from _object(scanner, chat)


def _object(scanner: Scanner, chat: str | None, *, is_root: bool = False) -> Iterator[tuple[int, Row]]:
    """The object as a message or, if it is a conversation, the messages that it lists.

    `chat` names the conversation that lists the object; one that is a whole file needs no name.
    """
    first = scanner.line
    row: Row = {} if chat is None else {_CHAT: chat}
    is_message = True
    for key in scanner.members():
        if key in _LISTS and scanner.peek() == "[":
            is_message = False
            yield from _listed(scanner, None if is_root else _named(row) or f"{first}")
        else:
            row[key] = scanner.value()
    if is_message:
        yield first, row


def _named(row: Row) -> str:
    """The name of a conversation, as far as it stands before its messages."""
    return text_in(row, "title", "displayName", "name", "id") or ", ".join(texts_in(row, "participants"))


def _cell(value: Any) -> str:  # noqa: ANN401 - JSON holds anything
    """A value as a cell: a string as it is, a person by name, nothing for what holds more."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return text_in(value, *_PERSON) or ""
    return "" if value is None or isinstance(value, list) else str(value)


READER = Format(FORMAT, recognise, read)

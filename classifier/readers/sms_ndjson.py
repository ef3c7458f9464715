"""SMS Import / Export: a phone's text and multimedia messages as Android keeps them, one JSON object a line."""

from collections.abc import Iterator

from classifier.readers.reading import Document, Format, Parsed, Sample
from classifier.readers.scan.chats import parsed
from classifier.readers.scan.elements import Node
from classifier.readers.scan.fields import Row, row_in, rows_in, text_in
from classifier.readers.scan.objects import objects_of
from classifier.readers.scan.scanner import Scanner
from classifier.readers.sms import chats_of

FORMAT = "sms-ndjson"
_RECEIVED = "1"
_NAME = ("__display_name", "display_name")
"""What the app adds to Android's own fields; its first version wrote no underscores."""
_SURE = 95


def recognise(sample: Sample) -> int:
    """How surely the sample is such an export, by the fields that Android gives each message."""
    text = sample.start
    fields = ('"thread_id"', '"address"', '"date_sent"')
    return _SURE if text.startswith(("{", "[")) and all(name in text for name in fields) else 0


def read(document: Document) -> Parsed:
    """One chat for each correspondent, in time order."""
    scanner = Scanner(document, is_patient=True)
    chats = chats_of(document, _nodes(scanner), FORMAT)
    if not chats:
        raise scanner.damage or document.error(1, "the export holds no message; make it again")
    return parsed(document, chats, scanner.lines(), scanner.encoding, scanner.damage)


def _nodes(scanner: Scanner) -> Iterator[Node]:
    """Each message as the row of a backup; those of one thread are with one correspondent."""
    threads: dict[str, str] = {}
    for row, first, last in objects_of(scanner):
        is_multimedia = "msg_box" in row or "m_type" in row
        address = text_in(row, "address") or (_others(row) if is_multimedia else "unknown")
        address = threads.setdefault(text_in(row, "thread_id") or address, address)
        attributes = _texts(row) | {"address": address, "contact_name": text_in(row, *_NAME) or _writer(row)}
        node = Node("mms" if is_multimedia else "sms", attributes, first, last)
        if is_multimedia:
            node.children = [_group("parts", "part", _added(row, "parts"), first), _addresses(row, first)]
        yield node


def _added(row: Row, name: str) -> list[Row]:
    return rows_in(row, f"__{name}") or rows_in(row, name)


def _sender(row: Row) -> Row:
    return row_in(row, "__sender_address") or row_in(row, "sender_address")


def _writer(row: Row) -> str:
    return text_in(_sender(row), *_NAME) or "" if row.get("msg_box") == _RECEIVED else ""


def _others(row: Row) -> str:
    """The numbers that a multimedia message is with: who sent it, or all that it went to."""
    if row.get("msg_box") == _RECEIVED:
        return text_in(_sender(row), "address") or "unknown"
    numbers = {text_in(person, "address") or "" for person in _added(row, "recipient_addresses")}
    return "~".join(sorted(numbers - {""})) or "unknown"


def _addresses(row: Row, line: int) -> Node:
    return _group("addrs", "addr", [_sender(row), *_added(row, "recipient_addresses")], line)


def _group(name: str, child: str, rows: list[Row], line: int) -> Node:
    return Node(name, {}, line, line, children=[Node(child, _texts(row), line, line) for row in rows])


def _texts(row: Row) -> dict[str, str]:
    return {key: text for key in row if (text := text_in(row, key)) is not None}


READER = Format(FORMAT, recognise, read)

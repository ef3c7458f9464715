"""Fossify's and Simple SMS Messenger's backup: a phone's text and multimedia messages in one list of JSON."""

import re
from collections.abc import Iterator

from classifier.readers.reading import Document, Format, Parsed, Sample
from classifier.readers.scan.chats import parsed
from classifier.readers.scan.elements import Node
from classifier.readers.scan.fields import Row, rows_in, text_in
from classifier.readers.scan.objects import objects_of
from classifier.readers.scan.scanner import Scanner
from classifier.readers.sms import chats_of

FORMAT = "fossify"
_OLDER = re.compile(r'\[\s*\{\s*"(?:sms|mms)"\s*:\s*\[')
_BOX = {"messageBox": "msg_box", "contentType": "ct", "dateSent": "date_sent"}
"""What the app calls otherwise than a backup of SMS Backup & Restore."""
_FROM = "137"
_SURE = 95


def recognise(sample: Sample) -> int:
    """How surely the sample is such a backup: each message says which kind it is, or stands in a list of its kind."""
    text = sample.start
    told = '"backupType"' in text or _OLDER.match(text)
    return _SURE if text.startswith("[") and told and '"date"' in text else 0


def read(document: Document) -> Parsed:
    """One chat for each correspondent, in time order."""
    scanner = Scanner(document, is_patient=True)
    chats = chats_of(document, _nodes(scanner), FORMAT)
    if not chats:
        raise scanner.damage or document.nothing(1, "the backup holds no message; make it again")
    return parsed(document, chats, scanner.lines(), scanner.encoding, scanner.damage)


def _nodes(scanner: Scanner) -> Iterator[Node]:
    """Each message as the row of a backup."""
    for holder, first, last in objects_of(scanner):
        listed = [*rows_in(holder, "sms"), *rows_in(holder, "mms")]
        for row in listed or [holder]:
            if "date" in row:
                yield _node(row, first, last)


def _node(row: Row, first: int, last: int) -> Node:
    if "parts" not in row:
        return Node("sms", _texts(row), first, last)
    people = rows_in(row, "addresses")
    wrote = next((text_in(person, "address") for person in people if text_in(person, "type") == _FROM), None)
    node = Node("mms", _texts(row) | {"address": wrote or "", "date": text_in(row, "date") or ""}, first, last)
    node.children = [_group("parts", "part", rows_in(row, "parts"), first), _group("addrs", "addr", people, first)]
    return node


def _group(name: str, child: str, rows: list[Row], line: int) -> Node:
    return Node(name, {}, line, line, children=[Node(child, _texts(row), line, line) for row in rows])


def _texts(row: Row) -> dict[str, str]:
    return {_BOX.get(key, key): text for key in row if (text := text_in(row, key)) is not None}


READER = Format(FORMAT, recognise, read)

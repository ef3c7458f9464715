"""Messages as rows of any XML, their fields told by the names of attributes and elements."""

import re
from collections.abc import Iterator, Mapping

from classifier.readers.reading import Document, Format, Parsed, Sample
from classifier.readers.scan.chats import parsed
from classifier.readers.scan.elements import Node, Tally, records
from classifier.readers.scan.tables import Cells, chats_of, find_header, no_text_column

FORMAT = "xml"
_ROWS = frozenset(("message", "msg", "sms", "im", "row", "record", "entry", "item"))
_FIRST = re.compile(
    rf"<(?P<name>{'|'.join(sorted(_ROWS))})\b(?:[^<>]{{0,4000}}/>|.{{0,4000}}?</(?P=name)>)", re.IGNORECASE | re.DOTALL
)
_NAME = re.compile(r"<(?P<child>[A-Za-z]\w*)|\s(?P<own>[A-Za-z]\w*)=[\"']")
_OWN = "text"
"""The words that stand in a row itself, or in markup in it, are its text."""
_MARKUP = ("div", "p", "span")
_GUESS = 25
_ROLES = 3


def recognise(sample: Sample) -> int:
    """How surely the sample holds such rows: the first names a text, a sender and a moment."""
    found = _FIRST.search(sample.text) if sample.start.startswith("<") else None
    names = [name["child"] or name["own"] for name in _NAME.finditer(found[0])][1:] if found else []
    header = find_header([[*names, _OWN]], sample.named)
    is_message = header is not None and "sender" in header.columns and len(header.columns) >= _ROLES
    return _GUESS if is_message else 0


def read(document: Document) -> Parsed:
    """The chats of the rows; ReadError where no field can be the text."""
    tally = Tally()
    nodes = records(document, _is_row, tally, is_patient=True)
    found = [(dict(_fields(node)), node.first, node.last) for node in nodes]
    names = tuple(dict.fromkeys(name for fields, *_ in found for name in fields))
    header = find_header([names], document.options.columns)
    if header is None:
        raise tally.damage or document.error(1, no_text_column(document.options.columns))
    told = [names[place] if place < len(names) else "" for place in header.columns.values()]
    rows = (Cells([fields.get(name, "") for name in told], first, last) for fields, first, last in found)
    columns = {role: place for place, role in enumerate(header.columns)}
    chats = chats_of(document, rows, columns, format_name=FORMAT, platform="table")
    if not chats:
        raise tally.damage or document.error(1, "the rows hold no message; export them again")
    return parsed(document, chats, tally.lines, tally.encoding, tally.damage)


def _is_row(name: str, _: Mapping[str, str]) -> bool:
    return name.casefold() in _ROWS


def _fields(node: Node) -> Iterator[tuple[str, str]]:
    """The names and values of a row: its attributes, the elements in it, and the words between them."""
    if words := node.text.strip():
        yield _OWN, words
    yield from node.attributes.items()
    for child in node.children:
        yield _OWN if child.name in _MARKUP else child.name, _value(child)


def _value(node: Node) -> str:
    """What an element says: its words, those of one inside, or its first attribute."""
    inside = (node.text.strip(), *map(_value, node.children), *node.attributes.values())
    return next(filter(None, inside), "")


READER = Format(FORMAT, recognise, read)

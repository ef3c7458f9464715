"""JSON lines, a list of flat objects, or an object with a list of messages, by the names of their keys."""

from collections.abc import Iterator
from typing import Any

from classifier.readers.reading import Document, Format, Parsed, Sample
from classifier.readers.scan.chats import parsed
from classifier.readers.scan.fields import Row
from classifier.readers.scan.objects import Scanner
from classifier.readers.scan.tables import Cells, cell_of, chats_of, find_header, no_text_column

FORMAT = "jsonl"
_GUESS = 20


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
    """Each object with its first line: of a list, of a member `messages`, or one after another."""
    if scanner.peek() == "[":
        yield from _listed(scanner)
    while scanner.peek() == "{":
        first = scanner.line
        row: Row = {}
        for key in scanner.members():
            if key == "messages" and scanner.peek() == "[":
                yield from _listed(scanner)
            else:
                row[key] = scanner.value()
        yield first, row


def _listed(scanner: Scanner) -> Iterator[tuple[int, Row]]:
    for first in scanner.elements():
        if isinstance(value := scanner.value(), dict):
            yield first, value


def _cell(value: Any) -> str:  # noqa: ANN401 - JSON holds anything
    if isinstance(value, str):
        return value
    return "" if value is None or isinstance(value, dict | list) else str(value)


READER = Format(FORMAT, recognise, read)

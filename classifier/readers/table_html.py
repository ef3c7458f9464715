"""Any table in a web page, its columns named by the user or guessed from their names."""

import re
from collections.abc import Iterator

from classifier.readers.reading import Document, Format, Parsed, Sample
from classifier.readers.scan.chats import parsed
from classifier.readers.scan.elements import Tally
from classifier.readers.scan.markup import Tag, tags
from classifier.readers.scan.tables import Cells, chats_of, find_header, no_text_column

FORMAT = "html-table"
_ROW = re.compile(r"<tr\b(.*?)(?=<tr\b|</table|\Z)", re.IGNORECASE | re.DOTALL)
_CELL = re.compile(r"<t[hd]\b[^>]{0,500}>(.*?)(?=</?t[hdr]\b|\Z)", re.IGNORECASE | re.DOTALL)
_MARK = re.compile(r"<[^>]{0,500}>")
_HEADINGS = ("h1", "h2", "h3", "h4", "caption")
_GUESS = 40
_ROLES = 2


def recognise(sample: Sample) -> int:
    """How surely the sample is a page with a table whose header names a text and what stands beside it."""
    text = sample.text
    if "<table" not in text.lower():
        return 0
    rows = ([_MARK.sub("", cell).strip() for cell in _CELL.findall(row)] for row in _ROW.findall(text))
    headers = (find_header([cells], sample.named) for cells in rows if len(cells) >= _ROLES)
    return _GUESS if any(header and len(header.columns) >= _ROLES for header in headers) else 0


def read(document: Document) -> Parsed:
    """The chats of every table that has a text column, called what stands above it; ReadError where none has.

    Tables of the same columns are read together, for their dates are written in one order.
    """
    tally = Tally()
    tables: dict[tuple[tuple[str, int], ...], list[Cells]] = {}
    title = document.stem
    for tag in tags(document, lambda tag: tag.name in ("table", *_HEADINGS), tally):
        rows = list(_rows(tag, title))
        if header := find_header([row.cells for row in rows], document.options.columns):
            tables.setdefault(tuple({"chat": 0, **header.columns}.items()), []).extend(rows[header.row + 1 :])
        elif tag.name != "table":
            title = tag.words() or title
    chats = [
        chat
        for columns, rows in tables.items()
        for chat in chats_of(document, rows, dict(columns), format_name=FORMAT, platform="table")
    ]
    if not chats:
        raise document.error(1, no_text_column(document.options.columns))
    return parsed(document, chats, tally.lines, tally.encoding)


def _rows(table: Tag, title: str) -> Iterator[Cells]:
    """The rows of cells behind a cell with the title; one that lays out other tables is none."""
    for row in table.named("tr"):
        cells = [cell for cell in row.children() if cell.name in ("td", "th")]
        if not any(True for _ in row.named("table", within=_is_no_row)):
            yield Cells([title, *(cell.words() for cell in cells)], row.first, row.last)


def _is_no_row(tag: Tag) -> bool:
    return tag.name != "tr"


READER = Format(FORMAT, recognise, read)

"""Any workbook in XLSX, its columns named by the user or guessed from their names."""

from classifier.readers.reading import Document, Format, Parsed, Sample, Unread
from classifier.readers.scan.headless import GUESSED, guessed_header
from classifier.readers.scan.sheets import sheets_of
from classifier.readers.scan.tables import Cells, Header, cell_of, chats_of, find_header, no_text_column
from classifier.records import Chat

FORMAT = "xlsx"
_GUESS = 10


def recognise(sample: Sample) -> int:
    """How surely the sample is a workbook."""
    return _GUESS if sample.head.startswith(b"PK\x03\x04") else 0


def read(document: Document) -> Parsed:
    """The chats of every sheet that has a text column; ReadError where none has."""
    chats: list[Chat] = []
    unread: list[Unread] = []
    lines = 0
    for name, rows in sheets_of(document):
        lines += len(rows)
        found = _sheet(document, name, rows)
        chats += found
        unread += unread_rows(name, len(rows), found)
    if not chats:
        raise document.error(None, no_text_column(document.options.columns))
    return Parsed(tuple(chats), lines, tuple(unread))


def _sheet(document: Document, name: str, rows: list[Cells]) -> list[Chat]:
    """The chats of a sheet, its columns told by their names or, without any, by what stands in them."""
    cells = [row.cells for row in rows]
    header = find_header(cells, document.options.columns)
    warnings = GUESSED if header is None else ()
    if header is None and not document.options.columns:
        header = guessed_header(cells)
    if header is None:
        return []
    below = rows[header.row + 1 :]
    if _counts_only(below, header):
        return []
    return chats_of(
        document, below, header.columns, format_name=FORMAT, platform="table", title=name, warnings=warnings
    )


def _counts_only(rows: list[Cells], header: Header) -> bool:
    """Whether a sheet counts messages by sender, as a summary does: nothing is dated, and all texts are numbers."""
    texts = [cell_of(row.cells, header.columns["text"]) for row in rows]
    return header.columns.keys().isdisjoint(("time", "date")) and all(text.isdecimal() for text in texts if text)


def unread_rows(sheet: str, rows: int, chats: list[Chat]) -> list[Unread]:
    """The rows of a sheet that hold no message, as ranges under the sheet's name."""
    taken = {message.source.row for chat in chats for message in chat.messages}
    ranges: list[Unread] = []
    for row in range(1, rows + 1):
        if row in taken:
            continue
        if ranges and ranges[-1][2] == row - 1:
            ranges[-1] = (sheet, ranges[-1][1], row)
        else:
            ranges.append((sheet, row, row))
    return ranges


READER = Format(FORMAT, recognise, read)

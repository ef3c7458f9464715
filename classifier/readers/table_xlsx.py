"""Any workbook in XLSX, its columns named by the user or guessed from their names."""

from classifier.readers.reading import Document, Format, Parsed, Sample, Unread
from classifier.readers.scan.sheets import sheets_of
from classifier.readers.scan.tables import chats_of, find_header, no_text_column
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
        header = find_header([row.cells for row in rows], document.options.columns)
        found = [] if header is None else chats_of(
            document, rows[header.row + 1 :], header.columns, format_name=FORMAT, platform="table", title=name
        )  # fmt: skip
        chats += found
        unread += unread_rows(name, len(rows), found)
    if not chats:
        raise document.error(None, no_text_column(document.options.columns))
    return Parsed(tuple(chats), lines, tuple(unread))


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

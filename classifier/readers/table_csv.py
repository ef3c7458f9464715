"""Any table in CSV or TSV, its columns named by the user or guessed from their names."""

from classifier.readers.reading import Document, Format, Parsed, Sample
from classifier.readers.scan.chats import parsed
from classifier.readers.scan.delimited import delimiter_of, has_header, rows_of
from classifier.readers.scan.headless import GUESSED, guessed_header
from classifier.readers.scan.tables import chats_of, find_header, no_text_column

FORMAT = "csv"
_GUESS = 30
_TABLE = 10


def recognise(sample: Sample) -> int:
    """How surely the sample is a table: rows of equal width, surer with a column that may hold texts."""
    text = sample.start
    if text.startswith(("{", "<", "[{", "[[")):
        return 0
    if not delimiter_of(text, sample.named):
        return _TABLE if sample.name.lower().endswith((".csv", ".tsv")) and text.strip() else 0
    return _GUESS if has_header(text, sample.named) else _TABLE


def read(document: Document) -> Parsed:
    """The chats of the table; ReadError where no column can be the text."""
    rows, lines, encoding = rows_of(document)
    cells = [row.cells for row in rows]
    header = find_header(cells, document.options.columns)
    warnings = GUESSED if header is None else ()
    if header is None and not document.options.columns:
        header = guessed_header(cells)
    if header is None:
        raise document.error(1, no_text_column(document.options.columns))
    below = rows[header.row + 1 :]
    chats = chats_of(document, below, header.columns, format_name=FORMAT, platform="table", warnings=warnings)
    if not chats:
        raise document.error(None, "the table has a header and no row; export it again")
    return parsed(document, chats, lines, encoding)


READER = Format(FORMAT, recognise, read)

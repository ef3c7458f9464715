"""Rows of delimited text, each with its physical lines."""

import csv
import re
import sys
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

from classifier.readers.reading import Document
from classifier.readers.scan.lines import blocks, encoding_of
from classifier.readers.scan.tables import Cells, find_header

DELIMITERS = ("\t", ",", ";", "|", "^")
_NAMED_ONLY = "^"
"""What also stands in sums: it delimits cells only below a header."""
_STATED = re.compile(r"\N{ZERO WIDTH NO-BREAK SPACE}?\"?sep=([^\w\s\"]|\t)\"?[ ,;]*(?:\n|$)", re.IGNORECASE)
"""The line above a table in which a spreadsheet states what delimits its cells."""
_SAMPLED = 30
_AGREED = 0.9


def delimiter_of(text: str, named: Mapping[str, str]) -> str | None:
    """The sign that makes a table of the text; None for a text that is no table.

    It is the one that a line above the table states. Elsewhere it is the one whose rows hold a header that
    names most of what a message has, and without such a header the one that cuts nearly all rows into equally
    many cells.
    """
    if stated := _STATED.match(text):
        return stated[1]
    lines = [line for line in text.split("\n")[:_SAMPLED] if line.strip()]
    tables = {sign: list(_sampled(lines, sign)) for sign in DELIMITERS}
    headers = {sign: find_header(rows, named) for sign, rows in tables.items()}
    roles = {sign: 0 if header is None else len(header.columns) for sign, header in headers.items()}
    best = max(DELIMITERS, key=lambda sign: (roles[sign], sign != _NAMED_ONLY and _agreement(tables[sign])))
    return best if roles[best] > 1 or _is_table(tables[best], best) or _is_column(lines, named) else None


def has_header(text: str, named: Mapping[str, str]) -> bool:
    """Whether the table in the text has a header with a text column."""
    lines = [line for line in text.split("\n")[:_SAMPLED] if line.strip()]
    return find_header(list(_sampled(lines, delimiter_of(text, named) or ",")), named) is not None


def _sampled(lines: list[str], sign: str) -> Iterator[list[str]]:
    with suppress(csv.Error):
        yield from csv.reader(lines, delimiter=sign)


def _agreement(rows: list[list[str]]) -> float:
    """The share of rows that have the commonest number of cells over one."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(widths.values(), default=0) / max(1, len(rows))


def _is_table(rows: list[list[str]], sign: str) -> bool:
    """Whether rows agree as rows of a table do; commas also stand in speech, so they must cut more."""
    widest = max((len(row) for row in rows), default=0)
    return sign != _NAMED_ONLY and len(rows) > 1 and widest > 1 + (sign == ",") and _agreement(rows) >= _AGREED


def _is_column(lines: list[str], named: Mapping[str, str]) -> bool:
    """Whether the text is one column of texts under its name."""
    return len(lines) > 1 and find_header([[lines[0]]], named) is not None


def rows_of(document: Document, *, delimiter: str | None = None) -> tuple[list[Cells], int, str]:
    """Every row, the physical lines in all, and the encoding.

    A quotation that is never closed is none: its mark is a sign like any other.
    """
    encoding = encoding_of(document)
    lines = _lines(document, encoding)
    first = next(blocks(document, encoding), "")
    sign = delimiter or delimiter_of(first, document.options.columns) or ","
    rows: list[Cells] = []
    end = 0
    if _STATED.match(first):
        next(lines)
        end = 1
    with long_cells():
        try:
            for cells, count in _closed(lines, sign):
                rows.append(Cells([_unguarded(cell) for cell in cells], end + 1, end + count))
                end += count
        except csv.Error as error:
            raise document.error(end + 1, "a cell cannot be read; save the table again as CSV") from error
    return rows, end, encoding


def _closed(lines: Iterator[str], sign: str) -> Iterator[tuple[list[str], int]]:
    """Each record's cells with the number of its lines; a line with a lone quotation mark is a record."""
    own, again = deque[str](), deque[str]()
    is_read = False
    while not is_read:
        for cells in csv.reader(_noted(lines, own, again), delimiter=sign):
            if len(own) > 1 and _has_lone_mark(own, sign):
                yield next(csv.reader([own.popleft()], delimiter=sign, quoting=csv.QUOTE_NONE)), 1
                again.extendleft(reversed(own))
                own.clear()
                break
            yield cells, len(own)
            own.clear()
        else:
            is_read = True


def records_of(lines: Sequence[str], sign: str) -> list[list[str]]:
    """The cells of each record in a few lines; a mark of a quotation that is never closed is a sign like any other."""
    whole = [f"{line}\n" for line in lines]
    with long_cells():
        is_closed = _is_closed(whole, sign)
        reader = csv.reader(whole, delimiter=sign, quoting=csv.QUOTE_MINIMAL if is_closed else csv.QUOTE_NONE)
        return [[_unguarded(cell) for cell in cells] for cells in reader]


def _noted(lines: Iterator[str], own: deque[str], again: deque[str]) -> Iterator[str]:
    """The lines, those of `again` first, each also put down in `own`."""
    while line := again.popleft() if again else next(lines, ""):
        own.append(line)
        yield line


def _has_lone_mark(own: Sequence[str], sign: str) -> bool:
    """Whether the first line of a record has a quotation mark that no other closes, or only one amid a later row."""
    swallows_rows = own[1].count(sign) >= own[0].count(sign) > 0
    return not _is_closed(own, sign) or (swallows_rows and _fault(own, sign) != "")


def _is_closed(lines: Iterable[str], sign: str) -> bool:
    """Whether the quotation marks in the lines of a record are balanced: a lone one swallows all that follows."""
    return "unexpected end" not in _fault(lines, sign)


def _fault(lines: Iterable[str], sign: str) -> str:
    """What is wrong with the lines of a record by the letter of the format; empty where nothing is."""
    try:
        list(csv.reader(lines, delimiter=sign, strict=True))
    except csv.Error as error:
        return str(error)
    return ""


def _lines(document: Document, encoding: str) -> Iterator[str]:
    for block in blocks(document, encoding):
        yield from _split(block)


def _split(block: str) -> Iterator[str]:
    """Lines at newlines only: an Arabic text may hold the signs that splitlines takes for line ends."""
    start = 0
    while (end := block.find("\n", start)) >= 0:
        yield block[start : end + 1]
        start = end + 1
    if start < len(block):
        yield block[start:]


def _unguarded(cell: str) -> str:
    """The cell without the `="..."` that keeps a spreadsheet from reading it as a number."""
    return cell[2:-1] if cell.startswith('="') and cell.endswith('"') else cell


@contextmanager
def long_cells() -> Iterator[None]:
    """No limit on a cell's length meanwhile; the module's own would lose a long message."""
    before = csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        yield
    finally:
        csv.field_size_limit(before)

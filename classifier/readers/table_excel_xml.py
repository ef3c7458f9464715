"""Excel's workbook of 2003 in one XML file, its columns named by the user or guessed from their names."""

from collections.abc import Iterator, Mapping

from classifier.readers.reading import Document, Format, Parsed, Sample
from classifier.readers.scan.chats import parsed
from classifier.readers.scan.elements import Node, Tally, records
from classifier.readers.scan.headless import GUESSED, guessed_header
from classifier.readers.scan.tables import Cells, chats_of, find_header, no_text_column
from classifier.records import Chat

FORMAT = "excel-xml"
_NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_WIDEST = 1000
_GUESS = 40


def recognise(sample: Sample) -> int:
    """How surely the sample is such a workbook, by the namespace that it declares."""
    return _GUESS if sample.start.startswith("<") and _NAMESPACE in sample.text else 0


def read(document: Document) -> Parsed:
    """The chats of every sheet that has a text column; ReadError where none has."""
    tally = Tally()
    chats = [chat for sheet in records(document, _is_sheet, tally, is_patient=True) for chat in _sheet(document, sheet)]
    if not chats:
        raise tally.damage or document.error(None, no_text_column(document.options.columns))
    return parsed(document, chats, tally.lines, tally.encoding, tally.damage)


def _is_sheet(name: str, _: Mapping[str, str]) -> bool:
    return name == "Worksheet"


def _sheet(document: Document, sheet: Node) -> list[Chat]:
    """The chats of a sheet, its columns told by their names or, without any, by what stands in them."""
    rows = [Cells(_cells(row), row.first, row.last) for table in sheet.all("Table") for row in table.all("Row")]
    cells = [row.cells for row in rows]
    header = find_header(cells, document.options.columns)
    warnings = GUESSED if header is None else ()
    if header is None and not document.options.columns:
        header = guessed_header(cells)
    if header is None:
        return []
    return chats_of(
        document, rows[header.row + 1 :], header.columns, format_name=FORMAT, platform="table",
        title=_attribute(sheet, "Name"), warnings=warnings,
    )  # fmt: skip


def _cells(row: Node) -> list[str]:
    """The cells' words; one that states its place leaves those before it empty."""
    cells: list[str] = []
    for cell in row.all("Cell"):
        place = _attribute(cell, "Index") or ""
        if place.isdecimal() and len(cells) < int(place) <= _WIDEST:
            cells += [""] * (int(place) - 1 - len(cells))
        cells.append("".join("".join(_words(part)) for part in cell.all("Data")))
    return cells


def _words(node: Node) -> Iterator[str]:
    yield node.text
    for child in node.children:
        yield from _words(child)


def _attribute(node: Node, name: str) -> str | None:
    """An attribute's value, whatever prefix its name has."""
    return next((value for key, value in node.attributes.items() if key.rpartition(":")[2] == name), None)


READER = Format(FORMAT, recognise, read)

"""Sheets of a workbook as rows of text, each with its row number."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook

from classifier.readers.reading import Document
from classifier.readers.scan.tables import Cells

_STRINGS = ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml")
_HEAD_BYTES = 1 << 16


def sheets_of(document: Document) -> Iterator[tuple[str, list[Cells]]]:
    """Each sheet's name and its rows; ReadError for a workbook that cannot be opened."""
    with document.open() as stream:
        content = io.BytesIO(stream.read())
    try:
        book = CalamineWorkbook.from_filelike(content)
        names = book.sheet_names
    except (CalamineError, OSError, ValueError) as error:
        raise document.error(None, "the workbook is damaged or protected; save it again as XLSX") from error
    for name in names:
        try:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except (CalamineError, OSError, ValueError) as error:
            raise document.error(None, f"sheet '{name}' cannot be read; save it again as XLSX") from error
        yield (
            name,
            [Cells([_text(cell) for cell in row], sheet=name, row=place) for place, row in enumerate(rows, start=1)],
        )


def strings_of(document: Document) -> str:
    """The beginning of the strings that a workbook's cells hold, as XML; empty for any other archive."""
    try:
        with document.open() as stream, zipfile.ZipFile(io.BytesIO(stream.read())) as archive:
            parts = [name for name in archive.namelist() if name in _STRINGS]
            return "".join(archive.open(name).read(_HEAD_BYTES).decode("utf-8", "replace") for name in parts)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError):
        return ""


def _text(cell: float | str | bool | time | date | datetime | timedelta | None) -> str:  # noqa: FBT001 - a cell may be one
    if isinstance(cell, str):
        return cell.replace("_x000D_", "\r").replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date | time):
        return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
    return "" if cell is None else str(cell)

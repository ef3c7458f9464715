"""CSV that a spreadsheet cannot run and a program reads back exactly.

Spreadsheets run a cell that starts with `=`, `+`, `-`, `@`, a tab or a line end (OWASP, "CSV
Injection"). Such a cell is written with one apostrophe before it, and so is a cell that starts with
an apostrophe; everything else is written as it is. Taking one apostrophe off a cell that starts with
one therefore gives back what was written, and `read_table` does that. The file is UTF-8 with a byte
order mark, so that Excel reads its Arabic; half of a surrogate pair, which UTF-8 cannot hold, is
written as U+FFFD and stands unchanged in `findings.jsonl`.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, TextIO

from classifier.readers.scan.delimited import long_cells

STARTERS: Final = "=+-@\t\r\n'＝＋－＠"
"""Characters that a spreadsheet may take for the start of a formula, and the guard itself."""

HALVES: Final = re.compile("[\ud800-\udfff]")
_AS_IT_IS: Final = re.compile(rf"[^{re.escape(STARTERS)} \ud800-\udfff][^\ud800-\udfff]*", re.DOTALL)
"""A cell that neither `guard` nor `drop_halves` changes, as nearly all are."""
Cell = str | int | float | bool | datetime | None
"""What a cell of a table may hold."""


def guard(cell: str) -> str:
    """The cell with one apostrophe before it where it would start a formula or look guarded."""
    return f"'{cell}" if cell.lstrip(" ")[:1] in STARTERS and cell.lstrip(" ") else cell


def unguard(cell: str) -> str:
    """The cell as it was before `guard`."""
    return cell.removeprefix("'")


def drop_halves(text: str) -> str:
    """The text with each half of a surrogate pair, which no file can hold, as U+FFFD."""
    if not HALVES.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def write_table(stream: TextIO, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Nothing; writes a head and rows as guarded CSV to a text stream opened with `newline=""`."""
    stream.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_written(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV that `write_table` wrote, each cell as it was before it was guarded."""
    with path.open(encoding="utf-8-sig", newline="") as stream, long_cells():
        return [{name: unguard(cell) for name, cell in row.items()} for row in csv.DictReader(stream)]


def _written(cell: str) -> str:
    return cell if _AS_IT_IS.fullmatch(cell) else guard(drop_halves(cell))

"""`triage.xlsx`: the ranked chats, the flagged messages, what they name, and the run, for a spreadsheet."""

import errno
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from classifier.records import ChatVerdict
from classifier.report.cells import Cell, drop_halves
from classifier.report.finding import findings, shown
from classifier.report.run import Run
from classifier.report.tables import CHAT_COLUMNS, JOIN, MESSAGE_COLUMNS, chat_rows, message_row
from classifier.wording.titles import LANGS, TITLES, channel_title, title

LARGEST_CELL: Final = 32_767
"""Characters that Excel keeps in one cell."""
LARGEST_SHEET: Final = 1_048_575
"""Rows that Excel keeps under the head of one sheet."""
CUT: Final = " … [messages.csv]"
"""Ends a cell that was too long for Excel and says where the whole text stands."""
WIDE: Final = {
    "text": 70,
    "reasons": 70,
    "sha256": 24,
    "file": 30,
    "title": 24,
    "participants": 28,
    "value": 28,
}
"""Widths, in characters, of the columns that hold more than a word."""
NARROW: Final = 13
FIRST_YEAR: Final = 1900
"""Excel knows no date before it."""
SHEETS: Final = {
    "chats": ("المحادثات", "Chats"),
    "findings": ("الرسائل المؤشرة", "Flagged messages"),
    "entities": ("أرقام وحسابات", "Numbers and accounts"),
    "run": ("التشغيل", "Run"),
}
FAMILIES: Final[Mapping[str, Sequence[str]]] = {
    "priority": ("priority",),
    "stage": ("stage",),
    "kind": ("kind",),
    "entity": ("entity",),
    "channel": ("channel",),
    "labels": ("label", "chat_label", "answer"),
    "edited": ("answer",),
    "in_context": ("label",),
    "tactics": ("tactic",),
    "warnings": ("warning",),
}
"""Columns whose values are names of the program, with the families of words that title them."""


def write_sheet(path: Path, verdicts: Sequence[ChatVerdict], run: Run, heads: Mapping[str, str]) -> None:
    """Nothing; writes the workbook, its column heads in the words that `heads` gives."""
    # In memory: the library would leave the chats' words in the temporary folder while it writes.
    options = {"in_memory": True, "remove_timezone": True, "strings_to_formulas": False, "strings_to_urls": False}
    try:
        with xlsxwriter.Workbook(str(path), options) as book:
            book.set_properties({"created": run.ended_at.replace(tzinfo=None), "title": "triage"})
            sheets = _Sheets(book, run, heads)
            sheets.add("chats", CHAT_COLUMNS, chat_rows(verdicts, run))
            sheets.add("findings", MESSAGE_COLUMNS, _finding_rows(verdicts, run))
            sheets.add("entities", ("chat", "entity", "value", "number", "sender"), _entity_rows(verdicts, run.lang))
            sheets.add("run", ("what", "value"), _run_rows(run, heads))
    except FileCreateError as error:
        cause = error.args[0]
        told = cause.strerror if isinstance(cause, OSError) else cause
        raise OSError(getattr(cause, "errno", errno.EIO), f"{path.name}: {told}") from error


class _Sheets:
    """Writes tables into one workbook, each in a look that a person can sort and filter."""

    def __init__(self, book: Any, run: Run, heads: Mapping[str, str]) -> None:  # noqa: ANN401 - untyped library
        self.book, self.run, self.heads = book, run, heads
        self.head = book.add_format({"bold": True, "bg_color": "#1F3B57", "font_color": "#FFFFFF", "valign": "top"})
        self.body = book.add_format({"valign": "top", "text_wrap": True})
        self.date = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd hh:mm:ss"})

    def add(self, name: str, columns: Sequence[str], rows: Iterator[Sequence[Cell]]) -> None:
        """Nothing; writes the rows to a sheet, and to further ones where Excel's rows run out."""
        titled = SHEETS[name][LANGS.index(self.run.lang)]
        page, more = 1, True
        while more:
            sheet = self._new(titled if page == 1 else f"{titled} {page}", columns)
            count, more = self._fill(sheet, columns, rows)
            sheet.autofilter(0, 0, max(count, 1), len(columns) - 1)
            page += 1

    def _new(self, titled: str, columns: Sequence[str]) -> Any:  # noqa: ANN401 - untyped library
        sheet = self.book.add_worksheet(titled)
        if self.run.lang == "ar":
            sheet.right_to_left()
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(columns):
            sheet.set_column(column, column, WIDE.get(name, 20 if name.endswith("_at") else NARROW), self.body)
            sheet.write_string(0, column, self.heads[name], self.head)
        return sheet

    def _fill(self, sheet: Any, columns: Sequence[str], rows: Iterator[Sequence[Cell]]) -> tuple[int, bool]:  # noqa: ANN401
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                self._write(sheet, (number, column), columns[column], cell)
            if number == LARGEST_SHEET:
                return number, True
        return sheet.dim_rowmax or 0, False

    def _write(self, sheet: Any, place: tuple[int, int], column: str, cell: Cell) -> None:  # noqa: ANN401
        if isinstance(cell, datetime) and cell.year < FIRST_YEAR:
            sheet.write_string(*place, cell.isoformat(sep=" "), self.body)
        elif isinstance(cell, datetime):
            sheet.write_datetime(*place, cell, self.date)
        elif isinstance(cell, str):
            sheet.write_string(*place, self._fit(self._titled(column, cell)), self.body)
        elif cell is not None:
            sheet.write_number(*place, cell, self.body)

    def _titled(self, column: str, cell: str) -> str:
        families = FAMILIES.get(column, ())
        return JOIN.join(self._word(name, families) for name in cell.split(JOIN)) if families else cell

    def _word(self, name: str, families: Sequence[str]) -> str:
        family = next((one for one in families if name in TITLES[one]), None)
        return name if family is None else title(family, name, self.run.lang)

    @staticmethod
    def _fit(cell: str) -> str:
        clean = drop_halves(cell)
        # Excel counts UTF-16 units, so a character outside the first plane counts twice.
        units = clean.encode("utf-16-le")
        if len(units) // 2 <= LARGEST_CELL:
            return clean
        return units[: (LARGEST_CELL - len(CUT)) * 2].decode("utf-16-le", "ignore") + CUT


def _finding_rows(verdicts: Sequence[ChatVerdict], run: Run) -> Iterator[tuple[Cell, ...]]:
    for verdict in verdicts:
        for found in findings(verdict):
            yield message_row(verdict, found.message, found, run)


def _entity_rows(verdicts: Sequence[ChatVerdict], lang: str) -> Iterator[tuple[Cell, ...]]:
    for verdict in verdicts:
        for found in verdict.verdicts:
            for entity in found.entities:
                value = shown(entity, found.message.text)
                yield (
                    verdict.chat.id,
                    entity.kind,
                    channel_title(value, lang) if entity.kind == "channel" else value,
                    found.message.number,
                    found.message.sender,
                )


def _run_rows(run: Run, heads: Mapping[str, str]) -> Iterator[tuple[Cell, ...]]:
    yield heads["started"], run.started_at.replace(tzinfo=None)
    yield heads["ended"], run.ended_at.replace(tzinfo=None)
    yield heads["version"], run.tool_version
    yield heads["model"], f"{run.model_name} {run.model_digest}"
    yield heads["depth"], run.depth
    yield heads["read"], run.read
    yield heads["skipped"], run.skipped
    yield heads["flagged"], run.flagged
    yield from ((heads["file"], f"{item.file} · {item.sha256}") for item in run.inputs)
    yield from ((heads["unreadable"], f"{item.file} · {item.error}") for item in run.unreadable)

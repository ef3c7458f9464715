"""The results of a run on disk: whole, or not at all."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from classifier.records import ChatVerdict
from classifier.report.bilingual import head_words
from classifier.report.cells import Cell, write_table
from classifier.report.findings import dump, finding_lines
from classifier.report.folder import whole_folder
from classifier.report.manifest import manifest
from classifier.report.page import render
from classifier.report.redact import redacted
from classifier.report.run import Run
from classifier.report.sheet import write_sheet
from classifier.report.tables import CHAT_COLUMNS, MESSAGE_COLUMNS, chat_rows, message_rows
from classifier.triage.casefile import case_id


def publish(verdicts: Sequence[ChatVerdict], run: Run, out: Path, *, redact: bool = False) -> tuple[ChatVerdict, ...]:
    """The verdicts as they are shown; the six outputs of a run stand in the folder `out` afterwards, or nothing does.

    Args:
        verdicts: the chats, the most urgent first.
        run: what was read, by which program and model, and when.
        out: a folder that is empty or does not exist yet, in a folder that does.
        redact: whether every text, name and number of the victim's side is masked.

    Raises:
        OutputError: `out` holds something or cannot be written, or a verdict has no words.
    """
    named = tuple(replace(verdict, case=case_id(verdict)) for verdict in verdicts)
    shown, told = redacted(named, run) if redact else (named, run)
    with whole_folder(out) as folder:
        for name, write in _writers(shown, told, redact=redact).items():
            write(folder / name)
        facts = {path.name: _fact(path) for path in sorted(folder.iterdir())}
        _write_text(folder / "manifest.json", [dump(manifest(told, facts, redacted=redact), indent=1), "\n"])
    return shown


def _writers(verdicts: Sequence[ChatVerdict], run: Run, *, redact: bool) -> dict[str, Callable[[Path], None]]:
    heads = head_words(run.lang)
    return {
        "report.html": partial(_write_text, pieces=render(verdicts, run, redacted=redact)),
        "chats.csv": partial(_write_csv, columns=CHAT_COLUMNS, rows=chat_rows(verdicts, run)),
        "messages.csv": partial(_write_csv, columns=MESSAGE_COLUMNS, rows=message_rows(verdicts, run)),
        "triage.xlsx": partial(write_sheet, verdicts=verdicts, run=run, heads=heads),
        "findings.jsonl": partial(_write_text, pieces=(f"{line}\n" for line in finding_lines(verdicts, run))),
    }


def _fact(path: Path) -> dict[str, str | int]:
    with path.open("rb") as stream:
        return {
            "size_bytes": path.stat().st_size,
            "sha256": hashlib.file_digest(stream, "sha256").hexdigest(),
        }


def _write_text(path: Path, pieces: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(pieces)


def _write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        write_table(stream, columns, rows)

"""Triage exported chats: python scripts/score.py EXPORT... --out DIR."""

from classifier.stops import NOTHING_DONE, STOPPED, hear, hear_no_more, leave, unwind

if __name__ == "__main__":
    hear(leave)  # until the imports below are done

import argparse
import io
import os
import shlex
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

import classifier
from classifier.batch import Asked, Finished, describe, open_exports, score_exports
from classifier.ending import changed_since, left_by
from classifier.errors import ClassifierError, OutputError
from classifier.readers.scan.tables import ROLES
from classifier.report import Unreadable, plain, terminal_table
from classifier.triage.casefile import CaseFile

DONE, MISTAKE, PARTLY = 0, 2, 3


def main(argv: list[str]) -> int:
    """Score as asked; 0 done, 2 the user's mistake, 3 done but for something that a line names, 128 and more stopped.

    What is added to 128 is the number of the signal.
    """
    asked_for = _parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console without Arabic letters must not end a run
    started_at = datetime.now(UTC)
    talk = Console(stderr=True)
    asked = None
    try:
        asked = _asked(asked_for, argv)
        if asked_for.forget is not None:
            return _forget(asked_for)
        if asked_for.list and not asked.exports:
            return _list_cases(asked_for.cases)
        if asked_for.list:
            return _list(asked)
        detector = classifier.load(asked_for.model)
        opened = open_exports(asked, detector.settings)
        with _progress(talk) as bar:
            task = bar.add_task("scoring", total=opened.messages)
            finished = score_exports(
                opened,
                detector,
                asked,
                started_at=started_at,
                progress=lambda count: bar.advance(task, count),
            )
        return _show(finished, asked)
    except ClassifierError as error:
        _say(*str(error).splitlines())
        return MISTAKE
    except KeyboardInterrupt as stopped:
        hear_no_more()
        if asked is None or asked_for.list or asked_for.forget is not None:
            _say(NOTHING_DONE)
        else:
            _say(left_by(asked, started_at))
        return STOPPED + (stopped.args[0] if stopped.args else signal.SIGINT)


def _show(finished: Finished, asked: Asked) -> int:
    """Print what was found and where it lies; the report is written, so nothing here ends in a mistake."""
    _tell(finished.run.unreadable)
    lacking = [*changed_since(finished.run)]
    if finished.not_kept is not None:
        lacking.append(f"its cases are not kept: {finished.not_kept}")
    try:
        with _printing():
            console = Console()
            with console.capture() as table:  # what rich itself cannot write ends the run
                console.print(terminal_table(finished.verdicts, lang=asked.lang))
            print(table.get(), end="")
            print(asked.out / "report.html")
    except OutputError as error:
        lacking.append(f"its table is not shown: {error}")
    _say(*(f"the report is written, but {what}" for what in lacking))
    return PARTLY if finished.run.unreadable or lacking else DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("exports", nargs="*", type=Path, metavar="EXPORT", help="an export, an archive, or a folder of them")
    add("--out", type=Path, default=Path("report"), metavar="DIR", help="a new or empty folder for the results")
    add("--list", action="store_true", help="say what was recognised, or what a case file keeps; score nothing")
    add("--model", type=Path, metavar="DIR", help="a model folder other than the shipped one")
    add("--depth", choices=("quick", "standard", "thorough"), default="standard")
    add("--jobs", type=int, default=1, metavar="N", help="how many processes or threads score side by side")
    add("--resume", action="store_true", help="go on with a run into the same DIR that was stopped")
    add("--timezone", metavar="ZONE", help="the zone of times without one, such as Asia/Baghdad")
    add(
        "--column",
        action="append",
        default=[],
        metavar="NAME=HEADER",
        help="which column of a table holds text, sender, time, date or chat",
    )
    add("--lang", choices=("ar", "en"), default="ar", help="the language of the report and the table")
    add(
        "--cases",
        type=Path,
        metavar="FILE",
        help="keep the identifiers of flagged chats, and meet those of earlier runs; with --list, say what it keeps",
    )
    add("--retention-days", type=int, metavar="N", help="drop cases seen longer ago from the case file")
    add(
        "--forget",
        metavar="CASE",
        help="remove one case, by its id in the column `case` of chats.csv, from the case file and do nothing else",
    )
    add("--redact", action="store_true", help="mask the texts, names and numbers of the victim's side")
    return parser


def _asked(given: argparse.Namespace, argv: list[str]) -> Asked:
    try:
        zone = ZoneInfo(given.timezone) if given.timezone else None
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # the last for a part of a name, such as Asia
        raise classifier.SettingError(f"unknown time zone '{given.timezone}'; give one such as Asia/Baghdad") from error
    if not given.exports and given.forget is None and not (given.list and given.cases):
        raise classifier.ReadError("no export was named; give a file, an archive or a folder")
    if given.jobs < 1:
        raise classifier.SettingError(f"{given.jobs} jobs cannot score; give --jobs 1 or more")
    if given.retention_days is not None and given.cases is None:
        raise classifier.SettingError("--retention-days needs the case file: --cases FILE")
    return Asked(
        tuple(given.exports), given.out, depth=given.depth, jobs=given.jobs, timezone=zone,
        columns=_columns(given.column), lang=given.lang, redact=given.redact, resume=given.resume, cases=given.cases,
        retention_days=given.retention_days,
        command_line=shlex.join(["scripts/score.py", *argv]),
    )  # fmt: skip


def _columns(pairs: Sequence[str]) -> dict[str, str] | None:
    """What each named column holds, by role; None where the user named none."""
    columns = dict(pair.partition("=")[::2] for pair in pairs)
    for role, header in columns.items():
        if role not in ROLES or not header:
            raise classifier.SettingError(f"--column takes NAME=HEADER, NAME being one of {', '.join(ROLES)}")
    return columns or None


def _forget(given: argparse.Namespace) -> int:
    """Remove a case from the case file."""
    if given.cases is None:
        raise classifier.SettingError("--forget needs the case file: --cases FILE")
    if not CaseFile(given.cases).forget(given.forget):
        raise classifier.SettingError(
            f"{given.cases}: holds no case '{given.forget}'; --list --cases {given.cases} says which it holds"
        )
    return DONE


def _list_cases(path: Path) -> int:
    """Print each case kept, the latest first: id, when it was seen, priority, labels, chat."""
    kept = CaseFile(path)
    if not kept.exists():
        raise classifier.ReadError(f"{path}: no such case file. Name the file that was given to --cases.")
    cases = kept.cases()
    with _printing():
        for case in cases:
            words = (case.id, f"{case.seen_at:%Y-%m-%d %H:%M} UTC", case.priority, ", ".join(case.labels), case.chat)
            print(plain("  ".join(words)))
    return DONE


def _list(asked: Asked) -> int:
    """Print what each export holds: format, chats, people, messages, first and last time, warnings."""
    opened = open_exports(asked, classifier.Settings())
    with _printing():
        for reading in opened.readings:
            print(plain(f"{reading.file}: {reading.format}, {reading.lines} lines, {len(reading.chats)} chats"))
            for chat in reading.chats:
                print("  " + describe(chat))
    _tell(opened.unreadable)
    return PARTLY if opened.unreadable else DONE


def _tell(unreadable: Sequence[Unreadable]) -> None:
    """Say what could not be read."""
    _say(*(bad.error for bad in unreadable))


def _say(*lines: str) -> None:
    """Lines on stderr, safe to print; what cannot be said there is left to the exit code."""
    try:
        for line in lines:
            print(plain(line), file=sys.stderr, flush=True)
    except OSError:
        _give_up(sys.stderr)


@contextmanager
def _printing() -> Iterator[None]:
    """Where stdout is written; OutputError where it cannot be, as on a full disk or behind a pipe that was closed."""
    try:
        yield
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        _give_up(sys.stdout)
        raise OutputError(f"stdout cannot be written ({error.strerror}); print to another place") from error


def _give_up(stream: TextIO) -> None:
    """Let nothing more be written to a stream, so that what is still held for it raises nothing at the end."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _progress(talk: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("messages"),
        TaskProgressColumn(show_speed=True), TimeRemainingColumn(), console=talk, disable=not talk.is_terminal,
    )  # fmt: skip


if __name__ == "__main__":
    hear(unwind)
    ended = main(sys.argv[1:])
    hear_no_more()
    sys.exit(ended)

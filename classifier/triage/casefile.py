"""What earlier runs saw: the identifiers of flagged chats, kept in an embedded SQLite file that the user asked for.

No message is kept: of a case its id, labels, priority, date and what a summary counts it by; of a mark its kind,
value and message numbers.
Each change is one transaction, so a run that is killed leaves the file as it was.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from classifier.errors import ReadError, SettingError
from classifier.records import ChatVerdict, Link
from classifier.triage.caserows import Case, Facts, as_case, as_numbers, storable
from classifier.triage.casestore import reading, writing
from classifier.triage.marks import IDENTIFIERS, Mark, shared

_MOST_DAYS: Final = 36_500
"""A hundred years: no calendar goes back as far as one may ask."""


class CaseFile:
    """A case file on disk, made when it is first written.

    Args:
        path: the file.
        retention_days: cases seen longer ago are dropped at each `remember`; None keeps them.

    Raises:
        SettingError: cases would be kept for less than a day, or for longer than a calendar can tell.
    """

    def __init__(self, path: str | Path, *, retention_days: int | None = None) -> None:
        if retention_days is not None and not 1 <= retention_days <= _MOST_DAYS:
            raise SettingError(f"cases cannot be kept for {retention_days} days; give 1 to {_MOST_DAYS}")
        self.path = Path(path)
        self.retention_days = retention_days

    def exists(self) -> bool:
        """Whether the file is made; ReadError where that cannot be told, as in a folder that is closed."""
        try:
            return self.path.exists()
        except OSError as error:
            raise ReadError(
                f"{self.path}: cannot be opened ({error.strerror}); check the path and your rights"
            ) from error

    def prepare(self) -> None:
        """Nothing; a case file stands at the path and can be written, so that no work is lost to one that cannot.

        Raises:
            OutputError: it cannot be written, or is not a case file.
        """
        with writing(self.path):
            pass

    def remember(
        self, verdicts: Sequence[ChatVerdict], when: datetime, facts: Callable[[ChatVerdict], Facts]
    ) -> tuple[str, ...]:
        """The ids of the flagged chats, now kept with their marks; a chat that was kept before is kept anew.

        Args:
            verdicts: the chats of a run; those judged harmless are not kept.
            when: the moment of the run, aware.
            facts: what a summary counts a case by, as plain values that JSON can hold.

        Raises:
            OutputError: the file cannot be written, or is not a case file.
        """
        flagged = [verdict for verdict in verdicts if verdict.labels]
        marks = _marks_by_chat(flagged)
        with writing(self.path) as connection:
            for verdict in flagged:
                _keep(connection, verdict, facts(verdict), marks.get(verdict.chat.id, ()), _stamp(when))
            if self.retention_days is not None:
                oldest = _stamp(when - timedelta(days=self.retention_days))
                connection.execute("DELETE FROM cases WHERE seen_at < ?", (oldest,))
        return tuple(case_id(verdict) for verdict in flagged)

    def meet(self, verdicts: Sequence[ChatVerdict]) -> dict[str, tuple[Link, ...]]:
        """For each chat, by id, the earlier cases that share an identifier with it; a link's `chat` is the case's id.

        The case that a chat itself was kept as is no other case and is left out. Messages and other messages are
        numbers in the chat and in the earlier one.

        Raises:
            ReadError: the file exists and is not a case file, or cannot be read.
        """
        found: dict[str, dict[tuple[str, Mark], Link]] = {verdict.chat.id: {} for verdict in verdicts}
        own = {verdict.chat.id: case_id(verdict) for verdict in verdicts}
        if self.exists():
            with reading(self.path) as connection:
                for mark, chats in shared(verdicts).items():
                    for case, numbers in self._cases_with(connection, mark):
                        for chat, messages in chats.items():
                            if case != own[chat]:
                                found[chat][case, mark] = Link(case, *mark, messages, numbers)
        return {chat: tuple(links[key] for key in sorted(links)) for chat, links in found.items()}

    def forget(self, case: str) -> bool:
        """Whether a case of this id was kept; it no longer is, and its marks are overwritten in the file."""
        if not self.exists():
            raise ReadError(f"{self.path}: no such case file. Name the file that was given to --cases.")
        with writing(self.path) as connection:
            return connection.execute("DELETE FROM cases WHERE id = ?", (storable(case),)).rowcount > 0

    def cases(self) -> tuple[Case, ...]:
        """The cases kept, latest first; none where the file is not yet made.

        Raises:
            ReadError: the file exists and is not a case file, cannot be read, or holds a row that no run wrote.
        """
        if not self.exists():
            return ()
        with reading(self.path) as connection:
            columns = "id, chat, labels, priority, seen_at, facts"
            rows = connection.execute(f"SELECT {columns} FROM cases ORDER BY seen_at DESC, id")  # noqa: S608 - ours
            with self._whole():
                return tuple(map(as_case, rows))

    def _cases_with(self, connection: sqlite3.Connection, mark: Mark) -> list[tuple[str, tuple[int, ...]]]:
        """The cases that show a mark, each with the numbers of its messages."""
        asked = "SELECT case_id, numbers FROM marks WHERE kind = ? AND value = ? ORDER BY case_id"
        rows = connection.execute(asked, tuple(map(storable, mark)))
        with self._whole():
            return [as_numbers(row) for row in rows]

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Where rows are read; ReadError for one that no run wrote."""
        try:
            yield
        except (ValueError, RecursionError) as error:
            raise ReadError(f"{self.path}: holds a row that no run wrote. Name a copy, or a new file.") from error


def case_id(verdict: ChatVerdict) -> str:
    """The id of a chat in every run: a digest of its export's digest, its own id and every word in it.

    All the words go in so that the id gives nothing away where a report is redacted: a guessed name or file name is
    not proved by it. Whoever holds the export can make it again, and so can who guesses all that is masked of a chat
    of a few words. Another export of the same chat has another id.
    """
    chat = verdict.chat
    told = hashlib.sha256()
    for part in (chat.id, *((m.source.sha256, m.sender, m.sent_at_as_written, m.text) for m in chat.messages)):
        told.update(repr(part).encode("utf-8", "surrogatepass"))
    return told.hexdigest()[:16]


def _marks_by_chat(flagged: Sequence[ChatVerdict]) -> dict[str, list[tuple[Mark, tuple[int, ...]]]]:
    found: dict[str, list[tuple[Mark, tuple[int, ...]]]] = {}
    for mark, chats in shared(flagged).items():
        for chat, numbers in chats.items():
            if mark.kind in IDENTIFIERS or mark.kind == "sender":
                found.setdefault(chat, []).append((mark, numbers))
    return found


def _keep(
    connection: sqlite3.Connection,
    verdict: ChatVerdict,
    facts: Facts,
    marks: Sequence[tuple[Mark, tuple[int, ...]]],
    seen_at: str,
) -> None:
    case = case_id(verdict)
    connection.execute("DELETE FROM cases WHERE id = ?", (case,))
    row = (case, storable(verdict.chat.id), json.dumps(verdict.labels), verdict.priority, seen_at)
    connection.execute("INSERT INTO cases VALUES (?, ?, ?, ?, ?, ?)", (*row, json.dumps(facts)))
    rows = [(case, *map(storable, mark), json.dumps(numbers)) for mark, numbers in marks]
    connection.executemany("INSERT INTO marks VALUES (?, ?, ?, ?)", rows)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")

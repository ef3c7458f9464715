"""A whole run: exports read, scored, judged and published, with nothing lost when one of them is bad."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from classifier import __version__
from classifier.detector import Detector, Scores
from classifier.errors import OutputError, ReadError
from classifier.memory import ScoreMemory
from classifier.readers import Reading, find_exports, joined, read_export
from classifier.readers.scan.quick import uncollected
from classifier.records import Chat, ChatVerdict
from classifier.report import Beside, Input, Run, Unreadable, plain, publish
from classifier.report.clock import wall
from classifier.report.folder import make_room, place_of
from classifier.report.summary import facts_of
from classifier.settings import Settings
from classifier.triage.casefile import CaseFile

Progress = Callable[[int], None]
"""Called with the number of messages scored since the last call."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asked of a run."""

    exports: tuple[Path, ...]
    out: Path
    depth: str = "standard"
    jobs: int = 1
    timezone: tzinfo | None = None
    columns: Mapping[str, str] | None = None
    lang: str = "ar"
    redact: bool = False
    resume: bool = False
    cases: Path | None = None
    retention_days: int | None = None
    command_line: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """The exports that could be read, and those that could not."""

    readings: tuple[Reading, ...]
    unreadable: tuple[Unreadable, ...]

    @property
    def messages(self) -> int:
        """How many messages stand in all chats."""
        return sum(len(chat.messages) for reading in self.readings for chat in reading.chats)


@dataclass(frozen=True, slots=True)
class Finished:
    """A run whose results are published, and its verdicts as they stand there, masked where that was asked.

    `not_kept` says why its cases are in no case file, None if they are.
    """

    verdicts: tuple[ChatVerdict, ...]
    run: Run
    not_kept: str | None = None


def open_exports(asked: Asked, settings: Settings) -> Opened:
    """Every export under the paths asked for, read.

    ReadError for a path that is not there or holds no export, and when not one export could be read.
    """
    files = list(dict.fromkeys(file for path in asked.exports for file in find_exports(path)))
    readings: list[Reading] = []
    unreadable: list[Unreadable] = []
    for file in files:
        try:
            reading = read_export(file, timezone=asked.timezone, columns=asked.columns, settings=settings)
        except ReadError as error:
            unreadable.append(Unreadable(str(file), str(error)))
        else:
            readings.append(reading)
            unreadable += [Unreadable(str(file), sentence) for sentence in reading.refused]
    if not readings:
        raise ReadError("\n".join(bad.error for bad in unreadable))
    return Opened(tuple(readings), tuple(unreadable))


def score_exports(
    opened: Opened, detector: Detector, asked: Asked, *, started_at: datetime, progress: Progress
) -> Finished:
    """What was opened, judged, ranked and published in the folder asked for.

    OutputError where it cannot be published: nothing is then written, and no case is kept.
    """
    make_room(place_of(asked.out))
    _check_apart(asked)
    case_file = None if asked.cases is None else CaseFile(asked.cases, retention_days=asked.retention_days)
    if case_file is not None:
        case_file.prepare()
    with ScoreMemory.beside(asked.out, detector.folder.digest, asked.depth, resume=asked.resume) as memory:
        chats = joined(chat for reading in opened.readings for chat in reading.chats)
        scores = _scores(chats, detector, asked, memory, progress)
        with uncollected():
            verdicts = detector.judge(chats, scores)
        if case_file is not None:
            earlier = case_file.meet(verdicts)
            verdicts = [replace(v, links=(*v.links, *earlier.get(v.chat.id, ()))) for v in verdicts]
        run = _run(opened, detector, asked, verdicts, started_at)
        shown = publish(verdicts, run, asked.out, redact=asked.redact)
    return Finished(shown, run, None if case_file is None else _not_kept(case_file, verdicts, started_at))


def _check_apart(asked: Asked) -> None:
    """OutputError for a case file in the folder of the results, which must stay empty until they are whole."""
    if asked.cases is not None and place_of(asked.cases).is_relative_to(place_of(asked.out)):
        raise OutputError(f"{asked.cases}: lies in the folder of the results; name a case file outside {asked.out}")


def _scores(
    chats: Sequence[Chat], detector: Detector, asked: Asked, memory: ScoreMemory, progress: Progress
) -> list[Scores]:
    """What is heard in each chat, now or in a run that was stopped."""
    scores = []
    for chat in chats:
        known = memory.recall(chat)
        if known is None:
            known = detector.score_chat(chat, depth=asked.depth, jobs=asked.jobs)
            memory.keep(chat, known)
        scores.append(known)
        progress(len(chat.messages))
    return scores


def _not_kept(case_file: CaseFile, verdicts: Sequence[ChatVerdict], when: datetime) -> str | None:
    """Why the cases of a published run could not be kept; None where they are."""
    try:
        case_file.remember(verdicts, when, facts_of)
    except OutputError as error:
        return str(error)
    return None


def describe(chat: Chat) -> str:
    """One line on a chat, safe to print: title, people, messages, first and last time, warnings."""
    times = [moment for message in chat.messages if (moment := wall(message.sent_at, None))]
    when = f"{min(times):%Y-%m-%d %H:%M} to {max(times):%Y-%m-%d %H:%M}" if times else "no times"
    people = ", ".join(chat.participants) or "no names"
    warned = ", ".join(dict.fromkeys(warning.kind for warning in chat.warnings)) or "none"
    return plain(f"{chat.title}: {len(chat.messages)} messages; people: {people}; {when}; warnings: {warned}")


def _run(
    opened: Opened, detector: Detector, asked: Asked, verdicts: Sequence[ChatVerdict], started_at: datetime
) -> Run:
    messages = [verdict for chat in verdicts for verdict in chat.verdicts]
    return Run(
        inputs=tuple(_input(reading) for reading in opened.readings),
        beside=tuple(_beside(opened.readings)),
        unreadable=opened.unreadable,
        tool_version=__version__,
        model_name=str(detector.folder.facts["name"]),
        model_digest=detector.folder.digest,
        command_line=asked.command_line,
        started_at=started_at,
        ended_at=datetime.now(UTC),
        depth=asked.depth,
        read=len(messages),
        skipped=sum(verdict.message.kind != "text" for verdict in messages),
        flagged=sum(bool(verdict.labels or verdict.in_context) for verdict in messages),
        lang=asked.lang,
        timezone=None if asked.timezone is None else str(asked.timezone),
        settings=asdict(detector.settings) | {f"threshold.{k}": v for k, v in detector.thresholds.items()},
    )


def _digest(file: str) -> str:
    """The digest of a file that was read, as it is now."""
    try:
        with Path(file).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ReadError(f"{file}: gone since it was read ({error.strerror}); run again with --resume") from error


def _beside(readings: Iterable[Reading]) -> Iterator[Beside]:
    """The files that were read beside the exports, each once."""
    for item in {item.file: item for reading in readings for item in reading.beside}.values():
        yield Beside(item.file, item.sha256, item.size_bytes, _digest(item.file))


def _input(reading: Reading) -> Input:
    return Input(
        reading.file, reading.sha256, reading.size_bytes, _digest(reading.file), reading.format,
        sum(len(chat.messages) for chat in reading.chats), _unread_lines(reading.unread),
    )  # fmt: skip


def _unread_lines(unread: Iterable[tuple[str | None, int, int]]) -> int:
    return sum(last - first + 1 for _, first, last in unread)

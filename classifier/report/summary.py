"""Cases over one or more runs or a case file, counted as the community police report them."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from classifier.errors import ReadError
from classifier.labels import CHAT_LABELS, PRIORITIES, TACTICS
from classifier.records import ChatVerdict
from classifier.report.finding import channels_of, tactics_of
from classifier.report.manifest import FORMAT

TABLES: Final = ("month", "type", "priority", "tactic", "platform", "channel")
"""What cases are counted by, in the order of the page."""
ORDER: Final[Mapping[str, Sequence[str]]] = {
    "type": CHAT_LABELS,
    "priority": tuple(reversed(PRIORITIES)),
    "tactic": TACTICS,
}
"""The order of the tables whose rows have one of their own; others run from the most to the fewest."""
UNKNOWN: Final = "?"
"""Stands for a month that no export states."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month as `2026-03` and its cases by chat label, in the order of `CHAT_LABELS`."""

    name: str
    cases: int
    by_label: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts: flagged chats (cases) and, over runs, all chats and how often a chat stood in a further run.

    A case file keeps flagged chats alone, each once; what only runs know is None there.
    """

    cases: int
    tables: Mapping[str, tuple[tuple[str, int], ...]]
    months: tuple[Month, ...]
    runs: int | None = None
    chats: int | None = None
    repeated: int | None = None


def facts_of(verdict: ChatVerdict) -> dict[str, Any]:
    """What a case is counted by, as plain values: the rows of each table of `TABLES` that it stands in."""
    sent = {message.number: message.sent_at for message in verdict.chat.messages if message.sent_at}
    moment = sent.get(verdict.first_flagged) or next(iter(sent.values()), None)  # type: ignore[arg-type]
    return {
        "month": [f"{moment:%Y-%m}" if moment else UNKNOWN],
        "type": list(verdict.labels),
        "priority": [verdict.priority],
        "tactic": tactics_of(verdict),
        "platform": [verdict.chat.platform],
        "channel": list(channels_of(verdict)),
    }


def summarise_cases(cases: Sequence[Mapping[str, Sequence[str]]]) -> Summary:
    """The counts over cases given by their facts, as `facts_of` states them.

    A case with two tactics counts under both, so that the rows of a table may add up to more than the cases.
    """
    return Summary(len(cases), {table: _rows(table, cases) for table in TABLES}, _months(cases))


def summarise(runs: Sequence[Path]) -> Summary:
    """The counts over finished runs; a chat that stands in several of them counts once, as judged last.

    A case is a chat with a label; its month is that of its first flagged message.

    Raises:
        ReadError: a folder holds no finished run, or its findings are not those of its manifest.
    """
    seen = [chat for run in _by_end(runs) for chat in run]
    chats = {chat["case"]: chat for chat in seen}
    counted = summarise_cases([chat["facts"] for chat in chats.values() if chat["labels"]])
    return replace(counted, runs=len(runs), chats=len(chats), repeated=len(seen) - len(chats))


def _by_end(runs: Sequence[Path]) -> Iterator[list[dict[str, Any]]]:
    """The chats of each run, the run that ended first before the others."""
    read = [(*_ended_and_digest(run), run) for run in runs]
    for _, digest, run in sorted(read, key=lambda finished: finished[0]):
        yield _chats(run / "findings.jsonl", digest)


def _ended_and_digest(run: Path) -> tuple[str, str]:
    """When a run ended, and the SHA-256 of its findings, by its manifest."""
    path = run / "manifest.json"
    try:
        manifest = json.loads(path.read_text("utf-8"))
        current = manifest["format"] == FORMAT
        facts = (str(manifest["ended_at"]), str(manifest["outputs"]["findings.jsonl"]["sha256"])) if current else None
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise ReadError(f"{path}: not the manifest of a finished run; name the folder given to --out") from error
    if facts is None:
        raise ReadError(f"{path}: of another version of this program; run score.py again")
    return facts


def _chats(path: Path, digest: str) -> list[dict[str, Any]]:
    written = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(written).hexdigest() != digest:
        raise ReadError(f"{path}: not the file that manifest.json names; run score.py again")
    lines = (json.loads(line) for line in written.decode("utf-8").split("\n") if line)
    return [line for line in lines if line["type"] == "chat"]


def _rows(table: str, cases: Sequence[Mapping[str, Sequence[str]]]) -> tuple[tuple[str, int], ...]:
    counts = Counter(name for case in cases for name in case[table])
    if table == "month":
        return tuple(sorted(counts.items()))
    if table in ORDER:
        return tuple((name, counts[name]) for name in ORDER[table] if counts[name])
    return tuple(sorted(counts.items(), key=lambda row: (-row[1], row[0])))


def _months(cases: Sequence[Mapping[str, Sequence[str]]]) -> tuple[Month, ...]:
    grouped: dict[str, list[Mapping[str, Sequence[str]]]] = {}
    for case in cases:
        grouped.setdefault(case["month"][0], []).append(case)
    return tuple(
        Month(name, len(held), tuple(sum(label in case["type"] for case in held) for label in CHAT_LABELS))
        for name, held in sorted(grouped.items())
    )

"""Cases over one or more runs, counted as the community police report them."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from classifier.errors import ReadError
from classifier.labels import CHAT_LABELS, PRIORITIES, TACTICS
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
    """Counts over runs: all chats, flagged ones (cases), and how often a chat stood in a further run."""

    runs: int
    chats: int
    cases: int
    repeated: int
    tables: Mapping[str, tuple[tuple[str, int], ...]]
    months: tuple[Month, ...]


def summarise(runs: Sequence[Path]) -> Summary:
    """The counts over finished runs; a chat that stands in several of them counts once, as judged last.

    A case is a chat with a label; its month is that of its first flagged message. A case with two
    tactics counts under both, so that the rows of a table may add up to more than the cases.

    Raises:
        ReadError: a folder holds no finished run, or its findings are not those of its manifest.
    """
    seen = [chat for run in _by_end(runs) for chat in run]
    chats = {(chat["chat"], *chat["sources"]): chat for chat in seen}
    cases = [chat for chat in chats.values() if chat["labels"]]
    return Summary(
        runs=len(runs),
        chats=len(chats),
        cases=len(cases),
        repeated=len(seen) - len(chats),
        tables={table: _rows(table, cases) for table in TABLES},
        months=_months(cases),
    )


def _by_end(runs: Sequence[Path]) -> Iterator[list[dict[str, Any]]]:
    """The chats of each run, the run that ended first before the others."""
    read = [(_manifest(run), run) for run in runs]
    for manifest, run in sorted(read, key=lambda pair: str(pair[0]["ended_at"])):
        yield _chats(run / "findings.jsonl", manifest["outputs"]["findings.jsonl"]["sha256"])


def _manifest(run: Path) -> dict[str, Any]:
    path = run / "manifest.json"
    try:
        manifest: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ReadError(f"{path}: not the manifest of a finished run; name the folder given to --out") from error
    if manifest.get("format") != FORMAT:
        raise ReadError(f"{path}: of another version of this program; run score.py again")
    return manifest


def _chats(path: Path, digest: str) -> list[dict[str, Any]]:
    written = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(written).hexdigest() != digest:
        raise ReadError(f"{path}: not the file that manifest.json names; run score.py again")
    lines = (json.loads(line) for line in written.decode("utf-8").split("\n") if line)
    return [line for line in lines if line["type"] == "chat"]


def _rows(table: str, cases: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, int], ...]:
    counts = Counter(name for case in cases for name in _names(table, case))
    if table == "month":
        return tuple(sorted(counts.items()))
    if table in ORDER:
        return tuple((name, counts[name]) for name in ORDER[table] if counts[name])
    return tuple(counts.most_common())


def _names(table: str, case: Mapping[str, Any]) -> Sequence[str]:
    """The rows of a table that a case counts under."""
    if table == "month":
        return [_month(case)]
    key = {"type": "labels", "tactic": "tactics", "channel": "channels"}.get(table, table)
    held = case[key]
    return [held] if isinstance(held, str) else held


def _month(case: Mapping[str, Any]) -> str:
    moment = case["first_flagged_at"] or case["first_sent_at"]
    return moment[:7] if moment else UNKNOWN


def _months(cases: Sequence[Mapping[str, Any]]) -> tuple[Month, ...]:
    grouped: dict[str, list[Mapping[str, Any]]] = {}
    for case in cases:
        grouped.setdefault(_month(case), []).append(case)
    return tuple(
        Month(name, len(held), tuple(sum(label in case["labels"] for case in held) for label in CHAT_LABELS))
        for name, held in sorted(grouped.items())
    )

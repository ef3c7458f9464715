"""What a run was: what it read, with which model and settings, and when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Input:
    """A file that was read, with its digest before and after, so that anyone sees it was not changed."""

    file: str
    sha256: str
    size_bytes: int
    sha256_after: str
    format: str
    messages: int
    unread_lines: int = 0


@dataclass(frozen=True, slots=True)
class Beside:
    """A file that was read for what it tells of an input beside it, with its digest before and after."""

    file: str
    sha256: str
    size_bytes: int
    sha256_after: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that could not be read, and the one-line sentence that says why and what to do."""

    file: str
    error: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run from start to end: the head of every output.

    `started_at` and `ended_at` are aware and in UTC. `timezone` is the zone that the user gave, or
    None. `lang` is the language that the page opens in, `ar` or `en`.
    """

    inputs: tuple[Input, ...]
    unreadable: tuple[Unreadable, ...]
    tool_version: str
    model_name: str
    model_digest: str
    command_line: str
    started_at: datetime
    ended_at: datetime
    depth: str
    read: int
    skipped: int
    flagged: int
    lang: str = "ar"
    timezone: str | None = None
    settings: Mapping[str, float | int | str] = field(default_factory=dict)
    beside: tuple[Beside, ...] = ()

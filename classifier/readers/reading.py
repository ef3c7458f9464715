"""What passes inside the readers: a document goes in, drafts become chats, a reading comes out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import IO

from classifier.errors import ReadError
from classifier.records import Chat
from classifier.settings import Settings

Unread = tuple[str | None, int, int]
"""Lines that hold no message: the member or sheet they stand in, the first line, the last line."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A file that was read for what it tells of an export beside it, such as who its numbers are."""

    file: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One export as read: what it is, its chats, and every line that is no part of a message.

    `lines` counts physical lines (rows in a spreadsheet) over all members. `refused` holds one
    sentence for each document that was recognised but could not be read, or not to its end.
    `beside` are the other files that were read for it, an archive's own members left out.
    """

    file: str
    sha256: str
    size_bytes: int
    format: str
    encoding: str | None
    chats: tuple[Chat, ...]
    lines: int
    unread: tuple[Unread, ...] = ()
    refused: tuple[str, ...] = ()
    beside: tuple[Beside, ...] = ()


class NoMessages(ReadError):  # noqa: N818 - what the export is, not what went wrong
    """An export is whole and holds no message, such as a thread in which nobody wrote."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user said about an export: its time zone, its columns, and the movable numbers."""

    timezone: tzinfo | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)

    def in_zone(self, when: datetime | None) -> datetime | None:
        """The same wall-clock time in the user's zone; as it was if it has a zone or none was given."""
        if when is None or when.tzinfo is not None or self.timezone is None:
            return when
        return when.replace(tzinfo=self.timezone)


@dataclass(frozen=True, slots=True)
class Document:
    """One file, or one member of an archive, ready to be read from its first byte.

    `head` holds the first bytes. `near` gives the content of another file of the export, by its path from the
    document's folder; None where there is none.
    """

    file: str
    member: str | None
    sha256: str
    size_bytes: int
    head: bytes
    open: Callable[[], IO[bytes]]
    options: Options
    near: Callable[[str], bytes | None] = lambda _: None

    @property
    def place(self) -> str:
        """The file, and the member inside it."""
        return self.file if self.member is None else f"{self.file}!{self.member}"

    @property
    def name(self) -> str:
        """The last part of the file's or the member's name."""
        return self.place.replace("!", "/").replace("\\", "/").rpartition("/")[2]

    @property
    def stem(self) -> str:
        """The name without its ending: what a chat is called that has no title."""
        return self.name.rsplit(".", 1)[0]

    def error(self, line: int | None, what: str) -> ReadError:
        """A ReadError that names this document and the line; `what` says what to do."""
        return ReadError(self._sentence(line, what))

    def nothing(self, line: int | None, what: str) -> NoMessages:
        """The same for an export that is whole and empty."""
        return NoMessages(self._sentence(line, what))

    def _sentence(self, line: int | None, what: str) -> str:
        sentence = f"{self.place}: {what}" if line is None else f"{self.place}:{line}: {what}"
        return " ".join(sentence.splitlines())


@dataclass(slots=True)
class Draft:
    """A message before it has a number: built row by row, then frozen into a `Message`."""

    text: str
    sender: str | None = None
    sent_at: datetime | None = None
    as_written: str | None = None
    kind: str = "text"
    edited: bool = False
    unsent: bool = False
    """Whether it never reached the other side: drafted, queued or failed."""
    first: int | None = None
    last: int | None = None
    sheet: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a format found in a document: chats, physical lines, lines without a message, encoding."""

    chats: tuple[Chat, ...]
    lines: int
    unread: tuple[Unread, ...] = ()
    encoding: str | None = None
    damage: ReadError | None = None
    """Why what stands behind a place in the document could not be read."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The beginning of a document, as a format needs it to recognise its own."""

    head: bytes
    text: str
    """The head decoded, line ends as newlines; empty for a document that is not text."""
    named: Mapping[str, str] = field(default_factory=dict)
    """The columns that the user named."""
    words: str = ""
    """For a workbook, the beginning of the strings in its cells."""
    name: str = ""
    """The file's or the member's name: it may rule a guess out, and never decides alone."""

    @property
    def start(self) -> str:
        """The text from the first sign that is neither space nor the mark of an encoding."""
        return self.text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE} \n\t")


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of export: its name, how sure it is of a sample (0 not at all, 100 wholly), its reader."""

    name: str
    recognise: Callable[[Sample], int]
    read: Callable[[Document], Parsed]

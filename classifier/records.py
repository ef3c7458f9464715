"""What passes between stages: frozen records that carry their own input.

`None` means unknown; no record ever holds a made-up value.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from classifier.wording.sentences import sentence

_MARKS: Final = " \n\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
_FILE_NAME: Final = re.compile(
    r"(?!\S*://)(?:<[^<>:]{1,20}: ?)?[!-;=?-~]{1,200}\.(?:jpe?g|png|gif|webp|heic|mp4|mov|3gp|mkv|avi|webm|mp3|m4a|"
    r"opus|ogg|aac|wav|amr|pdf|docx?|xlsx?|pptx?|zip|rar|apk|vcf|tgs)(?:>| \([^()\n]{1,40}\))?",
    re.IGNORECASE,
)
"""What an app writes for a medium: a file's name without spaces, as `VID-20260301-WA0003.mp4 (file attached)`."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` (included) to `end` (excluded) of a message as written."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where a message stands: the file, its digest, and its physical lines or its row.

    `file` is the path as given, `sha256` the digest of that whole file, `member` the name inside
    an archive. Lines are counted from 1 and include both ends; `sheet` and `row` are given for
    spreadsheets instead.
    """

    file: str
    sha256: str
    format: str
    member: str | None = None
    first_line: int | None = None
    last_line: int | None = None
    sheet: str | None = None
    row: int | None = None

    @property
    def place(self) -> str:
        """The place in words, as `file!member:line` or `file!sheet:row`."""
        inside = self.member if self.sheet is None else self.sheet
        name = self.file if inside is None else f"{self.file}!{inside}"
        number = self.first_line if self.row is None else self.row
        return name if number is None else f"{name}:{number}"


@dataclass(frozen=True, slots=True)
class Message:
    """One line of speech, medium, call or notice, as the export gives it.

    `number` counts from 1 in its chat, in file order. `sent_at` is aware where the export states
    a zone or the user gave one, naive wall-clock time otherwise, and None if absent.
    """

    number: int
    sender: str | None
    text: str
    sent_at: datetime | None
    sent_at_as_written: str | None
    kind: str
    edited: bool
    source: Source

    @property
    def spoken(self) -> bool:
        """Whether it may hold its sender's words: a text, or a medium with more beside it than its file's name."""
        if self.kind == "media":
            return bool(self.text.strip()) and not _FILE_NAME.fullmatch(self.text.strip(_MARKS))
        return self.kind == "text"


@dataclass(frozen=True, slots=True)
class ChatWarning:
    """Something about a chat that a person should know, with the messages it concerns."""

    kind: str
    text: str
    messages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Chat:
    """One conversation: its messages in file order and what is odd about the export."""

    id: str
    title: str
    platform: str
    participants: tuple[str, ...]
    messages: tuple[Message, ...]
    warnings: tuple[ChatWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A sum, deadline, number, account, link or person named in a message.

    `value` is the normalised form that equal things share. `amount` and `unit` are set for money,
    `due` for a deadline that could be resolved against the message's time.
    """

    kind: str
    span: Span
    value: str
    rule: str
    amount: float | None = None
    unit: str | None = None
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a message that moved a label.

    `source` names the finder: `linear`, `encoder`, `rule:<id>` or `entity:<kind>`. `weight` is in
    log-odds for the models and 1 for rules.
    """

    label: str
    tactic: str | None
    span: Span
    weight: float
    source: str


@dataclass(frozen=True, slots=True)
class MessageVerdict:
    """A message with its calibrated probabilities, the labels above threshold, and why.

    `probability` maps the four labels, then the tactics, to 0..1. `in_context` holds the labels
    that its chat gave it beyond its own words; `labels` are those of the message judged alone, or with
    the bubbles that its sender cut one sentence into.
    """

    message: Message
    probability: Mapping[str, float]
    labels: tuple[str, ...]
    tactics: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    entities: tuple[Entity, ...] = ()
    in_context: tuple[str, ...] = ()
    cues: Mapping[str, float] = field(default_factory=dict)
    """How clearly its words make a chat urgent: the cue model's score 0..1 by cue, heard from `labels.HEARD` on."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence, by its key and values, and the numbers of the messages that hold what it says."""

    key: str
    messages: tuple[int, ...]
    values: tuple[tuple[str, str], ...] = ()

    def sentence(self, lang: str = "ar") -> str:
        """The sentence in Arabic (`ar`) or English (`en`); OutputError for any other language."""
        return sentence(self.key, dict(self.values), lang)


@dataclass(frozen=True, slots=True)
class Offender:
    """A sender who appears to drive the harm, and why: the key of a reason, and the numbers of the messages."""

    name: str
    why: str
    messages: tuple[int, ...] = ()

    @property
    def reason(self) -> Reason:
        """Why, as a reason."""
        return Reason(self.why, self.messages, (("name", self.name),))


@dataclass(frozen=True, slots=True)
class StageStart:
    """The message at which a chat first reached a stage."""

    stage: str
    message: int


@dataclass(frozen=True, slots=True)
class Link:
    """Another chat that shares something with this one."""

    chat: str
    kind: str
    value: str
    messages: tuple[int, ...]
    other_messages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ChatVerdict:
    """A chat as a whole: what it is, who drives it, how far it has gone and how urgent it is.

    `labels` is empty for a chat judged none. `probability` is that any label applies.
    `first_flagged` is the number of the first message that carries an offender's label, or, where all such are deleted,
    of the first answer that tells of them.
    """

    chat: Chat
    labels: tuple[str, ...]
    probability: float
    probabilities: Mapping[str, float]
    offenders: tuple[Offender, ...]
    stage: str
    priority: str
    first_flagged: int | None
    verdicts: tuple[MessageVerdict, ...]
    reasons: tuple[Reason, ...]
    timeline: tuple[StageStart, ...] = ()
    links: tuple[Link, ...] = ()
    urgency: float = 0.0
    """How likely the signs in a chat that carries a label make it critical; 0 where it carries none."""
    case: str | None = None
    """The id of the chat in every run, redacted or not, and in a case file; None until a report is written."""

"""Frozen records made cheaply, for formats whose files hold millions of messages.

A frozen dataclass sets each field through a slow door. An object of an open class with the same
slots is filled directly and then declared to be of the frozen class, which Python allows for equal
layouts; from then on it is that record in every respect.
"""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from classifier.readers.reading import Document
from classifier.records import Message, Source

Row = tuple[str | None, str, datetime | None, str | None, str, bool, int, int]
"""Sender, text, moment, the same as written, kind, whether edited, first and last physical line."""


class _OpenSource:
    """A `Source` to be."""

    __slots__ = Source.__slots__
    file: str
    sha256: str
    format: str
    member: str | None
    first_line: int | None
    last_line: int | None
    sheet: str | None
    row: int | None


class _OpenMessage:
    """A `Message` to be."""

    __slots__ = Message.__slots__
    number: int
    sender: str | None
    text: str
    sent_at: datetime | None
    sent_at_as_written: str | None
    kind: str
    edited: bool
    source: _OpenSource


def messages_from(rows: Iterable[Row], document: Document, format_name: str) -> list[Message]:
    """One message a row, numbered from 1 in their order; each field is set in place, without a call a record."""
    file, sha256, member, new = document.file, document.sha256, document.member, object.__new__
    messages: list[Message] = []
    append = messages.append
    with uncollected():
        for number, (sender, text, sent_at, as_written, kind, edited, first, last) in enumerate(rows, start=1):
            source = new(_OpenSource)
            source.file = file
            source.sha256 = sha256
            source.format = format_name
            source.member = member
            source.first_line = first
            source.last_line = last
            source.sheet = None
            source.row = None
            source.__class__ = Source  # type: ignore[assignment]
            message = new(_OpenMessage)
            message.number = number
            message.sender = sender
            message.text = text
            message.sent_at = sent_at
            message.sent_at_as_written = as_written
            message.kind = kind
            message.edited = edited
            message.source = source
            message.__class__ = Message  # type: ignore[assignment]
            append(message)  # type: ignore[arg-type]
    return messages


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage collection meanwhile, and none of what was made: records are many and make no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():
                # Moves the new records among the old without looking at each.
                gc.freeze()
                gc.unfreeze()
            gc.enable()

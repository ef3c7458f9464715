"""Frozen records at a third of the usual cost, for formats whose files hold millions of messages.

A frozen dataclass sets each field through a slow door. An object of an open class with the same
slots is filled directly and then declared to be of the frozen class, which Python allows for equal
layouts; from then on it is that record in every respect.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from classifier.records import Message, Source


class OpenSource:
    """A `Source` to be: assign `Source` to its `__class__`."""

    __slots__ = Source.__slots__

    def __init__(  # noqa: PLR0913, PLR0917 - the fields of Source
        self, file: str, sha256: str, format_name: str, member: str | None, first: int, last: int
    ) -> None:
        self.file = file
        self.sha256 = sha256
        self.format = format_name
        self.member = member
        self.first_line = first
        self.last_line = last
        self.sheet = None
        self.row = None


class OpenMessage:
    """A `Message` to be: assign `Message` to its `__class__`."""

    __slots__ = Message.__slots__

    def __init__(  # noqa: PLR0913, PLR0917 - the fields of Message
        self,
        number: int,
        sender: str | None,
        text: str,
        sent_at: datetime | None,
        as_written: str | None,
        kind: str,
        edited: bool,  # noqa: FBT001 - as in Message
        source: OpenSource,
    ) -> None:
        self.number = number
        self.sender = sender
        self.text = text
        self.sent_at = sent_at
        self.sent_at_as_written = as_written
        self.kind = kind
        self.edited = edited
        self.source = source


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

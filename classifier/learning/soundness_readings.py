"""Whole chats read again, blind: how far readers agree with who wrote a chat, and what was mended for it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from classifier.errors import CorpusError
from classifier.learning.corpus import ChatExample
from classifier.learning.tables import table

READINGS: Final = "chat_readings.json"
FIELDS: Final = ("labels", "offenders", "stage", "priority")


Told = Mapping[str, str | frozenset[str]]
"""What someone told of a chat, by `FIELDS`; the order of labels and offenders says nothing."""


@dataclass(frozen=True, slots=True)
class ChatReading:
    """A chat's verdict as it was written, and by each who read it blind."""

    id: str
    written: Told
    read: tuple[Told, ...]


def read_chat_readings(corpus: Path) -> list[ChatReading]:
    """The readings of a corpus folder; CorpusError when the file is missing or its form broken."""
    path = corpus / READINGS
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["chats"]
        return [ChatReading(row["id"], _verdict(row["written"]), tuple(map(_verdict, row["read"]))) for row in rows]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"{path}: give chats with id, written and read, each with {', '.join(FIELDS)}") from error


def chat_readings_table(readings: Sequence[ChatReading], chats: Sequence[ChatExample]) -> str:
    """For each field: on what share of readings reader and writer agree, and how many chats were mended in it."""
    pairs = [(reading.written, read) for reading in readings for read in reading.read]
    now = {chat.id: _told(chat) for chat in chats}
    rows = [
        (
            field,
            sum(written[field] == read[field] for written, read in pairs) / len(pairs) if pairs else None,
            sum(reading.written[field] != now[reading.id][field] for reading in readings if reading.id in now),
        )
        for field in FIELDS
    ]
    return table(("field", "agreed", "chats mended"), rows) + f"\n{len(readings)} chats, {len(pairs)} readings.\n"


def unread(readings: Sequence[ChatReading], kept_out: Sequence[ChatExample]) -> list[str]:
    """The validation and test chats that no one read again, or that hold what neither writer nor reader told."""
    by_id = {reading.id: reading for reading in readings}
    return [chat.id for chat in kept_out if not _holds(by_id.get(chat.id), _told(chat))]


def _holds(reading: ChatReading | None, now: Told) -> bool:
    if reading is None or not reading.read:
        return False
    told = (reading.written, *reading.read)
    return all(now[field] in [verdict[field] for verdict in told] for field in FIELDS)


def _told(chat: ChatExample) -> Told:
    return {field: _plain(getattr(chat, field)) for field in FIELDS}


def _verdict(row: Mapping[str, str | Sequence[str]]) -> Told:
    return {field: _plain(row[field]) for field in FIELDS}


def _plain(value: str | Sequence[str]) -> str | frozenset[str]:
    return value if isinstance(value, str) else frozenset(value)

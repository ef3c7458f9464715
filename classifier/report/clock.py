"""The time of a message as a person reads it: wall-clock time, and the zone it is in."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from classifier.records import Chat

EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - wall-clock time has no zone


def wall(sent_at: datetime | None, timezone: str | None) -> datetime | None:
    """The naive wall-clock time: in `timezone` when both zones are known, else as the export has it.

    So it is too where `timezone` has no such time: a clock that was never set may stand at an end of the calendar.
    """
    if sent_at is None or sent_at.tzinfo is None:
        return sent_at
    if timezone is None:
        return sent_at.replace(tzinfo=None)
    try:
        return sent_at.astimezone(ZoneInfo(timezone)).replace(tzinfo=None)
    except OverflowError:
        return sent_at.replace(tzinfo=None)


def zone_name(chat: Chat, timezone: str | None) -> str | None:
    """The zone that the chat's wall-clock times are in, or None where nobody stated one."""
    aware = next((m.sent_at for m in chat.messages if m.sent_at and m.sent_at.tzinfo), None)
    if aware is None:
        return None
    return timezone or aware.tzname()


def seconds(sent_at: datetime | None, timezone: str | None) -> int | None:
    """Seconds of the wall clock since the start of 1970, as if it were UTC; None where unknown."""
    moment = wall(sent_at, timezone)
    return None if moment is None else int((moment - EPOCH).total_seconds())

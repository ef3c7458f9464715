"""Written dates with times, of any tool: read once for a whole column, in one order."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone

from classifier.readers.reading import Draft
from classifier.readers.scan.clock import bare, day_of, from_epoch, from_iso, time_of
from classifier.readers.scan.months import NAME, month_of
from classifier.readers.scan.order import DAY_FIRST, Order, Parts, decide

_ISO = re.compile(r"\d{4}-\d\d?-\d\d?(?!\d|[T ]\d\d?[.,])(?:[T ]\d\d?:\d\d.*)?|\d{8}T\d{4}")
"""Not where a point or a comma stands behind the hour: ISO would take the minutes for a part of a second."""
_NUMERIC = re.compile(r"(?<!\d)(\d{1,4})\s?[./-]\s?(\d{1,4})\s?[./-]\s?(\d{1,4})(?!\d)")
_NAMED = re.compile(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th|er)?\.? (?:de )?)?(?<!\w)({NAME})(?!\w)\.?"
    r"(?: (\d{1,2})(?!\d|:)(?:st|nd|rd|th)?)?(?:[,\N{ARABIC COMMA}]| de)? (\d{4})",
    re.IGNORECASE,
)
_DASHED = re.compile(rf"(?<!\d)(\d{{1,2}})-({NAME})\.?-()(\d{{4}}|\d{{2}})(?!\d)", re.IGNORECASE)
_LATE_YEAR = re.compile(
    rf"(?<!\w)({NAME}) +(\d{{1,2}}) (\d\d:\d\d:\d\d(?: [+-]\d{{4}})?)(?: [A-Z]{{3,4}})? (\d{{4}})",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"(\d{4})[年년]\s?(\d{1,2})[月월]\s?(\d{1,2})[日일]")
_ZONE = re.compile(r"(?:UTC|GMT)?\s?([+-])(\d{1,2})(?::?(\d\d))?\)?$|(?:\b(?:UTC|GMT)|(?<=\d)Z)\)?$")
_EPOCH = re.compile(r"(\d{10})(?:([.,]\d+)|(\d{3})|(\d{6})|(\d{9}))?")
"""Seconds since 1970, milliseconds, microseconds or nanoseconds."""
_APPLE_EPOCH = re.compile(r"([3-9]\d{8})(?:[.,]\d+|\d{9})?")
"""Seconds or nanoseconds since 2001, of 2010 to 2032; as seconds since 1970 they would be older than any chat."""
_APPLE_BEGIN = datetime(2001, 1, 1, tzinfo=UTC)
_WINDOWS_EPOCH = re.compile(r"(1[23]\d{9})\d{7}")
"""Tenths of microseconds since 1601, of 1981 to 2044."""
_WINDOWS_BEGIN = datetime(1601, 1, 1, tzinfo=UTC)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:[T _-]?(\d\d)(\d\d)(\d\d)?)?(?!\d)")
"""A stamp of digits alone: the day, with or without the time."""
_SERIAL = re.compile(r"([3-6]\d{4})(?: ?0?([.,]\d+))?(?: (?=\d{1,2}:)|$)")
"""A spreadsheet's number for a day, its time as a fraction: 30000 is in 1982, 69999 in 2091.

In some languages a comma stands before a fraction, here as in seconds.
"""
_ARABIC = re.compile("[\N{ARABIC COMMA}\N{RIGHT-TO-LEFT MARK}٠-٩]")


def order_of(written: Sequence[str]) -> Order:
    """The order of day and month in a column of written dates."""
    dates = [parts for text in written if (parts := _parts(text))]
    if not dates:
        return Order(DAY_FIRST, "no date is written in numbers alone")
    return decide(dates, arabic=any(_ARABIC.search(text) for text in written[:50]))


def date_drafts(drafts: Sequence[Draft]) -> Order:
    """Give each draft the moment that it states as written; the order of day and month by which they were read."""
    order = order_of([draft.as_written for draft in drafts if draft.as_written])
    for draft in drafts:
        draft.sent_at = datetime_of(draft.as_written, order) if draft.as_written else None
    return order


def datetime_of(written: str, order: Order) -> datetime | None:
    """The time that `written` states, aware where it states a zone; None where it states no day."""
    text = bare(written)
    if counted := _from_count(text):
        return counted
    if _ISO.match(text) and (when := from_iso(text)):
        return when
    if serial := _SERIAL.match(text):
        return _from_serial(int(serial[1]), float((serial[2] or "0").replace(",", ".")), time_of(text[serial.end() :]))
    day, rest = _day_in(text, order)
    if day is None:
        return None
    at = time_of(rest)
    when = datetime.combine(day, at) if at else datetime(day.year, day.month, day.day)  # noqa: DTZ001 - no zone is written
    return with_zone(when, rest)


def _from_count(text: str) -> datetime | None:
    """The instant that a number counts from the beginning of an epoch; None for any other text."""
    if epoch := _EPOCH.fullmatch(text):
        return from_epoch(float(text.replace(",", ".")) / 10 ** len(epoch[3] or epoch[4] or epoch[5] or ""))
    if apple := _APPLE_EPOCH.fullmatch(text):
        return _APPLE_BEGIN + timedelta(seconds=int(apple[1]))
    windows = _WINDOWS_EPOCH.fullmatch(text)
    return _WINDOWS_BEGIN + timedelta(seconds=int(windows[1])) if windows else None


def _from_serial(day: int, fraction: float, at: time | None) -> datetime:
    """The time that a spreadsheet's number states, to the second."""
    when = datetime(1899, 12, 30) + timedelta(days=day, seconds=round(fraction * 86400))  # noqa: DTZ001 - no zone is written
    return when if at is None else datetime.combine(when, at)


def _day_in(text: str, order: Order) -> tuple[date | None, str]:
    """The day that a text states, in numbers or with the month's name, and what stands around it."""
    if compact := _COMPACT.match(text):
        clock = ":".join(part for part in compact.group(4, 5, 6) if part)
        return day_of(*map(int, compact.group(1, 2, 3))), clock + text[compact.end() :]
    if numeric := _NUMERIC.search(text):
        day = order.date_of((numeric[1], numeric[2], numeric[3]))
        return day, text[: numeric.start()] + text[numeric.end() :]
    if named := _NAMED.search(text) or _DASHED.search(text):
        number = named[1] or named[3]
        day = day_of(int(named[4]), month_of(named[2]), int(number)) if number else None
        return day, text[named.end() :] or text[: named.start()]
    if late := _LATE_YEAR.search(text):
        return day_of(int(late[4]), month_of(late[1]), int(late[2])), late[3]
    if signed := _SIGNED.search(text):
        return day_of(int(signed[1]), int(signed[2]), int(signed[3])), text[signed.end() :]
    return None, ""


def with_zone(when: datetime, rest: str) -> datetime:
    """The time in the zone that the text after it states; as it is if none is stated."""
    found = _ZONE.search(rest.strip())
    if found is None:
        return when
    if found[1] is None:
        return when.replace(tzinfo=UTC)
    offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    if offset >= timedelta(hours=24):
        return when
    return when.replace(tzinfo=timezone(offset if found[1] == "+" else -offset))


def _parts(text: str) -> Parts | None:
    found = _NUMERIC.search(bare(text))
    return (found[1], found[2], found[3]) if found else None

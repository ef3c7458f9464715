"""Written dates with times, of any tool: read once for a whole column, in one order."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone

from classifier.readers.scan.clock import bare, day_of, from_epoch, from_iso, time_of
from classifier.readers.scan.months import NAME, month_of
from classifier.readers.scan.order import DAY_FIRST, Order, Parts, decide

_ISO = re.compile(r"\d{4}-\d\d?-\d\d?(?:[T ]\d\d?:\d\d.*)?|\d{8}T\d{4}")
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
_EPOCH = re.compile(r"(\d{10})(?:(\.\d+)|(\d{3})|(\d{6}))?")
"""Seconds since 1970, milliseconds or microseconds."""
_ARABIC = re.compile("[\N{ARABIC COMMA}\N{RIGHT-TO-LEFT MARK}٠-٩]")


def order_of(written: Sequence[str]) -> Order:
    """The order of day and month in a column of written dates."""
    dates = [parts for text in written if (parts := _parts(text))]
    if not dates:
        return Order(DAY_FIRST, "no date is written in numbers alone")
    return decide(dates, arabic=any(_ARABIC.search(text) for text in written[:50]))


def datetime_of(written: str, order: Order) -> datetime | None:
    """The time that `written` states, aware where it states a zone; None where it states no day."""
    text = bare(written)
    if epoch := _EPOCH.fullmatch(text):
        return from_epoch(float(text) / (1_000_000 if epoch[4] else 1000 if epoch[3] else 1))
    if _ISO.match(text) and (when := from_iso(text)):
        return when
    day, rest = _day_in(text, order)
    if day is None:
        return None
    at = time_of(rest)
    when = datetime.combine(day, at) if at else datetime(day.year, day.month, day.day)  # noqa: DTZ001 - no zone is written
    return with_zone(when, rest)


def _day_in(text: str, order: Order) -> tuple[date | None, str]:
    """The day that a text states, in numbers or with the month's name, and what stands around it."""
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

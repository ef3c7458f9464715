"""Written dates with times, of any tool: read once for a whole column, in one order."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone

from classifier.readers.scan.clock import MONTHS, bare, day_of, from_epoch, from_iso, time_of
from classifier.readers.scan.order import DAY_FIRST, Order, Parts, decide

_ISO = re.compile(r"\d{4}-\d\d?-\d\d?(?:[T ]\d\d?:\d\d.*)?")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,4})\s?[./-]\s?(\d{1,4})\s?[./-]\s?(\d{1,4})(?!\d)")
_NAMED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\.? (?:de )?)?([^\W\d_]{3,12})\.?"
    r"(?: (\d{1,2})(?!\d|:)(?:st|nd|rd|th)?)?(?:,| de)? (\d{4})"
)
_ZONE = re.compile(r"(?:UTC|GMT)?\s?([+-])(\d{1,2})(?::?(\d\d))?\)?$|(?:\b(?:UTC|GMT)|(?<=\d)Z)\)?$")
_EPOCH = re.compile(r"\d{10}(?:\.\d+)?|\d{13}")
_SECONDS_END = 10_000_000_000
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
    if _EPOCH.fullmatch(text):
        return from_epoch(float(text) / (1 if float(text) < _SECONDS_END else 1000))
    if _ISO.match(text) and (when := from_iso(text)):
        return when
    if numeric := _NUMERIC.search(text):
        day, rest = (
            order.date_of((numeric[1], numeric[2], numeric[3])),
            text[: numeric.start()] + text[numeric.end() :],
        )
    elif named := _NAMED.search(text):
        month, number = MONTHS.get(named[2].casefold()), named[1] or named[3]
        day = None if month is None or number is None else day_of(int(named[4]), month, int(number))
        rest = text[named.end() :] or text[: named.start()]
    else:
        return None
    if day is None:
        return None
    at = time_of(rest)
    when = datetime.combine(day, at) if at else datetime(day.year, day.month, day.day)  # noqa: DTZ001 - no zone is written
    return with_zone(when, rest)


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

"""The moment at which a deadline ends: the latest that its words allow, or None where they do not say.

`للخميس` lasts to the end of that day, `قبل الخميس` to its beginning; a prayer to the latest hour it has in
any season; `الساعة ٩` without a half of the day to the later of the two. A week day named on that same
day, a pay day, a feast and a date without a clear month are not resolved.
"""

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Final

from classifier.evidence.entities.numbers import DIGITS, SPOKEN, number
from classifier.evidence.entities.times import (
    AFTER_TOMORROW,
    HOUR,
    LENGTHS,
    PARTS,
    SHORT_HOUR,
    TODAY,
    TOMORROW,
    TONIGHT,
    WEEKDAYS,
)

_NUMBER: Final = re.compile(rf"(?:ال)?({DIGITS}|{SPOKEN})")
_LENGTHS: Final = tuple(
    (unit, re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])"), times) for unit, words, times in LENGTHS
)
_WEEKDAYS: Final = tuple(re.compile(rf"(?:^|\b(?:ال|لل|ل|el|al|l)?)(?:{words})\b") for words in WEEKDAYS)
_PARTS: Final = tuple((re.compile(rf"\b(?:ل|لل)?(?:{words})\b"), name, hour) for name, words, hour in PARTS)
_CLOCK: Final = re.compile(
    rf"(?:ساعه|sa3a) (?:ال)?(\d{{1,2}}|{SPOKEN})(?::(\d{{2}}))?( ونص| وربع| الا ربع)?"
    r"|(?<![/\-\d])(?:\b|(?<=عال))(?<!يوم )(?<!نهار )(\d{1,2})(?::(\d{2}))?( ونص| وربع)?(?! (?:من |ب)?ال?شهر)(?= |$)"
)
_LONE: Final = re.compile(rf"(?:^لل|^لحد |^لغايه |^لين |^حتي |^الي )({HOUR})$")
_SPOKEN_HOUR: Final = re.compile(
    rf"(?:\b|(?<=\bل)|(?<=\bو))(?:(?:لل|ال)(?!تلات ))?({SHORT_HOUR})"
    rf"(?= (?:{'|'.join(words for _, words, _ in PARTS)})(?!\w))"
)
"""An hour in words before a part of the day; `التلات` is a Tuesday there, `تلات` three o'clock."""
_ORDINALS: Final = {"ثالث": 3, "رابع": 4, "خامس": 5, "سادس": 6, "سابع": 7, "ثامن": 8, "تاسع": 9, "عاشر": 10}
_MINUTES: Final = {" ونص": 30, " وربع": 15, " الا ربع": -15}
_AFTER_TOMORROW: Final = re.compile(AFTER_TOMORROW)
_TOMORROW: Final = re.compile(TOMORROW)
_TODAY: Final = re.compile(rf"{TODAY}|اخر اليوم|نهايه اليوم")
_TONIGHT: Final = re.compile(TONIGHT)
_MONTH_END: Final = re.compile(r"(?:ا?خر|نهايه) (?:ال|هال|هذا ال)?شهر")
_BEFORE: Final = re.compile(r"[قك]بل|gabl|qabl|abl|gbl|qbl|avant")
_HOURS: Final = {"seconds": 1 / 3600, "minutes": 1 / 60, "hours": 1.0, "days": 24.0, "weeks": 168.0}
_MORNING: Final = frozenset({"dawn", "morning"})
_TWELVE: Final = 12


def due_after(words: str, sent_at: datetime | None) -> datetime | None:
    """The end of a length of time that begins at `sent_at`; None for months and for lengths without a number."""
    return _within_calendar(_end_of_length, words, sent_at)


def due_at(words: str, sent_at: datetime | None) -> datetime | None:
    """The latest moment that the words of a moment allow, seen from `sent_at`."""
    return _within_calendar(_latest, words, sent_at)


def _within_calendar(
    read: Callable[[str, datetime], datetime | None], words: str, sent_at: datetime | None
) -> datetime | None:
    """What is read; None where no calendar holds it: a clock that was never set may stand at the end of all years."""
    if sent_at is None:
        return None
    try:
        return read(words, sent_at)
    except OverflowError:
        return None


def _end_of_length(words: str, sent_at: datetime) -> datetime | None:
    for unit, pattern, times in _LENGTHS:
        if (match := pattern.search(words)) and unit in _HOURS:
            amount = _amount(words[: match.start()], words[match.end() :], times, match[0])
            return None if amount is None else sent_at + timedelta(hours=amount * _HOURS[unit])
    return None


def _latest(words: str, sent_at: datetime) -> datetime | None:
    before = _BEFORE.search(words) is not None
    words = _SPOKEN_HOUR.sub(_figure, words)
    if _MONTH_END.search(words):
        return _end_of_month(sent_at)
    day = _day(words, sent_at)
    if hours := _hours(words):
        return _with_hours(hours, day, sent_at)
    if day is None:
        return None
    if _TONIGHT.search(words):
        return _at(day + timedelta(days=1), 6.0)
    return _at(day, 0.0) if before and not _TODAY.search(words) else _at(day, 24.0) - timedelta(seconds=1)


def _amount(before: str, after: str, times: float, unit: str) -> float | None:
    before = before.strip()
    if re.fullmatch(r".*(?:نصف?|no?s+)", before):
        return 0.5
    if re.fullmatch(r".*(?:ربع|rub3)", before):
        return 0.25
    found = _NUMBER.search(before)
    if not found and times == 1 and unit in {"ساعات", "ايام", "دقايق", "اسابيع", "sa3at", "ayam"}:
        return None
    half = 0.5 if after.startswith(" ونص") else 0.25 if after.startswith(" وربع") else 0.0
    return (number(found[1]) if found else 1.0) * times + half


def _day(words: str, sent_at: datetime) -> datetime | None:
    """The day that the words name; None where they name none, or a week day that is today."""
    named: tuple[tuple[re.Pattern[str], int], ...] = (
        (_AFTER_TOMORROW, 2), (_TOMORROW, 1), (_TODAY, 0), (_TONIGHT, 0),
    )  # fmt: skip
    for pattern, days in named:
        if pattern.search(words):
            return sent_at + timedelta(days=days)
    for weekday, pattern in enumerate(_WEEKDAYS):
        if pattern.search(words):
            ahead = (weekday - sent_at.weekday()) % 7
            return sent_at + timedelta(days=ahead) if ahead else None
    return None


def _hours(words: str) -> tuple[float, ...]:
    """The hours of the day (0..24) that the words may mean; none where they name none."""
    part = next(((name, hour) for pattern, name, hour in _PARTS if pattern.search(words)), None)
    clock = _CLOCK.search(words)
    if lone := _LONE.search(words):
        hour = number(re.sub(r"^ال| ونص$| وربع$", "", lone[1])) + (
            0.5 if "نص" in lone[1] else 0.25 if "ربع" in lone[1] else 0
        )
        return _halves(hour, None)
    if clock is None:
        return () if part is None else (part[1],)
    hour = number(clock[1] or clock[4])
    hour += (_MINUTES[clock[3] or clock[6]] if clock[3] or clock[6] else int(clock[2] or clock[5] or 0)) / 60
    return _halves(hour, part[0] if part else None)


def _figure(hour: re.Match[str]) -> str:
    """An hour in words as figures: `العاشرة ليلا` is ten at night, not any hour of it."""
    return f"{_ORDINALS.get(hour[1].removesuffix('ه')) or number(hour[1]):.0f}"


def _halves(hour: float, part: str | None) -> tuple[float, ...]:
    if hour > _TWELVE + 1 or hour == 0:
        return (hour,)
    if part is None:
        return (hour, hour + _TWELVE)
    if part in _MORNING or (part == "noon" and hour > 10):  # noqa: PLR2004 - eleven or twelve at noon
        return (hour,)
    return (hour + _TWELVE,) if hour < _TWELVE else (hour + _TWELVE if part in {"evening", "midnight"} else hour,)


def _with_hours(hours: tuple[float, ...], day: datetime | None, sent_at: datetime) -> datetime | None:
    if day is not None:
        return max(_at(day, hour) for hour in hours)
    moments = [_at(sent_at, hour) for hour in hours]
    return max(moment if moment > sent_at else moment + timedelta(days=1) for moment in moments)


def _at(day: datetime, hour: float) -> datetime:
    return datetime.combine(day.date(), time(), day.tzinfo) + timedelta(minutes=round(hour * 60))


def _end_of_month(sent_at: datetime) -> datetime:
    first = sent_at.replace(day=28) + timedelta(days=4)
    return _at(first.replace(day=1), 0.0) - timedelta(seconds=1)

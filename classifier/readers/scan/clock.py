"""Written dates and times, in the digits, separators and half-day words that phones write."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final

from classifier.readers.scan.known import Known

MARKS: Final = (
    "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{LEFT-TO-RIGHT EMBEDDING}\N{RIGHT-TO-LEFT EMBEDDING}"
    "\N{POP DIRECTIONAL FORMATTING}\N{LEFT-TO-RIGHT OVERRIDE}\N{RIGHT-TO-LEFT OVERRIDE}"
    "\N{LEFT-TO-RIGHT ISOLATE}\N{RIGHT-TO-LEFT ISOLATE}\N{FIRST STRONG ISOLATE}"
    "\N{POP DIRECTIONAL ISOLATE}\N{ARABIC LETTER MARK}\N{ZERO WIDTH NO-BREAK SPACE}"
)
"""Invisible marks that stand around dates, names and placeholders."""

SPACES: Final = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}"
"""Spaces that phones write between the parts of a time."""

_MIDDAY_TWELVE = 12
_MIDNIGHT = 24
"""What phones that count the hours from 1 write in the first hour of a day."""

HALF_DAY: Final = (
    rf"(?:[AaPp][{SPACES}]?\.?[{SPACES}]?[Mm]\b\.?|صباحًا|صباحا|مساءً|مساء|[صم](?!\w)|ق\.ظ\.?|ب\.ظ\.?"
    r"|ب\.ن\.?|د\.ن\.?|上午|下午|오전|오후|午前|午後|凌晨|清晨|早上|中午|傍晚|晚上|ÖÖ|ÖS|PT?G\b|(?<!\w)(?:SA|CH)\b|(?<!\w)d[eu]\."
    r"|e (?:para|pas)dites|לפנה״צ|אחה״צ|முற்பகல்|பிற்பகல்|[πΠ]\.?[μΜ]\.?|[μΜ]\.?[μΜ]\.?|पूर्वाह्न|अपराह्न"
    r"|म\.पू\.|म\.उ\.|পূর্বাহ্ণ|অপরাহ্ণ|(?:قبل|بعد) دوپہر|ก่อนเที่ยง|หลังเที่ยง"
    r"|(?<!\w)(?:vorm|nachm)\.)"
)
"""A pattern for the words that say which half of the day a time is in."""

_DROPPED = str.maketrans("", "", MARKS + SPACES + ".")
_AFTER = frozenset(
    (
        *("pm", "م", "مساءً", "مساء", "بظ", "دن", "下午", "오후", "午後", "中午", "傍晚", "晚上", "ös", "μμ", "अपराह्न"),
        *("ptg", "epasdites", "אחה״צ", "பிற்பகல்", "ch", "du", "मउ", "অপরাহ্ণ", "بعددوپہر", "หลังเที่ยง", "nachm"),
    )
)
_CLOCK = re.compile(
    rf"(\d{{1,2}})(?:[:.٫]|[{SPACES}]?h[{SPACES}]?)(\d{{2}})"
    rf"(?:(?:[:.٫]|[{SPACES}]min[{SPACES}])(\d{{2}})(?:[.,]\d{{1,6}})?)?"
)
_HALF = re.compile(HALF_DAY)
_SECONDS = {f"{second:02}": timedelta(seconds=second) for second in range(60)}
_TO_SECONDS = re.compile(r"[^\d:.٫]*\d{1,2}:\d\d:")
_GO_ON = frozenset(".,٫0123456789")

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan january يناير كانون_الثاني janvier enero",
            "feb february فبراير شباط février febrero",
            "mar march مارس آذار اذار mars marzo",
            "apr april أبريل ابريل إبريل نيسان avril abril",
            "may مايو أيار ايار mai mayo",
            "jun june يونيو حزيران juin junio",
            "jul july يوليو تموز juillet julio",
            "aug august أغسطس اغسطس آب اب août agosto",
            "sep sept september سبتمبر أيلول ايلول septembre septiembre",
            "oct october أكتوبر اكتوبر تشرين_الأول تشرين_الاول octobre octubre",
            "nov november نوفمبر تشرين_الثاني novembre noviembre",
            "dec december ديسمبر كانون_الأول كانون_الاول décembre diciembre",
        ),
        start=1,
    )
    for name in names.split()
}
"""Month names of English, Arabic (both traditions), French and Spanish, in small letters."""


_FOLD = {ord(mark): None for mark in MARKS} | {ord(space): " " for space in SPACES}


def bare(text: str) -> str:
    """The text without invisible marks, its odd spaces folded, its ends trimmed."""
    return text.translate(_FOLD).strip()


def time_of(written: str) -> time | None:
    """The time of day in `written`, 12-hour words understood; None where there is none."""
    found = _CLOCK.search(written)
    if found is None:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    half = _half_of(written[: found.start()]) or _half_of(written[found.end() :])
    if half and hour <= _MIDDAY_TWELVE:
        hour = hour % _MIDDAY_TWELVE + (_MIDDAY_TWELVE if half in _AFTER else 0)
    hour = 0 if hour == _MIDNIGHT else hour
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


@lru_cache(maxsize=256)
def _half_of(beside: str) -> str | None:
    """The word for a half of the day in what stands beside a clock, plain; None where there is none."""
    found = _HALF.search(beside)
    return found and found[0].translate(_DROPPED).casefold()


def moments_of(days: Sequence[date | None], times: Sequence[str], zone: tzinfo | None) -> list[datetime | None]:
    """The moment of each of a file's rows: its day and `time_of` its time, None where one is unknown.

    Where all times have seconds at one place, counted from the end, each minute is read once.
    """
    return _by_minutes(days, times, zone) or _one_by_one(days, times, zone)


def _by_minutes(days: Sequence[date | None], times: Sequence[str], zone: tzinfo | None) -> list[datetime | None] | None:
    """The moments by minutes; None where a day or a time is not as this needs it."""
    first, combine = times[0] if times else "", datetime.combine
    begin = first.rfind(":") + 1 - len(first)  # from the end: an hour has one digit or two
    end = min(begin + 2, 0)
    before, seconds, behind = slice(begin), slice(begin, end or None), slice(end, None) if end else slice(0)
    minutes = Known(_minute)
    try:
        return [
            # an unknown day or minute is no argument of `combine`, and what are no seconds stands in no table
            combine(day, minutes[text[before], text[behind]], zone) + _SECONDS[text[seconds]]  # type: ignore[arg-type]
            for day, text in zip(days, times, strict=True)
        ]
    except (TypeError, KeyError):
        return None


def _minute(around: tuple[str, str]) -> time | None:
    """The time of a minute, from what stands before and behind its seconds; None where these are no minute."""
    before, behind = around
    if not _TO_SECONDS.fullmatch(before) or behind[:1] in _GO_ON:
        return None
    return time_of(before[:-1] + behind)


def _one_by_one(days: Sequence[date | None], times: Sequence[str], zone: tzinfo | None) -> list[datetime | None]:
    clocks = map(Known(time_of).__getitem__, times)
    pairs = zip(days, clocks, strict=True)
    return [None if day is None or at is None else datetime.combine(day, at, zone) for day, at in pairs]


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None for one that no calendar has; two-digit years are of this century."""
    if year < 100:  # noqa: PLR2004 - two digits
        year += 2000
    if 2400 < year < 2700:  # noqa: PLR2004 - a Thai phone counts Buddhist years
        year -= 543
    is_persian = 1380 <= year <= 1430  # noqa: PLR2004 - from 2001 to 2052, as a Persian phone counts
    if not is_persian and not 1970 <= year <= 2200:  # noqa: PLR2004 - no chat app is older
        return None
    try:
        return _persian(year, month, day) if is_persian else date(year, month, day)
    except ValueError:
        return None


def _persian(year: int, month: int, day: int) -> date:
    """The day of a date in the Persian calendar, whose leap years follow a cycle of 33 in these centuries.

    Raises:
        ValueError: there is no such day.
    """
    if not (1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):  # noqa: PLR2004 - six months of 31 days
        raise ValueError(month, day)
    years = year - 979
    leaps = years // 33 * 8 + (years % 33 + 3) // 4
    return date(1600, 3, 20) + timedelta(days=365 * years + leaps + 30 * (month - 1) + min(month - 1, 6) + day - 1)


def from_epoch(seconds: object) -> datetime | None:
    """The instant of a number of seconds since 1970, in UTC; None for what is no number or far off."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float | str):
        return None
    try:
        return datetime.fromtimestamp(0, UTC) + timedelta(seconds=float(seconds))
    except (ValueError, OverflowError):
        return None


def from_epoch_ms(milliseconds: object) -> datetime | None:
    """The instant of a number of milliseconds since 1970, in UTC."""
    if isinstance(milliseconds, bool) or not isinstance(milliseconds, int | float | str):
        return None
    try:
        return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=float(milliseconds))
    except (ValueError, OverflowError):
        return None


def from_iso(written: object) -> datetime | None:
    """The time of an ISO 8601 string, aware where it has a zone; a trailing ` UTC` is one."""
    if not isinstance(written, str):
        return None
    text = written.strip()
    if text.endswith(" UTC"):
        text = text[:-4] + "+00:00"
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def with_offset(local: datetime | None, instant: datetime | None) -> datetime | None:
    """The instant in the zone that the exporter's wall clock shows; whichever is known otherwise."""
    if local is None or instant is None or local.tzinfo is not None:
        return instant or local
    offset = local - instant.replace(tzinfo=None)
    quarter = timedelta(minutes=15)
    if abs(offset) > timedelta(hours=14) or offset % quarter:
        return instant
    return instant.astimezone(timezone(offset))


def from_iso_utc(written: object) -> datetime | None:
    """The time of an ISO 8601 string that is UTC where it states no zone."""
    when = from_iso(written)
    return when.replace(tzinfo=UTC) if when is not None and when.tzinfo is None else when


def instant_of(when: datetime) -> float:
    """Seconds since 1970; a time without a zone counts as UTC, so that every machine orders it alike."""
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()

"""The shapes of a WhatsApp header, and the regular expression that each shape makes.

Every expression begins with the newline before the header, so that the engine leaps from line to
line, and has four groups: the stamp as written, its two halves, and the sender.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from classifier.readers.scan.clock import HALF_DAY, MARKS, SPACES
from classifier.readers.scan.stamps import LEVEL, SCORE

_M = f"[{MARKS}]*+"
_S = f"[{SPACES}]"
_NUMBER_SIGNS = rf"(?:\d{{1,4}}|R\d{{1,2}})(?:{_S}BE)?"
_MONTH = r"[^\W\d_]{3,12}\.?"
_YEAR = r"(?:,? (?:de )?\d{4})"
_NAMED_WITH_YEAR = rf"(?:\d{{1,2}}\.? (?:de )?{_MONTH}{_YEAR}|{_MONTH} \d{{1,2}}{_YEAR})"
_NAMED = rf"(?:\d{{1,2}}\.? (?:de )?{_MONTH}{_YEAR}?|{_MONTH} \d{{1,2}}{_YEAR}?)"
_LINK = (
    rf"(?:{_S}г\.)?{_S}?[,،]?{_M}"
    rf"(?:{_S}(?:klo|kl\.|klokken|um|at|à|às|u|ore|om|o|a las|в|saat|lúc|pukul))?{_S}{{0,2}}(?<![\d.])"
)
"""A comma, and the words that some languages put between the date and the time."""

_CLOCK = rf"\d{{1,2}}{_S}?[:.h]{_S}?\d{{2}}"
_SECONDS = rf"{_S}?[:.m](?:in{_S})?\d{{2}}"
_BEFORE = rf"(?:(?!\d){HALF_DAY}{_S}?)?"
_WORD = rf"(?:{_S}(?:Uhr|ч\.))?"
"""What some languages write behind a time."""

BRACKET: Final = "bracket"
DASH: Final = "dash"
BARE: Final = "bare"

_SENDER = rf"(?:{_M}([^\n]{{1,120}}?):(?:{_S}|$|(?=\n)))?"
_CLOSE = {
    BRACKET: rf"{_M}(?:{_S}(?:s|\|{_S}[^\]\n]{{1,40}}))?\]:?{_S}?(?:[-–]{_S})?",
    DASH: rf"{_S}{{0,2}}[-–—](?:{_S}|\t|(?=[^\W\d])|(?=\n|$))",
    BARE: rf"(?::{_S}|{_S})",
}
_SPOKEN = rf"(?!{LEVEL}|{SCORE})(?=[^\n:]{{1,60}}:(?:{_S}|$|\n))"
"""What must follow a header without any frame, or every line that begins with a date would be one.

No machine's log has it, which names a level where a chat names a person, and no list of matches.
"""


@dataclass(frozen=True, slots=True)
class Style:
    """How one phone writes its headers: the frame, the date's and the clock's shape."""

    frame: str
    separator: str
    year: str
    seconds: bool
    half_day: bool
    time_first: bool


def _date(separator: str, year: str) -> str:
    if year == "named":
        return _NAMED
    shapes = {
        "first": (r"\d{4}", r"\d{1,2}", r"\d{1,2}"),
        "middle": (r"\d{1,2}", r"\d{4}", r"\d{1,2}"),
        "full": (r"\d{1,2}", r"\d{1,2}", rf"\d{{4}}(?:{_S}BE)?"),
        "short": (r"\d{1,2}", r"\d{1,2}", r"(?:\d{2}|R\d)"),
    }
    sign = rf"{_M}[{re.escape(separator)}]{_S}?{_M}"
    return _M + sign.join(shapes[year]) + r"\.?"


def _time(*, seconds: bool, half_day: bool) -> str:
    clock = _CLOCK + (_SECONDS if seconds else "")
    if not half_day:
        return rf"{_M}{clock}{_WORD}"
    return rf"{_M}{_BEFORE}{clock}(?:{_S}*{_M}{HALF_DAY})?"


def _line(frame: str, date: str, time: str, *, time_first: bool) -> str:
    halves = rf"({time}){_M}[,،]?{_S}({date})" if time_first else rf"({date}){_M}{_LINK}({time})"
    opening = rf"\n{_M}\[{_M}" if frame == BRACKET else rf"\n{_M}"
    return rf"{opening}({halves}){_CLOSE[frame]}"


@lru_cache(maxsize=64)
def locked(style: Style) -> re.Pattern[str]:
    """The expression for one style alone."""
    date = _date(style.separator, style.year)
    time = _time(seconds=style.seconds, half_day=style.half_day)
    return re.compile(_line(style.frame, date, time, time_first=style.time_first) + _SENDER)


def _any(frame: str, *, time_first: bool) -> str:
    named = _NAMED_WITH_YEAR if frame == BARE else _NAMED  # a machine's log leaves the year out
    date = rf"(?:{_M}{_NUMBER_SIGNS}(?:{_M}[./-]{_S}?{_M}{_NUMBER_SIGNS}){{2}}\.?|{named})"
    time = rf"{_M}{_BEFORE}{_CLOCK}(?:{_SECONDS})?(?![:.]?\d)(?:{_S}*{_M}{HALF_DAY}|{_WORD})"
    spoken = _SPOKEN if frame == BARE else ""
    return _line(frame, date, time, time_first=time_first) + spoken + _SENDER


_SHAPES: Final = ((BRACKET, False), (DASH, False), (BARE, False), (BRACKET, True), (DASH, True))
_GROUPS: Final = 4
_NO_SPEECH: Final = re.compile(rf"{LEVEL}|{SCORE}")
_FRAMES: Final = "]:-–— "
_LOOK: Final = 200
ANY: Final = re.compile("|".join(_any(frame, time_first=time_first) for frame, time_first in _SHAPES))
"""A header of any style; `fields_of` tells which."""


def fields_of(found: re.Match[str]) -> tuple[Style | None, tuple[str, str, str, str | None]]:
    """The style of a header that `ANY` found, and its stamp, date, time and sender."""
    shape = next(index for index in range(len(_SHAPES)) if found[index * _GROUPS + 1] is not None)
    start = shape * _GROUPS + 1
    stamp, one, two, sender = found.group(start, start + 1, start + 2, start + 3)
    frame, time_first = _SHAPES[shape]
    date, time = (two, one) if time_first else (one, two)
    return _style(frame, date, time, time_first=time_first), (stamp, date, time, sender)


def is_of_machine(found: re.Match[str]) -> bool:
    """Whether what stands behind the stamp of a header that `ANY` found is a machine's level, or a match's score."""
    end = max(found.end(index * _GROUPS + 1) for index in range(len(_SHAPES)))
    return _NO_SPEECH.match(found.string[end : end + _LOOK].lstrip(_FRAMES)) is not None


def _style(frame: str, date: str, time: str, *, time_first: bool) -> Style | None:
    digits = re.findall(r"R?\d+", date)
    lengths = [len(number) for number in digits]
    seconds = len(re.findall(r"\d+", time)) > 2  # noqa: PLR2004 - hours and minutes
    half_day = re.search(HALF_DAY, time) is not None
    if len(digits) != 3 or not any(sign in date for sign in "./-"):  # noqa: PLR2004 - a date has three
        return Style(frame, "", "named", seconds, half_day, time_first)
    if 4 in lengths:  # noqa: PLR2004 - a full year
        year = ("first", "middle", "full")[lengths.index(4)]
    elif max(lengths) <= 2:  # noqa: PLR2004 - a short year
        year = "short"
    else:
        return None
    separator = next(sign for sign in "./-" if sign in date)
    return Style(frame, separator, year, seconds, half_day, time_first)

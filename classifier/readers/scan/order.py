"""Which of day, month and year stands where, decided once for all dates of a file."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from classifier.readers.scan.clock import day_of

Parts = tuple[str, str, str]
"""The three numbers of a date as written, in order."""

DAY_FIRST: Final = "day first"
MONTH_FIRST: Final = "month first"
YEAR_FIRST: Final = "the year comes first"
SHORT_YEAR_FIRST: Final = "a year of two digits comes first"

_SHORT = re.compile(r"\d\d?")
_NUMBERS = re.compile(r"\d+")
_MONTHS = 12
_DAYS = 31
_OLDEST = 9
_LATEST = 60
"""Years of two digits in which phones write chats; a day may be below them."""
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Order:
    """Day before month or after it, why, and whether that is certain."""

    first: str
    reason: str
    certain: bool = True

    def date_of(self, parts: Parts) -> date | None:
        """The day that `parts` write, or None for an impossible one."""
        if self.reason == SHORT_YEAR_FIRST:
            return day_of(*map(int, parts))
        year, (one, two) = _year_apart(parts)
        # A year in front is followed by the month, whatever the other dates of a table look like.
        day_first = self.first == DAY_FIRST and (year != 0 or self.reason == YEAR_FIRST)
        day, month = (one, two) if day_first else (two, one)
        if _era(parts[year]):
            return day_of(2018 + int(_digits(parts[year])), month, day)
        return day_of(int(parts[year]), month, day)


def parts_of(written: str) -> Parts | None:
    """The three numbers of a written date; None if there are not three."""
    found = re.findall(r"R?\d+", written)
    return (found[0], found[1], found[2]) if len(found) == 3 else None  # noqa: PLR2004 - a date has three


def decide(dates: Sequence[Parts], *, fixed: Iterable[tuple[Parts, date]] = (), arabic: bool = False) -> Order:
    """The order that fits all `dates`, which stand in file order.

    `fixed` pairs dates with days known from elsewhere (the name of an attached photo); `arabic`
    says that the dates carry Arabic digits, commas or marks, which phones write day first.
    """
    undecided = [parts for parts in dates if _year_apart(parts)[0] != 0]
    if dates and not undecided:
        return _year_first(dates)
    dates = undecided
    if _is_short_year_first(dates):
        return Order(MONTH_FIRST, SHORT_YEAR_FIRST)
    votes = [_vote(parts) for parts in dates]
    day, month = votes.count(DAY_FIRST), votes.count(MONTH_FIRST)
    if day and month:
        first = DAY_FIRST if day >= month else MONTH_FIRST
        return Order(first, "dates contradict each other; most are " + first, certain=False)
    if day or month:
        return Order(DAY_FIRST if day else MONTH_FIRST, "a number above twelve can only be a day")
    return _by_other_signs(dates, fixed, arabic=arabic)


def _by_other_signs(dates: Sequence[Parts], fixed: Iterable[tuple[Parts, date]], *, arabic: bool) -> Order:
    either = tuple(Order(first, "") for first in (DAY_FIRST, MONTH_FIRST))
    pairs = [(parts, day) for parts, day in fixed if _vote(parts) is None]
    fits = [sum(order.date_of(parts) == day for parts, day in pairs) for order in either]
    if fits[0] != fits[1]:
        return Order(either[fits[1] > fits[0]].first, "names of attached files state the day")
    if arabic:
        return Order(DAY_FIRST, "Arabic phones write the day first")
    falls = [_falls(order, dates) for order in either]
    if (falls[0] == 0) != (falls[1] == 0):
        return Order(either[falls[0] > 0].first, "only this order keeps time rising")
    if all(_year_apart(parts)[1][0] == _year_apart(parts)[1][1] for parts in dates):
        return Order(DAY_FIRST, "day and month are the same number")
    return Order(DAY_FIRST, "nothing in the file decides; day first is assumed", certain=False)


def _falls(order: Order, dates: Sequence[Parts]) -> int:
    days = [day for day in map(order.date_of, dates) if day is not None]
    return sum(later < earlier for earlier, later in pairwise(days))


def _year_first(dates: Sequence[Parts]) -> Order:
    swapped = any(int(parts[1]) > _MONTHS for parts in dates)
    return Order(DAY_FIRST if swapped else MONTH_FIRST, YEAR_FIRST)


def _is_short_year_first(dates: Sequence[Parts]) -> bool:
    """Whether the first numbers may be years and the last may not, as in `23-01-05`: days change more than years."""
    distinct = set(dates)
    if len(distinct) < _FEWEST or not all(_SHORT.fullmatch(part) for date in distinct for part in date):
        return False
    years, months, days = ({int(part) for part in column} for column in zip(*distinct, strict=True))
    may_be = min(years) >= _OLDEST and max(years) <= _LATEST and max(months) <= _MONTHS and 0 < max(days) <= _DAYS
    return may_be and min(days) < _OLDEST and len(years) < len(days)


def _vote(parts: Parts) -> str | None:
    one, two = _year_apart(parts)[1]
    if _MONTHS < one <= _DAYS and two <= _MONTHS:
        return DAY_FIRST
    return MONTH_FIRST if _MONTHS < two <= _DAYS and one <= _MONTHS else None


def _year_apart(parts: Parts) -> tuple[int, tuple[int, int]]:
    """The place of the year, and the other two numbers in order."""
    place = 2
    for index, part in enumerate(parts):
        if len(part) == 4 or _era(part) or (index == 0 and int(part) > _DAYS):  # noqa: PLR2004 - a full year
            place = index
            break
    rest = [int(_digits(part)) for index, part in enumerate(parts) if index != place]
    return place, (rest[0], rest[1])


def _era(part: str) -> bool:
    return part.startswith("R")


def _digits(part: str) -> str:
    found = _NUMBERS.search(part)
    return found[0] if found else "0"

"""Geometry of the page's small pictures, counted from the messages; templates draw it as SVG."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from classifier.labels import LABELS
from classifier.records import ChatVerdict
from classifier.report.clock import wall
from classifier.report.finding import findings, labels_of

BINS: Final = 32
"""Bars of a picture over time."""
HOURS: Final = 24
DAYS: Final = 7
SHADES: Final = 4
"""Steps of darkness in the picture of days and hours."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle; `tone` is the class that colours it."""

    x: float
    y: float
    width: float
    height: float
    tone: str


@dataclass(frozen=True, slots=True)
class Tick:
    """Words under a place of the axis; `end` is where the words stand: `start`, `middle` or `end`."""

    x: float
    words: str
    end: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars and ticks in a box; `peak` is the words of the highest bar, `total` what all bars count."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...] = ()
    peak: str = ""
    highest: int = 0
    total: int = 0


def sparkline(verdict: ChatVerdict, timezone: str | None, *, width: int = 128, height: int = 30) -> Chart:
    """The chat over time: all messages pale, the flagged ones of each bar dark."""
    places = _places(verdict, timezone)
    flagged = Counter(places[found.message.number] for found in findings(verdict))
    quiet = Counter(places.values())
    quiet.subtract(flagged)
    rows = [[("flagged", flagged[at]), ("quiet", quiet[at])] for at in range(BINS)]
    return Chart(width, height, _stacks(rows, width, height), total=len(places))


def label_mix(verdict: ChatVerdict, timezone: str | None, *, width: int = 290, height: int = 90) -> Chart:
    """How many messages carry each label, bar after bar over the time of the chat."""
    places = _places(verdict, timezone)
    counts = Counter((places[found.message.number], label) for found in findings(verdict) for label in labels_of(found))
    rows = [[(label, counts[at, label]) for label in LABELS] for at in range(BINS)]
    bars = _stacks(rows, width, height)
    return Chart(width, height, bars, _ends(verdict, timezone, width), total=counts.total())


def hours(verdict: ChatVerdict, timezone: str | None, *, width: int = 290, height: int = 70) -> Chart | None:
    """Messages by hour of the day, the flagged ones dark; None for a chat without times."""
    moved = _hours(wall(m.sent_at, timezone) for m in verdict.chat.messages)
    if not moved:
        return None
    flagged = _hours(wall(found.message.sent_at, timezone) for found in findings(verdict))
    rows = [[("flagged", flagged[h]), ("quiet", moved[h] - flagged[h])] for h in range(HOURS)]
    step = width / HOURS
    ticks = tuple(Tick((h + 0.5) * step, f"{h:02}", "middle") for h in range(0, HOURS, 3))
    top, count = moved.most_common(1)[0]
    return Chart(width, height, _stacks(rows, width, height), ticks, f"{top:02}:00", count, moved.total())


def week(verdicts: Sequence[ChatVerdict], timezone: str | None, *, cell: int = 18) -> Chart | None:
    """Flagged messages of the whole run by day of the week (Saturday first) and hour; None without times."""
    moments = [
        moment
        for verdict in verdicts
        for found in findings(verdict)
        if (moment := wall(found.message.sent_at, timezone))
    ]
    if not moments:
        return None
    counts = Counter(((m.weekday() + 2) % DAYS, m.hour) for m in moments)
    (_, hour), highest = counts.most_common(1)[0]
    bars = tuple(
        Bar(h * cell, d * cell, cell - 2, cell - 2, f"shade{_shade(counts[d, h], highest)}")
        for d in range(DAYS)
        for h in range(HOURS)
    )
    ticks = tuple(Tick((h + 0.5) * cell, f"{h:02}", "middle") for h in range(0, HOURS, 3))
    return Chart(HOURS * cell, DAYS * cell, bars, ticks, f"{hour:02}:00", highest, len(moments))


def _shade(count: int, highest: int) -> int:
    return -(-count * SHADES // highest)


def _hours(moments: Iterable[datetime | None]) -> Counter[int]:
    return Counter(moment.hour for moment in moments if moment)


def _places(verdict: ChatVerdict, timezone: str | None) -> dict[int, int]:
    """The bar of each message by its number: by time where every message has one, else by order."""
    messages = verdict.chat.messages
    moments = [moment for m in messages if (moment := wall(m.sent_at, timezone))]
    if len(moments) < len(messages) or not moments:
        return {m.number: at * BINS // len(messages) for at, m in enumerate(messages)}
    first, last = min(moments), max(moments)
    whole = max(last - first, timedelta(seconds=1))
    return {
        m.number: min(int((moment - first) / whole * BINS), BINS - 1)
        for m, moment in zip(messages, moments, strict=True)
    }


def _ends(verdict: ChatVerdict, timezone: str | None, width: int) -> tuple[Tick, ...]:
    moments = [moment for m in verdict.chat.messages if (moment := wall(m.sent_at, timezone))]
    if not moments:
        return ()
    return (
        Tick(0, min(moments).strftime("%Y-%m-%d"), "start"),
        Tick(width, max(moments).strftime("%Y-%m-%d"), "end"),
    )


def _stacks(rows: Sequence[Sequence[tuple[str, int]]], width: int, height: int) -> tuple[Bar, ...]:
    """One stack of bars a row, the first tone at the foot, scaled to the highest stack."""
    highest = max(sum(count for _, count in row) for row in rows) or 1
    step = width / len(rows)
    bars = []
    for place, row in enumerate(rows):
        foot = float(height)
        for tone, count in row:
            if count:
                tall = max(count / highest * height, 1.0)
                foot -= tall
                bars.append(Bar(round(place * step, 2), round(foot, 2), round(step * 0.8, 2), round(tall, 2), tone))
    return tuple(bars)

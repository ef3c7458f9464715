"""Sums of money: amount and unit, in figures, words and market slang; not ages, times, counts or years."""

import re
from collections.abc import Iterator
from typing import Final

from classifier.evidence.entities.fold import Folded
from classifier.evidence.entities.money_rows import COUNTED, ROWS, TRIGGER
from classifier.evidence.entities.numbers import number
from classifier.evidence.entities.units import GAME_CREDIT_FROM, SCALES, UNITS
from classifier.records import Entity

KIND: Final = "money"
__all__ = ["KIND", "ROWS", "TRIGGER", "find"]

_UNITS: Final = tuple((re.compile(unit.words), unit) for unit in UNITS)
_SCALES: Final = tuple((re.compile(words), value) for words, value in SCALES)
_PATTERNS: Final = tuple((row.name, re.compile(row.words)) for row in ROWS)
_COUNTED: Final = re.compile(rf"\s*(?:{COUNTED})")
_HALVES: Final = {"نص": 0.5, "نصف": 0.5, "ربع": 0.25, "nos": 0.5, "nus": 0.5, "noss": 0.5, "rub3": 0.25}
_YEARS: Final = range(1900, 2100)


def find(text: Folded) -> Iterator[Entity]:
    """Every sum in the text, the more telling pattern first where two would overlap."""
    taken: list[tuple[int, int]] = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(text.letters):
            start, end = match.span("sum")
            free = all(end <= begin or start >= stop for begin, stop in taken)
            if free and (found := _entity(name, match, text)):
                taken.append((start, end))
                yield found


def _entity(name: str, match: re.Match[str], text: Folded) -> Entity | None:
    if _COUNTED.match(text.letters, match.end("sum")):
        return None
    parts = match.groupdict()
    amount, unit = _amount(parts), None
    if parts.get("unit"):
        amount, unit = _in_currency(parts["unit"], amount, game="ببجي" in text.letters or "uc" in text.letters)
    elif not parts.get("scale") and not _could_be_a_bare_sum(parts["number"], amount):
        return None
    if name == "recharge":
        amount, unit = amount * 1_000 if amount < 1_000 else amount, "IQD"  # noqa: PLR2004 - the card "of ten" is of ten thousand
    value = f"{amount:.15g}" + (f" {unit}" if unit else "")
    return Entity(KIND, text.span(*match.span("sum")), value, f"money.{name}", amount, unit)


def _amount(parts: dict[str, str | None]) -> float:
    """The number times its scale, with a half or a quarter added (`مليون ونص`) or taken (`نص مليون`)."""
    words, scale = parts.get("number"), parts.get("scale")
    amount = _HALVES.get(words) or number(words) if words else 1.0
    if scale:
        amount *= _scale(scale)
    for dual in (scale, parts.get("unit")):
        if dual and not words and re.search("ين$|e?in$", dual) and not re.fullmatch("ملا(?:يي|ي)ن|malayi?n", dual):
            amount *= 2
    if half := parts.get("half"):
        share = 0.25 if "ربع" in half or "rub3" in half else 0.5
        amount += share * (_scale(scale) if scale else 1)
    return amount


def _scale(words: str) -> float:
    return next(value for pattern, value in _SCALES if pattern.match(words))


def _in_currency(words: str, amount: float, *, game: bool) -> tuple[float, str]:
    unit = next(unit for pattern, unit in _UNITS if pattern.fullmatch(words))
    if words.startswith(("شد", "shadd")) and (game or amount >= GAME_CREDIT_FROM):
        return amount, "UC"
    return amount * unit.times, unit.name


def _could_be_a_bare_sum(words: str | None, amount: float) -> bool:
    """Whether a number without scale or unit may be a sum: two figures at least, and no year."""
    year = words is not None and words.isdigit() and len(words) == 4 and amount in _YEARS  # noqa: PLR2004
    return amount >= 10 and not year  # noqa: PLR2004

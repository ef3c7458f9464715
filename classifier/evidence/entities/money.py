"""Sums of money: amount and unit, in figures, words and market slang; not ages, times, counts or years."""

import re
from collections.abc import Iterator
from typing import Final

from classifier.evidence.entities.fold import Folded
from classifier.evidence.entities.money_rows import CARDS, FEW, HAGGLED, JOINED, ROUND, ROWS, TRIGGER
from classifier.evidence.entities.money_words import COUNTED
from classifier.evidence.entities.numbers import number
from classifier.evidence.entities.rows import compiled
from classifier.evidence.entities.units import GAME_CREDIT_FROM, SCALES, UNITS
from classifier.records import Entity

KIND: Final = "money"
__all__ = ["KIND", "ROWS", "TRIGGER", "find"]

_LOOKS_BACK: Final = re.compile(r"\(\?<[=!][^)]*\)")
"""What a unit asks of the letters before it, which are gone once its words stand alone."""
_UNITS: Final = tuple((re.compile(_LOOKS_BACK.sub("", unit.words)), unit) for unit in UNITS)
_SCALES: Final = tuple((re.compile(_LOOKS_BACK.sub("", words)), value) for words, value in SCALES)
_WORDS: Final = tuple((row.name, row.words) for row in ROWS)
_NEEDED: Final = (
    (
        re.compile(r"[a-zكم]\b|الف|لاف|ملي|ملا|[a-z][lk]"),
        frozenset({
            "half_scale", "number_scale_unit", "scale_unit", "number_scale", "scale_half", "scale_alone",
            "thousand_alone",
        }),
    ),
    (re.compile(r"\d"), frozenset({"range", "sign_first"})),
    (re.compile("[؟?]"), frozenset({"asked_price"})),
    (re.compile("كا?رت|كروت|رصيد|شحن|عبي|ايتونز|بطاق|kart"), frozenset({"recharge", "recharge_figure", "recharge_of"})),
    (re.compile("سيا|زين|كورك|asia|zain|korek"), frozenset({"operator"})),
)  # fmt: skip
"""What a text must hold for a row to find anything in it: a quick look before the slow ones."""
_COUNTED: Final = re.compile(rf"\s*(?:{COUNTED})")
_COUNTS: Final = re.compile(r"(?:متابعين\w?|مشاهدات|اعضاء|followers) $")
_OF_A_LOCK: Final = re.compile(r"(?:رمز|كود|باسوو?رد|قفل|pin|code)[^.!؟?]{0,40}$")
"""A number that a code has become is no sum: `رمز القاصة تغير، صار ٧٧٣١`."""
_SHARES: Final = {
    "نص": 0.5,
    "نصف": 0.5,
    "ربع": 0.25,
    "nos": 0.5,
    "nus": 0.5,
    "noss": 0.5,
    "nuss": 0.5,
    "rub3": 0.25,
}
_DUAL: Final = re.compile("^(?!ملا).*ين$|^الف[اي]$|^الفان$|^مليونان$|^مليوني$|^alf[aei]{0,2}y?n$|^mil.*e?in$")
_YEARS: Final = range(1900, 2100)
_CARD_FIGURES: Final = 1_000
_ROUND_STEP: Final = 50

Parts = dict[str, str | None]


def find(text: Folded) -> Iterator[Entity]:
    """Every sum in the text, the more telling pattern first where two would overlap."""
    found: list[tuple[int, int, Entity]] = []
    ends: set[int] = set()
    absent = {row for words, rows in _NEEDED if not words.search(text.letters) for row in rows}
    for name, row in _WORDS:
        if name in {HAGGLED, JOINED} and not found:
            return
        if name in absent:
            continue
        for match in compiled(row).finditer(text.letters):
            start, end = match.span("sum")
            if name == JOINED and match.start() not in ends:
                continue
            if any(start < stop and begin < end for begin, stop, _ in found) or _is_counted(text.letters, start, end):
                continue
            earlier = (known for known in found if known[1] <= start) if name == HAGGLED else ()
            if name == "paid" and match[0].startswith("صار") and _OF_A_LOCK.search(text.letters, 0, match.start()):
                continue
            sum_before = max(earlier, default=None, key=lambda known: known[1])
            if entity := _entity(name, match, text, sum_before and sum_before[2]):
                found.append((start, end, entity))
                ends.add(end)
                yield entity


def _is_counted(letters: str, start: int, end: int) -> bool:
    """Whether what stands after or before a number is counted by it: `٤٠٠ متابع`, `متابعين ستين ألف`."""
    return _COUNTED.match(letters, end) is not None or _COUNTS.search(letters[max(0, start - 12) : start]) is not None


def _entity(name: str, match: re.Match[str], text: Folded, before: Entity | None) -> Entity | None:
    parts = match.groupdict()
    if name != HAGGLED:
        worth = _worth(name, parts, game="بجي" in text.letters or "uc" in text.letters)
    else:
        worth = None if before is None else _like(before, number(match["number"]), text)
    if worth is None:
        return None
    amount, unit = worth
    value = f"{amount:.15g}" + (f" {unit}" if unit else "")
    return Entity(KIND, text.span(*match.span("sum")), value, f"{KIND}.{name}", amount, unit)


def _worth(name: str, parts: Parts, *, game: bool) -> tuple[float, str | None] | None:
    """Amount and unit of what a row matched; None where a bare number cannot be a sum."""
    amount = _amount(parts)
    if unit := parts.get("unit") or parts.get("money"):
        return _in_currency(unit, amount, game=game)
    if name in CARDS:
        return (amount * _CARD_FIGURES if amount < _CARD_FIGURES else amount), "IQD"
    if name in FEW:
        return amount, None
    if not parts.get("scale") and not parts.get("scale_and") and not _may_be_bare(parts["number"], amount):
        return None
    return None if name in ROUND and amount % _ROUND_STEP else (amount, None)


def _like(before: Entity, amount: float, text: Folded) -> tuple[float, str | None] | None:
    """A number as many times as the sum before it: `بدل ٧ ملايين بس ٥` speaks of five million."""
    words = text.written[before.span.start : before.span.end]
    figures = re.match(r"[\d.,٬٫]+", words)
    if before.amount is None or figures is None or not re.search(r"[^\d.,٬٫]", words):
        return None
    times = before.amount / number(figures[0].translate(str.maketrans("٠١٢٣٤٥٦٧٨٩٬٫", "0123456789,.")))
    return amount * times, before.unit


def _amount(parts: Parts) -> float:
    """The number times its scale, with a half or a quarter added (`مليون ونص`) or taken (`نص مليون`)."""
    words, scale = parts.get("number"), parts.get("scale") or parts.get("scale_and")
    amount = (_SHARES.get(words) or number(words)) if words else 1.0
    times = _scale(scale) if scale else 1.0
    if not words and any(word and _DUAL.match(word) for word in (scale, parts.get("unit"))):
        amount = 2.0
    half = parts.get("half")
    share = 0.0 if not half else 0.25 if "ربع" in half or "rub3" in half else 0.5
    share = -share if half and "الا" in half else share
    return (amount + share) * times + _rest(parts.get("rest") or parts.get("rest_and"), times)


def _rest(words: str | None, times: float) -> float:
    """What is said after the scale: `ألفين وخمسمية`; after millions the thousands go unsaid (`مليون وميتين`)."""
    if not words:
        return 0.0
    return number(re.sub(r"^\s?و\s?", "", words)) * (1_000 if times >= 1_000_000 else 1)  # noqa: PLR2004


def _scale(words: str) -> float:
    return next(value for pattern, value in _SCALES if pattern.match(words))


def _in_currency(words: str, amount: float, *, game: bool) -> tuple[float, str]:
    unit = next(unit for pattern, unit in _UNITS if pattern.fullmatch(words))
    if words.startswith(("شد", "shadd")) and (game or amount >= GAME_CREDIT_FROM):
        return amount, "UC"
    return amount * unit.times, unit.name


def _may_be_bare(words: str | None, amount: float) -> bool:
    """Whether a number without scale or unit may be a sum: two figures at least, and no year."""
    year = words is not None and words.isdigit() and len(words) == 4 and amount in _YEARS and amount != 2000  # noqa: PLR2004
    return amount >= 10 and not year  # noqa: PLR2004

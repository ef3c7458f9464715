"""Telephone numbers, in international form where their country is certain."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from classifier.evidence.entities.fold import Folded
from classifier.evidence.entities.rows import Row
from classifier.records import Entity

KIND: Final = "phone"

ROWS: Final = (
    Row(
        "international",
        r"(?P<phone>(?:\+|00)[1-9]\d{0,2}(?:[ \-.()]{0,2}\d){6,12})",
        fires=("+964 700 000 0017", "00964 770 000 0011", "٠٠٩٦٤٧٧٠٠٠٠٠٠١١"),
        silent=("1+1", "٢٠٠+٣٠٠ الف"),
    ),
    Row(
        "local",
        r"(?P<phone>0(?:[ \-.]?\d){8,10})",
        fires=("0770 000 0043 زين كاش", "٠٧٧٠٠٠٠٠٠٤٣", "0750-000-0012"),
        silent=("000 000", "٠٫٥ كيلو"),
    ),
    Row(
        "without_zero",
        r"(?P<phone>(?:964)?7[3-9]\d(?:[ \-.]?\d){7})",
        fires=("رقمي 7700000011", "9647700000011"),
        silent=("750000 دينار",),
    ),
)
"""How numbers are written."""

TRIGGER: Final = re.compile(r"(?:\D{0,3})?\d{2,}\D{0,2}")
_ENOUGH: Final = re.compile(r"(?:\d[ \-.()]{0,2}){8}")
_ALONE: Final = r"(?<![\d/])(?:{})(?![ \-.]?\d)"
_PATTERNS: Final = tuple((row.name, re.compile(_ALONE.format(row.words))) for row in ROWS)


def find(text: Folded) -> Iterator[Entity]:
    """Every telephone number in the text, Iraqi where it names no country and fits."""
    if not _ENOUGH.search(text.letters):
        return
    taken: list[tuple[int, int]] = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(text.letters):
            start, end = match.span("phone")
            free = all(end <= begin or start >= stop for begin, stop in taken)
            if free and (value := normal_number(match["phone"])):
                taken.append((start, end))
                yield Entity(KIND, text.span(start, end), value, f"{KIND}.{name}")


@lru_cache(maxsize=10_000)
def normal_number(words: str) -> str | None:
    """A number in E.164 form; as its bare digits where it fits no Iraqi plan and names no country; None for none."""
    import phonenumbers  # noqa: PLC0415 - loading stays quick: most messages hold no number

    digits = re.sub(r"[^\d+]", "", words)
    digits = "+" + digits[2:] if digits.startswith("00") else digits
    digits = "+" + digits if digits.startswith("9647") and len(digits) == 13 else digits  # noqa: PLR2004 - 964 and ten figures
    try:
        number = phonenumbers.parse(digits, "IQ")
    except phonenumbers.NumberParseException:
        return None
    if digits.startswith("+"):
        possible = phonenumbers.is_possible_number(number)
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if possible else None
    if phonenumbers.is_valid_number(number):
        return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return digits if _fits_a_neighbour(digits) else None


def _fits_a_neighbour(digits: str) -> bool:
    import phonenumbers  # noqa: PLC0415 - the same

    for region in ("EG", "SA", "JO", "SY", "LB", "AE", "YE", "SD", "LY", "MA", "DZ", "TN"):
        if phonenumbers.is_valid_number(phonenumbers.parse(digits, region)):
            return True
    return False

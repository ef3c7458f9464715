"""Numbers of payment cards: sixteen figures or so whose own check is right."""

import re
from collections.abc import Iterator
from typing import Final

from classifier.evidence.entities.checksums import luhn
from classifier.evidence.entities.fold import Folded
from classifier.evidence.entities.rows import Row
from classifier.records import Entity

KIND: Final = "card"

ROWS: Final = (
    Row(
        "luhn",
        r"(?P<card>[2-6](?:[ \-]?\d){12,18})",
        fires=("4000 0000 0000 0002", "بطاقتي ٥٤٠٠-٠٠٠٠-٠٠٠٠-٠٠٠٥"),
        silent=("4000 0000 0000 0003", "+964 700 000 0017"),
    ),
)
"""How card numbers are written (ISO/IEC 7812-1: 13 to 19 figures, the first the industry)."""

TRIGGER: Final = re.compile(r"\d{4,}")
_PATTERN: Final = re.compile(rf"(?<![\d+])(?:{ROWS[0].words})(?![ \-]?\d)")


def find(text: Folded) -> Iterator[Entity]:
    """Every card number in the text, its value the figures alone."""
    for match in _PATTERN.finditer(text.letters):
        digits = re.sub(r"\D", "", match["card"])
        if luhn(digits) and len(set(digits)) > 1:
            yield Entity(KIND, text.span(*match.span("card")), digits, f"{KIND}.luhn")

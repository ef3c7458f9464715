"""E-mail addresses."""

import re
from collections.abc import Iterator
from typing import Final

from classifier.evidence.entities.fold import Folded
from classifier.evidence.entities.rows import Row
from classifier.records import Entity

KIND: Final = "email"

ROWS: Final = (
    Row(
        "address",
        r"(?P<email>[a-z0-9][a-z0-9._%+\-]{0,63}@(?:[a-z0-9\-]{1,63}\.){1,5}[a-z]{2,24})",
        fires=("دز علي sara.test@example.com هسه", "A-B@mail.example.iq"),
        silent=("@ahmed_99", "ahmed@ home"),
    ),
)
"""How addresses are written (RFC 5321's common form)."""

_PATTERN: Final = re.compile(rf"(?<![a-z0-9._%+\-@]){ROWS[0].words}(?![a-z0-9\-@])")


def find(text: Folded) -> Iterator[Entity]:
    """Every address in the text, in small letters."""
    for match in _PATTERN.finditer(text.letters):
        yield Entity(KIND, text.span(*match.span("email")), match["email"], f"{KIND}.address")

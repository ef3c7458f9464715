"""Rows of words and patterns that prove themselves, and how they are searched together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from classifier.evidence.entities.fold import Folded
from classifier.records import Entity

BEFORE: Final = r"\b(?:[وف]?(?:بال|عال|هال|مال|لل|ال|ب|ل|ع|ه|د)?(?:ال)?)"
"""What Arabic glues to the front of a word: and, in, on, to, this, the."""

GLUED: Final = BEFORE[:-1] + r"|[wl3b]|bel|bl|el|al|3al|lel|3a|la|li|wa?)"
"""The same in either script."""


@dataclass(frozen=True, slots=True)
class Row:
    """What the words of a pattern mean, with texts that it must find something in and texts it must not.

    `name` is a name of letters and underscores: the value of what is found, unless the kind says otherwise,
    and the rule that is shown. `words` is a regular expression over folded text.
    """

    name: str
    words: str
    fires: tuple[str, ...]
    silent: tuple[str, ...]


def searched(rows: Sequence[Row], *, before: str = "", after: str = r"\b") -> re.Pattern[str]:
    """One pattern for all rows; the group that took part names the row."""
    return re.compile(before + "(?:" + "|".join(f"(?P<{row.name}>{row.words})" for row in rows) + ")" + after)


@cache
def compiled(words: str) -> re.Pattern[str]:
    """A row's pattern, made when it is first needed: no message waits for all of them."""
    return re.compile(words)


def named(kind: str, pattern: re.Pattern[str], text: Folded) -> Iterator[Entity]:
    """An entity for each match of a pattern of rows, its row's name for value."""
    for match in pattern.finditer(text.letters):
        name = match.lastgroup or ""
        yield Entity(kind, text.span(*match.span(name)), name, f"{kind}.{name}")

"""A message in one spelling, with every letter's place in the message as written."""

import re
from dataclasses import dataclass
from typing import Final

from classifier.records import Span
from classifier.text.letters import DIGITS, JOINERS, MARKS, SAME_LETTER

_SAME: Final = SAME_LETTER | {
    "أ": "ا", "إ": "ا", "آ": "ا", "ؤ": "و", "ئ": "ي", "ء": "ء", "گ": "ك", "چ": "ج", "ڤ": "ف",
    "٬": ",", "،": ",", "٫": ".", "：": ":", "–": "-", "—": "-", "\N{NO-BREAK SPACE}": " ",
}  # fmt: skip
_IRREGULAR: Final = re.compile(
    rf"[{MARKS}{JOINERS}\N{{ARABIC TATWEEL}}]|([ء-ي])\1\1|(?<![ء-ي])[ء-ي](?:[.*_\-+][ء-ي]){{2,}}(?![ء-ي])"
)
_HIDDEN: Final = re.compile(
    rf"[{MARKS}{JOINERS}\N{{ARABIC TATWEEL}}]+|([ء-ي])(?=\1)(?:(?<=\1\1)|(?=\1\1))"
    r"|(?:(?<=[^ء-ي][ء-ي])|(?<=^[ء-ي])|(?<=[.*_\-+][ء-ي]))[.*_\-+](?=[ء-ي](?:[.*_\-+]|(?![ء-ي])))"
)

_DOUBLED: Final = re.compile(_IRREGULAR.pattern.replace(r"\1\1", r"\1(?:\1|(?<!ل)(?<=[ء-ي]{3}))"))
_ONCE: Final = re.compile(
    _HIDDEN.pattern
    + r"|(?<!س(?=د))(?<!زو(?=ج))(?:(?<=[ء-ي]{2})(?<!بن(?=ك))([ء-كم-ي])(?=\2)|(?<=[ء-ي])([اثجحخدذرزسشصضطظعغفقهو])(?=\3))"
)
"""A letter typed twice inside a word says no more than once: `اهلكك`; not `لل`, `سدد`, `زوجج`, `بنكك`, `وننشر`."""


class _Letters(dict[int, int]):
    """A translation table that keeps lengths: it learns the small letter of each it meets."""

    def __missing__(self, code: int) -> int:
        small = chr(code).lower()
        self[code] = ord(small) if len(small) == 1 else code
        return self[code]


_TABLE: Final = _Letters({ord(a): ord(b) for a, b in _SAME.items()} | {a: ord(b) for a, b in DIGITS.items()})


@dataclass(frozen=True, slots=True)
class Folded:
    """A message in one spelling: `letters`, and the place of each as written (None: the same place)."""

    written: str
    letters: str
    places: tuple[int, ...] | None

    def span(self, start: int, end: int) -> Span:
        """The characters as written of the folded letters `start` to `end`, with the marks that follow the last."""
        if self.places is None:
            return Span(start, end)
        return Span(self.places[start], self.places[end] if end < len(self.places) else len(self.written))

    def as_written(self, start: int, end: int) -> str:
        """What was written where the folded letters `start` to `end` stand."""
        span = self.span(start, end)
        return self.written[span.start : span.end]


def fold(text: str) -> Folded:
    """The message in small letters, plain Arabic forms and 0-9.

    Marks, stretched letters, and dots between the letters of a word are left out.
    """
    return _fold(text, _IRREGULAR, _HIDDEN)


def fold_doubled(text: str) -> Folded:
    """The message as `fold` gives it, letters that were typed twice inside a word once: `اهلكك`, `دولارر`."""
    return _fold(text, _DOUBLED, _ONCE)


def _fold(text: str, irregular: re.Pattern[str], left_out: re.Pattern[str]) -> Folded:
    letters = text.translate(_TABLE)
    if not irregular.search(letters):
        return Folded(text, letters, None)
    kept: list[int] = []
    last = 0
    for hidden in left_out.finditer(letters):
        kept += range(last, hidden.start())
        last = hidden.end()
    kept += range(last, len(letters))
    return Folded(text, "".join(letters[place] for place in kept), tuple(kept))

"""Tokens as written to their normal form, in small steps whose order is one tuple.

Each step takes and gives lines of one token each, so that a batch is cleaned in one pass; all
together are stable: a second pass changes nothing. Places are not lost here, for a token is
normalised whole and keeps the span that it was cut from. What the steps for single letters make of
a letter is remembered, so that a batch is read through one table of all letters met.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache, reduce
from typing import Final

import numpy as np
from camel_tools.utils.dediac import dediac_ar
from camel_tools.utils.normalize import normalize_alef_ar, normalize_alef_maksura_ar, normalize_teh_marbuta_ar
from numpy.typing import NDArray

from classifier.text.letters import (
    ARABIC,
    COUNTED,
    COUNTED_ALONE,
    DIGIT_AS_LETTER,
    DIGITS,
    JOINERS,
    LATIN_AS_LETTER,
    SAME_LETTER,
)

_HIDDEN = re.compile(f"[{JOINERS}\N{ARABIC TATWEEL}]+")
_RUN = re.compile(r"([^\n\d])\1{2,}")
_LAUGH = re.compile(r"^([^\n\d])\1{2,}$")
_LINE_END: Final = ord("\n")
_MASKED = re.compile(rf"^(?:[{ARABIC}]++[0-9a-z$@][^\n]*|[0-9a-z$@][^\n]*[{ARABIC}][^\n]*)$", re.MULTILINE)
_GLUED_NUMBER = re.compile(r"(\d+)(\D+)")
_NOT_MASKED = re.compile(r"\d\d|[a-z]{3}")
_HIDING: Final = DIGIT_AS_LETTER | LATIN_AS_LETTER


class _Unified(dict[int, str | None]):
    """A translation table that drops combining marks, control characters and white space as it meets them."""

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        silent = unicodedata.combining(letter) or letter.isspace() or unicodedata.category(letter) == "Cc"
        kept = letter == "\n" or not silent
        self[code] = letter if kept else None
        return self[code]


_TABLE: Final = _Unified({ord(form): letter for form, letter in SAME_LETTER.items()} | DIGITS)


def decompose(lines: str) -> str:
    """Lower case, presentation forms as plain letters, hamza and accents as marks of their own."""
    return unicodedata.normalize("NFKD", lines.lower()).lower()


def drop_hidden(lines: str) -> str:
    """Without tatweel, zero-width and direction marks."""
    return _HIDDEN.sub("", lines)


def unify_letters(lines: str) -> str:
    """One letter for the forms of Persian, Urdu and Kurdish keyboards, digits as 0-9, no marks."""
    return lines.translate(_TABLE)


def unmask(lines: str) -> str:
    """Digits and Latin letters that stand for letters inside an Arabic word, as those letters.

    A number glued to what it counts (`3مليون`) stays a number.
    """
    return _MASKED.sub(lambda line: _unmasked(line[0]), lines)


def squeeze_runs(lines: str) -> str:
    """Three or more of one letter as one, and a word of one letter alone (a laugh) as two."""
    codes = _codes(lines)
    thrice = (codes[2:] == codes[1:-1]) & (codes[1:-1] == codes[:-2]) & (codes[:-2] != _LINE_END)
    return _rewritten(lines, np.flatnonzero(thrice).tolist(), lambda line: _RUN.sub(r"\1", _LAUGH.sub(r"\1\1", line)))


Step = Callable[[str], str]
LETTER_STEPS: Final[tuple[Step, ...]] = (
    decompose,
    drop_hidden,
    dediac_ar,
    normalize_alef_ar,
    normalize_alef_maksura_ar,
    normalize_teh_marbuta_ar,
    unify_letters,
)
"""These read a letter whatever stands beside it."""
WORD_STEPS: Final[tuple[Step, ...]] = (unmask, squeeze_runs)
STEPS: Final = (*LETTER_STEPS, *WORD_STEPS)


def normalise_all(tokens: Sequence[str]) -> list[str]:
    """The normal forms of tokens (without white space), in order; empty where one shows nothing."""
    return _stepped(_letters().read("\n".join(tokens)), WORD_STEPS).split("\n") if tokens else []


def normalise(token: str) -> str:
    """The normal form of one token (without white space) as written."""
    return normalise_all((token,))[0]


def _unmasked(token: str) -> str:
    glued = _GLUED_NUMBER.fullmatch(token)
    counted = glued and (len(glued[1]) > 1 or glued[2].startswith(COUNTED) or glued[2] in COUNTED_ALONE)
    if counted or _NOT_MASKED.search(token):
        return token
    return "".join(_HIDING.get(letter, letter) for letter in token)


class _Letters(dict[int, str]):
    """What the steps for single letters make of each letter, by its code point; none is read twice.

    `_read` holds the one letter that each becomes, or a sign that it becomes none or several, or was not met yet.
    """

    _NOTHING: Final = np.uint32(0x110000)
    _SEVERAL: Final = np.uint32(0x110001)
    _NOT_MET: Final = np.uint32(0x110002)

    def __init__(self) -> None:
        super().__init__()
        self._read = np.full(int(self._NOTHING), self._NOT_MET)

    def __missing__(self, code: int) -> str:
        read = self[code] = _stepped(chr(code), LETTER_STEPS)
        self._read[code] = ord(read) if len(read) == 1 else self._SEVERAL if read else self._NOTHING
        return read

    def read(self, lines: str) -> str:
        """Lines whose every letter has gone through these steps."""
        read = self._read[codes := _codes(lines)]
        if (new := codes[read == self._NOT_MET]).size:
            for code in np.unique(new).tolist():
                self[code]  # a letter asked for is met
            read = self._read[codes]
        if (several := np.flatnonzero(read == self._SEVERAL)).size:
            # each of the letters that one becomes is read as itself
            return self.read(_rewritten(lines, several.tolist(), lambda line: line.translate(self)))
        kept: bytes = read[read != self._NOTHING].tobytes()
        return kept.decode("utf-32-le", "surrogatepass")


@cache
def _letters() -> _Letters:
    return _Letters()


def _stepped(lines: str, steps: Iterable[Step]) -> str:
    return reduce(lambda read, step: step(read), steps, lines)


def _codes(lines: str) -> NDArray[np.uint32]:
    return np.frombuffer(lines.encode("utf-32-le", "surrogatepass"), np.uint32)


def _rewritten(lines: str, places: Iterable[int], rewrite: Step) -> str:
    """The lines, those in which one of these places stands (in order) rewritten."""
    found, done = [], 0
    for place in places:
        if place >= done:
            begin, end = lines.rfind("\n", 0, place) + 1, lines.find("\n", place)
            line = lines[begin:] if end < 0 else lines[begin:end]
            found += [lines[done:begin], rewrite(line)]
            done = begin + len(line)
    return "".join([*found, lines[done:]])

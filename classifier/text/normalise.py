"""Tokens as written to their normal form, in small steps whose order is one tuple.

Each step takes and gives lines of one token each, so that a batch is cleaned in one pass; all
together are stable: a second pass changes nothing. Places are not lost here, for a token is
normalised whole and keeps the span that it was cut from.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from camel_tools.utils.dediac import dediac_ar
from camel_tools.utils.normalize import normalize_alef_ar, normalize_alef_maksura_ar, normalize_teh_marbuta_ar

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
_SETTLED: Final = "".join(filter(lambda letter: letter.translate(_TABLE) == letter, map(chr, range(0x21, 0x6D4))))
_UNSETTLED = re.compile(f"[^\n{re.escape(_SETTLED)}]+")
"""All but the letters and signs of Latin and Arabic script that stay as they are."""


def drop_hidden(lines: str) -> str:
    """Without tatweel, zero-width and direction marks."""
    return _HIDDEN.sub("", lines)


def decompose(lines: str) -> str:
    """Lower case, presentation forms as plain letters, hamza and accents as marks of their own."""
    return unicodedata.normalize("NFKD", lines.lower()).lower()


def unify_letters(lines: str) -> str:
    """One letter for the forms of Persian, Urdu and Kurdish keyboards, digits as 0-9, no marks."""
    return _UNSETTLED.sub(lambda found: found[0].translate(_TABLE), lines)


def unmask(lines: str) -> str:
    """Digits and Latin letters that stand for letters inside an Arabic word, as those letters.

    A number glued to what it counts (`3مليون`) stays a number.
    """
    return _MASKED.sub(lambda line: _unmasked(line[0]), lines)


def squeeze_runs(lines: str) -> str:
    """Three or more of one letter as one, and a word of one letter alone (a laugh) as two."""
    codes = np.frombuffer(lines.encode("utf-32-le", "surrogatepass"), np.uint32)
    thrice = (codes[2:] == codes[1:-1]) & (codes[1:-1] == codes[:-2]) & (codes[:-2] != _LINE_END)
    squeezed, done = [], 0
    for start in np.flatnonzero(thrice).tolist():
        if start >= done:
            begin, end = lines.rfind("\n", 0, start) + 1, lines.find("\n", start)
            line = lines[begin:] if end < 0 else lines[begin:end]
            squeezed += [lines[done:begin], _RUN.sub(r"\1", _LAUGH.sub(r"\1\1", line))]
            done = begin + len(line)
    return "".join([*squeezed, lines[done:]])


STEPS: Final[tuple[Callable[[str], str], ...]] = (
    drop_hidden,
    decompose,
    dediac_ar,
    normalize_alef_ar,
    normalize_alef_maksura_ar,
    normalize_teh_marbuta_ar,
    unify_letters,
    unmask,
    squeeze_runs,
)


def normalise_all(tokens: Sequence[str]) -> list[str]:
    """The normal forms of tokens (without white space), in order; empty where one shows nothing."""
    lines = "\n".join(tokens)
    for step in STEPS:
        lines = step(lines)
    return lines.split("\n") if tokens else []


def normalise(token: str) -> str:
    """The normal form of one token (without white space) as written."""
    return normalise_all((token,))[0]


def _unmasked(token: str) -> str:
    glued = _GLUED_NUMBER.fullmatch(token)
    counted = glued and (len(glued[1]) > 1 or glued[2].startswith(COUNTED) or glued[2] in COUNTED_ALONE)
    if counted or _NOT_MASKED.search(token):
        return token
    return "".join(_HIDING.get(letter, letter) for letter in token)

"""A message cut into tokens that know their place.

A message is cut at white space into chunks; each distinct chunk is cut into tokens once and
remembered by whoever scores, since chat repeats itself. Letters spaced out (`ف ض ي ح ة`) make one
chunk; letters parted by dots, stars or emoji inside a chunk (`ص.و.ر.ك`) make one token.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from typing import Final

from classifier.records import Span
from classifier.text.letters import JOINERS, MARKS
from classifier.text.normalise import normalise

LONGEST_TOKEN: Final = 40
"""Letters after which a token is cut, so that hostile text costs no more than its length."""

_LETTER = rf"[^\W_][{MARKS}{JOINERS}]*"
_SIGN = rf"[^\w\s{MARKS}{JOINERS}]"
_SPACED_HINT = re.compile(r" \S(?= \S(?!\S))")
_SPACED = re.compile(rf"(?<!\S)[^\W\d_](?: [^\W\d_]){{2,{LONGEST_TOKEN - 1}}}(?!\S)")
_PIECE = re.compile(
    rf"(?P<link>https?://\S+|www\.\S+)"
    rf"|(?P<word>(?:{_LETTER}){{1,{LONGEST_TOKEN}}})"
    rf"|(?P<mark>(?P<sign>{_SIGN})(?:[{MARKS}{JOINERS}]|(?P=sign)){{0,{LONGEST_TOKEN}}}|_+)"
)
_SIMPLE = re.compile(
    rf"^((?:{_LETTER}){{0,{LONGEST_TOKEN}}})((?:({_SIGN})(?:[{MARKS}{JOINERS}]|\3){{0,{LONGEST_TOKEN}}})?)$|^.*$",
    re.MULTILINE,
)
_LOOSE_GAP: Final = frozenset(".,،-/'\"")
_WIDEST_GAP: Final = 2
_TATWEEL: Final = "\N{ARABIC TATWEEL}"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, emoji or sign: its normal form, and its place in what it was cut from."""

    text: str
    span: Span


def chunk_spans(text: str) -> list[Span]:
    """The chunks of a message, in order; together with white space they cover it."""
    spans, last = [], 0
    for start, end in _spaced(text):
        spans += [Span(m.start() + last, m.end() + last) for m in re.finditer(r"\S+", text[last:start])]
        spans.append(Span(start, end))
        last = end
    return spans + [Span(m.start() + last, m.end() + last) for m in re.finditer(r"\S+", text[last:])]


def chunks(text: str) -> list[str]:
    """The chunks of a message as written."""
    found, last = [], 0
    for start, end in _spaced(text):
        found += text[last:start].split()
        found.append(text[start:end])
        last = end
    return found + text[last:].split()


def _spaced(text: str) -> Iterator[tuple[int, int]]:
    """Where letters stand spaced out: three or more, a space between each two."""
    last = 0
    for hint in _SPACED_HINT.finditer(text):
        start = hint.start() - 1
        if start >= last and (spaced := _SPACED.match(text, start)):
            yield spaced.span()
            last = spaced.end()


def split_simple(written: Sequence[str]) -> tuple[list[str], dict[int, str], list[int]]:
    """Chunks as words (may be empty), by place the run of one sign behind a word, and the places of other shapes."""
    words, runs, others = list(written), dict[int, str](), []
    signed = [place for place, chunk in enumerate(written) if not chunk.isalnum() or len(chunk) > LONGEST_TOKEN]
    found = _SIMPLE.findall("\n".join([written[place] for place in signed])) if signed else []
    for place, (word, run, _) in zip(signed, found, strict=True):
        words[place] = word
        if run:
            runs[place] = run
        elif not word:
            others.append(place)
    return words, runs, others


def read_chunk(chunk: str, begin: int = 0) -> tuple[Token, ...]:
    """The tokens of one chunk, with places counted from `begin`, where it stands."""
    if " " in chunk:
        return _token(chunk.replace(" ", ""), begin, begin + len(chunk))
    if chunk.isalnum() and len(chunk) <= LONGEST_TOKEN:
        return _token(chunk, begin, begin + len(chunk))
    pieces = _Pieces.of(chunk)
    tokens: list[Token] = []
    at = 0
    while at < len(pieces.texts):
        end = pieces.disguised_end(at)
        letters = pieces.texts[at]
        if end > at + 1:
            letters = "".join(compress(pieces.texts[at:end], pieces.words[at:end]))
        elif pieces.links[at]:
            letters = "http"
        last = pieces.starts[end - 1] + len(pieces.texts[end - 1])
        tokens += _token(letters, begin + pieces.starts[at], begin + last)
        at = end
    return tuple(tokens)


def tokenise(text: str) -> tuple[Token, ...]:
    """The tokens of a message, with places in it as written."""
    cut = chunk_spans(text)
    return tuple(token for span in cut for token in read_chunk(text[span.start : span.end], span.start))


@lru_cache(maxsize=10_000)
def _normal(letters: str) -> str:
    return normalise(letters)


def _token(letters: str, start: int, end: int) -> tuple[Token, ...]:
    text = _normal(letters)
    return (Token(text, Span(start, end)),) if text else ()


@dataclass(frozen=True, slots=True)
class _Pieces:
    """What a chunk is made of: letters and digits, runs of one sign, links; as columns, for there may be millions."""

    texts: list[str]
    starts: list[int]
    words: list[bool]
    links: list[bool]

    @classmethod
    def of(cls, chunk: str) -> "_Pieces":
        """The pieces of a chunk, in order."""
        pieces = cls([], [], [], [])
        for found in _PIECE.finditer(chunk):
            pieces.texts.append(found[0])
            pieces.starts.append(found.start())
            pieces.words.append(found.lastgroup == "word")
            pieces.links.append(found.lastgroup == "link")
        return pieces

    def disguised_end(self, at: int) -> int:
        """The index after the last piece of the word that begins at `at`, over the signs inside it."""
        end = at + 1
        if not self._is_letters(at):
            return end
        while (after := self._next_word(end)) and self._joins(end - 1, after):
            end = after + 1
        return end

    def _next_word(self, at: int) -> int | None:
        for index in range(at, min(at + _WIDEST_GAP + 1, len(self.texts))):
            if self.words[index]:
                return index if index > at and self._is_letters(index) else None
        return None

    def _joins(self, left: int, right: int) -> bool:
        before, after = self.texts[left], self.texts[right]
        if before.endswith(_TATWEEL) and after.startswith(_TATWEEL):
            return True
        loose = any(text[0] in _LOOSE_GAP for text in self.texts[left + 1 : right])
        return min(len(before.strip(_TATWEEL)), len(after.strip(_TATWEEL))) <= (1 if loose else 2)

    def _is_letters(self, index: int) -> bool:
        return self.words[index] and not self.texts[index].isdigit()

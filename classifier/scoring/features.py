"""What the linear model sees of a token, and of two tokens side by side, as numbers.

A token gives its word, its character n-grams, its sound skeleton and the skeleton's n-grams. Two
neighbours give pairs of their ends: both words, both skeletons, and the last letters of one with
the first letters of the next (a character n-gram across the gap).

A feature is known by a 64-bit number drawn from its letters (a polynomial hash with a finish of its
own for each kind), so that all tokens of a batch are taken apart in one pass. Two of a million
features share a number once in some thirty million vocabularies; a `KeyTable` compares 62 of the
bits, and two agree in all of these once in nine million.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.text import EDGE, readings, skeletons

SHORTEST_GRAM: Final = 2
LONGEST_GRAM: Final = 5
LONGEST_SOUND_GRAM: Final = 4
EDGE_LETTERS: Final = 2

ENDS: Final = ("word", "sound", "letters")
"""The ends of a token, each of which pairs with its neighbour's: whole word, whole skeleton, `EDGE_LETTERS` letters.

Every pairing costs a look-up for each two neighbours.
"""

Numbers = NDArray[np.uint64]

_BASE: Final = np.uint64(0x9E3779B97F4A7C15)
_LEFT: Final = np.uint64(0xC2B2AE3D27D4EB4F)
_RIGHT: Final = np.uint64(0x165667B19E3779F9)
_SHIFT: Final = np.uint64(29)
_LONGEST: Final = 4096
_POWERS: Final = np.cumprod(np.concatenate([[np.uint64(1)], np.full(_LONGEST, _BASE)]), dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Parts:
    """The features of distinct tokens, in no order: feature i has `numbers[i]` and is of the token `owners[i]`.

    `ends` holds the numbers of each token's left-hand and right-hand ends (n tokens, 2, ends).
    """

    numbers: Numbers
    owners: NDArray[np.int64]
    ends: Numbers


def take_apart(tokens: Sequence[str]) -> Parts:
    """The features and ends of normalised tokens; the edge of a message has ends and no features.

    A token that is read as other words has their features beside its own, and meets its neighbours as the first and
    the last of them.
    """
    read = readings(tokens)
    words = [*tokens, *chain.from_iterable(read.values())]
    counts = np.fromiter(map(len, read.values()), np.int64, len(read))
    places = np.fromiter(read, np.int64, len(read))
    owners = np.concatenate([np.arange(len(tokens)), np.repeat(places, counts)])
    sounds = skeletons(words)
    letters, heard = _Letters.of(words), _Letters.of(sounds)
    inner = np.array([word != EDGE for word in words], bool)
    spoken = np.array([bool(sound) for sound in sounds], bool)
    # a reading that sounds as its token does adds no sounds to it
    new = [sounds[place] != sound for place, sound in zip(owners[len(tokens) :], sounds[len(tokens) :], strict=True)]
    told = spoken & inner & np.array([True] * len(tokens) + new)
    long = np.array([len(word) > 1 for word in words], bool)
    groups = [
        letters.words(kind=1, where=inner),
        *letters.grams(LONGEST_GRAM, kind=10, where=inner & long),
        heard.words(kind=2, where=told),
        *heard.grams(LONGEST_SOUND_GRAM, kind=20, where=told),
    ]
    ends = _ends(letters, heard, spoken)
    behind = len(tokens) + np.cumsum(counts)
    ends[places, 0], ends[places, 1] = ends[behind - 1, 0], ends[behind - counts, 1]
    numbers = np.concatenate([found for _, found in groups])
    return Parts(numbers, owners[np.concatenate([words_of for words_of, _ in groups])], ends[: len(tokens)])


def pair_numbers(left: Numbers, right: Numbers) -> Numbers:
    """The numbers of pairs of ends of left and right neighbours (n pairs, ends)."""
    return _finished(left * _LEFT + right * _RIGHT, *range(40, 40 + len(ENDS)))


def _ends(letters: "_Letters", heard: "_Letters", spoken: NDArray[np.bool_]) -> Numbers:
    word = letters.whole
    sound = np.where(spoken, _finished(heard.whole, 3), _finished(word, 4))
    last, first = (letters.edge(EDGE_LETTERS, last=last) for last in (True, False))
    return np.stack([np.stack([word, sound, last], axis=1), np.stack([word, sound, first], axis=1)], axis=1)


@dataclass(frozen=True, slots=True)
class _Letters:
    """Words as one run of code points, each between a beginning and an end mark."""

    codes: Numbers
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    whole: Numbers
    """Each word's own number."""

    @classmethod
    def of(cls, words: Sequence[str]) -> "_Letters":
        lengths = np.fromiter(map(len, words), np.int64, len(words)) + 2
        run = "".join([f"\x02{word}\x03" for word in words])
        codes = np.frombuffer(run.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64) + np.uint64(1)
        starts = np.cumsum(lengths) - lengths
        place = np.arange(len(codes)) - np.repeat(starts, lengths)
        whole = np.add.reduceat(codes * _POWERS[place % _LONGEST], starts) if len(words) else codes
        return cls(codes, starts, lengths, whole)

    def words(self, *, kind: int, where: NDArray[np.bool_]) -> tuple[NDArray[np.int64], Numbers]:
        """The chosen words' numbers, with each one's place among the words."""
        chosen = np.flatnonzero(where)
        return chosen, _finished(self.whole[chosen], kind)

    def grams(
        self, longest: int, *, kind: int, where: NDArray[np.bool_]
    ) -> Iterator[tuple[NDArray[np.int64], Numbers]]:
        """All runs of letters inside the chosen words, marks included, from the shortest size to the longest."""
        owners = np.repeat(np.arange(len(self.lengths)), self.lengths)
        left = np.where(where, self.starts + self.lengths, 0)[owners] - np.arange(len(self.codes))
        runs = self.codes
        for size in range(SHORTEST_GRAM, longest + 1):
            runs = runs[:-1] + self.codes[size - 1 :] * _POWERS[size - 1]
            begin = np.flatnonzero(left >= size)
            yield owners[begin], _finished(runs[begin], kind + size)

    def edge(self, size: int, *, last: bool) -> Numbers:
        """The first or last `size` letters of each word, as many as it has, without the marks."""
        held = np.minimum(self.lengths - 2, size)
        begin = self.starts + 1 if not last else self.starts + self.lengths - 1 - held
        numbers = np.zeros(len(self.starts), np.uint64)
        for step in range(size):
            inside = step < held
            numbers[inside] += self.codes[begin[inside] + step] * _POWERS[step]
        return _finished(numbers, 30 + size)


def _finished(numbers: Numbers, *kinds: int) -> Numbers:
    """Numbers spread over 64 bits, apart for each kind of feature: one for all, or one a column."""
    mixed = (numbers + np.array(kinds, np.uint64) * _RIGHT) * _BASE
    return (mixed ^ (mixed >> _SHIFT)) * _LEFT

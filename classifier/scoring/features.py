"""What the linear model sees of a token, and of two tokens side by side, as numbers.

A token gives its word, its character n-grams, its sound skeleton and the skeleton's n-grams. Two
neighbours give pairs of their ends: both words, both skeletons, and the last letters of one with
the first letters of the next (a character n-gram across the gap).

A feature is known by a 64-bit number drawn from its letters (a polynomial hash with a finish of its
own for each kind), so that all tokens of a batch are taken apart in one pass. Two of a million
features share a number once in some thirty million vocabularies; a `KeyTable` compares 62 of the
bits, and two agree in all of these once in nine million.
"""

from collections.abc import Sequence
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
_MARKED: Final = 2
"""Letters of an empty word between its marks."""
_KINDS: Final = np.arange(64, dtype=np.uint64) * _RIGHT
"""What tells the kinds of features apart."""
_WORD, _SOUND, _SOUND_END, _WORD_END = _KINDS[1:5]
_GRAM, _SOUND_GRAM, _EDGE_LETTERS = _KINDS[10:], _KINDS[20:], _KINDS[30 + EDGE_LETTERS]
_PAIRS: Final = _KINDS[40 : 40 + len(ENDS)]


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
    sounds = skeletons(words)
    heard = _Letters.of([*words, *sounds])
    lengths, sound_lengths = heard.lengths[: len(words)], heard.lengths[len(words) :]
    spoken = sound_lengths > _MARKED
    inner = np.fromiter(map(EDGE.__ne__, words), bool, len(words))
    owners, told, ends = np.arange(len(tokens)), spoken & inner, _ends(heard, spoken)
    if read:
        counts = np.fromiter(map(len, read.values()), np.int64, len(read))
        places = np.fromiter(read, np.int64, len(read))
        owners = np.concatenate([owners, np.repeat(places, counts)])
        # a reading that sounds as its token does adds no sounds to it
        told[len(tokens) :] &= [sounds[k] != sounds[owners[k]] for k in range(len(tokens), len(words))]
        behind = len(tokens) + np.cumsum(counts)
        ends[places, 0], ends[places, 1] = ends[behind - 1, 0], ends[behind - counts, 1]
    cut = np.concatenate([inner & (lengths > _MARKED + 1), told])
    of, numbers = heard.features(np.concatenate([inner, told]), cut)
    return Parts(numbers, np.concatenate([owners, owners])[of], ends[: len(tokens)])


def pair_numbers(left: Numbers, right: Numbers) -> Numbers:
    """The numbers of pairs of ends of left and right neighbours (n pairs, ends)."""
    return _finished(left * _LEFT + right * _RIGHT, _PAIRS)


def _ends(heard: "_Letters", spoken: NDArray[np.bool_]) -> Numbers:
    """The ends of words: `heard` are these and the sound of each behind them."""
    count = len(spoken)
    word, sound = heard.whole[:count], heard.whole[count:]
    ends = np.empty((count, 2, len(ENDS)), np.uint64)
    ends[:, :, 0] = word[:, None]
    ends[:, :, 1] = np.where(spoken, _finished(sound, _SOUND_END), _finished(word, _WORD_END))[:, None]
    ends[:, :, 2] = heard.edges(count)
    return ends


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
        lengths = np.fromiter(map(len, words), np.int64, len(words)) + _MARKED
        run = "".join([f"\x02{word}\x03" for word in words])
        codes = np.frombuffer(run.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64) + np.uint64(1)
        starts = np.cumsum(lengths) - lengths
        place = np.arange(len(codes)) - np.repeat(starts, lengths)
        whole = np.add.reduceat(codes * _POWERS[place % _LONGEST], starts) if len(words) else codes
        return cls(codes, starts, lengths, whole)

    def features(self, shown: NDArray[np.bool_], cut: NDArray[np.bool_]) -> tuple[NDArray[np.int64], Numbers]:
        """The numbers of what is `shown` as a whole and of the runs of letters, marks included, of what is `cut`.

        The first half are words, the second their sounds; each number with its place among them.
        """
        half = len(self.lengths) // 2
        places = np.arange(len(self.lengths))
        owners = np.repeat(places, self.lengths)
        left = np.where(cut, self.starts + self.lengths, 0)[owners] - np.arange(len(self.codes))
        chosen, runs = places[shown], self.codes
        of, numbers, kinds = [chosen], [self.whole[chosen]], [(_WORD, _SOUND)]
        for size in range(SHORTEST_GRAM, LONGEST_GRAM + 1):
            runs = runs[:-1] + self.codes[size - 1 :] * _POWERS[size - 1]
            reach = left if size <= LONGEST_SOUND_GRAM else left[: int(self.lengths[:half].sum())]
            begin = (reach >= size).nonzero()[0]
            of.append(owners[begin])
            numbers.append(runs[begin])
            kinds.append((_GRAM[size], _SOUND_GRAM[size]))
        words = [found.searchsorted(half) for found in of]
        counts = [count for found, first in zip(of, words, strict=True) for count in (first, len(found) - first)]
        return np.concatenate(of), _finished(np.concatenate(numbers), np.repeat(np.ravel(kinds), counts))

    def edges(self, count: int) -> Numbers:
        """The last and the first `EDGE_LETTERS` letters of each of `count` words, as many as it has (count, 2)."""
        starts, lengths, steps = self.starts[:count], self.lengths[:count], np.arange(EDGE_LETTERS)
        held = np.minimum(lengths - _MARKED, EDGE_LETTERS)
        begins = np.stack([starts + lengths - 1 - held, starts + 1], axis=1)
        letters = self.codes[begins[:, :, None] + steps] * _POWERS[:EDGE_LETTERS]
        # the mark behind a word stands where a letter that it lacks would
        letters *= steps < held[:, None, None]
        return _finished(letters.sum(axis=2), _EDGE_LETTERS)


def _finished(numbers: Numbers, kinds: Numbers | np.uint64) -> Numbers:
    """Numbers spread over 64 bits, apart for each kind of feature: one kind for all, or one each."""
    mixed = numbers + kinds
    mixed *= _BASE
    mixed ^= mixed >> _SHIFT
    mixed *= _LEFT
    return mixed

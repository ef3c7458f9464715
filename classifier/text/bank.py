"""Messages as numbers: each distinct chunk is read once and remembered.

Chat repeats itself, so reading a batch costs one dictionary look-up a chunk and the cleaning of
chunks not met before, all of these together in one pass.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, compress, count, islice, repeat
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.text.normalise import normalise_all
from classifier.text.readings import readings
from classifier.text.tokenise import chunks, read_chunk, split_simple
from classifier.text.words import word_counts

EDGE: Final = "\N{NULL}"
"""The token before the first and after the last of every message; no text normalises to it."""

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Batch:
    """Messages as token numbers: message i holds `tokens[starts[i]:starts[i + 1]]`, edges included."""

    tokens: Places
    starts: Places


class TokenBank:
    """Every distinct token met so far, each with its number; number 0 is the edge.

    Args:
        words: how many of the commonest words of the table it has met beforehand; each is a chunk by itself, one token,
            and read as itself.
    """

    def __init__(self, words: int = 0) -> None:
        first = [EDGE, *islice(word_counts(), words)]
        numbers, once = np.arange(len(first)), np.ones(len(first), np.int64)
        self._numbers = _Numbering(first)
        self._chunks = _Numbering(first)
        self._tokens = _Rows()
        self._tokens.extend(numbers, once)
        self._readings = _Rows()
        self._readings.extend(numbers, once)

    def __len__(self) -> int:
        return len(self._chunks)

    @property
    def texts(self) -> list[str]:
        """The tokens in the order of their numbers."""
        return self._numbers.inserted

    def read(self, texts: Sequence[str]) -> Batch:
        """The messages as token numbers, in order."""
        known = len(self._chunks)
        found = self._chunks.of(_in_edges(texts))
        self._learn(self._chunks.inserted[known:])
        tokens, ends = self._tokens.of(found)
        begins = (found == 0).nonzero()[0][::2]
        return Batch(tokens, ends[np.append(begins, len(found))])

    def as_read(self, batch: Batch) -> tuple[Batch, Places]:
        """The messages that hold words read as others, with those in their place; and which of the batch these are."""
        self._number_readings()
        others = self._readings.firsts(batch.tokens) != batch.tokens
        which = np.flatnonzero(np.add.reduceat(others, batch.starts[:-1])) if others.any() else batch.tokens[:0]
        if not len(which):
            return Batch(which, batch.starts[:1]), which
        counts = np.diff(batch.starts)
        within = np.zeros(len(counts), bool)
        within[which] = True
        tokens, ends = self._readings.of(batch.tokens[np.repeat(within, counts)])
        return Batch(tokens, ends[np.concatenate([[0], np.cumsum(counts[which])])]), which

    def _number_readings(self) -> None:
        """Number what each new token is read as: itself, or other words, which may be new themselves."""
        while len(self._readings) < len(self.texts):
            first = len(self._readings)
            new = self.texts[first:]
            read = readings(new)
            counts, other = np.ones(len(new), np.int64), np.zeros(len(new), bool)
            counts[list(read)], other[list(read)] = list(map(len, read.values())), True
            numbers = np.repeat(np.arange(first, first + len(new)), counts)
            numbers[np.repeat(other, counts)] = self._numbers.of(list(chain.from_iterable(read.values())))
            self._readings.extend(numbers, counts)

    def _learn(self, new: Sequence[str]) -> None:
        """Keep the tokens of new chunks; words with a run of one sign behind at most are cleaned in one pass."""
        if not new:
            return
        words, runs, others = split_simple(new)
        normal, of = normalise_all(words), np.arange(len(new))
        if runs or others:
            written = list(dict.fromkeys(runs.values()))
            signs = dict(zip(written, normalise_all(written), strict=True))
            read = [[token.text for token in read_chunk(new[place])] for place in others]
            normal += [*map(signs.__getitem__, runs.values()), *chain.from_iterable(read)]
            behind = [*runs, *chain.from_iterable(map(repeat, others, map(len, read)))]
            of = np.append(of, np.array(behind, np.int64))
        if not all(normal):
            shown = np.fromiter(map(bool, normal), bool, len(normal))
            normal, of = list(compress(normal, shown)), of[shown]
        tokens, order = self._numbers.of(normal), of.argsort(kind="stable")
        self._tokens.extend(tokens[order], np.bincount(of, minlength=len(new)))


class _Numbering(defaultdict[str, int]):
    """Numbers for texts in the order in which they are first met."""

    def __init__(self, first: Sequence[str]) -> None:
        super().__init__(count(len(first)).__next__, zip(first, count(), strict=False))
        self.inserted = list(first)

    def __reduce__(self) -> tuple[type, tuple[list[str]]]:
        return type(self), (self.inserted,)

    def of(self, texts: Sequence[str]) -> Places:
        """The number of each text."""
        known = len(self)
        found = np.fromiter(map(self.__getitem__, texts), np.int64, len(texts))
        if new := len(self) - known:
            self.inserted += [*islice(reversed(self), new)][::-1]
        return found


class _Rows:
    """Rows of numbers, of any length each, one behind the other."""

    def __init__(self) -> None:
        self._numbers = _Growing()
        self._starts = _Growing(0)

    def __len__(self) -> int:
        return len(self._starts.held) - 1

    def extend(self, numbers: Places, counts: Places) -> None:
        """Add rows at the end: their numbers, and how many each has."""
        self._starts.extend(self._starts.held[-1] + np.cumsum(counts))
        self._numbers.extend(numbers)

    def of(self, rows: Places) -> tuple[Places, Places]:
        """The numbers of these rows in order; and where each row starts among them, and where the last ends."""
        starts = self._starts.held
        counts = starts[rows + 1] - starts[rows]
        ends = np.concatenate([[0], np.cumsum(counts)])
        places = np.arange(int(ends[-1])) + np.repeat(starts[rows] - ends[:-1], counts)
        return self._numbers.held[places], ends

    def firsts(self, rows: Places) -> Places:
        """The first number of each of these rows, none of which is empty."""
        return self._numbers.held[self._starts.held[rows]]


class _Growing:
    """A run of numbers that grows at its end, with room ahead so that growing costs what is added."""

    def __init__(self, *first: int) -> None:
        self._room = np.array(first, np.int64)
        self._size = len(first)

    @property
    def held(self) -> Places:
        """What it holds."""
        return self._room[: self._size]

    def extend(self, more: Places) -> None:
        """Add numbers at the end."""
        size = self._size + len(more)
        if size > len(self._room):
            self._room = np.concatenate([self.held, np.empty(max(size, 1024), np.int64)])
        self._room[self._size : size] = more
        self._size = size


def _in_edges(texts: Sequence[str]) -> list[str]:
    """The chunks of all texts, with an edge before and behind each text."""
    between = f"\n{EDGE}\n{EDGE}\n"
    whole = between.join(texts)
    if whole.count(EDGE) == 2 * (len(texts) - 1):
        return [EDGE, *chunks(whole), EDGE]
    # a text that holds the edge's character, which shows nothing
    return [c for text in texts for c in (EDGE, *(chunk for chunk in chunks(text) if chunk != EDGE), EDGE)]

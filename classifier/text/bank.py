"""Messages as numbers: each distinct chunk is read once and remembered.

Chat repeats itself, so reading a batch costs one dictionary look-up a chunk and the cleaning of
chunks not met before, all of these together in one pass.
"""

from array import array
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.text.normalise import normalise_all
from classifier.text.tokenise import chunks, read_chunk, split_simple

EDGE: Final = "\N{NULL}"
"""The token before the first and after the last of every message; no text normalises to it."""

_UNMET: Final = -1


@dataclass(frozen=True, slots=True)
class Batch:
    """Messages as token numbers: message i holds `tokens[starts[i]:starts[i + 1]]`, edges included."""

    tokens: NDArray[np.int64]
    starts: NDArray[np.int64]


class TokenBank:
    """Every distinct token met so far, each with its number; number 0 is the edge."""

    def __init__(self) -> None:
        self.texts: list[str] = [EDGE]
        self._numbers: dict[str, int] = {EDGE: 0}
        self._chunks: dict[str, int] = {}
        self._tokens = array("q", [0])
        self._firsts = array("q", [0, 1])

    def __len__(self) -> int:
        return len(self._chunks)

    def read(self, texts: Sequence[str]) -> Batch:
        """The messages as token numbers, in order."""
        cut = [chunks(text) for text in texts]
        flat = list(chain.from_iterable(cut))
        numbers = np.fromiter(map(self._chunks.get, flat, repeat(_UNMET)), np.int64, len(flat))
        unmet = np.flatnonzero(numbers == _UNMET).tolist()
        self._learn(dict.fromkeys(flat[place] for place in unmet))
        numbers[unmet] = [self._chunks[flat[place]] for place in unmet]
        counts = np.fromiter(map(len, cut), np.int64, len(cut))
        found = np.zeros(len(flat) + 2 * len(cut), np.int64)
        found[np.arange(len(flat)) + 2 * np.repeat(np.arange(len(cut)), counts) + 1] = numbers
        return self._tokens_of(found, np.concatenate([[0], np.cumsum(counts + 2)]))

    def _tokens_of(self, found: NDArray[np.int64], starts: NDArray[np.int64]) -> Batch:
        """The tokens of chunks, message after message."""
        firsts = np.frombuffer(self._firsts, np.int64)
        counts = firsts[found + 1] - firsts[found]
        ends = np.concatenate([[0], np.cumsum(counts)])
        places = np.arange(int(ends[-1])) + np.repeat(firsts[found] - ends[:-1], counts)
        return Batch(np.frombuffer(self._tokens, np.int64)[places], ends[starts])

    def _learn(self, new: Collection[str]) -> None:
        """Reads chunks not met before; those that are words with a sign behind at most are cleaned in one pass."""
        simple = [(chunk, *parts) for chunk in new if (parts := split_simple(chunk)) is not None]
        cleaned = normalise_all([piece for _, word, sign in simple for piece in (word, sign)])
        for (chunk, _, _), word, sign in zip(simple, cleaned[::2], cleaned[1::2], strict=True):
            self._add(chunk, filter(None, (word, sign)))
        for chunk in new:
            if chunk not in self._chunks:
                self._add(chunk, (token.text for token in read_chunk(chunk)))

    def _add(self, chunk: str, tokens: Iterable[str]) -> None:
        self._chunks[chunk] = len(self._chunks) + 1
        self._tokens.extend(map(self._number, tokens))
        self._firsts.append(len(self._tokens))

    def _number(self, text: str) -> int:
        number = self._numbers.setdefault(text, len(self.texts))
        if number == len(self.texts):
            self.texts.append(text)
        return number

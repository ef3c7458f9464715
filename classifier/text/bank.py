"""Messages as numbers: each distinct chunk is read once and remembered.

Chat repeats itself, so reading a batch costs one dictionary look-up a chunk and the cleaning of
chunks not met before, all of these together in one pass.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.text.normalise import normalise_all
from classifier.text.tokenise import chunks, is_one_word, read_chunk

EDGE: Final = "\N{NULL}"
"""The token before the first and after the last of every message; no text normalises to it."""


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
        self._chunks: dict[str, tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self._chunks)

    def read(self, texts: Sequence[str]) -> Batch:
        """The messages as token numbers, in order."""
        cut = [chunks(text) for text in texts]
        self._learn(cut)
        known = self._chunks
        lines = [list(chain((0,), chain.from_iterable(map(known.__getitem__, line)), (0,))) for line in cut]
        starts = np.zeros(len(texts) + 1, np.int64)
        np.cumsum(np.fromiter(map(len, lines), np.int64, len(lines)), out=starts[1:])
        return Batch(np.fromiter(chain.from_iterable(lines), np.int64, int(starts[-1])), starts)

    def _learn(self, cut: Sequence[Sequence[str]]) -> None:
        new = list(dict.fromkeys(chunk for line in cut for chunk in line if chunk not in self._chunks))
        if not new:
            return
        words = [chunk for chunk in new if is_one_word(chunk)]
        for chunk, text in zip(words, normalise_all(words), strict=True):
            self._chunks[chunk] = (self._number(text),) if text else ()
        for chunk in new:
            if chunk not in self._chunks:
                self._chunks[chunk] = tuple(self._number(token.text) for token in read_chunk(chunk))

    def _number(self, text: str) -> int:
        number = self._numbers.setdefault(text, len(self.texts))
        if number == len(self.texts):
            self.texts.append(text)
        return number

"""The features that a model knows, and reading messages into them.

Scores are additive over tokens and neighbouring pairs, so a message's vector x is the sum of its
parts over sqrt(sum of the parts' squared lengths): each part is scored once, and with C the
message-by-token counts, T the token-by-feature matrix and W the weights, C(TW) equals (CT)W.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from classifier.scoring.features import Numbers, Parts, pair_numbers
from classifier.text import Batch

UNKNOWN: Final = -1


class KeyTable:
    """The column of each feature number: a hash table with open addressing, looked up in whole arrays."""

    def __init__(self, keys: Numbers) -> None:
        self._bits = max(int(len(keys) * 4).bit_length(), 4)
        self._keys = np.zeros(1 << self._bits, np.uint64)
        self._columns = np.full(1 << self._bits, UNKNOWN, np.int32)
        columns, slots = np.arange(len(keys), dtype=np.int32), self._slots(keys)
        while len(columns):
            free = self._columns[slots] == UNKNOWN
            self._columns[slots[free]] = columns[free]
            placed = self._columns[slots] == columns
            self._keys[slots[placed]] = keys[columns[placed]]
            columns, slots = columns[~placed], (slots[~placed] + 1) & self._last

    def columns(self, keys: Numbers) -> NDArray[np.int32]:
        """The column of each key; -1 for one that is not known."""
        slots = self._slots(keys)
        found = self._columns[slots]
        found[(found != UNKNOWN) & (self._keys[slots] != keys)] = UNKNOWN - 1
        missed = np.flatnonzero(found == UNKNOWN - 1)
        while len(missed):
            slots[missed] = (slots[missed] + 1) & self._last
            there = self._columns[slots[missed]]
            right = self._keys[slots[missed]] == keys[missed]
            found[missed] = np.where(right | (there == UNKNOWN), there, UNKNOWN - 1)
            missed = missed[found[missed] == UNKNOWN - 1]
        return found

    @property
    def _last(self) -> int:
        return (1 << self._bits) - 1

    def _slots(self, keys: Numbers) -> NDArray[np.int64]:
        return (keys >> np.uint64(64 - self._bits)).astype(np.int64)


@dataclass(frozen=True)
class Vocabulary:
    """The numbers of the known features, in column order, with the inverse document frequency of each.

    The first `token_columns` columns are features of tokens, the rest pairs of neighbours.
    """

    keys: Numbers
    token_columns: int
    idf: NDArray[np.float32]

    @cached_property
    def tokens(self) -> KeyTable:
        """The columns of token features."""
        return KeyTable(self.keys[: self.token_columns])

    @cached_property
    def pairs(self) -> KeyTable:
        """The places of pairs among the pair columns."""
        return KeyTable(self.keys[self.token_columns :])

    @property
    def size(self) -> int:
        """The number of columns."""
        return len(self.keys)

    def token_matrix(self, parts: Parts) -> Any:  # noqa: ANN401 - scipy has no types
        """Distinct tokens by token-feature columns (CSR, float32), each feature counted times its idf."""
        columns = self.tokens.columns(parts.numbers)
        known = columns != UNKNOWN
        starts = np.concatenate([[0], np.cumsum(known)])[parts.starts]
        shape = (len(parts.starts) - 1, self.token_columns)
        matrix = sparse.csr_matrix((self.idf[columns[known]], columns[known], starts), shape=shape)
        matrix.sum_duplicates()
        return matrix

    def known_pairs(self, batch: Batch, ends: Numbers) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The known pairs of each message, in its order: their places, and where each message starts."""
        keys = pair_keys(batch, ends)
        places = self.pairs.columns(keys.ravel())
        known = np.flatnonzero(places != UNKNOWN)
        return places[known], np.searchsorted(known, pair_starts(batch) * keys.shape[1])


def pair_keys(batch: Batch, ends: Numbers) -> Numbers:
    """The numbers of all neighbouring tokens of a batch, message after message (n pairs, pairings).

    `ends` is indexed by token number, as `Parts.ends`.
    """
    within = np.ones(max(len(batch.tokens) - 1, 0), bool)
    within[batch.starts[1:-1] - 1] = False
    return pair_numbers(ends[batch.tokens[:-1][within], 0], ends[batch.tokens[1:][within], 1])


def pair_starts(batch: Batch) -> NDArray[np.int64]:
    """Where the pairs of each message start: one pair fewer than tokens."""
    return batch.starts - np.arange(len(batch.starts))

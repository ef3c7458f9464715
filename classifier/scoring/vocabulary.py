"""The features that a model knows, and reading messages into them.

Scores are additive over tokens and neighbouring pairs, so a message's vector x is the sum of its
parts over sqrt(sum of the parts' squared lengths): each part is scored once, and with C the
message-by-token counts, T the token-by-feature matrix and W the weights, C(TW) equals (CT)W.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from classifier.errors import ModelError
from classifier.scoring.features import ENDS, Numbers, Parts, pair_numbers
from classifier.text import Batch

UNKNOWN: Final = -1
_COLUMN_BITS: Final = np.uint64(24)
_MOST_COLUMNS: Final = np.uint64((1 << 24) - 1)


class KeyTable:
    """The column of each feature number: a hash table with open addressing, looked up in whole arrays.

    A slot holds the last forty bits of a number before its column, counted from 1, so that one look tells; the first
    bits choose the slot.
    """

    def __init__(self, keys: Numbers) -> None:
        if len(keys) > _MOST_COLUMNS:
            raise ModelError(
                f"{len(keys)} features are more than the {_MOST_COLUMNS} of a table; raise the plan's min_messages"
            )
        self._bits = max(int(len(keys) * 4).bit_length(), 4)
        self._held = np.zeros(1 << self._bits, np.uint64)
        columns, slots = np.arange(1, len(keys) + 1, dtype=np.uint64), self._slots(keys)
        entries = (keys << _COLUMN_BITS) | columns
        while len(entries):
            free = self._held[slots] == 0
            self._held[slots[free]] = entries[free]
            placed = self._held[slots] == entries
            entries, slots = entries[~placed], (slots[~placed] + 1) & self._last

    def columns(self, keys: Numbers) -> NDArray[np.int32]:
        """The column of each key; -1 for one that is not known."""
        slots, marks = self._slots(keys), keys << _COLUMN_BITS
        held = self._held[slots]
        apart = held ^ marks
        known = apart <= _MOST_COLUMNS
        found = np.where(known, apart, 0).astype(np.int32) + UNKNOWN
        missed = np.flatnonzero(~known & (held != 0))
        while len(missed):
            slots[missed] = (slots[missed] + 1) & self._last
            held = self._held[slots[missed]]
            apart = held ^ marks[missed]
            known = apart <= _MOST_COLUMNS
            found[missed[known]] = apart[known].astype(np.int32) + UNKNOWN
            missed = missed[~known & (held != 0)]
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
        ones = np.ones(int(known.sum()), np.float32)
        shape = (len(parts.ends), self.token_columns)
        matrix = sparse.csr_matrix((ones, (parts.owners[known], columns[known])), shape=shape)
        matrix.data *= self.idf[matrix.indices]
        return matrix

    def token_rows(self, parts: Parts) -> Iterator[tuple[int, NDArray[np.int64], NDArray[np.float32]]]:
        """The rows of `token_matrix` that hold anything: the token, its columns, and the values there."""
        columns = self.tokens.columns(parts.numbers)
        known = columns != UNKNOWN
        places, counts = np.unique(parts.owners[known] * self.token_columns + columns[known], return_counts=True)
        starts = places.searchsorted(np.arange(len(parts.ends) + 1) * self.token_columns).tolist()
        for token, (start, end) in enumerate(pairwise(starts)):
            if start < end:
                held = places[start:end] - token * self.token_columns
                yield token, held, self.idf[held] * counts[start:end].astype(np.float32)

    def pair_places(self, batch: Batch, ends: Numbers) -> NDArray[np.int32]:
        """The places of a batch's pairs, message after message (n neighbours, ends); UNKNOWN where there is none."""
        keys = pair_keys(batch, ends)
        return self.pairs.columns(keys.ravel()).reshape(keys.shape)

    def known_pairs(self, batch: Batch, ends: Numbers) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The known pairs of each message, in its order: their places, and where each message starts."""
        places = self.pair_places(batch, ends).ravel()
        known = (places != UNKNOWN).nonzero()[0]
        return places[known], known.searchsorted(pair_starts(batch) * len(ENDS))


def pair_keys(batch: Batch, ends: Numbers) -> Numbers:
    """The numbers of all neighbouring tokens of a batch, message after message (n pairs, ends).

    `ends` is indexed by token number, as `Parts.ends`.
    """
    within = np.ones(max(len(batch.tokens) - 1, 0), bool)
    within[batch.starts[1:-1] - 1] = False
    return pair_numbers(ends[batch.tokens[:-1][within], 0], ends[batch.tokens[1:][within], 1])


def pair_starts(batch: Batch) -> NDArray[np.int64]:
    """Where the pairs of each message start: one pair fewer than tokens."""
    return batch.starts - np.arange(len(batch.starts))

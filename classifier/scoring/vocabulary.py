"""The features that a model knows, and reading messages into them.

Scores are additive over tokens and neighbouring pairs, so a message's vector x is the sum of its
parts over sqrt(sum of the parts' squared lengths): each part is scored once, and with C the
message-by-token counts, T the token-by-feature matrix and W the weights, C(TW) equals (CT)W.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from classifier.scoring.features import PAIRINGS, left_ends, right_ends, token_features
from classifier.text import Batch

_SHIFT = 32
_UNKNOWN = -1


@dataclass(frozen=True)
class Vocabulary:
    """Token features and pairs of ends, in column order, with the inverse document frequency of each.

    Columns are the token features first, then the pairs. `pair_keys` holds, sorted, the number of
    the left end and of the right end (see `ends`) as one integer.
    """

    features: tuple[str, ...]
    ends: tuple[str, ...]
    pair_keys: NDArray[np.int64]
    idf: NDArray[np.float32]

    @cached_property
    def column(self) -> dict[str, int]:
        """The column of each token feature."""
        return {feature: column for column, feature in enumerate(self.features)}

    @cached_property
    def end_number(self) -> dict[str, int]:
        """The number of each end."""
        return {end: number for number, end in enumerate(self.ends)}

    @property
    def size(self) -> int:
        """The number of columns."""
        return len(self.features) + len(self.pair_keys)

    def token_matrix(self, tokens: Sequence[str]) -> Any:  # noqa: ANN401 - scipy has no types
        """Distinct tokens by token-feature columns (CSR, float32), each feature counted times its idf."""
        get = self.column.get
        rows = [[c for f in token_features(token) if (c := get(f)) is not None] for token in tokens]
        starts = np.zeros(len(rows) + 1, np.int64)
        np.cumsum([len(row) for row in rows], out=starts[1:])
        columns = np.fromiter(chain.from_iterable(rows), np.int64, int(starts[-1]))
        shape = (len(tokens), len(self.features))
        matrix = sparse.csr_matrix((self.idf[columns], columns, starts), shape=shape)
        matrix.sum_duplicates()
        return matrix

    def end_numbers(self, tokens: Sequence[str]) -> NDArray[np.int64]:
        """For each token its left ends, then its right ends (n, 2, 5); -1 where unknown."""
        get = self.end_number.get
        flat = [get(end, _UNKNOWN) for token in tokens for ends in (left_ends, right_ends) for end in ends(token)]
        return np.array(flat, np.int64).reshape(len(tokens), 2, -1)

    def pairs(self, batch: Batch, ends: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The known pairs of each message: their places in `pair_keys`, and where each message starts."""
        keys = pair_keys(batch, ends)
        places = np.searchsorted(self.pair_keys, keys)
        places[places == len(self.pair_keys)] = 0
        known = (keys >= 0) & (self.pair_keys[places] == keys if len(self.pair_keys) else False)
        counts = np.zeros(len(keys) + 1, np.int64)
        np.cumsum(known.sum(axis=1), out=counts[1:])
        return places[known], counts[pair_starts(batch)]


def pair_keys(batch: Batch, ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """The keys of all neighbouring tokens (n_pairs, n_pairings); -1 where an end is unknown."""
    left, right = batch.tokens[:-1], batch.tokens[1:]
    within = np.ones(max(len(batch.tokens) - 1, 0), bool)
    within[batch.starts[1:-1] - 1] = False
    left, right = left[within], right[within]
    lefts = ends[left, 0][:, [a for a, _ in PAIRINGS]]
    rights = ends[right, 1][:, [b for _, b in PAIRINGS]]
    keys: NDArray[np.int64] = (lefts << _SHIFT) | rights
    keys[(lefts < 0) | (rights < 0)] = _UNKNOWN
    return keys


def pair_starts(batch: Batch) -> NDArray[np.int64]:
    """Where the pairs of each message start: one pair fewer than tokens."""
    return batch.starts - np.arange(len(batch.starts))

"""The scikit-learn estimator that learns a vocabulary and turns messages into vectors for training."""

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin

from classifier.scoring.features import left_ends, right_ends, token_features
from classifier.scoring.vocabulary import Vocabulary, pair_keys, pair_starts
from classifier.text import Batch, TokenBank


class ChatVectoriser(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Messages (n texts) to tf-idf vectors (n, vocabulary size) whose parts are additive.

    A feature is kept when at least `min_messages` messages hold it; `idf` follows scikit-learn's
    smooth form, ln((1 + n) / (1 + df)) + 1.
    """

    def __init__(self, *, min_messages: int = 2) -> None:
        self.min_messages = min_messages

    def fit(self, texts: Sequence[str], y: object = None) -> Self:  # noqa: ARG002 - the estimator contract
        """Learn `vocabulary_` from the texts."""
        bank = TokenBank()
        batch = bank.read(texts)
        features, feature_df = self._token_features(batch, bank.texts)
        ends, keys, pair_df = self._pairs(batch, bank.texts)
        df = np.concatenate([feature_df, pair_df])
        idf = np.log((1 + len(texts)) / (1 + df)) + 1
        self.vocabulary_ = Vocabulary(features, ends, keys, idf.astype(np.float32))
        return self

    def transform(self, texts: Sequence[str]) -> Any:  # noqa: ANN401 - scipy has no types
        """The messages as vectors (CSR, float32)."""
        bank, vocabulary = TokenBank(), self.vocabulary_
        batch = bank.read(texts)
        tokens = vocabulary.token_matrix(bank.texts)
        places, starts = vocabulary.pairs(batch, vocabulary.end_numbers(bank.texts))
        pair_idf = vocabulary.idf[len(vocabulary.features) :]
        counts = _counts(batch, len(bank.texts))
        pairs = sparse.csr_matrix((pair_idf[places], places, starts), shape=(len(texts), len(pair_idf)))
        lengths = counts @ np.asarray(tokens.multiply(tokens).sum(axis=1)).ravel() + _row_sums(
            pair_idf[places] ** 2, starts
        )
        pairs.sum_duplicates()
        scale = sparse.diags((1 / np.sqrt(np.maximum(lengths, 1e-9))).astype(np.float32))
        return sparse.csr_matrix(scale @ sparse.hstack([counts @ tokens, pairs], format="csr"))

    def _token_features(self, batch: Batch, tokens: Sequence[str]) -> tuple[tuple[str, ...], NDArray[np.int64]]:
        lists = [token_features(token) for token in tokens]
        names = {name: column for column, name in enumerate(dict.fromkeys(f for row in lists for f in row))}
        starts = np.cumsum([0] + [len(row) for row in lists])
        columns = [names[f] for row in lists for f in row]
        matrix = sparse.csr_matrix(
            (np.ones(len(columns), np.float32), columns, starts), shape=(len(tokens), len(names))
        )
        held = _counts(batch, len(tokens)) @ matrix
        df = np.bincount(held.indices, minlength=len(names))
        kept = df >= self.min_messages
        return tuple(name for name, keep in zip(names, kept, strict=True) if keep), df[kept]

    def _pairs(
        self, batch: Batch, tokens: Sequence[str]
    ) -> tuple[tuple[str, ...], NDArray[np.int64], NDArray[np.int64]]:
        rows = [ends(token) for token in tokens for ends in (left_ends, right_ends)]
        names = {name: number for number, name in enumerate(dict.fromkeys(end for row in rows for end in row))}
        ends = np.array([[names[end] for end in row] for row in rows]).reshape(len(tokens), 2, -1)
        keys = pair_keys(batch, ends)
        message = np.repeat(np.arange(len(batch.starts) - 1), np.diff(pair_starts(batch)))
        once = np.unique(np.stack([np.repeat(message, keys.shape[1]), keys.ravel()]), axis=1)
        found, df = np.unique(once[1], return_counts=True)
        kept = df >= self.min_messages
        return _compact(tuple(names), found[kept], df[kept])


def _compact(
    names: tuple[str, ...], keys: NDArray[np.int64], df: NDArray[np.int64]
) -> tuple[tuple[str, ...], NDArray[np.int64], NDArray[np.int64]]:
    """Only the ends that a kept pair uses, renumbered; keys sorted again."""
    left, right = keys >> 32, keys & 0xFFFFFFFF
    used, numbers = np.unique(np.concatenate([left, right]), return_inverse=True)
    renumbered = (numbers[: len(keys)] << 32) | numbers[len(keys) :]
    order = np.argsort(renumbered)
    return tuple(names[number] for number in used), renumbered[order], df[order]


def _counts(batch: Batch, width: int) -> Any:  # noqa: ANN401 - scipy has no types
    ones = np.ones(len(batch.tokens), np.float32)
    return sparse.csr_matrix((ones, batch.tokens, batch.starts), shape=(len(batch.starts) - 1, width))


def _row_sums(values: NDArray[np.float32], starts: NDArray[np.int64]) -> NDArray[np.float64]:
    sums = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    difference: NDArray[np.float64] = sums[starts[1:]] - sums[starts[:-1]]
    return difference

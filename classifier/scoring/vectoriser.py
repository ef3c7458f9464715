"""The scikit-learn estimator that learns a vocabulary and turns messages into vectors for training."""

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin

from classifier.scoring.features import Numbers, Parts, take_apart
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
        parts = take_apart(bank.texts)
        features, feature_df = self._kept(*_held_features(batch, parts))
        pairs, pair_df = self._kept(*_held_pairs(batch, parts))
        df = np.concatenate([feature_df, pair_df])
        idf = (np.log((1 + len(texts)) / (1 + df)) + 1).astype(np.float32)
        self.vocabulary_ = Vocabulary(np.concatenate([features, pairs]), len(features), idf)
        return self

    def transform(self, texts: Sequence[str]) -> Any:  # noqa: ANN401 - scipy has no types
        """The messages as vectors (CSR, float32)."""
        bank, vocabulary = TokenBank(), self.vocabulary_
        batch = bank.read(texts)
        parts = take_apart(bank.texts)
        counts, tokens = _counts(batch, len(bank.texts)), vocabulary.token_matrix(parts)
        pairs = _pair_matrix(vocabulary, batch, parts)
        pair_lengths = np.asarray(pairs.multiply(vocabulary.idf[vocabulary.token_columns :]).sum(axis=1)).ravel()
        lengths = counts @ np.asarray(tokens.multiply(tokens).sum(axis=1)).ravel() + pair_lengths
        scale = sparse.diags((1 / np.sqrt(np.maximum(lengths, 1e-9))).astype(np.float32))
        return sparse.csr_matrix(scale @ sparse.hstack([counts @ tokens, pairs], format="csr"))

    def _kept(self, keys: Numbers, df: NDArray[np.int64]) -> tuple[Numbers, NDArray[np.int64]]:
        kept = df >= self.min_messages
        return keys[kept], df[kept]


def _held_features(batch: Batch, parts: Parts) -> tuple[Numbers, NDArray[np.int64]]:
    """Every token feature, and how many messages hold it."""
    keys, columns = np.unique(parts.numbers, return_inverse=True)
    ones = np.ones(len(columns), np.float32)
    matrix = sparse.csr_matrix((ones, (parts.owners, columns)), shape=(len(parts.ends), len(keys)))
    held = _counts(batch, len(parts.ends)) @ matrix
    return keys, np.bincount(held.indices, minlength=len(keys))


def _held_pairs(batch: Batch, parts: Parts) -> tuple[Numbers, NDArray[np.int64]]:
    """Every pair of neighbours' ends, and how many messages hold it."""
    message = np.repeat(np.arange(len(batch.starts) - 1), np.diff(pair_starts(batch)))
    found, df = [], []
    for numbers in pair_keys(batch, parts.ends).T:
        keys, columns = np.unique(numbers, return_inverse=True)
        once = np.unique(columns.astype(np.int64) * (len(batch.starts) + 1) + message)
        found.append(keys)
        df.append(np.bincount(once // (len(batch.starts) + 1), minlength=len(keys)))
    return np.concatenate(found), np.concatenate(df)


def _pair_matrix(vocabulary: Vocabulary, batch: Batch, parts: Parts) -> Any:  # noqa: ANN401
    places, starts = vocabulary.known_pairs(batch, parts.ends)
    idf = vocabulary.idf[vocabulary.token_columns :]
    return sparse.csr_matrix((idf[places], places, starts), shape=(len(batch.starts) - 1, len(idf)))


def _counts(batch: Batch, width: int) -> Any:  # noqa: ANN401 - scipy has no types
    ones = np.ones(len(batch.tokens), np.float32)
    return sparse.csr_matrix((ones, batch.tokens, batch.starts), shape=(len(batch.starts) - 1, width))

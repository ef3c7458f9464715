"""The fast model: every distinct token is scored once, known pairs are looked up, and messages add them up."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from classifier.scoring.features import ENDS, Numbers, take_apart
from classifier.scoring.folder import Arrays
from classifier.scoring.readings import with_reading
from classifier.scoring.vocabulary import UNKNOWN, Vocabulary
from classifier.settings import Settings
from classifier.text import Batch, TokenBank

_ROOM = 4096
_FEW = 16
"""So many tokens are scored one by one, each the very same as in a matrix of many, which would cost more."""
_SMALLEST = 1e-9
_LARGEST = 127
_SMALLEST_SCALE = 1e-4

Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Met:
    """Tokens scored before any text is read: the edge, then the commonest words of the table; or none at all.

    `rows` (n tokens, outputs and the squared length) and `ends` (n tokens, 2, ends) are as they would be learnt.
    """

    rows: Rows
    ends: Numbers

    @property
    def words(self) -> int:
        """How many words these are."""
        return max(len(self.rows) - 1, 0)


class LinearModel:
    """Log-odds of every output from a vocabulary's weights.

    Threads may share one model: what it remembers of words is met by one of them at a time.

    Args:
        vocabulary: the features, in column order.
        weights: one row a column of the vocabulary, one column an output (float32).
        bias: one value an output.
        met: the tokens that it need not learn, as `LinearModel.met` of the same model gives them.
        token_cache: distinct chunks remembered before the memory is begun again, so that it stays flat.

    Raises:
        ValueError: when `met` is no such model's.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        weights: Rows,
        bias: Rows,
        *,
        met: Met | None = None,
        token_cache: int = 1_000_000,
    ) -> None:
        self.vocabulary = vocabulary
        self.weights = weights
        self.bias = bias
        columns, ends = weights.shape[1] + 1, (2, len(ENDS))
        self._met = met or Met(np.empty((0, columns), np.float32), np.empty((0, *ends), np.uint64))
        if self._met.rows.shape[1:] != (columns,) or self._met.ends.shape != (len(self._met.rows), *ends):
            raise ValueError("its words were scored by a model of other outputs")
        self.token_cache = token_cache
        pairs = slice(vocabulary.token_columns, None)
        idf = vocabulary.idf[pairs, None]
        self._pair_rows = np.hstack([weights[pairs] * idf, idf**2]).astype(np.float32)
        self._lock = Lock()
        self._forget()

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "_lock"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self._lock = Lock()

    def logits(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Log-odds (n texts, n outputs) of the texts as written; the same for any batch size and order."""
        with self._lock:
            return self._odds(self._read(texts))

    def heard(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """As `logits`; where words are read as others, the mean of a text as written and the higher of both."""
        with self._lock:
            batch = self._read(texts)
            read, which = self._bank.as_read(batch)
            odds = self._odds(batch)
            if len(which):
                odds[which] = with_reading(odds[which], self._odds(read))
        return odds

    def contributions(self, text: str) -> tuple[list[str], NDArray[np.float64]]:
        """The tokens of one text (edges left out) and what each adds to every log-odds (n tokens, n outputs).

        A pair's part is shared by its two tokens; the rows and the bias sum to `logits`.
        """
        with self._lock:
            batch = self._bank.read([text])
            self._learn()
            parts = self._rows[batch.tokens].astype(np.float64)
            places = self.vocabulary.pair_places(batch, self._ends)
            shared = (self._pair_rows[places] * (places != UNKNOWN)[:, :, None]).sum(axis=1) / 2
            tokens = [self._bank.texts[number] for number in batch.tokens[1:-1]]
        parts[:-1] += shared
        parts[1:] += shared
        length = np.sqrt(max(parts[:, -1].sum(), _SMALLEST))
        parts[1] += parts[0]
        parts[-2] += parts[-1]
        return tokens, parts[1:-1, :-1] / length

    def met(self, words: int) -> Met:
        """So many of the commonest words of the table, scored; a model made with them starts faster."""
        return Met(*self._scored(TokenBank(words).texts))

    def _read(self, texts: Sequence[str]) -> Batch:
        if len(self._bank) - self._met.words > self.token_cache:
            self._forget()
        return self._bank.read(texts)

    def _odds(self, batch: Batch) -> NDArray[np.float64]:
        self._learn()
        sums = _gather(batch.tokens, batch.starts, self._rows) + self._pairs(batch)
        scaled: NDArray[np.float64] = sums[:, :-1] / np.sqrt(np.maximum(sums[:, -1:], _SMALLEST), dtype=np.float64)
        return scaled + self.bias

    def _pairs(self, batch: Batch) -> Rows:
        """For each message the sum of its known pairs' rows."""
        return _gather(*self.vocabulary.known_pairs(batch, self._ends), self._pair_rows)

    def _forget(self) -> None:
        self._bank = TokenBank(self._met.words)
        self._rows, self._ends = self._met.rows, self._met.ends
        self._known = len(self._rows)

    def _learn(self) -> None:
        """Scores tokens not met before."""
        new = self._bank.texts[self._known :]
        if not new:
            return
        if self._known + len(new) > len(self._rows):
            room = max(_ROOM, len(self._rows), len(new))
            self._rows = np.concatenate([self._rows, np.empty((room, self._rows.shape[1]), np.float32)])
            self._ends = np.concatenate([self._ends, np.empty((room, 2, len(ENDS)), np.uint64)])
        place = slice(self._known, self._known + len(new))
        self._rows[place], self._ends[place] = self._scored(new)
        self._known += len(new)

    def _scored(self, tokens: Sequence[str]) -> tuple[Rows, Numbers]:
        """The row of each token, whose last column is its squared length, and its ends."""
        parts = take_apart(tokens)
        if len(tokens) <= _FEW:
            rows = np.zeros((len(tokens), self._rows.shape[1]), np.float32)
            for token, columns, values in self.vocabulary.token_rows(parts):
                rows[token, :-1] = (self.weights[columns] * values[:, None]).sum(axis=0)
                rows[token, -1:] = np.add.reduceat(values * values, [0])  # as scipy sums up a matrix's row
            return rows, parts.ends
        matrix = self.vocabulary.token_matrix(parts)
        odds = matrix @ self.weights[: self.vocabulary.token_columns]
        return np.hstack([odds, np.asarray(matrix.multiply(matrix).sum(axis=1)).reshape(-1, 1)]), parts.ends


def linear_of(arrays: Arrays, settings: Settings) -> LinearModel:
    """The model stored as `linear_arrays`."""
    vocabulary = Vocabulary(arrays["keys"], arrays["token_columns"].item(), arrays["idf"])
    weights = arrays["weights"] * arrays["scales"].astype(np.float32)
    met = Met(arrays["met_rows"], arrays["met_ends"]) if "met_rows" in arrays else None
    return LinearModel(vocabulary, weights, arrays["bias"], met=met, token_cache=settings.token_cache)


def linear_arrays(model: LinearModel, *, words: int = 0) -> Arrays:
    """The arrays under which a model is stored; weights in eight bits, as `in_eight_bits` leaves them.

    With `words` so many of the commonest are stored as scored, so that no message waits for them.
    """
    whole, scales = _eight_bits(model.weights)
    met = model.met(words) if words else None
    return {
        "weights": whole,
        "scales": scales,
        "bias": model.bias,
        "idf": model.vocabulary.idf,
        "keys": model.vocabulary.keys,
        "token_columns": np.array(model.vocabulary.token_columns),
        **({"met_rows": met.rows, "met_ends": met.ends} if met else {}),
    }


def in_eight_bits(weights: Rows) -> Rows:
    """The weights as they will be stored: a row is integers of eight bits times a scale in half precision."""
    whole, scales = _eight_bits(weights)
    return np.asarray(whole * scales.astype(np.float32), np.float32)


def _eight_bits(weights: Rows) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    largest = np.maximum(np.abs(weights).max(axis=1, keepdims=True), _SMALLEST_SCALE * _LARGEST)
    scales = (largest / _LARGEST).astype(np.float16)
    whole = np.round(weights / scales.astype(np.float32)).clip(-_LARGEST, _LARGEST)
    return whole.astype(np.int8), scales


def _gather(places: NDArray[np.integer], starts: NDArray[np.int64], rows: Rows) -> Rows:
    """For each message the sum of its rows, added in the message's order."""
    if len(starts) == 2:  # noqa: PLR2004 - one message, where a matrix would cost more than its sum
        return np.asarray(rows[places].sum(axis=0, keepdims=True))
    ones = np.ones(len(places), np.float32)
    return np.asarray(sparse.csr_matrix((ones, places, starts), shape=(len(starts) - 1, len(rows))) @ rows)

"""Log-odds to calibrated probabilities, and thresholds for a stated goal."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from classifier.labels import LABELS, OUTPUTS, TACTICS, label_of

_FIRST_TACTICS: Final = [OUTPUTS.index(next(t for t in TACTICS if label_of(t) == label)) for label in LABELS]
"""Where the tactics of each label begin among the outputs; they stand together, in the order of the labels."""
_LEAST: Final = -50.0
"""Log-odds below which all are the same: no probability of six places tells them apart."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """One or several models' log-odds joined into one probability for each output.

    The probability of output k is sigmoid(sum over models m of slope[m, k] * x[m, k] + offset[k]); with
    one model this is Platt scaling (Platt 1999, "Probabilistic outputs for support vector machines").
    """

    slope: NDArray[np.float64]
    offset: NDArray[np.float64]

    def probability(self, *logits: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probabilities (n, outputs) from each model's log-odds (n, outputs), rounded to six places."""
        odds = self.offset + sum(slope * x for slope, x in zip(self.slope, logits, strict=True))
        probability: NDArray[np.float64] = (1 / (1 + np.exp(-np.maximum(odds, _LEAST)))).round(6)
        return probability

    def beside(self, other: "Calibration") -> "Calibration":
        """Both as one: this one's outputs, then the other's, of the same models."""
        return Calibration(np.hstack([self.slope, other.slope]), np.append(self.offset, other.offset))


def with_tactics(logits: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """A model's log-odds (n, columns) as two sources to join: as they are, and for each label its surest tactic's.

    A model that is in doubt about a label is often sure of the reason. The other columns of the second are 0.
    """
    surest = np.zeros(logits.shape)
    surest[:, : len(LABELS)] = np.maximum.reduceat(logits[:, : len(OUTPUTS)], _FIRST_TACTICS, axis=1)
    return logits, surest


def calibrate(*logits: NDArray[np.float64], truth: NDArray[np.bool_]) -> Calibration:
    """The joining learnt from messages kept out of the models' training (n, outputs for each model)."""
    columns = [np.stack([model[:, k] for model in logits], axis=1) for k in range(truth.shape[1])]
    fitted = [LogisticRegression(C=1.0).fit(x, truth[:, k]) for k, x in enumerate(columns)]
    slope = np.stack([model.coef_[0] for model in fitted], axis=1)
    return Calibration(slope, np.array([model.intercept_[0] for model in fitted]))


def best_f1_threshold(probability: NDArray[np.float64], truth: NDArray[np.bool_], *, precision: float = 0.0) -> float:
    """The threshold with the best F1 among those that reach `precision`; the most precise if none does."""
    order = np.argsort(-probability, kind="stable")
    hits = np.cumsum(truth[order])
    ranks = np.arange(1, len(order) + 1)
    precisions = hits / ranks
    f1 = 2 * hits / (ranks + truth.sum())
    last_of_tie = np.append(np.diff(probability[order]) != 0, True)
    allowed = last_of_tie & (precisions >= precision)
    best = int(np.argmax(np.where(allowed, f1, -1))) if allowed.any() else int(np.argmax(precisions * last_of_tie))
    return float(probability[order[best]])

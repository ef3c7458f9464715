"""Log-odds to calibrated probabilities, and thresholds for a stated goal."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression


@dataclass(frozen=True, slots=True)
class Calibration:
    """Platt scaling: the probability of output k is sigmoid(slope_k * x + offset_k).

    Source: Platt 1999, "Probabilistic outputs for support vector machines".
    """

    slope: NDArray[np.float64]
    offset: NDArray[np.float64]

    def probability(self, logits: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probabilities of the same shape as the log-odds, rounded to six places."""
        return np.round(1 / (1 + np.exp(-np.clip(logits * self.slope + self.offset, -50, 50))), 6)


def calibrate(logits: NDArray[np.float64], truth: NDArray[np.bool_], weight: NDArray[np.float64]) -> Calibration:
    """The scaling learnt from messages kept out of training (n, outputs), each with its weight."""
    fitted = [
        LogisticRegression(C=1e6).fit(logits[:, [k]], truth[:, k], sample_weight=weight) for k in range(truth.shape[1])
    ]
    return Calibration(
        np.array([model.coef_[0, 0] for model in fitted]), np.array([model.intercept_[0] for model in fitted])
    )


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


def alarm_threshold(probabilities: Sequence[NDArray[np.float64]], *, per_thousand: float) -> float:
    """The lowest threshold at which no background collection raises more alarms in 1,000 lines."""
    return max(_quantile(values, per_thousand) for values in probabilities)


def _quantile(values: NDArray[np.float64], per_thousand: float) -> float:
    allowed = int(len(values) * per_thousand / 1000)
    return float(np.nextafter(np.sort(values)[::-1][allowed], 2.0))

"""How well probabilities fit labels: the figures of `scripts/evaluate.py`, as plain values."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score

from classifier.labels import LABELS
from classifier.learning.corpus import Example

Values = NDArray[np.float64]
Truth = NDArray[np.bool_]

_BINS = 10


@dataclass(frozen=True, slots=True)
class LabelFigures:
    """Precision, recall, F1 at the threshold; average precision and calibration error over all thresholds.

    `calibration_error` is the expected calibration error over ten equal bins (Naeini et al. 2015).
    A figure that needs positives is None where there are none.
    """

    label: str
    lines: int
    positives: int
    precision: float | None
    recall: float | None
    f1: float | None
    average_precision: float | None
    calibration_error: float


def label_figures(label: str, probability: Values, carried: Truth, threshold: float) -> LabelFigures:
    """The figures of one label over n messages."""
    flagged = probability >= threshold
    hits = int((flagged & carried).sum())
    positives = int(carried.sum())
    precision = hits / flagged.sum() if flagged.any() else None
    recall = hits / positives if positives else None
    f1 = 2 * hits / (flagged.sum() + positives) if positives else None
    average = float(average_precision_score(carried, probability)) if positives else None
    return LabelFigures(
        label, len(carried), positives, _float(precision), _float(recall), _float(f1), average,
        calibration_error(probability, carried),
    )  # fmt: skip


def calibration_error(probability: Values, carried: Truth) -> float:
    """The mean gap between stated probability and observed share, weighted by bin."""
    bins = np.minimum((probability * _BINS).astype(int), _BINS - 1)
    gaps = [
        abs(probability[bins == b].mean() - carried[bins == b].mean()) * (bins == b).sum()
        for b in range(_BINS)
        if (bins == b).any()
    ]
    return float(sum(gaps) / max(len(carried), 1))


def alarms_per_thousand(probability: Values, thresholds: Sequence[float]) -> dict[str, float]:
    """Lines flagged in 1,000, for each label and for any of them (columns in the order of `LABELS`)."""
    flagged = probability[:, : len(LABELS)] >= np.asarray(thresholds)
    rates = {label: float(1000 * flagged[:, k].mean()) for k, label in enumerate(LABELS)}
    return rates | {"any": float(1000 * flagged.any(axis=1).mean())}


def by_group(examples: Sequence[Example], key: Callable[[Example], str]) -> Iterable[tuple[str, NDArray[np.bool_]]]:
    """Each group's name and which examples belong to it, in order of name."""
    names = np.array([key(example) for example in examples])
    for name in sorted(set(names.tolist())):
        yield name, names == name


def _float(value: float | None) -> float | None:
    return None if value is None else float(value)

"""Where a label begins to apply: the best F1 that a stated number of false alarms allows."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.labels import LABELS
from classifier.scoring.calibration import best_f1_threshold

SMALLEST_FILE: Final = 1_000
"""Validation lines that a background file needs for a false-alarm rate of its own."""

_STEP: Final = 0.1
_HIGHEST_ODDS: Final = 12.0
_LEAST_LOSS: Final = 1e-4

Values = NDArray[np.float64]


def operating_point(
    probability: Values, carried: NDArray[np.bool_], quiet: Sequence[Values], alarms: float
) -> dict[str, float]:
    """A threshold for each label: from the best F1 of each, raised until no background file alarms more.

    Args:
        probability: validation messages by outputs.
        carried: the labels that they carry, in the same shape.
        quiet: for each background file, its lines by outputs; short files count as one.
        alarms: lines with any of the four labels that are allowed in 1,000 of each file.

    In each step the label is raised whose step takes away most alarms for the F1 that it costs.
    """
    files = [_odds(values[:, : len(LABELS)]) for values in _large(quiet)]
    best = np.array([best_f1_threshold(probability[:, k], carried[:, k]) for k in range(len(LABELS))])
    odds = _odds(best)
    while _excess(files, odds, alarms) > 0 and odds.min() < _HIGHEST_ODDS:
        steps = odds + _STEP * np.eye(len(LABELS))
        gains = [_excess(files, odds, alarms) - _excess(files, step, alarms) for step in steps]
        costs = [
            _f1(probability, carried, odds, k) - _f1(probability, carried, steps[k], k) for k in range(len(LABELS))
        ]
        worth = np.array(gains) / np.maximum(costs, _LEAST_LOSS)
        odds = steps[int(np.argmax(worth))] if max(gains) > 0 else odds + _STEP
    return {label: float(np.round(1 / (1 + np.exp(-value)), 6)) for label, value in zip(LABELS, odds, strict=True)}


def _odds(probability: Values) -> Values:
    clipped = np.clip(probability, 1e-9, 1 - 1e-9)
    odds: Values = np.log(clipped / (1 - clipped))
    return odds


def _excess(files: Sequence[Values], odds: Values, alarms: float) -> float:
    """Alarms in 1,000 lines beyond those allowed, over all files."""
    rates = [1000 * float(np.any(values >= odds, axis=1).mean()) for values in files]
    return sum(max(rate - alarms, 0.0) for rate in rates)


def _f1(probability: Values, carried: NDArray[np.bool_], odds: Values, label: int) -> float:
    flagged = probability[:, label] >= 1 / (1 + np.exp(-odds[label]))
    return float(2 * (flagged & carried[:, label]).sum() / max(flagged.sum() + carried[:, label].sum(), 1))


def _large(quiet: Sequence[Values]) -> list[Values]:
    """The files long enough to measure a rate in 1,000 by themselves; the shorter ones as one."""
    short = [values for values in quiet if 0 < len(values) < SMALLEST_FILE]
    return [values for values in quiet if len(values) >= SMALLEST_FILE] + ([np.concatenate(short)] if short else [])

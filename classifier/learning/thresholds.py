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
_RANGE: Final = 9.0
_WORTHS: Final = np.geomspace(1e-5, 10.0, 120)

Values = NDArray[np.float64]


def operating_point(
    probability: Values, carried: NDArray[np.bool_], quiet: Sequence[Values], alarms: float
) -> dict[str, float]:
    """A threshold for each label: the best sum of F1 at which no background file alarms more.

    Args:
        probability: validation messages by outputs.
        carried: the labels that they carry, in the same shape.
        quiet: for each background file, its lines by outputs; short files count as one.
        alarms: lines with any of the four labels that are allowed in 1,000 of each file.

    Each label gives up F1 for fewer alarms at one rate of exchange, the lowest that keeps to the
    allowance (Everett 1963, "Generalized Lagrange multiplier method").
    """
    files = [_odds(values[:, : len(LABELS)]) for values in _large(quiet)]
    grids = [_grid(probability[:, k], carried[:, k]) for k in range(len(LABELS))]
    f1 = [[_f1(probability[:, k], carried[:, k], odds) for odds in grid] for k, grid in enumerate(grids)]
    rates = [[_rate(files, k, odds) for odds in grid] for k, grid in enumerate(grids)]
    for worth in _WORTHS:
        places = [int(np.argmax(np.array(f) - worth * np.array(r))) for f, r in zip(f1, rates, strict=True)]
        odds = np.array([grid[place] for grid, place in zip(grids, places, strict=True)])
        if all(1000 * float(np.any(values >= odds, axis=1).mean()) <= alarms for values in files):
            break
    return {label: float(np.round(1 / (1 + np.exp(-value)), 6)) for label, value in zip(LABELS, odds, strict=True)}


def _grid(probability: Values, carried: NDArray[np.bool_]) -> Values:
    """Log-odds to choose from: the best F1 and upwards."""
    best = _odds(np.array(best_f1_threshold(probability, carried)))
    return np.arange(float(best), float(best) + _RANGE, _STEP)


def _odds(probability: Values) -> Values:
    clipped = np.clip(probability, 1e-9, 1 - 1e-9)
    odds: Values = np.log(clipped / (1 - clipped))
    return odds


def _rate(files: Sequence[Values], label: int, odds: float) -> float:
    """Alarms of one label in 1,000 lines, as the mean over files."""
    return float(np.mean([1000 * np.mean(values[:, label] >= odds) for values in files])) if files else 0.0


def _f1(probability: Values, carried: NDArray[np.bool_], odds: float) -> float:
    flagged = probability >= 1 / (1 + np.exp(-odds))
    return float(2 * (flagged & carried).sum() / max(flagged.sum() + carried.sum(), 1))


def _large(quiet: Sequence[Values]) -> list[Values]:
    """The files long enough to measure a rate in 1,000 by themselves; the shorter ones as one."""
    short = [values for values in quiet if 0 < len(values) < SMALLEST_FILE]
    return [values for values in quiet if len(values) >= SMALLEST_FILE] + ([np.concatenate(short)] if short else [])

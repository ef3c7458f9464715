"""Where a label begins to apply: the best F1 that a stated number of false alarms allows."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.labels import LABELS
from classifier.scoring.calibration import best_f1_threshold

SMALLEST_FILE: Final = 1_000
"""Validation lines that a background file needs for a false-alarm rate of its own."""

_STEP: Final = 0.15
_RANGE: Final = 6.0

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

    All choices of four thresholds are compared, each from a label's own best F1 upwards; where none is quiet enough,
    the highest of each.
    """
    files = [_odds(values[:, : len(LABELS)]) for values in _large(quiet)]
    grids = [_grid(probability[:, k], carried[:, k]) for k in range(len(LABELS))]
    f1 = [np.array([_f1(probability[:, k], carried[:, k], odds) for odds in grid]) for k, grid in enumerate(grids)]
    worth = np.where(_are_kept(files, grids, alarms), sum(np.ix_(*f1)), -np.inf)
    worth[(-1,) * len(LABELS)] = max(worth[(-1,) * len(LABELS)], -1)  # what is left where none is quiet enough
    places = np.unravel_index(int(np.argmax(worth)), worth.shape)
    odds = [float(grid[place]) for grid, place in zip(grids, places, strict=True)]
    return {label: float(np.round(1 / (1 + np.exp(-value)), 6)) for label, value in zip(LABELS, odds, strict=True)}


def _are_kept(files: Sequence[Values], grids: Sequence[Values], alarms: float) -> NDArray[np.bool_]:
    """For each choice of a place on every label's grid, whether it keeps every file to its allowance.

    A line is silent where none of its labels reaches its threshold; how many are is summed up over the places at once.
    """
    kept = np.ones([len(grid) for grid in grids], bool)
    for file in files:
        reached = tuple(np.searchsorted(grid, file[:, k], side="right") for k, grid in enumerate(grids))
        silent = np.zeros([len(grid) + 1 for grid in grids], np.int32)
        np.add.at(silent, reached, 1)
        for axis in range(len(grids)):
            np.cumsum(silent, axis=axis, out=silent)
        kept &= 1000 * (len(file) - silent[(slice(-1),) * len(grids)]) <= alarms * len(file)
    return kept


def _grid(probability: Values, carried: NDArray[np.bool_]) -> Values:
    """Log-odds to choose from: the best F1 and upwards."""
    best = _odds(np.array(best_f1_threshold(probability, carried)))
    return np.arange(float(best), float(best) + _RANGE, _STEP)


def _odds(probability: Values) -> Values:
    clipped = np.clip(probability, 1e-9, 1 - 1e-9)
    odds: Values = np.log(clipped / (1 - clipped))
    return odds


def _f1(probability: Values, carried: NDArray[np.bool_], odds: float) -> float:
    flagged = probability >= 1 / (1 + np.exp(-odds))
    return float(2 * (flagged & carried).sum() / max(flagged.sum() + carried.sum(), 1))


def _large(quiet: Sequence[Values]) -> list[Values]:
    """The files long enough to measure a rate in 1,000 by themselves; the shorter ones as one."""
    short = [values for values in quiet if 0 < len(values) < SMALLEST_FILE]
    return [values for values in quiet if len(values) >= SMALLEST_FILE] + ([np.concatenate(short)] if short else [])

"""Where a label begins to apply: the best F1 that a stated number of false alarms allows."""

from collections.abc import Sequence
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.labels import LABELS
from classifier.scoring.calibration import best_f1_threshold

SMALLEST_FILE: Final = 1_000
"""Validation lines that a background file needs for a false-alarm rate of its own."""

_STEP: Final = 0.1
_RANGE: Final = 9.0
_GAIN: Final = 1e-9
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

    It begins where each label gives up F1 for fewer alarms at one rate of exchange, the lowest that keeps to the
    allowance (Everett 1963, "Generalized Lagrange multiplier method"); then two labels at a time take the best that
    the others leave them, until no two gain.
    """
    files = [_odds(values[:, : len(LABELS)]) for values in _large(quiet)]
    grids = [_grid(probability[:, k], carried[:, k]) for k in range(len(LABELS))]
    f1 = [np.array([_f1(probability[:, k], carried[:, k], odds) for odds in grid]) for k, grid in enumerate(grids)]
    passed = [np.stack([np.searchsorted(g, f[:, k], side="right") for k, g in enumerate(grids)], axis=1) for f in files]
    places = _exchanged(f1, [[_rate(files, k, odds) for odds in grid] for k, grid in enumerate(grids)], passed, alarms)
    gaining = True
    while gaining:
        gaining = False
        for one, other in combinations(range(len(LABELS)), 2):
            worth = f1[one][:, None] + f1[other] + np.where(_kept(passed, places, (one, other), f1, alarms), 0, -np.inf)
            best = np.unravel_index(int(np.argmax(worth)), worth.shape)
            if worth[best] > worth[places[one], places[other]] + _GAIN:
                places[one], places[other] = int(best[0]), int(best[1])
                gaining = True
    odds = [float(grid[place]) for grid, place in zip(grids, places, strict=True)]
    return {label: float(np.round(1 / (1 + np.exp(-value)), 6)) for label, value in zip(LABELS, odds, strict=True)}


def _exchanged(
    f1: Sequence[Values], rates: Sequence[Sequence[float]], passed: Sequence[NDArray[np.int64]], alarms: float
) -> list[int]:
    """A place on each label's grid: the best F1 less the alarms at the lowest rate of exchange that is quiet enough."""
    for worth in _WORTHS:
        places = [int(np.argmax(f - worth * np.array(r))) for f, r in zip(f1, rates, strict=True)]
        if all(1000 * float(np.any(held > places, axis=1).mean()) <= alarms for held in passed):
            break
    return places


def _kept(
    passed: Sequence[NDArray[np.int64]],
    places: Sequence[int],
    two: tuple[int, int],
    f1: Sequence[Values],
    alarms: float,
) -> NDArray[np.bool_]:
    """Which places of two labels keep every file to its allowance, the others staying where they are.

    `passed` counts for each line how many places of each label's grid it passes (lines, labels).
    """
    others = [k for k in range(len(LABELS)) if k not in two]
    shape = len(f1[two[0]]), len(f1[two[1]])
    kept = np.ones(shape, bool)
    for held in passed:
        alarmed = np.any(held[:, others] > np.array(places)[others], axis=1)
        left = held[~alarmed][:, two]
        counts = np.zeros((shape[0] + 1, shape[1] + 1))
        np.add.at(counts, (left[:, 0], left[:, 1]), 1)
        silent = counts.cumsum(axis=0).cumsum(axis=1)[:-1, :-1]
        kept &= 1000 * (len(held) - silent) <= alarms * len(held)
    return kept


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

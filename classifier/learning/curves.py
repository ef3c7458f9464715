"""What more training lines still buy: average precision after a quarter, half and all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from sklearn.metrics import average_precision_score

from classifier.labels import LABELS
from classifier.learning.corpus import Example
from classifier.learning.fit import fit_linear
from classifier.learning.material import truth
from classifier.learning.plan import TrainingPlan
from classifier.learning.splits import Splits
from classifier.learning.tables import table

SHARES: Final = (0.25, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Average precision of each label on the validation voices, after so many training lines."""

    lines: int
    average_precision: tuple[float, ...]


def learning_curve(
    examples: Sequence[Example], splits: Splits, plan: TrainingPlan, *, shares: Sequence[float] = SHARES
) -> list[CurvePoint]:
    """A point for each share of the training voices' lines, drawn at random under the plan's seed.

    The linear model alone, without disguised copies, chats or background, so that only the lines count.
    """
    training, validation = splits.pick(list(examples), "train"), splits.pick(list(examples), "validation")
    order = np.random.default_rng(plan.seed).permutation(len(training))
    return [
        _point([training[place] for place in order[: round(share * len(training))]], validation, plan)
        for share in shares
    ]


def curve_table(points: Sequence[CurvePoint]) -> str:
    """The curve, a row a point, and what the last step bought."""
    rows: list[Sequence[object]] = [(f"{point.lines:,}", *_cells(point.average_precision)) for point in points]
    if len(points) > 1:
        last, before = points[-1].average_precision, points[-2].average_precision
        rows.append(
            (
                "gain of the last step",
                *(f"{a - b:+.3f}" for a, b in zip(last, before, strict=True)),
                _mean_gain(last, before),
            )
        )
    return table(("training lines", *LABELS, "mean"), rows)


def _point(training: Sequence[Example], validation: Sequence[Example], plan: TrainingPlan) -> CurvePoint:
    width = len(LABELS)
    model = fit_linear([example.text for example in training], truth(training)[:, :width].astype(float), plan)
    scores = model.logits([example.text for example in validation])
    carried = truth(validation)[:, :width]
    return CurvePoint(
        len(training), tuple(float(average_precision_score(carried[:, k], scores[:, k])) for k in range(width))
    )


def _cells(values: Sequence[float]) -> tuple[str, ...]:
    return (*(f"{value:.3f}" for value in values), f"{sum(values) / len(values):.3f}")


def _mean_gain(last: Sequence[float], before: Sequence[float]) -> str:
    return f"{(sum(last) - sum(before)) / len(last):+.3f}"

"""A model held against labelled messages, harmless text and corpus chats."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier.labels import LABELS
from classifier.learning.background import Background
from classifier.learning.corpus import Example
from classifier.learning.material import truth
from classifier.learning.measures import (
    LabelFigures,
    alarms_per_thousand,
    by_group,
    label_figures,
)
from classifier.scoring.scorer import Scorer

MISTAKES = 10
"""Worst mistakes shown."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A message on the wrong side of a threshold, and by how much in probability."""

    label: str
    text: str
    voice: str
    expected: bool
    probability: float


@dataclass(frozen=True, slots=True)
class MessageEvaluation:
    """Figures over labelled messages: each label, each dialect's and style's recall, the worst mistakes."""

    messages: int
    labels: tuple[LabelFigures, ...]
    recall: Mapping[str, Mapping[str, float]]
    mistakes: tuple[Mistake, ...]

    def as_json(self) -> dict[str, Any]:
        """The figures as plain JSON values."""
        return asdict(self)


def evaluate_messages(scorer: Scorer, examples: Sequence[Example], *, depth: str) -> MessageEvaluation:
    """How well a scorer finds the labels of messages that it was not trained on."""
    probability = scorer.probabilities([example.text for example in examples], depth=depth)[:, : len(LABELS)]
    carried = truth(examples)[:, : len(LABELS)]
    labels = tuple(
        label_figures(label, probability[:, k], carried[:, k], scorer.thresholds[label])
        for k, label in enumerate(LABELS)
    )
    flagged = probability >= scorer.label_thresholds
    recall = {
        f"{kind} {name}": _recall(flagged[rows], carried[rows])
        for kind, key in (("dialect", lambda e: e.dialect), ("style", lambda e: e.style))
        for name, rows in by_group(examples, key)
    }
    return MessageEvaluation(len(examples), labels, recall, _worst(examples, probability, carried, scorer))


def evaluate_background(
    scorer: Scorer, background: Sequence[Background], *, part: str, depth: str
) -> dict[str, dict[str, float]]:
    """Lines flagged in 1,000 of each file's part, for each label and for any of the four."""
    thresholds = [scorer.thresholds[label] for label in LABELS]
    alarms = {}
    for file in background:
        lines = file.part(part)
        alarms[file.name] = {"lines": float(len(lines))} | alarms_per_thousand(
            scorer.probabilities(lines, depth=depth), thresholds
        )
    return alarms


def _recall(flagged: NDArray[np.bool_], carried: NDArray[np.bool_]) -> dict[str, float]:
    """Lines, labels carried, and the share of them found."""
    return {
        "lines": float(len(carried)),
        "labels": float(carried.sum()),
        "recall": float((flagged & carried).sum() / max(int(carried.sum()), 1)),
    }


def _worst(
    examples: Sequence[Example], probability: NDArray[np.float64], carried: NDArray[np.bool_], scorer: Scorer
) -> tuple[Mistake, ...]:
    distance = np.where(carried, scorer.label_thresholds - probability, probability - scorer.label_thresholds)
    order = np.argsort(-distance, axis=None, kind="stable")[:MISTAKES]
    places = [np.unravel_index(flat, distance.shape) for flat in order]
    return tuple(
        Mistake(
            LABELS[column], examples[row].text, examples[row].voice, bool(carried[row, column]),
            float(probability[row, column]),
        )
        for row, column in places
        if distance[row, column] >= 0
    )  # fmt: skip

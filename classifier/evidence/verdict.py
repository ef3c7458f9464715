"""Scores of a message as a verdict on it, without the words that moved them."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from classifier.evidence.entities import find_entities
from classifier.labels import CUES, LABELS, OUTPUTS, TACTICS
from classifier.records import Message, MessageVerdict


def verdict_of(message: Message, scores: NDArray[np.float64], above: NDArray[np.float64]) -> MessageVerdict:
    """The verdict on a message of these scores (columns,), its labels those whose thresholds (labels,) are reached."""
    labels = tuple(np.array(LABELS)[scores[: len(LABELS)] >= above].tolist())
    probability = dict(zip(OUTPUTS, scores[: len(OUTPUTS)].tolist(), strict=True))
    cues = dict(zip(CUES, scores[len(OUTPUTS) :].tolist(), strict=True))
    entities = find_entities(message.text, message.sent_at)
    return MessageVerdict(message, probability, labels, _tactics(labels, probability), (), entities, cues=cues)


def _tactics(labels: Sequence[str], probability: Mapping[str, float]) -> tuple[str, ...]:
    """The tactics of each label that applies: all at one half or above, or else the likeliest."""
    found = []
    for label in labels:
        under = [tactic for tactic in TACTICS if tactic.startswith(f"{label}.")]
        likeliest = max(under, key=lambda tactic: probability[tactic])
        found += [tactic for tactic in under if probability[tactic] >= 0.5 or tactic == likeliest]  # noqa: PLR2004
    return tuple(found)

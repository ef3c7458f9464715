"""Scores of a message as a verdict on it, without the words that moved them."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.evidence.entities import find_entities
from classifier.labels import CUES, LABELS, OUTPUTS, TACTICS
from classifier.records import Message, MessageVerdict

_OUTPUT_AT: Final = {name: place for place, name in enumerate(OUTPUTS)}
_CUE_AT: Final = {name: place for place, name in enumerate(CUES)}


class _Chances(Mapping[str, float]):
    """Numbers by name, in a third of the memory of a dictionary: a chat holds one for each of its messages.

    Args:
        places: the place of each name, shared by all.
        numbers: one a name.
    """

    __slots__ = ("_numbers", "_places")

    def __init__(self, places: Mapping[str, int], numbers: Sequence[float]) -> None:
        self._places = places
        self._numbers = array("d", numbers)

    def __getitem__(self, name: str) -> float:
        return self._numbers[self._places[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __repr__(self) -> str:
        return repr(dict(self))


def verdict_of(message: Message, scores: NDArray[np.float64], above: NDArray[np.float64]) -> MessageVerdict:
    """The verdict on a message of these scores (columns,), its labels those whose thresholds (labels,) are reached."""
    chances = scores.tolist()
    labels = tuple(
        label for label, chance, least in zip(LABELS, chances, above.tolist(), strict=False) if chance >= least
    )
    probability = _Chances(_OUTPUT_AT, chances[: len(OUTPUTS)])
    cues = _Chances(_CUE_AT, chances[len(OUTPUTS) :])
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

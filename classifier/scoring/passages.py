"""What one sender says over several bubbles, read together: a threat told in pieces, a courtship told in turns.

A bubble says little and a chat says it slowly, so everything that one sender says is also read in passages of some
words, each beginning with the bubble that ended the one before. A bubble as long as a passage is read alone, as every
message is. A passage labels no message; it tells the chat's story to the triage.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.labels import COLUMNS
from classifier.records import Message
from classifier.scoring.scorer import Scorer

WORDS: Final = 50
"""Words of a passage at most."""
_BETWEEN: Final = "\N{ARABIC COMMA} "


@dataclass(frozen=True, slots=True)
class Passage:
    """Two or more bubbles of one sender, by place among the chat's messages, and their words as one text."""

    places: tuple[int, ...]
    text: str


def passages(messages: Sequence[Message]) -> Iterator[Passage]:
    """The passages of a chat, sender after sender; none of what nobody is named for."""
    spoken: dict[str, list[int]] = {}
    for place, message in enumerate(messages):
        if message.spoken and message.sender is not None and message.text.strip():
            spoken.setdefault(message.sender, []).append(place)
    for places in spoken.values():
        for held in _cut(places, [len(messages[place].text.split()) for place in places]):
            yield Passage(held, _BETWEEN.join(messages[place].text for place in held))


def score_passages(
    scorer: Scorer, messages: Sequence[Message], *, depth: str = "standard", jobs: int = 1
) -> NDArray[np.float64]:
    """What is heard in a chat's passages (n passages, columns), in their order."""
    texts = [passage.text for passage in passages(messages)]
    return scorer.heard(texts, depth=depth, jobs=jobs, whole=True) if texts else np.empty((0, len(COLUMNS)))


def _cut(places: Sequence[int], lengths: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Runs of two bubbles and more with `WORDS` words at most; neighbouring runs share one where it fits."""
    held: list[int] = []
    words = last = 0
    for place, length in zip(places, lengths, strict=True):
        if words + length > WORDS:
            if len(held) > 1:
                yield tuple(held)
            held, words = (held[-1:], last) if last + length <= WORDS else ([], 0)
        held.append(place)
        words, last = words + length, length
    if len(held) > 1:
        yield tuple(held)

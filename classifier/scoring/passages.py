"""What is said over several bubbles, read together: a threat told in pieces, an answer that shows what was meant.

A bubble says little and a chat says it slowly, so everything that one sender says is also read in passages of some
words, each beginning with the bubble that ended the one before; and what several people say to each other is read in
exchanges of as many words. A bubble as long as a passage is read alone, as every message is. Neither labels a message;
they tell the chat's story to the triage.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.labels import COLUMNS
from classifier.records import Message
from classifier.scoring.scorer import Scorer

WORDS: Final = 50
"""Words of a passage at most."""
_BETWEEN: Final = "\N{ARABIC COMMA} "
_TURN: Final = " \N{EM DASH} "
"""Between two bubbles of which another person sent the second."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Two or more bubbles of one sender or of an exchange, by place among the messages, and their words as one text."""

    places: tuple[int, ...]
    text: str


def passages(messages: Sequence[Message]) -> Iterator[Passage]:
    """The passages of a chat, sender after sender, then its exchanges.

    What nobody is named for is in none, unless nobody is named at all: then it is one sender's.
    """
    said = [place for place, m in enumerate(messages) if m.spoken and m.text.strip()]
    said = [place for place in said if messages[place].sender is not None] or said
    spoken: dict[str | None, list[int]] = {}
    for place in said:
        spoken.setdefault(messages[place].sender, []).append(place)
    lengths = {place: len(messages[place].text.split()) for place in said}
    for places in spoken.values():
        for held in _cut(places, lengths):
            yield Passage(held, _BETWEEN.join(messages[place].text for place in held))
    for held in _cut(said, lengths):
        if len({messages[place].sender for place in held}) > 1:
            yield Passage(held, _exchange([messages[place] for place in held]))


def _exchange(messages: Sequence[Message]) -> str:
    text = messages[0].text
    for before, message in pairwise(messages):
        text += (_BETWEEN if message.sender == before.sender else _TURN) + message.text
    return text


def score_passages(
    scorer: Scorer, messages: Sequence[Message], *, depth: str = "standard", jobs: int = 1
) -> NDArray[np.float64]:
    """What is heard in a chat's passages (n passages, columns), in their order."""
    texts = [passage.text for passage in passages(messages)]
    return scorer.heard(texts, depth=depth, jobs=jobs, whole=True) if texts else np.empty((0, len(COLUMNS)))


def _cut(places: Sequence[int], lengths: Mapping[int, int]) -> Iterator[tuple[int, ...]]:
    """Runs of two bubbles and more with `WORDS` words at most; neighbouring runs share one where it fits."""
    held: list[int] = []
    words = last = 0
    for place in places:
        length = lengths[place]
        if words + length > WORDS:
            if len(held) > 1:
                yield tuple(held)
            held, words = (held[-1:], last) if last + length <= WORDS else ([], 0)
        held.append(place)
        words, last = words + length, length
    if len(held) > 1:
        yield tuple(held)

"""Messages of a chat scored as people send them: a sentence cut over bubbles of one minute is read as one.

`راح`, `انشر`, `صورج` say little each. Bubbles of a few words that one sender sends in the same minute are
scored once more together, and each then carries the stronger of both readings; its words keep their place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.labels import COLUMNS
from classifier.records import Evidence, Message, Span
from classifier.scoring.scorer import Scorer

MOST_WORDS: Final = 3
"""Words of the longest bubble that may be a piece of a sentence."""
MOST_BUBBLES: Final = 8
"""Bubbles read together at most, so that a flood of one word costs no more than its length."""


@dataclass(frozen=True, slots=True)
class Burst:
    """Consecutive bubbles, by place among the chat's messages, that are read as one."""

    places: tuple[int, ...]
    text: str
    starts: tuple[int, ...]
    """Where each bubble's text begins in `text`."""

    def of(self, place: int, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """The evidence of the whole text that lies in one bubble, with places in that bubble."""
        number = self.places.index(place)
        start = self.starts[number]
        end = self.starts[number + 1] - 1 if number + 1 < len(self.starts) else len(self.text)
        cut = [
            (found, max(found.span.start, start) - start, min(found.span.end, end) - start)
            for found in evidence
            if found.span.start < end and found.span.end > start
        ]
        return tuple(replace(found, span=Span(first, last)) for found, first, last in cut)


def bursts(messages: Sequence[Message]) -> Iterator[Burst]:
    """The bursts of a chat, in order; bubbles of one sender, one minute and a few words each."""
    for key, run in groupby(enumerate(messages), key=lambda held: _key(held[1])):
        places = [place for place, _ in run]
        if key is None:
            continue
        for first in range(0, len(places), MOST_BUBBLES):
            held = places[first : first + MOST_BUBBLES]
            if len(held) > 1:
                yield _burst(held, [messages[place].text for place in held])


def score_messages(
    scorer: Scorer, messages: Sequence[Message], *, depth: str = "standard", jobs: int = 1
) -> NDArray[np.float64]:
    """What is heard in a chat's messages (n messages, columns); zero where nobody speaks."""
    scores = np.zeros((len(messages), len(COLUMNS)))
    spoken = [place for place, message in enumerate(messages) if message.spoken]
    joined = list(bursts(messages))
    texts = [*(messages[place].text for place in spoken), *(burst.text for burst in joined)]
    found = scorer.heard(texts, depth=depth, jobs=jobs)
    scores[spoken] = found[: len(spoken)]
    for burst, row in zip(joined, found[len(spoken) :], strict=True):
        places = list(burst.places)
        scores[places] = np.maximum(scores[places], row)
    return scores


def _key(message: Message) -> tuple[str | None, object] | None:
    """What bubbles of one burst share; None for one that stands alone."""
    if message.kind != "text" or message.sent_at is None or not 0 < len(message.text.split()) <= MOST_WORDS:
        return None
    return message.sender, message.sent_at.replace(second=0, microsecond=0)


def _burst(places: Sequence[int], texts: Sequence[str]) -> Burst:
    lengths = [len(text) + 1 for text in texts]
    starts = np.cumsum([0, *lengths])[:-1].tolist()
    return Burst(tuple(places), " ".join(texts), tuple(starts))

"""A long message read whole and in stretches, so that one clause is heard through a page of chatter.

What a long message says is the mean of both: all of it together, and its strongest stretch. The strongest stretch alone
cries wolf.
"""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.records import Span
from classifier.text import chunk_spans

LONG: Final = 24
"""Words from which a message is long; letters that stand spaced out are one."""
STEP: Final = 10
"""Words from the beginning of one stretch to that of the next; each is two steps long."""
MOST: Final = 40
"""Stretches of a message at most: in a longer one they are longer, so that the cost grows as the length does."""

Values = NDArray[np.float64]
Read = Callable[[Sequence[str]], Values]
"""How a model reads texts: to log-odds (n texts, columns)."""


def stretches(text: str) -> list[Span]:
    """The stretches of a long message, in order; none of a short one."""
    if len(text) < 2 * LONG - 1 or len(text.split()) < LONG:
        return []
    words = chunk_spans(text)
    if len(words) < LONG:
        return []
    step = max(STEP, -(-len(words) // MOST))
    firsts = range(0, len(words) - step, step)
    return [Span(words[first].start, words[min(first + 2 * step, len(words)) - 1].end) for first in firsts]


def in_stretches(read: Read, texts: Sequence[str]) -> Values:
    """The log-odds (n texts, columns) that `read` gives of texts, those of long ones with their strongest stretch."""
    odds = read(texts)
    cut = {place: spans for place, text in enumerate(texts) if (spans := stretches(text))}
    if cut:
        parts = read([texts[place][span.start : span.end] for place, spans in cut.items() for span in spans])
        starts = np.cumsum([0, *map(len, cut.values())])[:-1]
        long = list(cut)
        odds[long] = (odds[long] + np.maximum.reduceat(parts, starts)) / 2
    return odds

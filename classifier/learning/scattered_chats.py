"""Chats in which a case stands a line or two at a time in months of ordinary talk, as two who know each other write.

The scores of messages are those that they have by themselves; passages and exchanges, which now hold idle talk beside
the case, are scored anew. An idle line has the time of a line beside it, so that what a deadline meant still holds.
"""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.labels import LABELS
from classifier.learning.background import Background
from classifier.learning.chats import ScoredChat, retold
from classifier.learning.corpus import ChatExample, ChatLine
from classifier.scoring.scorer import Scorer

RATIOS: Final = (1, 2, 4, 8, 16, 32)
"""One of these, by chance, is how many idle lines there are for each line of a chat."""
MOST_IDLE: Final = 1000
"""Idle lines of a chat at most."""
ONE_IN: Final = 4
"""One chat in so many is scattered."""
FEWEST: Final = 3
"""Lines of the shortest chat that is scattered."""
_TOGETHER: Final = (1, 1, 1, 2, 3)
"""One of these, by chance, is how many lines of a chat stand together."""
IDLE_ONE_IN: Final = 12
"""For one chat in so many there is one of idle lines alone."""
FEWEST_IDLE: Final = 15
"""Lines of the shortest chat of idle lines alone."""
_PER_FILE: Final = 4_000
"""Idle lines drawn from a file of background, at most, and twice as many from chats."""
_QUIET: Final = 0.3
"""A chat's line is idle where no label is so likely: the corpus's harmless chats are look-alikes by design."""


@dataclass(frozen=True, slots=True)
class Idle:
    """Lines of ordinary talk, and what is heard in each (n, columns)."""

    lines: Sequence[str]
    scores: NDArray[np.float64]


def idle_talk(
    chats: Sequence[ScoredChat], background: Sequence[Background], scorer: Scorer, *, seed: int, jobs: int = 1
) -> Idle:
    """Idle lines of the validation part of background files, and of harmless chats.

    The message model learnt the training part, and hears less in it than in other ordinary talk.
    """
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    drawn = [_some(file.part("validation"), _PER_FILE, chance) for file in background]
    drawn.append(
        _some([text for chat in chats if not chat.example.labels for text in _quiet(chat)], 2 * _PER_FILE, chance)
    )
    lines = list(chain.from_iterable(drawn))
    return Idle(lines, scorer.heard(lines, jobs=jobs))


def _some(lines: Sequence[str], count: int, chance: random.Random) -> list[str]:
    return chance.sample(list(lines), min(count, len(lines)))


def _quiet(chat: ScoredChat) -> Iterator[str]:
    for line, row in zip(chat.example.lines, chat.scores, strict=True):
        if not line.labels and line.text.strip() and row[: len(LABELS)].max() < _QUIET:
            yield line.text


def scattered(chats: Sequence[ScoredChat], idle: Idle, scorer: Scorer, *, seed: int, jobs: int = 1) -> list[ScoredChat]:
    """For one chat in four a longer one, its lines spread in their order among idle ones of the same persons.

    What the chat is, who drives it, how urgent it is and what its messages carry stays.
    """
    if not len(idle.lines):
        return []
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    chosen = [chat for chat in chance.sample(list(chats), len(chats) // ONE_IN) if len(chat.example.lines) >= FEWEST]
    return retold([_spread(chat, idle, chance) for chat in chosen], scorer, jobs=jobs)


def idle_chats(
    chats: Sequence[ScoredChat], idle: Idle, scorer: Scorer, *, seed: int, jobs: int = 1
) -> list[ScoredChat]:
    """Harmless chats of up to `MOST_IDLE` idle lines and nothing else, by the persons and at the times of others."""
    if not len(idle.lines):
        return []
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    harmless = [chat for chat in chats if not chat.example.labels]
    chosen = chance.sample(harmless, min(len(chats) // IDLE_ONE_IN, len(harmless)))
    return retold([_idle_chat(chat, idle, chance) for chat in chosen], scorer, jobs=jobs)


def _idle_chat(chat: ScoredChat, idle: Idle, chance: random.Random) -> ScoredChat:
    """A chat of idle lines as of the persons of this one; its passages are still this one's."""
    example, origin = nothing_but(chat.example, idle.lines, chance)
    return replace(chat, example=example, scores=idle.scores[origin])


def nothing_but(
    example: ChatExample, idle: Sequence[str], chance: random.Random
) -> tuple[ChatExample, NDArray[np.int64]]:
    """A chat of idle lines alone, by the persons and at the times of a harmless one; short ones are as likely as long.

    With it comes where each line is from: its place among the idle lines.
    """
    lines = example.lines
    count = round(FEWEST_IDLE * (MOST_IDLE / FEWEST_IDLE) ** chance.random())
    origin = chance.choices(range(len(idle)), k=count)
    persons = [line.sender for line in lines]
    said = tuple(
        _idle_line(lines[place * len(lines) // count], chance.choice(persons), idle[number])
        for place, number in enumerate(origin)
    )
    return replace(example, lines=said), np.array(origin)


def _idle_line(beside: ChatLine, sender: str | None, text: str) -> ChatLine:
    return replace(beside, sender=sender, text=text, labels=(), tactics=())


def _spread(chat: ScoredChat, idle: Idle, chance: random.Random) -> ScoredChat:
    """The chat among idle lines; its passages are still those of the chat by itself."""
    example, origin = spread(chat.example, idle.lines, chance.choice(RATIOS), chance)
    scores = np.concatenate([chat.scores, idle.scores])
    return replace(chat, example=example, scores=scores[origin])


def spread(
    example: ChatExample, idle: Sequence[str], ratio: int, chance: random.Random
) -> tuple[ChatExample, NDArray[np.int64]]:
    """A chat's lines a few at a time among `ratio` times as many idle ones, but `MOST_IDLE` at most.

    With it comes where each line is from: its place among the chat's lines, with the idle lines numbered behind these.
    """
    lines = example.lines
    count = min(ratio * len(lines), MOST_IDLE)
    between = Counter(chance.choices(list(_seams(len(lines), chance)), k=count))
    drawn = iter(chance.choices(range(len(idle)), k=count))
    persons = [line.sender for line in lines]
    held: list[ChatLine] = []
    origin: list[int] = []
    for place in range(len(lines) + 1):
        beside = lines[max(place - 1, 0)]
        for number in [next(drawn) for _ in range(between[place])]:
            held.append(_idle_line(beside, chance.choice(persons), idle[number]))
            origin.append(len(lines) + number)
        if place < len(lines):
            held.append(lines[place])
            origin.append(place)
    return replace(example, lines=tuple(held)), np.array(origin)


def _seams(count: int, chance: random.Random) -> Iterator[int]:
    """The places, the end among them, before which idle lines may stand: every few lines."""
    place = 0
    while place < count:
        yield place
        place += chance.choice(_TOGETHER)
    yield count

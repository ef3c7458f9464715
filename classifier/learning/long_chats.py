"""Longer chats than people write for a corpus: a case among other days' talk, as exports hold it.

The scores of messages and passages are those of the chats that are joined, so that a longer chat costs nothing to
score; no passage spans a seam. Times are as they were, each day's its own: nothing that reads times may read these.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from classifier.learning.chats import ScoredChat, numbered
from classifier.learning.corpus import ChatExample, ChatLine
from classifier.triage.features import PassageScores

DAYS: Final = (1, 1, 2, 3, 4, 8, 16)
"""One of these, by chance, is how many harmless chats are joined to a chat."""

ONE_IN: Final = 3
"""One chat in so many gets a longer one; chosen on validation chats, as they are and lengthened."""


def lengthened(chats: Sequence[ScoredChat], *, seed: int) -> list[ScoredChat]:
    """For one chat in three a longer one: around it other days of the same persons, harmless chats of its voice.

    What the chat is, who drives it and what its messages carry stays. A chat of which some line carries a label lends
    nothing; a voice with no other harmless chat has no longer ones.
    """
    harmless: dict[str, list[ScoredChat]] = defaultdict(list)
    for chat in chats:
        if not chat.example.labels and not any(line.labels for line in chat.example.lines):
            harmless[chat.example.voice].append(chat)
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    drawn = []
    for chat in chats:
        others = [other for other in harmless[chat.example.voice] if other is not chat]
        if others:
            days = chance.sample(others, min(chance.choice(DAYS), len(others)))
            drawn.append(_among(chat, days, chance))
    return [_joined(example, parts) for example, parts in drawn[::ONE_IN]]


def _among(
    chat: ScoredChat, days: Sequence[ScoredChat], chance: random.Random
) -> tuple[ChatExample, Sequence[ScoredChat]]:
    """The chat with the other days before and behind it, and the parts in their order."""
    at = chance.randint(0, len(days))
    whole = [*days[:at], chat, *days[at:]]
    lines = tuple(line for part in whole for line in _said_by(part, chat, chance))
    return replace(chat.example, lines=lines), whole


def _joined(example: ChatExample, whole: Sequence[ScoredChat]) -> ScoredChat:
    """A chat of several parts with the scores that they have."""
    starts = np.cumsum([0, *(len(part.scores) for part in whole)]).tolist()
    places = tuple(
        tuple(place + start for place in held)
        for part, start in zip(whole, starts, strict=False)
        for held in part.passages.places
    )
    told = PassageScores(places, np.concatenate([part.passages.probability for part in whole]))
    return numbered(example, np.concatenate([part.scores for part in whole]), told)


def _said_by(part: ScoredChat, chat: ScoredChat, chance: random.Random) -> Sequence[ChatLine]:
    """The lines of a part as said by the chat's persons, who take its roles by chance; further persons are others."""
    if part is chat:
        return chat.example.lines
    persons = list(dict.fromkeys(line.sender for line in chat.example.lines if line.sender is not None))
    roles = list(dict.fromkeys(line.sender for line in part.example.lines if line.sender is not None))
    chance.shuffle(persons)
    others = [f"{role} ({part.example.id})" for role in roles[len(persons) :]]
    said_by: dict[str | None, str | None] = {None: None} | dict(zip(roles, [*persons, *others], strict=False))
    return [replace(line, sender=said_by[line.sender]) for line in part.example.lines]

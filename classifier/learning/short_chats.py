"""Shorter chats than people write for a corpus: a few messages out of one, as a victim copies them for an officer.

The scores of messages and passages are those of the whole chat, so that a shorter one costs nothing to score; passages
that reach beyond it are left out. What it is, its messages' own labels say. Its urgency nobody knows.
"""

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from classifier.labels import CHAT_LABELS, OFFENDER_LABELS
from classifier.learning.chats import ScoredChat, numbered
from classifier.learning.corpus import ChatExample, ChatLine
from classifier.learning.material import SPEAKS_ALONE
from classifier.triage.features import PassageScores

LENGTHS: Final = (1, 1, 2, 2, 3, 4, 6, 10)
"""One of these, by chance, is how many messages are kept."""
ONE_IN: Final = 2
"""One chat in so many lends a shorter one."""
_COURSE: Final = 2
"""So many grooming messages are a course of them."""


def shortened(chats: Sequence[ScoredChat], *, seed: int) -> list[ScoredChat]:
    """For one chat in two a few messages of it; of a chat that carries a label some around an offender's.

    Left out are those of which nobody can tell what they are by themselves: a demand alone, a single lure.
    """
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    found = []
    for chat in chance.sample(list(chats), len(chats) // ONE_IN):
        lines = chat.example.lines
        telling = [place for place, line in enumerate(lines) if _tells(line, chat.example)]
        if telling or not chat.example.labels:
            size = min(chance.choice(LENGTHS), len(lines))
            around = chance.choice(telling) if telling else chance.randrange(len(lines))
            first = max(0, min(around - chance.randrange(size), len(lines) - size))
            cut = _cut(chat, first, first + size)
            if cut is not None:
                found.append(cut)
    return found


def _tells(line: ChatLine, example: ChatExample) -> bool:
    """Whether an offender's line is long enough to say by itself what it is."""
    offends = line.sender in example.offenders and bool(set(OFFENDER_LABELS) & set(line.labels))
    return offends and len(line.text.split()) >= SPEAKS_ALONE


def _cut(chat: ScoredChat, first: int, end: int) -> ScoredChat | None:
    """The messages from `first` to before `end`; None where they say too little of what the chat is."""
    lines = chat.example.lines[first:end]
    labels, offenders = _verdict(lines, chat.example)
    if labels is None:
        return None
    held = [k for k, places in enumerate(chat.passages.places) if first <= min(places) and max(places) < end]
    places = tuple(tuple(place - first for place in chat.passages.places[k]) for k in held)
    told = PassageScores(places, chat.passages.probability[held])
    example = replace(chat.example, lines=lines, labels=labels, offenders=offenders)
    return numbered(example, chat.scores[first:end], told)


def _verdict(lines: Sequence[ChatLine], example: ChatExample) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
    """The labels that a few lines of a chat have by themselves, None where nobody can tell, and who offends in them."""
    if not example.labels:
        return (), ()
    said: dict[str, list[str]] = {}
    for line in lines:
        if line.sender in example.offenders and line.sender is not None:
            said.setdefault(line.sender, []).extend(label for label in line.labels if label in OFFENDER_LABELS)
    offenders = tuple(name for name in example.offenders if said.get(name))
    extorts = any({"threat", "demand"} <= set(said[name]) for name in offenders)
    if not extorts and any("demand" in said[name] for name in offenders):
        return None, ()
    grooms = "grooming" in example.labels and any(said[name].count("grooming") >= _COURSE for name in offenders)
    threatens = not extorts and any("threat" in said[name] for name in offenders)
    carried = {"extortion": extorts, "grooming": grooms, "threat": threatens}
    return tuple(label for label in CHAT_LABELS if carried[label]) or None, offenders

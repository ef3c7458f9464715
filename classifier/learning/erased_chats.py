"""Chats of which one side deleted what it wrote, as an offender does: what is left are the answers.

The scores of messages are those that they have by themselves; passages and exchanges, which now lack what was deleted,
are scored anew.
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from classifier.labels import OFFENDER_LABELS
from classifier.learning.chats import DELETED, ScoredChat, retold
from classifier.learning.corpus import ChatExample, ChatLine
from classifier.scoring.scorer import Scorer

ONE_IN: Final = 3
"""Of one chat in so many a side deletes what it wrote."""
SHARES: Final = (0.5, 0.8, 1.0, 1.0)
"""One of these, by chance, is how likely each line that convicts is deleted; half as likely any of a harmless chat."""
_IDLE: Final = 0.3
"""How likely any other line of the same side is deleted."""
_ANSWERS: Final = 2
"""So many lines of the one harmed tell of what was deleted."""
_NEEDED: Final = {"extortion": {"threat": 1, "demand": 1}, "grooming": {"grooming": 2}, "threat": {"threat": 1}}
"""So many lines of those that convict show what a chat is."""


def erased(chats: Sequence[ScoredChat], scorer: Scorer, *, seed: int, jobs: int = 1) -> list[ScoredChat]:
    """For one chat in three one with lines of a side deleted; left out are those in which too little is left to tell.

    What the chat is and who drives it stays. Its urgency nobody knows.
    """
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    drawn = [_erased(chat, chance) for chat in chance.sample(list(chats), len(chats) // ONE_IN)]
    return retold([chat for chat in drawn if chat is not None], scorer, jobs=jobs)


def _erased(chat: ScoredChat, chance: random.Random) -> ScoredChat | None:
    """The chat with lines deleted; its passages are still those of the whole chat. None where nobody could tell."""
    example, share = chat.example, chance.choice(SHARES)
    senders = list(dict.fromkeys(line.sender for line in example.lines if line.sender is not None))
    sides = example.offenders or tuple(chance.sample(senders, min(len(senders), 1)))
    gone = [line.sender in sides and chance.random() < _likely(line, example, share) for line in example.lines]
    lines = tuple(
        _deleted(line, chance) if is_gone else line for line, is_gone in zip(example.lines, gone, strict=True)
    )
    if not any(gone) or not _tells(lines, example):
        return None
    scores = chat.scores.copy()
    scores[gone] = 0
    return replace(chat, example=replace(example, lines=lines), scores=scores)


def _likely(line: ChatLine, example: ChatExample, share: float) -> float:
    if not example.labels:
        return share / 2
    return share if set(OFFENDER_LABELS) & set(line.labels) else _IDLE


def _deleted(line: ChatLine, chance: random.Random) -> ChatLine:
    return replace(line, text=chance.choice(DELETED), labels=(), tactics=())


def _tells(lines: Sequence[ChatLine], example: ChatExample) -> bool:
    """Whether what is left shows what a chat is: answers of the one harmed, or for each label enough that convicts."""
    harmed = sum("victim" in line.labels for line in lines if line.sender not in example.offenders)
    left = Counter(label for line in lines if line.sender in example.offenders for label in line.labels)
    shown = all(left[need] >= count for label in example.labels for need, count in _NEEDED[label].items())
    return shown or harmed >= _ANSWERS

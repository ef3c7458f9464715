"""The words of a chat that say most, told apart by who says them."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.labels import LABELS
from classifier.records import MessageVerdict

TOLD: Final = 60
"""Messages of a chat whose words are read: those that say most."""
PARTS: Final = ("driver", "others", "driver_last", "others_last")
"""What is read of a chat's words, each part by itself."""
_LAST: Final = 6
"""Messages of a side, the last of those that say most, whose words are read by themselves."""

Said = tuple[tuple[int, str], ...]
"""Messages in their order: who sent each, and its words."""


def says_most(
    verdicts: Sequence[MessageVerdict],
    odds: NDArray[np.float64],
    sender: NDArray[np.int64],
    spoken: NDArray[np.bool_],
) -> Said:
    """The messages with the strongest labels, of log-odds (n, outputs), by senders (n,), among those spoken (n,)."""
    strongest = np.where(spoken, odds[:, : len(LABELS)].max(axis=1, initial=-np.inf), -np.inf)
    most = np.sort(np.argsort(-strongest, kind="stable")[:TOLD])
    return tuple((int(sender[place]), verdicts[place].message.text) for place in most.tolist() if spoken[place])


def words_by_side(said: Said, driver: int) -> tuple[str, ...]:
    """The words of what is said, bubble under bubble: the `PARTS` of a chat that this sender drives."""
    mine = [words for sender, words in said if sender == driver]
    others = [words for sender, words in said if sender != driver]
    return tuple("\n".join(lines) for lines in (mine, others, mine[-_LAST:], others[-_LAST:]))

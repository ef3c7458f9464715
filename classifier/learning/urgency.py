"""How urgent a chat is, learnt from the signs in chats judged as unseen ones are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold

from classifier.errors import CorpusError
from classifier.learning.logistic import fit_logistic
from classifier.scoring.calibration import best_f1_threshold
from classifier.triage.model import Logistic

FOLDS: Final = 5
"""Into so many parts the voices are put, each left out in turn, to choose from where a chat is urgent."""


@dataclass(frozen=True, slots=True)
class SignedChat:
    """The signs of a chat that was judged to carry a label (features,), whether it is critical, and its voice."""

    numbers: NDArray[np.float64]
    critical: bool
    voice: str


def fit_urgency(chats: Sequence[SignedChat]) -> tuple[Logistic, float]:
    """The regression, and the probability from which a chat is urgent: the best F1 on voices left out.

    Raises:
        CorpusError: the chats are of one voice alone, or all as urgent as each other.
    """
    voices = [chat.voice for chat in chats]
    critical = np.array([[chat.critical] for chat in chats], bool).reshape(-1, 1)
    if len(set(voices)) < 2 or critical.all() or not critical.any():  # noqa: PLR2004 - one learns, one is left out
        raise CorpusError("critical chats and others, of two voices at least, are needed among those that train")
    numbers = np.stack([chat.numbers for chat in chats])
    unseen = np.zeros(len(chats))
    for others, held in GroupKFold(min(FOLDS, len(set(voices)))).split(numbers, groups=voices):
        unseen[held] = fit_logistic(numbers[others], critical[others]).probability(numbers[held])[:, 0]
    return fit_logistic(numbers, critical), best_f1_threshold(unseen, critical[:, 0])

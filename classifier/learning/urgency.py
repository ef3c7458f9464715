"""How urgent a chat is, learnt from chats judged as unseen ones are: their signs, their features and their words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold

from classifier.errors import CorpusError
from classifier.learning.plan import TrainingPlan
from classifier.learning.whole import fit_whole, whole_arrays, words_arrays
from classifier.scoring.calibration import best_f1_threshold, calibrate
from classifier.scoring.folder import Arrays
from classifier.scoring.linear import LinearModel
from classifier.scoring.processes import shared
from classifier.triage.model import TRIAGE, Odds, WholeChat

FOLDS: Final = 5
"""Into so many parts the voices are put, each left out in turn, to choose from where a chat is urgent."""


@dataclass(frozen=True, slots=True)
class SignedChat:
    """A chat that was judged to carry a label: what tells its urgency (features,), words by side, truth, voice."""

    features: NDArray[np.float64]
    words: tuple[str, ...]
    critical: bool
    voice: str


def fit_urgency(chats: Sequence[SignedChat], plan: TrainingPlan) -> dict[str, Arrays]:
    """The arrays of the model, by the name of the file that holds them.

    How its parts are joined and from where a chat is urgent, the best F1, is learnt on voices left out.

    Raises:
        CorpusError: the chats are of one voice alone, or all as urgent as each other.
    """
    voices = [chat.voice for chat in chats]
    critical = _critical(chats)
    if len(set(voices)) < 2 or critical.all() or not critical.any():  # noqa: PLR2004 - one learns, one is left out
        raise CorpusError("critical chats and others, of two voices at least, are needed among those that train")
    folds = list(GroupKFold(min(FOLDS, len(set(voices)))).split(voices, groups=voices))
    judged = shared(
        _judged,
        (([chats[place] for place in others], [chats[place] for place in held], plan) for others, held in folds),
        jobs=plan.jobs,
    )
    truth = critical[np.concatenate([held for _, held in folds])]
    odds = [np.concatenate(part) for part in zip(*(row for rows in judged for row in rows), strict=True)]
    joined = calibrate(*odds, truth=truth)
    above = best_f1_threshold(joined.probability(*odds)[:, 0], truth[:, 0])
    model, words = _fitted(chats, plan)
    arrays = {**whole_arrays("urgency", model, joined), "urgent_above": np.array([above])}
    return {TRIAGE: arrays, **words_arrays("urgency", words)}


def _judged(others: Sequence[SignedChat], held: Sequence[SignedChat], plan: TrainingPlan) -> list[Odds]:
    """What a model fitted on the others says of held chats, in one process: threads must not share what is fitted."""
    model, _ = _fitted(others, replace(plan, jobs=1))
    return [model.odds(chat.features[None], chat.words) for chat in held]


def _fitted(chats: Sequence[SignedChat], plan: TrainingPlan) -> tuple[WholeChat, tuple[LinearModel, ...]]:
    features = np.stack([chat.features for chat in chats])
    return fit_whole(features, [chat.words for chat in chats], _critical(chats), plan)


def _critical(chats: Sequence[SignedChat]) -> NDArray[np.bool_]:
    return np.array([[chat.critical] for chat in chats], bool).reshape(-1, 1)

"""What is said of a whole chat, learnt from its features and its words."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.learning.fit import fit_linear
from classifier.learning.logistic import fit_logistic
from classifier.learning.plan import TrainingPlan
from classifier.learning.trees import grow_trees
from classifier.scoring.calibration import Calibration
from classifier.scoring.folder import Arrays
from classifier.scoring.linear import LinearModel
from classifier.triage.model import WholeChat

_NOT_JOINED: Final = Calibration(np.zeros((3, 1)), np.zeros(1))


def fit_whole(
    features: NDArray[np.float64], words: Sequence[str], truth: NDArray[np.bool_], plan: TrainingPlan
) -> tuple[WholeChat, LinearModel]:
    """The model of `truth` (n chats, outputs), its parts not joined yet, and what in it reads words."""
    read = fit_linear(words, truth.astype(float), plan)
    return WholeChat(fit_logistic(features, truth), grow_trees(features, truth), read, _NOT_JOINED), read


def whole_arrays(name: str, model: WholeChat, joined: Calibration) -> Arrays:
    """The arrays under which the model and how its parts are joined are stored, but for those of its words."""
    return {**model.arrays(name), f"{name}.slope": joined.slope, f"{name}.offset": joined.offset}

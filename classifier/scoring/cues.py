"""Cues of urgency that no list of wordings can hold: a small linear model that hears them in a message's words."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.labels import CUES
from classifier.scoring.folder import ModelFolder
from classifier.scoring.linear import LinearModel, linear_of
from classifier.settings import Settings

CUE_MODEL: Final = "cues.safetensors"


class CueModel:
    """Which of `CUES` a message speaks of.

    Args:
        linear: one output a cue.
        above: the log-odds from which each cue is heard.
    """

    def __init__(self, linear: LinearModel, above: NDArray[np.float64]) -> None:
        self.linear = linear
        self.above = above

    @classmethod
    def of(cls, folder: ModelFolder, settings: Settings) -> "CueModel":
        """The cue model of a model folder; ModelError when the model has none."""
        arrays = folder.arrays(CUE_MODEL)
        return cls(linear_of(arrays, settings), arrays["above"])

    def heard(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        """The cues of each text, in the order of `CUES`."""
        return [tuple(np.array(CUES)[row].tolist()) for row in self.linear.logits(texts) >= self.above]

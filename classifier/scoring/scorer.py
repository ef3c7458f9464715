"""Messages to calibrated probabilities."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray

from classifier.errors import SettingError
from classifier.labels import LABELS
from classifier.scoring.calibration import Calibration
from classifier.scoring.folder import ModelFolder
from classifier.scoring.linear import LinearModel
from classifier.scoring.vocabulary import Vocabulary
from classifier.settings import Settings

DEPTHS: Final = ("quick", "standard", "thorough")
LINEAR: Final = "linear.safetensors"
FEATURES: Final = "features.txt"
ENDS: Final = "ends.txt"


class Scorer:
    """Probabilities of labels and tactics, in the order of `OUTPUTS`."""

    def __init__(
        self, linear: LinearModel, calibration: Calibration, thresholds: dict[str, float], settings: Settings
    ) -> None:
        self.linear = linear
        self.calibration = calibration
        self.thresholds = thresholds
        self.settings = settings
        self.label_thresholds = np.array([thresholds[label] for label in LABELS])

    @classmethod
    def of(cls, folder: ModelFolder, settings: Settings) -> "Scorer":
        """The scorer that a model folder describes."""
        arrays = folder.arrays(LINEAR)
        vocabulary = Vocabulary(folder.lines(FEATURES), folder.lines(ENDS), arrays["pair_keys"], arrays["idf"])
        weights = arrays["weights"].astype(np.float32)
        linear = LinearModel(vocabulary, weights, arrays["bias"], token_cache=settings.token_cache)
        calibration = Calibration(arrays["slope"], arrays["offset"])
        return cls(linear, calibration, dict(folder.facts["thresholds"][settings.operating_point]), settings)

    def probabilities(self, texts: Sequence[str], *, depth: str = "standard", jobs: int = 1) -> NDArray[np.float64]:
        """Calibrated probabilities (n texts, n outputs)."""
        if depth not in DEPTHS:
            raise SettingError(f"unknown depth '{depth}'; choose one of {', '.join(DEPTHS)}")
        parts = list(_cut(texts, self.settings.batch_messages))
        if jobs > 1 and len(parts) > 1:
            scored = Parallel(n_jobs=jobs)(delayed(self._batch)(part) for part in parts)
        else:
            scored = [self._batch(part) for part in parts]
        return np.concatenate(scored) if scored else np.empty((0, len(self.calibration.slope)))

    def _batch(self, texts: Sequence[str]) -> NDArray[np.float64]:
        return self.calibration.probability(self.linear.logits(texts))


def _cut(texts: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(texts), size):
        yield texts[start : start + size]

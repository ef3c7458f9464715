"""When a cue is heard: chosen on lines written for the cues, beside harmless lines that hold none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.detector import Detector
from classifier.errors import CorpusError
from classifier.labels import CUES, HEARD, OUTPUTS
from classifier.learning.corpus import CueExample
from classifier.scoring.calibration import Calibration, best_f1_threshold, calibrate
from classifier.triage.cues import WORDINGS

PRECISION: Final = 0.8
"""The least precision of a cue on the lines that it is calibrated on."""
FAINT: Final = 10.0
"""Lines in 1,000, of chats of which nothing is critical, that the encoder reads because of each cue."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Log-odds of the cues by one model: of lines that hold cues or none, then of harmless lines."""

    lines: NDArray[np.float64]
    quiet: NDArray[np.float64]


def calibrate_cues(carried: NDArray[np.bool_], *models: Heard) -> Calibration:
    """The models joined into a score that is `HEARD` where a cue begins to be heard: where F1 on all lines is best.

    Args:
        carried: which cues each line holds (n, cues).
        models: what each model says of the same lines and harmless lines.

    Raises:
        CorpusError: no line holds some cue.
    """
    if not carried.any(axis=0).all():
        raise CorpusError("the cue lines need validation voices that hold every cue; see splits.json")
    nothing = np.zeros((len(models[0].quiet), len(CUES)), bool)
    whole = [np.concatenate([model.lines, model.quiet]) for model in models]
    truth = np.concatenate([carried, nothing])
    fitted = calibrate(*whole, truth=truth)
    score = fitted.offset + sum(slope * odds for slope, odds in zip(fitted.slope, whole, strict=True))
    bars = [best_f1_threshold(score[:, k], truth[:, k], precision=PRECISION) for k in range(len(CUES))]
    return Calibration(fitted.slope, fitted.offset - bars)


def faintest(linear: Heard) -> NDArray[np.float64]:
    """The log-odds of each cue from which the encoder listens too."""
    odds = linear.quiet if len(linear.quiet) else linear.lines
    faint: NDArray[np.float64] = np.quantile(odds, 1 - FAINT / 1000, axis=0)
    return faint


def cues_of(examples: Sequence[CueExample]) -> NDArray[np.bool_]:
    """Which cues each line holds (n, cues)."""
    return np.array([[cue in example.cues for cue in CUES] for example in examples], bool).reshape(-1, len(CUES))


def evaluate_cues(detector: Detector, examples: Sequence[CueExample], *, depth: str) -> dict[str, dict[str, float]]:
    """Precision and recall of each cue on lines of voices kept out, heard or worded; and of its wordings alone."""
    texts = [example.text for example in examples]
    worded = np.array([[WORDINGS[cue](text) for cue in CUES] for text in texts], bool).reshape(-1, len(CUES))
    heard = detector.scorer.heard(texts, depth=depth)[:, len(OUTPUTS) :] >= HEARD
    found, carried = worded | heard, cues_of(examples)
    return {
        cue: {
            "lines": float(len(examples)),
            "with_it": float(carried[:, k].sum()),
            "precision": float((found[:, k] & carried[:, k]).sum() / max(int(found[:, k].sum()), 1)),
            "recall": float((found[:, k] & carried[:, k]).sum() / max(int(carried[:, k].sum()), 1)),
            "recall_of_wordings": float((worded[:, k] & carried[:, k]).sum() / max(int(carried[:, k].sum()), 1)),
        }
        for k, cue in enumerate(CUES)
    }

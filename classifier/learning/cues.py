"""When a cue is heard: chosen on lines written for the cues, beside harmless lines that hold none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.detector import Detector
from classifier.errors import CorpusError
from classifier.labels import CUES, OUTPUTS
from classifier.learning.corpus import CueExample
from classifier.scoring.calibration import Calibration, best_f1_threshold, calibrate
from classifier.scoring.scorer import HEARD
from classifier.triage.cues import WORDINGS

PRECISION: Final = 0.8
"""The least precision of a cue on voices kept out."""
ALARMS: Final = {"self_harm": 8.0, "child": 9.0, "sent": 9.0}
"""Lines in 1,000, of chats of which nothing is critical, on which each cue may be heard.

Those chats are full of fear, of children and of things sent, and a cue that is missed costs more than a look at one.
"""
_BEYOND: Final = 1e-4
"""How far above the loudest harmless line allowed a cue is heard: more than the rounding of scores hides."""
FAINT: Final = 10.0
"""The same lines in 1,000 that the encoder reads because of each cue."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Log-odds of the cues by one model: of lines that hold cues or none, then of harmless lines."""

    lines: NDArray[np.float64]
    quiet: NDArray[np.float64]


def calibrate_cues(carried: NDArray[np.bool_], *models: Heard) -> Calibration:
    """The models joined into a score that is `HEARD` where a cue begins to be heard.

    That is where F1 on the lines is best, but no lower than the harmless lines allow.

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
    fitted = calibrate(*whole, truth=np.concatenate([carried, nothing]))
    score = fitted.offset + sum(slope * odds for slope, odds in zip(fitted.slope, whole, strict=True))
    above = [_above(score[:, k], carried[:, k], ALARMS[cue]) for k, cue in enumerate(CUES)]
    return Calibration(fitted.slope, fitted.offset - above)


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
            "precision": float((found[:, k] & carried[:, k]).sum() / max(found[:, k].sum(), 1)),
            "recall": float((found[:, k] & carried[:, k]).sum() / max(carried[:, k].sum(), 1)),
            "recall_of_wordings": float((worded[:, k] & carried[:, k]).sum() / max(carried[:, k].sum(), 1)),
        }
        for k, cue in enumerate(CUES)
    }


def _above(score: NDArray[np.float64], carried: NDArray[np.bool_], alarms: float) -> float:
    """The score whose F1 on the lines is best, of those with at most `alarms` in 1,000 harmless lines behind them."""
    best = best_f1_threshold(score[: len(carried)], carried, precision=PRECISION)
    quiet = score[len(carried) :]
    return best if not len(quiet) else max(best, float(np.quantile(quiet, 1 - alarms / 1000)) + _BEYOND)

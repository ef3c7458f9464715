"""The cue model: learnt from lines written for it, beside harmless lines that hold no cue."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from classifier.detector import Detector
from classifier.errors import CorpusError
from classifier.labels import CUES
from classifier.learning.corpus import CueExample
from classifier.learning.fit import fit_linear
from classifier.learning.plan import TrainingPlan
from classifier.learning.splits import Splits
from classifier.scoring.calibration import best_f1_threshold
from classifier.scoring.cues import CueModel
from classifier.scoring.linear import LinearModel, linear_arrays
from classifier.triage.cues import WORDINGS

PRECISION: Final = 0.8
"""The least precision of a cue on voices kept out."""
ALARMS: Final = {"self_harm": 3.0, "child": 1.5, "sent": 1.5}
"""Harmless lines in 1,000 on which each cue may be heard.

A cue only ranks chats that carry a label or a victim's voice, and a wish to die that is missed costs more than a look.
"""


def fit_cues(examples: Sequence[CueExample], splits: Splits, quiet: Sequence[str], plan: TrainingPlan) -> CueModel:
    """The model of the training voices, its thresholds from validation voices and from harmless lines.

    Args:
        examples: lines with the cues that they hold.
        splits: which of their voices train, validate and test.
        quiet: lines that hold no cue; half of them train, half bound the alarms.
        plan: strength and the rest.

    Raises:
        CorpusError: no line of a validation voice holds some cue.
    """
    held_out = splits.pick(examples, "validation")
    if not cues_of(held_out).any(axis=0).all():
        raise CorpusError("the cue lines need validation voices that hold every cue; see splits.json")
    training = splits.pick(examples, "train")
    texts = [example.text for example in training] + list(quiet[::2])
    linear = fit_linear(texts, np.concatenate([cues_of(training), np.zeros((len(quiet[::2]), len(CUES)), bool)]), plan)
    return CueModel(linear, _above(linear, held_out, quiet[1::2]))


def cues_of(examples: Sequence[CueExample]) -> NDArray[np.bool_]:
    """Which cues each line holds (n, cues)."""
    return np.array([[cue in example.cues for cue in CUES] for example in examples], bool).reshape(-1, len(CUES))


def cue_arrays(model: CueModel) -> dict[str, NDArray[Any]]:
    """The arrays under which a cue model is stored."""
    return linear_arrays(model.linear) | {"above": model.above}


def evaluate_cues(detector: Detector, examples: Sequence[CueExample]) -> dict[str, dict[str, float]]:
    """Precision and recall of each cue on lines of voices kept out, heard or worded; and of its wordings alone."""
    texts = [example.text for example in examples]
    worded = np.array([[WORDINGS[cue](text) for cue in CUES] for text in texts], bool).reshape(-1, len(CUES))
    heard = np.array([[cue in held for cue in CUES] for held in detector.cues.heard(texts)], bool).reshape(worded.shape)
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


def _above(linear: LinearModel, validation: Sequence[CueExample], quiet: Sequence[str]) -> NDArray[np.float64]:
    odds, carried = linear.logits([example.text for example in validation]), cues_of(validation)
    best = [best_f1_threshold(odds[:, k], carried[:, k], precision=PRECISION) for k in range(len(CUES))]
    if not quiet:
        return np.array(best)
    heard = linear.logits(quiet)
    silent = [np.quantile(heard[:, k], 1 - ALARMS[cue] / 1000) for k, cue in enumerate(CUES)]
    above: NDArray[np.float64] = np.maximum(best, np.nextafter(silent, np.inf))
    return above

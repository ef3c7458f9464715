"""Messages to calibrated probabilities: the linear model first, the encoder where that one is unsure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from numbers import Integral
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.errors import ModelError, SettingError
from classifier.labels import COLUMNS, LABELS, OUTPUTS
from classifier.scoring.calibration import Calibration, with_tactics
from classifier.scoring.encoder import MODEL, Encoder
from classifier.scoring.folder import ModelFolder
from classifier.scoring.linear import LinearModel, linear_of
from classifier.scoring.processes import shared
from classifier.scoring.stretches import in_stretches
from classifier.settings import Settings

DEPTHS: Final = ("quick", "standard", "thorough")
LINEAR: Final = "linear.safetensors"
_SLIP_AND_ARABIZI: Final = "انرش swrj"
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cascade:
    """The encoder, how both models' log-odds are joined, and which messages it reads at depth standard.

    Joined are four sources, `with_tactics` of the linear model and of the encoder. The encoder reads a message when the
    linear model's likeliest label lies at `unsure_above` or higher, or its log-odds of some cue at that cue's `faint`
    or higher.
    """

    encoder: Encoder
    joined: Calibration
    unsure_above: float
    faint: Values


class Scorer:
    """Probabilities of labels and tactics, and scores of cues, in the order of `COLUMNS`.

    Args:
        linear: the fast model, which reads every message.
        alone: the calibration of it `with_tactics`, where no other model reads.
        cascade: the encoder behind it, or None for a model that has none.
        thresholds: for each label, the probability at and above which it applies.
        settings: the movable numbers.
    """

    def __init__(
        self,
        linear: LinearModel,
        alone: Calibration,
        cascade: Cascade | None,
        thresholds: Mapping[str, float],
        settings: Settings,
    ) -> None:
        self.linear = linear
        self.alone = alone
        self.cascade = cascade
        self.thresholds = dict(thresholds)
        self.settings = settings
        self.label_thresholds = np.array([thresholds[label] for label in LABELS])

    @classmethod
    def of(cls, folder: ModelFolder, settings: Settings) -> "Scorer":
        """The scorer that a model folder describes."""
        arrays = folder.arrays(LINEAR)
        linear = linear_of(arrays, settings)
        linear.logits([_SLIP_AND_ARABIZI])  # builds the tables of words, so that no message waits for them
        cascade = None
        if MODEL in folder:
            joined = Calibration(arrays["joined_slope"], arrays["joined_offset"])
            cascade = Cascade(Encoder.of(folder), joined, float(folder.facts["unsure_above"]), arrays["faint"])
        points = folder.facts["thresholds"]
        if settings.operating_point not in points:
            raise SettingError(f"unknown operating point '{settings.operating_point}'; known: {', '.join(points)}")
        thresholds = points[settings.operating_point]
        return cls(linear, Calibration(arrays["slope"], arrays["offset"]), cascade, thresholds, settings)

    def probabilities(self, texts: Sequence[str], *, depth: str = "standard", jobs: int = 1) -> Values:
        """Calibrated probabilities (n texts, n outputs); the same for any batch, order and number of jobs.

        SettingError for an unknown depth or no jobs, ModelError for depth thorough with a model that has no encoder.
        """
        return self.heard(texts, depth=depth, jobs=jobs)[:, : len(OUTPUTS)]

    def heard(self, texts: Sequence[str], *, depth: str = "standard", jobs: int = 1, whole: bool = False) -> Values:
        """As `probabilities`, with each cue's score behind, heard from `labels.HEARD` on (n texts, columns).

        With `whole`, long texts are not read in stretches too, nor Arabizi and slips as what is meant alone.
        """
        if depth not in DEPTHS:
            raise SettingError(f"unknown depth '{depth}'; choose one of {', '.join(DEPTHS)}")
        if not isinstance(jobs, Integral) or jobs < 1:
            raise SettingError(f"{jobs!r} jobs cannot score; give a whole number, 1 or more")
        if depth == "thorough" and self.cascade is None:
            raise ModelError("this model has no encoder; choose depth quick or standard, or a model with one")
        parts = list(_cut(texts, self.settings.batch_messages))
        if jobs > 1 and len(parts) > 1:
            scored = shared(self._batch, ((part, depth, whole) for part in parts), jobs=jobs)
        else:
            scored = [self._batch(part, depth, whole, jobs) for part in parts]
        return np.concatenate(scored) if scored else np.empty((0, len(COLUMNS)))

    def _batch(self, texts: Sequence[str], depth: str, whole: bool, jobs: int = 1) -> Values:  # noqa: FBT001 - as in heard
        """What is heard in one batch; the encoder, where nearly all the time goes, reads on `jobs` threads."""
        linear = self.linear
        logits = linear.logits(texts) if whole else in_stretches(linear.heard, texts)
        found = self.alone.probability(*with_tactics(logits))
        if self.cascade is None or depth == "quick":
            return found
        unsure = found[:, : len(LABELS)].max(axis=1) >= self.cascade.unsure_above
        faint = (logits[:, len(OUTPUTS) :] >= self.cascade.faint).any(axis=1)
        read = np.flatnonzero(unsure | faint | (depth == "thorough")).tolist()
        encoder, unclear = self.cascade.encoder, [texts[place] for place in read]
        read_deep = partial(encoder.logits if whole else encoder.heard, jobs=jobs)
        deep = read_deep(unclear) if whole else in_stretches(read_deep, unclear)
        found[read] = self.cascade.joined.probability(*with_tactics(logits[read]), *with_tactics(deep))
        return found


def _cut(texts: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(texts), size):
        yield texts[start : start + size]

"""A model folder from the corpus, an agency's own cases, harmless background text, and an encoder if there is one."""

import json
import random
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier.labels import LABELS
from classifier.learning.background import Background
from classifier.learning.card import card
from classifier.learning.chats import fit_chats, score_chats
from classifier.learning.corpus import Example
from classifier.learning.cues import cue_arrays, fit_cues
from classifier.learning.fit import fit_linear
from classifier.learning.material import TrainingSet, lends_lines, quiet_lines, training_lines, truth
from classifier.learning.plan import RECORD, TrainingPlan
from classifier.learning.thresholds import operating_point
from classifier.scoring.calibration import Calibration, calibrate
from classifier.scoring.cues import CUE_MODEL
from classifier.scoring.encoder import MODEL, TOKENIZER, Encoder
from classifier.scoring.folder import write_folder
from classifier.scoring.linear import LinearModel, linear_arrays
from classifier.scoring.scorer import LINEAR, Cascade, Scorer
from classifier.settings import Settings
from classifier.triage.model import TRIAGE

_UNDECIDED = dict.fromkeys(LABELS, 0.5)


def train(material: TrainingSet, plan: TrainingPlan, out: Path, *, encoder: Path | None = None) -> None:
    """Train, calibrate, choose thresholds on validation voices, and write the model folder `out`.

    `encoder` is a folder that scripts/train_encoder.py wrote; without it the model is linear alone.
    """
    texts, targets = training_lines(material, plan)
    linear = fit_linear(texts, targets, plan)
    blobs = {} if encoder is None else {name: (encoder / Path(name).name).read_bytes() for name in (MODEL, TOKENIZER)}
    validation = material.messages.pick(material.examples, "validation")
    scorer = calibrated(linear, blobs, validation, material.background, plan)
    points = _points(scorer, validation, material.background, plan)
    facts = _facts(out.name, scorer, points, plan, material) | {"trained_on": {"messages": len(texts)}}
    if encoder is not None:
        facts["encoder"] = json.loads((encoder / RECORD).read_text(encoding="utf-8"))
    final = Scorer(linear, scorer.alone, scorer.cascade, points["default"], Settings())
    judged = [chat for chat in material.chats.pick(material.chat_examples, "train") if not lends_lines(chat)]
    cues = fit_cues(material.cue_examples, material.cues, quiet_lines(material, plan.quiet_lines), plan)
    write_folder(
        out,
        facts=facts,
        arrays={
            LINEAR: _arrays(scorer),
            TRIAGE: fit_chats(score_chats(judged, final)),
            CUE_MODEL: cue_arrays(cues),
        },
        texts={"card.md": card(facts)},
        blobs=blobs,
    )


def calibrated(
    linear: LinearModel,
    blobs: dict[str, bytes],
    validation: list[Example],
    background: list[Background],
    plan: TrainingPlan,
) -> Scorer:
    """A scorer whose probabilities fit the validation voices; its thresholds are still one half."""
    texts, carried = [example.text for example in validation], truth(validation)
    logits = linear.logits(texts)
    alone = calibrate(logits, truth=carried)
    cascade = None
    if blobs:
        deep = Encoder(blobs[MODEL], blobs[TOKENIZER])
        joined = _joined(linear, deep, (texts, carried), _quiet(background, plan), plan)
        cascade = Cascade(deep, joined, _unsure_above(linear, alone, background, plan))
    return Scorer(linear, alone, cascade, _UNDECIDED, Settings())


def _joined(
    linear: LinearModel,
    deep: Encoder,
    validation: tuple[list[str], NDArray[np.bool_]],
    quiet: list[str],
    plan: TrainingPlan,
) -> Calibration:
    """How both models are joined: weighed where harmless lines count too, calibrated on validation messages alone."""
    texts, carried = validation
    whole, nothing = [*texts, *quiet], np.zeros((len(quiet), carried.shape[1]), bool)
    sources = linear.logits(whole), deep.logits(whole, jobs=plan.jobs)
    weighed = calibrate(*sources, truth=np.concatenate([carried, nothing]))
    score = sum(slope * x[: len(texts)] for slope, x in zip(weighed.slope, sources, strict=True))
    fitted = calibrate(np.asarray(score), truth=carried)
    return Calibration(weighed.slope * fitted.slope, fitted.offset)


def _quiet(background: list[Background], plan: TrainingPlan) -> list[str]:
    """Harmless validation lines, drawn from all background files together."""
    lines = [line for file in background for line in file.part("validation")]
    return random.Random(plan.seed).sample(lines, min(plan.joined_quiet, len(lines)))  # noqa: S311 - not secret


def _unsure_above(linear: LinearModel, alone: Calibration, background: list[Background], plan: TrainingPlan) -> float:
    """The likeliest label above which the encoder reads: so low that of harmless text it reads `encoder_share`."""
    lines = [line for file in background for line in file.part("validation")]
    if not lines:
        return plan.unsure_above
    likeliest = alone.probability(linear.logits(lines))[:, : len(LABELS)].max(axis=1)
    return float(np.quantile(likeliest, 1 - plan.encoder_share))


def _points(
    scorer: Scorer, validation: list[Example], background: list[Background], plan: TrainingPlan
) -> dict[str, dict[str, float]]:
    """The default and the strict thresholds, at depth standard."""
    probability, carried = scorer.probabilities([example.text for example in validation]), truth(validation)
    quiet = [scorer.probabilities(file.part("validation")) for file in background]
    return {
        "default": operating_point(probability, carried, quiet, plan.default_alarms),
        "strict": operating_point(probability, carried, quiet, plan.strict_alarms),
    }


def _facts(
    name: str, scorer: Scorer, points: dict[str, dict[str, float]], plan: TrainingPlan, material: TrainingSet
) -> dict[str, Any]:
    background = [_background_fact(file) for file in material.background]
    facts = {"name": name, "thresholds": points, "plan": asdict(plan), "background": background}
    return facts if scorer.cascade is None else facts | {"unsure_above": scorer.cascade.unsure_above}


def _background_fact(file: Background) -> dict[str, Any]:
    return {
        "name": file.name,
        "sha256": file.sha256,
        "lines": len(file.lines),
        "source": file.source,
        "licence": file.licence,
    }


def _arrays(scorer: Scorer) -> dict[str, NDArray[Any]]:
    arrays = linear_arrays(scorer.linear) | {"slope": scorer.alone.slope, "offset": scorer.alone.offset}
    if scorer.cascade is None:
        return arrays
    return arrays | {"joined_slope": scorer.cascade.joined.slope, "joined_offset": scorer.cascade.joined.offset}

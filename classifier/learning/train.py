"""A model folder from the corpus, an agency's own cases, harmless background text, and an encoder if there is one."""

import json
import random
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier.errors import ModelError
from classifier.labels import LABELS, OUTPUTS
from classifier.learning.background import Background
from classifier.learning.card import card
from classifier.learning.chats import fit_chats, score_chats
from classifier.learning.cues import Heard, calibrate_cues, cues_of, faintest
from classifier.learning.erased_chats import erased
from classifier.learning.fit import fit_linear
from classifier.learning.long_chats import lengthened
from classifier.learning.material import TrainingSet, heard_lines, lends_lines, quiet_lines, truth
from classifier.learning.plan import RECORD, TrainingPlan
from classifier.learning.scattered_chats import idle_chats, idle_talk, scattered
from classifier.learning.short_chats import shortened
from classifier.learning.thresholds import operating_point
from classifier.scoring.calibration import Calibration, calibrate, with_tactics
from classifier.scoring.encoder import MODEL, TOKENIZER, Encoder
from classifier.scoring.folder import ModelFolder, check_place, write_folder
from classifier.scoring.linear import LinearModel, linear_arrays, linear_of
from classifier.scoring.scorer import LINEAR, Cascade, Scorer
from classifier.scoring.stretches import Read, in_stretches
from classifier.settings import Settings

_UNDECIDED = dict.fromkeys(LABELS, 0.5)
_WORDS_MET = 50_000
"""Words that are stored as scored: of the words in Arabic script that test voices write nine in ten."""


def train(
    material: TrainingSet,
    plan: TrainingPlan,
    out: Path,
    *,
    encoder: Path | None = None,
    kept: ModelFolder | None = None,
) -> None:
    """Train, calibrate, choose thresholds on validation voices, and write the model folder `out`.

    `encoder` is a folder that scripts/train_encoder.py wrote; without it the model is linear alone. With `kept` the
    linear model is that folder's, and all behind it is made anew. ModelError, before any work, for no such encoder and
    where no model can be written at `out`.
    """
    check_place(out)
    blobs, record = ({}, None) if encoder is None else _encoder(encoder)
    if kept is None:
        texts, targets = heard_lines(material, plan, cue_repeats=1)
        linear, trained_on = fit_linear(texts, targets, plan), {"messages": len(texts)}
    else:
        linear, trained_on = linear_of(kept.arrays(LINEAR), Settings()), kept.facts["trained_on"]
    scorer = calibrated(linear, Encoder(blobs[MODEL], blobs[TOKENIZER]) if blobs else None, material, plan)
    points = _points(scorer, material, plan)
    facts = _facts(out.name, scorer, points, plan, material) | {"trained_on": trained_on}
    if record is not None:
        facts["encoder"] = record
    final = Scorer(linear, scorer.alone, scorer.cascade, points["default"], Settings())
    judged = [chat for chat in material.chats.pick(material.chat_examples, "train") if not lends_lines(chat)]
    scored = score_chats(judged, final, jobs=plan.jobs)
    idle = idle_talk(scored, material.background, final, seed=plan.seed, jobs=plan.jobs)
    among = partial(scattered, idle=idle, scorer=final, seed=plan.seed, jobs=plan.jobs)
    short = shortened(scored, seed=plan.seed)
    nothing = idle_chats(scored, idle, final, seed=plan.seed, jobs=plan.jobs)
    gone = erased(scored, final, seed=plan.seed, jobs=plan.jobs)
    made = [*lengthened(scored, seed=plan.seed), *short, *among(short), *nothing, *gone]
    triage = fit_chats([*scored, *among(scored)], plan, made=made, label_above=final.label_thresholds)
    write_folder(
        out,
        facts=facts,
        arrays={LINEAR: _arrays(scorer), **triage},
        texts={"card.md": card(facts)},
        blobs=blobs,
    )


def _encoder(folder: Path) -> tuple[dict[str, bytes], Any]:
    """The files of an encoder, and the record of how it was made."""
    try:
        blobs = {name: (folder / Path(name).name).read_bytes() for name in (MODEL, TOKENIZER)}
        return blobs, json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder}: no whole encoder here. Name what scripts/train_encoder.py wrote.") from error


def calibrated(linear: LinearModel, deep: Encoder | None, material: TrainingSet, plan: TrainingPlan) -> Scorer:
    """A scorer whose probabilities fit the validation voices; its thresholds are still one half."""
    validation = material.messages.pick(material.examples, "validation")
    texts, carried = [example.text for example in validation], truth(validation)
    cue_lines = material.cues.pick(material.cue_examples, "validation")
    cues, quiet = [line.text for line in cue_lines], quiet_lines(material, plan.quiet_lines)
    quick = partial(in_stretches, linear.heard)
    heard = _heard(quick, cues, quiet)
    labels = calibrate(*_outputs(quick, texts), truth=carried)
    alone = labels.beside(calibrate_cues(cues_of(cue_lines), *heard))
    cascade = None
    if deep is not None:
        slow = partial(in_stretches, partial(deep.heard, jobs=plan.jobs))
        joined = _joined((quick, slow), (texts, carried), _quiet(material.background, plan))
        both = joined.beside(calibrate_cues(cues_of(cue_lines), *heard, *_heard(slow, cues, quiet)))
        cascade = Cascade(deep, both, _unsure_above(quick, alone, material.background, plan), faintest(heard[0]))
    return Scorer(linear, alone, cascade, _UNDECIDED, Settings())


def _outputs(read: Read, texts: Sequence[str]) -> list[NDArray[np.float64]]:
    """What a model says of the labels and tactics of texts, as sources to join."""
    return [source[:, : len(OUTPUTS)] for source in with_tactics(read(texts))]


def _heard(read: Read, cues: Sequence[str], quiet: Sequence[str]) -> list[Heard]:
    """What a model says of the cues in cue lines and in quiet ones, as sources to join."""
    both = zip(with_tactics(read(cues)), with_tactics(read(quiet)), strict=True)
    return [Heard(lines[:, len(OUTPUTS) :], silent[:, len(OUTPUTS) :]) for lines, silent in both]


def _joined(
    models: Sequence[Read],
    validation: tuple[list[str], NDArray[np.bool_]],
    quiet: list[str],
) -> Calibration:
    """How both models are joined: weighed where harmless lines count too, calibrated on validation messages alone."""
    texts, carried = validation
    whole, nothing = [*texts, *quiet], np.zeros((len(quiet), carried.shape[1]), bool)
    sources = [source for read in models for source in _outputs(read, whole)]
    weighed = calibrate(*sources, truth=np.concatenate([carried, nothing]))
    score = sum(slope * x[: len(texts)] for slope, x in zip(weighed.slope, sources, strict=True))
    fitted = calibrate(np.asarray(score), truth=carried)
    return Calibration(weighed.slope * fitted.slope, fitted.offset)


def _quiet(background: list[Background], plan: TrainingPlan) -> list[str]:
    """Harmless validation lines, drawn from all background files together."""
    lines = [line for file in background for line in file.part("validation")]
    return random.Random(plan.seed).sample(lines, min(plan.joined_quiet, len(lines)))  # noqa: S311 - not secret


def _unsure_above(quick: Read, alone: Calibration, background: list[Background], plan: TrainingPlan) -> float:
    """The likeliest label above which the encoder reads: so low that of harmless text it reads `encoder_share`."""
    lines = [line for file in background for line in file.part("validation")]
    if not lines:
        return plan.unsure_above
    likeliest = alone.probability(*with_tactics(quick(lines)))[:, : len(LABELS)].max(axis=1)
    return float(np.quantile(likeliest, 1 - plan.encoder_share))


def _points(scorer: Scorer, material: TrainingSet, plan: TrainingPlan) -> dict[str, dict[str, float]]:
    """The default and the strict thresholds, at depth standard."""
    validation = material.messages.pick(material.examples, "validation")
    probability, carried = scorer.probabilities([example.text for example in validation]), truth(validation)
    quiet = [scorer.probabilities(file.part("validation")) for file in material.background]
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
    arrays = linear_arrays(scorer.linear, words=_WORDS_MET) | {
        "slope": scorer.alone.slope,
        "offset": scorer.alone.offset,
    }
    if scorer.cascade is None:
        return arrays
    joined = {"joined_slope": scorer.cascade.joined.slope, "joined_offset": scorer.cascade.joined.offset}
    return arrays | joined | {"faint": scorer.cascade.faint}

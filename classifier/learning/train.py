"""A model folder from the corpus, an agency's own cases and harmless background text."""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier.labels import LABELS
from classifier.learning.background import Background
from classifier.learning.card import card
from classifier.learning.chats import fit_chats, score_chats
from classifier.learning.corpus import ChatExample, Example
from classifier.learning.fit import fit_linear, truth
from classifier.learning.plan import TrainingPlan
from classifier.learning.splits import Splits
from classifier.scoring.calibration import best_f1_threshold, calibrate
from classifier.scoring.folder import write_folder
from classifier.scoring.linear import LinearModel
from classifier.scoring.scorer import ENDS, FEATURES, LINEAR, Scorer
from classifier.settings import Settings
from classifier.triage.model import TRIAGE

SMALLEST_FILE = 1_000
"""Validation lines that a background file needs for a false-alarm rate of its own."""


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """What a model is made from."""

    messages: Splits
    chats: Splits
    examples: list[Example]
    chat_examples: list[ChatExample]
    background: list[Background]


def train(material: TrainingSet, plan: TrainingPlan, out: Path) -> None:
    """Train, calibrate, choose thresholds on validation voices, and write the model folder `out`."""
    texts, targets = training_lines(material, plan)
    linear = fit_linear(texts, targets, plan)
    validation = material.messages.pick(material.examples, "validation")
    logits = linear.logits([example.text for example in validation])
    calibration = calibrate(logits, truth(validation), np.ones(len(validation)))
    probability = calibration.probability(logits)
    quiet = [calibration.probability(linear.logits(b.part("validation"))) for b in material.background]
    thresholds = {
        "default": operating_point(probability, truth(validation), quiet, plan.default_alarms),
        "strict": operating_point(probability, truth(validation), quiet, plan.strict_alarms),
    }
    facts = {
        "name": out.name,
        "thresholds": thresholds,
        "plan": asdict(plan),
        "trained_on": {"messages": len(texts), "voices": len({e.voice for e in material.examples})},
        "background": [{"name": b.name, "sha256": b.sha256, "lines": len(b.lines)} for b in material.background],
    }
    scorer = Scorer(linear, calibration, thresholds["default"], Settings())
    judged = [chat for chat in material.chats.pick(material.chat_examples, "train") if not lends_lines(chat)]
    write_folder(
        out,
        facts=facts,
        arrays={
            LINEAR: _arrays(linear) | {"slope": calibration.slope, "offset": calibration.offset},
            TRIAGE: fit_chats(score_chats(judged, scorer)),
        },
        texts={
            FEATURES: "\n".join(linear.vocabulary.features),
            ENDS: "\n".join(linear.vocabulary.ends),
            "card.md": card(facts),
        },
    )


def training_lines(material: TrainingSet, plan: TrainingPlan) -> tuple[list[str], NDArray[np.bool_]]:
    """The texts to learn from, and what each carries.

    Corpus messages of training voices, lines of some harmless training chats (none by themselves
    too), and background lines, in a shuffled order fixed by the seed.
    """
    labelled = material.messages.pick(material.examples, "train")
    harmless = _harmless_chat_lines(material.chats.pick(material.chat_examples, "train"))
    chance = random.Random(plan.seed)  # noqa: S311 - repeatable, not secret
    for background in material.background:
        lines = background.part("train")
        harmless += chance.sample(lines, min(plan.background_per_file, len(lines)))
    texts = [example.text for example in labelled] + harmless
    carried = truth(labelled)
    targets = np.concatenate([carried, np.zeros((len(harmless), carried.shape[1]), bool)])
    order = np.random.default_rng(plan.seed).permutation(len(texts))
    return [texts[place] for place in order], targets[order]


def operating_point(
    probability: NDArray[np.float64],
    carried: NDArray[np.bool_],
    quiet: Sequence[NDArray[np.float64]],
    alarms: float,
) -> dict[str, float]:
    """A threshold a label: the best F1 of each, all raised alike until no background file exceeds `alarms`.

    An alarm is a line with any of the four labels; `alarms` counts them in 1,000 lines. Raising all
    by one amount in log-odds keeps their balance.
    """
    best = np.array([best_f1_threshold(probability[:, k], carried[:, k]) for k in range(len(LABELS))])
    odds = np.log(best / (1 - best))
    for raised in np.arange(0.0, 12.0, 0.05):
        thresholds = np.round(1 / (1 + np.exp(-(odds + raised))), 6)
        rates = [1000 * np.mean((values[:, : len(LABELS)] >= thresholds).any(axis=1)) for values in _large(quiet)]
        if max(rates, default=0.0) <= alarms:
            break
    return {label: float(value) for label, value in zip(LABELS, thresholds, strict=True)}


def _large(quiet: Sequence[NDArray[np.float64]]) -> list[NDArray[np.float64]]:
    """The files long enough to measure a rate in 1,000 by themselves; the shorter ones as one."""
    short = [values for values in quiet if len(values) < SMALLEST_FILE]
    return [values for values in quiet if len(values) >= SMALLEST_FILE] + ([np.concatenate(short)] if short else [])


def lends_lines(chat: ChatExample) -> bool:
    """Whether a harmless chat's lines train the message model: about one chat in three.

    Such a chat does not train the chat models, which must see messages scored as unseen ones are.
    """
    return not chat.labels and hashlib.sha256(chat.id.encode()).digest()[0] % 3 == 0


def _harmless_chat_lines(chats: Sequence[ChatExample]) -> list[str]:
    return list(dict.fromkeys(line.text for chat in chats if lends_lines(chat) for line in chat.lines))


def _arrays(linear: LinearModel) -> dict[str, NDArray[np.generic]]:
    return {
        "weights": linear.weights.astype(np.float16),
        "bias": linear.bias,
        "idf": linear.vocabulary.idf,
        "pair_keys": linear.vocabulary.pair_keys,
    }

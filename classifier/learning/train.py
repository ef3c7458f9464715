"""A model folder from the corpus, an agency's own cases and harmless background text."""

from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier.learning.card import card
from classifier.learning.chats import fit_chats, score_chats
from classifier.learning.fit import fit_linear
from classifier.learning.material import TrainingSet, lends_lines, training_lines, truth
from classifier.learning.plan import TrainingPlan
from classifier.learning.thresholds import operating_point
from classifier.scoring.calibration import calibrate
from classifier.scoring.folder import write_folder
from classifier.scoring.linear import LinearModel
from classifier.scoring.scorer import ENDS, FEATURES, LINEAR, Scorer
from classifier.settings import Settings
from classifier.triage.model import TRIAGE


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


def _arrays(linear: LinearModel) -> dict[str, NDArray[np.generic]]:
    return {
        "weights": linear.weights.astype(np.float16),
        "bias": linear.bias,
        "idf": linear.vocabulary.idf,
        "pair_keys": linear.vocabulary.pair_keys,
    }

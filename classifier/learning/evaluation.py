"""All that is measured of a model, in one pass, as plain JSON values."""

import platform
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from classifier.detector import Detector
from classifier.learning.background import read_background
from classifier.learning.corpus import ChatExample, Example, read_corpus_chats, read_cue_lines, read_messages
from classifier.learning.cues import evaluate_cues
from classifier.learning.disguise import DISGUISES, disguise
from classifier.learning.entity_figures import agreement, entity_figures, read_marked
from classifier.learning.evaluate import evaluate_background, evaluate_messages
from classifier.learning.evaluate_chats import evaluate_chats, evaluate_harmless
from classifier.learning.scattered_chats import nothing_but, spread
from classifier.learning.splits import read_splits
from classifier.learning.suite import evaluate_suite, read_suite

IDLE_FOR_EACH: Final = 8
"""Idle lines for each line of a chat that is measured among them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to measure: named files of labelled messages, or a part of the corpus with its chats."""

    data: tuple[Path, ...]
    corpus: Path
    part: str
    background: Path | None
    suite: Path
    entities: Path
    depth: str
    disguises: bool


def evaluate(detector: Detector, wanted: Wanted) -> dict[str, Any]:
    """Figures by section: model, messages, background, disguises, chats, scattered, idle, cues, suite, entities."""
    examples = _examples(wanted)
    scorer = detector.scorer
    figures: dict[str, Any] = {
        "model": {"name": detector.folder.facts["name"], "digest": detector.folder.digest},
        "measured": {"part": wanted.part, "depth": wanted.depth, "machine": platform.processor() or platform.machine()},
        "thresholds": dict(detector.thresholds),
        "messages": evaluate_messages(scorer, examples, depth=wanted.depth).as_json(),
    }
    strict = replace_point(detector, "strict")
    figures["strict"] = evaluate_messages(strict.scorer, examples, depth=wanted.depth).as_json()
    files = read_background(wanted.background) if wanted.background else []
    if files:
        figures["background"] = evaluate_background(scorer, files, part="test", depth=wanted.depth)
        figures["background_strict"] = evaluate_background(strict.scorer, files, part="test", depth=wanted.depth)
    if wanted.disguises:
        figures["disguises"] = _disguised(detector, examples, wanted.depth)
    if not wanted.data:
        chats = read_splits(wanted.corpus, "chats").pick(read_corpus_chats(wanted.corpus / "chats"), wanted.part)
        figures["chats"] = evaluate_chats(detector, chats, depth=wanted.depth)
        if files:
            idle = [line for file in files for line in file.part("test")]
            among = _among(chats, idle)
            figures["scattered"] = evaluate_chats(detector, among, depth=wanted.depth) | {
                "messages": sum(len(chat.lines) for chat in among)
            }
            figures["idle"] = evaluate_harmless(detector, _alone(chats, idle), depth=wanted.depth)
        lines = read_splits(wanted.corpus, "cues").pick(read_cue_lines(wanted.corpus / "cues"), wanted.part)
        figures["cues"] = evaluate_cues(detector, lines, depth=wanted.depth)
    if wanted.suite.is_dir():
        figures["suite"] = evaluate_suite(scorer, read_suite(wanted.suite), depth=wanted.depth)
    marked = read_marked(wanted.entities)
    found = entity_figures(marked, lambda text: detector.classify(text, depth=wanted.depth).entities)
    readers = agreement(marked)
    figures["entities"] = {kind: asdict(row) | {"readers": readers.get(kind)} for kind, row in found.items()}
    return figures


def replace_point(detector: Detector, point: str) -> Detector:
    """The same model at another of its operating points."""
    return Detector(detector.folder, replace(detector.settings, operating_point=point))


def _examples(wanted: Wanted) -> list[Example]:
    if wanted.data:
        return [example for path in wanted.data for example in read_messages(path)]
    return read_splits(wanted.corpus, "messages").pick(read_messages(wanted.corpus / "messages"), wanted.part)


def _among(chats: Sequence[ChatExample], idle: Sequence[str]) -> list[ChatExample]:
    """Each chat a line or two at a time among real harmless lines, as a long export holds a case."""
    chance = random.Random(0)  # noqa: S311 - repeatable, not secret
    return [spread(chat, idle, IDLE_FOR_EACH, chance)[0] for chat in chats]


def _alone(chats: Sequence[ChatExample], idle: Sequence[str]) -> list[ChatExample]:
    """Chats of real harmless lines and nothing else, by the persons of the harmless chats."""
    chance = random.Random(0)  # noqa: S311 - repeatable, not secret
    return [nothing_but(chat, idle, chance)[0] for chat in chats if not chat.labels]


def _disguised(detector: Detector, examples: list[Example], depth: str) -> dict[str, Any]:
    """Recall of positives and false alarms in 100 harmless lines, as written and under each disguise."""
    plain = [example for example in examples if example.style == "clean"]
    rows = {"as written": plain} | {
        name: [replace(example, text=disguise(name, example.text, seed=place)) for place, example in enumerate(plain)]
        for name in DISGUISES
    }
    return {name: _robustness(detector, lines, depth) for name, lines in rows.items()}


def _robustness(detector: Detector, lines: list[Example], depth: str) -> dict[str, float]:
    probability = detector.scorer.probabilities([line.text for line in lines], depth=depth)[:, :4]
    flagged = np.any(probability >= detector.scorer.label_thresholds, axis=1)
    positive = np.array([bool(line.labels) for line in lines])
    return {
        "recall": float((flagged & positive).sum() / max(positive.sum(), 1)),
        "alarms_per_hundred": float(100 * (flagged & ~positive).sum() / max((~positive).sum(), 1)),
    }

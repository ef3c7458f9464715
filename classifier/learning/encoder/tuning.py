"""A network in training: its optimisers, its rates, and how it is written down and taken up again."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import torch
from torch import nn
from torch.nn import functional

from classifier.learning.encoder.batches import ALONE, Batch, Hiding
from classifier.learning.encoder.network import Network
from classifier.learning.plan import TrainingPlan

LAST: Final = "last.pt"


@dataclass(frozen=True, slots=True)
class FinePlan:
    """The choices of a fine-tuning."""

    epochs: int = 3
    batch_pieces: int = 800
    """Piece numbers in a batch, padding counted: about 30 messages."""
    rate: float = 1.5e-4
    """The highest learning rate; an encoder that has learnt all this before loses less at a third of it."""
    pieces_times: float = 2.0
    """The rate of the embeddings is so many times the rate."""
    head_times: float = 6.5
    warm_up: float = 0.06
    """Share of the steps in which the rates rise to their full height; then they fall to nothing."""
    decay: float = 0.01
    contrast: float = 0.3
    """What the order of twins weighs beside the labels."""
    longest_gradient: float = 1.0
    hiding: Hiding = field(default_factory=lambda: Hiding(0.4, TrainingPlan().disguises))
    """Disguises, drawn anew in each epoch."""
    checks: int = 2
    """Checkpoints in an epoch."""
    seed: int = 7


class Tuning:
    """A network with its optimisers and rates at one step of a plan; embeddings learn only where they are met."""

    def __init__(self, network: Network, plan: FinePlan, steps: int) -> None:
        self.network, self.plan, self.steps, self.step = network, plan, steps, 0
        self._dense = [weight for name, weight in network.named_parameters() if not name.startswith("pieces")]
        head = list(network.head.parameters())
        rest = [weight for name, weight in network.named_parameters() if not name.startswith(("pieces", "head"))]
        groups = [{"params": rest, "lr": plan.rate}, {"params": head, "lr": plan.rate * plan.head_times}]
        self.optimisers = (
            torch.optim.AdamW(groups, weight_decay=plan.decay, fused=True),
            torch.optim.SparseAdam(list(network.pieces.parameters()), lr=plan.rate * plan.pieces_times),
        )
        self.schedules = [torch.optim.lr_scheduler.LambdaLR(held, self._share) for held in self.optimisers]

    def learn(self, batch: Batch) -> float:
        """One step on a batch; its loss: of what is known of it, and of the order of its twins."""
        self.network.train()
        with torch.autocast("cpu", torch.bfloat16):
            logits = self.network(batch.numbers, batch.mask)
        known = ~batch.targets.isnan()
        loss = functional.binary_cross_entropy_with_logits(logits.float()[known], batch.targets[known])
        loss = loss + self.plan.contrast * contrast_loss(logits.float(), batch.targets, batch.contrasts)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self._dense, self.plan.longest_gradient)
        for optimiser, schedule in zip(self.optimisers, self.schedules, strict=True):
            optimiser.step()
            optimiser.zero_grad()
            schedule.step()
        self.step += 1
        return float(loss.detach())

    def save(self, folder: Path) -> None:
        """Write all that is needed to go on from here; a write cut off leaves the older one."""
        whole = {
            "network": self.network.state_dict(),
            "optimisers": [optimiser.state_dict() for optimiser in self.optimisers],
            "schedules": [schedule.state_dict() for schedule in self.schedules],
            "step": self.step,
            "chance": torch.get_rng_state(),
        }
        torch.save(whole, folder / f"{LAST}.new")
        (folder / f"{LAST}.new").replace(folder / LAST)

    def resume(self, folder: Path) -> None:
        """Go on from what `save` wrote."""
        whole = torch.load(folder / LAST, weights_only=True)
        self.network.load_state_dict(whole["network"])
        for optimiser, held in zip(self.optimisers, whole["optimisers"], strict=True):
            optimiser.load_state_dict(held)
        for schedule, held in zip(self.schedules, whole["schedules"], strict=True):
            schedule.load_state_dict(held)
        self.step = whole["step"]
        torch.set_rng_state(whole["chance"])

    def _share(self, step: int) -> float:
        """The share of the full rate at a step: up in a line, then down in a line to nothing."""
        rising = max(1, int(self.plan.warm_up * self.steps))
        return min((step + 1) / rising, max(0.0, (self.steps - step) / max(1, self.steps - rising)))


def contrast_loss(logits: torch.Tensor, targets: torch.Tensor, contrasts: torch.Tensor) -> torch.Tensor:
    """How little the twin that carries a column stands above the one that does not, summed, per message of the batch.

    The logistic ranking loss of RankNet (Burges et al. 2005) on minimal pairs.
    """
    twins = (contrasts[:, None] == contrasts) & (contrasts != ALONE)
    first, second = twins.nonzero(as_tuple=True)
    carried_by_first = targets[first] - targets[second] == 1  # NaN, where nobody says, is no difference
    gaps = (logits[first] - logits[second])[carried_by_first]
    return functional.softplus(-gaps).sum() / len(targets)

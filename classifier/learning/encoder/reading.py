"""What a network says of lines: log-odds, average precision, and the head that reads it best before training."""

from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score

from classifier.labels import COLUMNS, LABELS
from classifier.learning.encoder.batches import Lines, in_order
from classifier.learning.encoder.network import Network

_SHRINK: Final = 0.1
"""How much of the mean variance is added to each direction's own."""
_RAREST: Final = 1e-4


def predict(network: Network, lines: Lines, *, pieces: int = 4_000, pooled: bool = False) -> NDArray[np.float32]:
    """Log-odds of all lines (n texts, n columns), or what the head reads (n texts, width), in their order."""
    network.eval()
    read = network.pooled if pooled else network
    found = np.empty((len(lines.texts), network.shape.width if pooled else len(COLUMNS)), np.float32)
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for batch in in_order(lines, pieces=pieces):
            found[batch.places] = read(batch.numbers, batch.mask).float().numpy()
    return found


def precision(network: Network, lines: Lines) -> dict[str, float]:
    """The average precision of each label on labelled lines."""
    logits = predict(network, lines)
    return {
        label: float(average_precision_score(lines.targets[:, column], logits[:, column]))
        for column, label in enumerate(LABELS)
    }


def probe(network: Network, lines: Lines, *, most: int = 8_000) -> None:
    """Set the head to the best linear reading of the pretrained network before the rest moves.

    Shared-covariance discriminants in closed form. Source: Kumar et al. 2022, "Fine-tuning can
    distort pretrained features and underperform out-of-distribution".
    """
    sample = Lines(lines.tokenizer, lines.texts[:most], lines.targets[:most])
    vectors = predict(network, sample, pooled=True).astype(np.float64)
    centre = vectors.mean(axis=0)
    spread = np.cov(vectors, rowvar=False) + _SHRINK * vectors.var(axis=0).mean() * np.eye(vectors.shape[1])
    carried = np.nan_to_num(sample.targets.astype(np.float64))
    share = np.clip(carried.mean(axis=0), _RAREST, 1 - _RAREST)
    counts = np.maximum(carried.sum(axis=0), 1)
    carrying = carried.T @ (vectors - centre) / counts[:, None]
    weights = np.linalg.solve(spread, (carrying / (1 - share)[:, None]).T).T
    bias = np.log(share / (1 - share)) - weights @ centre - 0.5 * (weights * carrying).sum(axis=1)
    with torch.no_grad():
        network.head.weight.copy_(torch.from_numpy(weights))
        network.head.bias.copy_(torch.from_numpy(bias))

"""The encoder as a torch module: a BERT of 12 layers, mean pooling, one linear head."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from classifier.labels import COLUMNS
from classifier.learning.encoder.pieces import Pieces
from classifier.learning.encoder.start import Start

_NAMES: Final = {
    "attend": ("q", "k", "v"), "join": ("ao",), "attended": ("aln",), "widen": ("fi",), "narrow": ("fo",),
    "read": ("oln",),
}  # fmt: skip
"""A layer's parts, and what the package calls them."""
RARE: Final = -3.0
"""Log-odds at which every column begins, since each is rare."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the network; those of multilingual-e5-small unless a test asks for less."""

    pieces: int
    layers: int = 12
    width: int = 384
    heads: int = 12
    inner: int = 1536
    positions: int = 128
    epsilon: float = 1e-12


def dropped(hidden: Tensor, share: float) -> Tensor:
    """Dropout by the bytes of random numbers: a share in 256ths, and one draw of 64 bits for eight values."""
    below = round(share * 256)
    bits = torch.empty((hidden.numel() + 7) // 8, dtype=torch.int64).random_(-(2**63), None)
    kept = bits.view(torch.uint8)[: hidden.numel()].view(hidden.shape) >= below
    return hidden * kept.to(hidden.dtype).mul_(256 / (256 - below))


class Layer(nn.Module):
    """Attention and two dense maps, each added to its input and normalised."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = shape.heads, dropout
        self.attend = nn.Linear(shape.width, 3 * shape.width)
        self.join = nn.Linear(shape.width, shape.width)
        self.attended = nn.LayerNorm(shape.width, shape.epsilon)
        self.widen = nn.Linear(shape.width, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.width)
        self.read = nn.LayerNorm(shape.width, shape.epsilon)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """The next hidden states (messages, pieces, width)."""
        messages, pieces, width = hidden.shape
        parts = self.attend(hidden).view(messages, pieces, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        # by hand: the fused kernel is slow on the way back where messages are short
        likeness = (query @ key.transpose(-1, -2)) * query.shape[-1] ** -0.5
        weights = likeness.masked_fill(~mask, -torch.inf).softmax(-1).to(value.dtype)
        mixed = self._drop(weights) @ value
        joined = self.join(mixed.transpose(1, 2).reshape(messages, pieces, width))
        hidden = self.attended(hidden + self._drop(joined))
        inner: Tensor = self.read(hidden + self._drop(self.narrow(functional.gelu(self.widen(hidden)))))
        return inner

    def _drop(self, hidden: Tensor) -> Tensor:
        return dropped(hidden, self.dropout) if self.training else hidden


class Network(nn.Module):
    """Log-odds of every column from piece numbers and a mask of what is not padding."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape, self.dropout = shape, dropout
        self.pieces = nn.Embedding(shape.pieces, shape.width, sparse=True)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.embedded = nn.LayerNorm(shape.width, shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.head = nn.Linear(shape.width, len(COLUMNS))

    def states(self, numbers: Tensor, mask: Tensor) -> Tensor:
        """The last hidden state of every piece (messages, pieces, width)."""
        places = self.positions.weight[: numbers.shape[1]]
        hidden: Tensor = self.embedded(self.pieces(numbers) + places)
        hidden = dropped(hidden, self.dropout) if self.training else hidden
        allowed = mask[:, None, None, :]
        for layer in self.layers:
            hidden = layer(hidden, allowed)
        return hidden

    def pooled(self, numbers: Tensor, mask: Tensor) -> Tensor:
        """The mean hidden state of each message (messages, width)."""
        kept = mask[:, :, None]
        means: Tensor = (self.states(numbers, mask).float() * kept).sum(1) / kept.sum(1)
        return means

    def forward(self, numbers: Tensor, mask: Tensor) -> Tensor:
        """Log-odds (messages, columns)."""
        pooled = self.pooled(numbers, mask)
        # single precision: the head reads small differences of large numbers
        with torch.autocast("cpu", enabled=False):
            logits: Tensor = self.head(pooled)
        return logits


def begin(start: Start, pieces: Pieces, shape: Shape) -> Network:
    """The network with the pretrained weights; the head is new and begins at rest."""
    network = Network(shape)
    weights = {"pieces.weight": pieces.rows, "head.weight": np.zeros((len(COLUMNS), shape.width))}
    weights["head.bias"] = np.full(len(COLUMNS), RARE)
    weights["positions.weight"] = start.weights["emb.pos"][: shape.positions] + start.weights["emb.type"][0]
    weights["embedded.weight"], weights["embedded.bias"] = (
        start.weights["emb.ln.w"],
        start.weights["emb.ln.b"],
    )
    for layer in range(shape.layers):
        for ours, theirs in _NAMES.items():
            for kind, short in (("weight", "w"), ("bias", "b")):
                parts = [start.weights[f"l{layer}.{name}.{short}"] for name in theirs]
                weights[f"layers.{layer}.{ours}.{kind}"] = np.concatenate(parts)
    network.load_state_dict({name: torch.tensor(weight).float() for name, weight in weights.items()})
    return network

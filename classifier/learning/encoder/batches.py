"""Lines as batches of piece numbers: bucketed by length, so that little is padded."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from classifier.learning.disguise import disguise
from classifier.scoring.encoder import BOS, EOS, PAD, SPECIAL, WINDOW, spoken

ALONE: Final = -1
"""The contrast of a line that has no twin."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Texts as written and what each carries (n texts, columns), to be cut by a tokenizer; NaN where nobody says."""

    tokenizer: Tokenizer
    texts: Sequence[str]
    targets: NDArray[np.bool_] | NDArray[np.float32]
    contrasts: NDArray[np.int64] | None = None
    """Lines of one number are one contrast pair, `ALONE` for none; None where no line has a twin."""

    def at(self, places: NDArray[np.int64]) -> "Lines":
        """The lines at some places."""
        contrasts = None if self.contrasts is None else self.contrasts[places]
        return Lines(self.tokenizer, [self.texts[place] for place in places], self.targets[places], contrasts)

    @property
    def twins(self) -> NDArray[np.int64]:
        """The contrast of each line."""
        return np.full(len(self.texts), ALONE) if self.contrasts is None else self.contrasts


@dataclass(frozen=True, slots=True)
class Hiding:
    """How many of the lines hide in each epoch, and the disguises that they choose from."""

    share: float
    disguises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Piece numbers and mask (messages, pieces), what each message carries, its contrast and its place in the lines."""

    numbers: Tensor
    mask: Tensor
    targets: Tensor
    contrasts: Tensor
    places: NDArray[np.int64]


def in_order(lines: Lines, *, pieces: int) -> Iterator[Batch]:
    """All lines from short to long, about `pieces` piece numbers a batch."""
    encoded = _numbers(lines.tokenizer, lines.texts)
    order = np.argsort([len(line) for line in encoded], kind="stable")
    twins = lines.twins
    return (_batch(lines, encoded, twins, places) for places in _cut(encoded, order, pieces))


def shuffled(lines: Lines, hiding: Hiding, *, pieces: int, seed: int) -> list[Batch]:
    """One epoch: batches of like lengths in an order that the seed fixes, some lines under a disguise.

    The lines of a contrast hide together, and meet in one batch unless its end falls between them.
    """
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    contrasts = lines.twins
    hidden: dict[int, str | None] = {}
    texts = []
    for text, contrast in zip(lines.texts, contrasts.tolist(), strict=True):
        chosen = chance.choice(hiding.disguises) if chance.random() < hiding.share else None
        name = chosen if contrast == ALONE else hidden.setdefault(contrast, chosen)
        texts.append(text if name is None else disguise(name, text, seed=seed))
    encoded = _numbers(lines.tokenizer, texts)
    # a jitter of the lengths lets other lines meet in each epoch
    lengths = np.array([len(line) for line in encoded]) * np.random.default_rng(seed).uniform(0.9, 1.1, len(encoded))
    order = np.lexsort((contrasts, _longest(lengths, contrasts)))
    cut = _cut(encoded, order, pieces)
    chance.shuffle(cut)
    return [_batch(lines, encoded, contrasts, places) for places in cut]


def _longest(lengths: NDArray[np.float64], contrasts: NDArray[np.int64]) -> NDArray[np.float64]:
    """The length of each line, or of the longest of its contrast."""
    # ALONE is the last place, which no contrast has
    most = np.zeros(contrasts.max(initial=ALONE) + 2)
    np.maximum.at(most, contrasts, lengths)
    return np.where(contrasts == ALONE, lengths, most[contrasts])


def _numbers(tokenizer: Tokenizer, texts: Sequence[str]) -> list[list[int]]:
    bos, eos = SPECIAL.index(BOS), SPECIAL.index(EOS)
    return [[bos, *line.ids[:WINDOW], eos] for line in tokenizer.encode_batch_fast([spoken(text) for text in texts])]


def _cut(encoded: Sequence[Sequence[int]], order: NDArray[np.int64], pieces: int) -> list[NDArray[np.int64]]:
    """The order in runs that fill at most `pieces` places when padded to their longest."""
    runs, begin, longest = [], 0, 0
    for end, place in enumerate(order):
        longest = max(longest, len(encoded[place]))
        if longest * (end + 1 - begin) > pieces and end > begin:
            runs.append(order[begin:end])
            begin, longest = end, len(encoded[place])
    return [*runs, order[begin:]]


def _batch(
    lines: Lines, encoded: Sequence[Sequence[int]], contrasts: NDArray[np.int64], places: NDArray[np.int64]
) -> Batch:
    longest = max(len(encoded[place]) for place in places)
    pad = SPECIAL.index(PAD)
    numbers = np.full((len(places), longest), pad)
    for row, place in enumerate(places):
        numbers[row, : len(encoded[place])] = encoded[place]
    held = torch.tensor(numbers)
    targets, twins = torch.tensor(lines.targets[places]).float(), torch.tensor(contrasts[places])
    return Batch(held, held.ne(pad), targets, twins, places)

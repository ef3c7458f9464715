"""Which of the training lines a short course uses: some at random, those misjudged most, and the twins of both.

Selective training: Jiang et al. 2019, "Accelerating deep learning by focusing on the biggest losers".
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.labels import LABELS
from classifier.learning.encoder.batches import ALONE, Lines
from classifier.learning.encoder.network import Network
from classifier.learning.encoder.reading import predict
from classifier.learning.material import TrainingSet

JUDGED: Final = "begun.npy"
"""What the encoder said of all lines as it began."""


def contrasts_of(texts: Sequence[str], material: TrainingSet) -> NDArray[np.int64]:
    """The number of each text's contrast pair, `ALONE` for none."""
    pairs = {e.text: e.pair for e in material.messages.pick(material.examples, "train") if e.pair is not None}
    numbers = {pair: number for number, pair in enumerate(sorted(set(pairs.values())))}
    return np.array([numbers[pairs[text]] if text in pairs else ALONE for text in texts], np.int64)


def chosen(
    contrasts: NDArray[np.int64], most: int | None, hardest: int, costs: NDArray[np.float32] | None
) -> NDArray[np.int64]:
    """The places of the first `most` lines, of the `hardest` others by their `costs`, and of the twins of both."""
    used = np.arange(len(contrasts)) < (len(contrasts) if most is None else most)
    if costs is not None:
        used[np.argsort(np.where(used, np.inf, -costs), kind="stable")[:hardest]] = True
    used |= np.isin(contrasts, contrasts[used]) & (contrasts != ALONE)
    return np.flatnonzero(used)


def misjudged(network: Network, lines: Lines, out: Path) -> NDArray[np.float32]:
    """What each line costs the network (n lines), over the labels that are known; its log-odds are kept in `out`."""
    path = out / JUDGED
    if not path.exists():
        with (out / f"{JUDGED}.new").open("wb") as stream:
            np.save(stream, predict(network, lines))
        (out / f"{JUDGED}.new").replace(path)
    logits, carried = np.load(path)[:, : len(LABELS)], np.asarray(lines.targets[:, : len(LABELS)], np.float32)
    costs: NDArray[np.float32] = np.nansum(np.logaddexp(0, logits) - logits * carried, axis=1)
    return costs

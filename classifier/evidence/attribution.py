"""The words that moved each label, from the linear model's additive parts."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from classifier.labels import OUTPUTS
from classifier.records import Evidence, Span
from classifier.scoring.linear import LinearModel
from classifier.text import tokenise

_SHARE = 0.7
"""Words are shown until they make up this share of all that speaks for a label."""


def linear_evidence(
    model: LinearModel, text: str, labels: Sequence[str], tactics: Sequence[str], *, most: int
) -> tuple[Evidence, ...]:
    """For each label, at most `most` spans that speak for it, in text order; weights in log-odds.

    Neighbouring words are joined. The tactic named is the one of `tactics` under that label which
    the words speak for most.
    """
    _, parts = model.contributions(text)
    spans = [token.span for token in tokenise(text)]
    found: list[Evidence] = []
    for label in labels:
        under = [tactic for tactic in tactics if tactic.startswith(f"{label}.")]
        column = parts[:, OUTPUTS.index(label)]
        for first, last in _phrases(column, most):
            weight = float(np.round(column[first : last + 1].sum(), 4))
            tactic = max(under, key=lambda name: parts[first : last + 1, OUTPUTS.index(name)].sum(), default=None)
            found.append(Evidence(label, tactic, Span(spans[first].start, spans[last].end), weight, "linear"))
    return tuple(found)


def _phrases(parts: NDArray[np.float64], most: int) -> list[tuple[int, int]]:
    """First and last token of each run of chosen tokens, the heaviest `most` runs in text order."""
    speaking = np.maximum(parts, 0)
    if not speaking.any():
        return []
    order = np.argsort(-speaking, kind="stable")
    enough = int(np.searchsorted(np.cumsum(speaking[order]), _SHARE * speaking.sum())) + 1
    chosen = sorted(order[:enough])
    runs = [[chosen[0], chosen[0]]]
    for place in chosen[1:]:
        if place == runs[-1][1] + 1:
            runs[-1][1] = place
        else:
            runs.append([place, place])
    heaviest = sorted(runs, key=lambda run: -speaking[run[0] : run[1] + 1].sum())[:most]
    return sorted((int(first), int(last)) for first, last in heaviest)

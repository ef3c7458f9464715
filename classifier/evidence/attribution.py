"""The words that moved each label, from the model that found it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from classifier.labels import LABELS, OUTPUTS
from classifier.records import Evidence, Span
from classifier.scoring.scorer import Scorer
from classifier.scoring.stretches import stretches
from classifier.text import tokenise

_SHARE = 0.7
"""Words are shown until they make up this share of all that speaks for a label."""

Parts = NDArray[np.float64]


def evidence_of(
    scorer: Scorer, text: str, labels: Sequence[str], tactics: Sequence[str], *, most: int
) -> tuple[Evidence, ...]:
    """For each label, at most `most` spans that speak for it, in text order; weights in log-odds.

    A label that the linear model finds by itself is explained by its parts, which add up; one that
    only the encoder finds by what its log-odds lose when a word is left out. Neighbouring words are
    joined. The tactic named is the one of `tactics` under that label which the words speak for most.
    Of a long message each label is explained by the stretch that speaks strongest for it.
    """
    found = []
    for part, spoken in _loudest(scorer, text, labels):
        for held in _of_part(scorer, text[part.start : part.end], spoken, tactics, most):
            found.append(replace(held, span=Span(part.start + held.span.start, part.start + held.span.end)))
    return tuple(sorted(found, key=lambda e: (LABELS.index(e.label), e.span.start)))


def _loudest(scorer: Scorer, text: str, labels: Sequence[str]) -> Iterator[tuple[Span, list[str]]]:
    """The stretches of a text that speak strongest for some of the labels, each with those; a short text is its own."""
    cut = stretches(text)
    if not cut:
        yield Span(0, len(text)), list(labels)
        return
    heard = scorer.heard([text[span.start : span.end] for span in cut], whole=True)
    strongest = {label: int(heard[:, OUTPUTS.index(label)].argmax()) for label in labels}
    for place, span in enumerate(cut):
        if spoken := [label for label in labels if strongest[label] == place]:
            yield span, spoken


def _of_part(scorer: Scorer, text: str, labels: Sequence[str], tactics: Sequence[str], most: int) -> list[Evidence]:
    """The evidence in a text that is read whole."""
    _, parts = scorer.linear.contributions(text)
    spans = [token.span for token in tokenise(text)]
    alone = scorer.alone.probability(parts.sum(axis=0)[None] + scorer.linear.bias)[0]
    shy = [label for label in labels if alone[OUTPUTS.index(label)] < scorer.thresholds[label]]
    found = _spans(_Speaker("linear", parts, spans), [label for label in labels if label not in shy], tactics, most)
    if shy and scorer.cascade is not None:
        _, deep = scorer.cascade.encoder.contributions(text, range(len(OUTPUTS)))
        found += _spans(_Speaker("encoder", deep, spans), shy, tactics, most)
    return found


@dataclass(frozen=True, slots=True)
class _Speaker:
    """What a model says each token adds to each output (n tokens, n outputs), and where the tokens stand."""

    source: str
    parts: Parts
    spans: Sequence[Span]


def _spans(speaker: _Speaker, labels: Sequence[str], tactics: Sequence[str], most: int) -> list[Evidence]:
    found = []
    for label in labels:
        for first, last in _phrases(speaker.parts[:, OUTPUTS.index(label)], most):
            run = speaker.parts[first : last + 1].sum(axis=0)
            span = Span(speaker.spans[first].start, speaker.spans[last].end)
            weight = float(np.round(run[OUTPUTS.index(label)], 4))
            found.append(Evidence(label, _tactic(run, label, tactics), span, weight, speaker.source))
    return found


def _tactic(run: Parts, label: str, tactics: Sequence[str]) -> str | None:
    under = [tactic for tactic in tactics if tactic.startswith(f"{label}.")]
    return max(under, key=lambda tactic: run[OUTPUTS.index(tactic)], default=None)


def _phrases(column: Parts, most: int) -> list[tuple[int, int]]:
    """First and last token of each run of chosen tokens, the heaviest `most` runs in text order."""
    speaking = np.maximum(column, 0)
    if not speaking.any():
        return []
    order = np.argsort(-speaking, kind="stable")
    enough = int(np.searchsorted(np.cumsum(speaking[order]), _SHARE * speaking.sum())) + 1
    chosen = sorted(order[:enough].tolist())
    runs = [[chosen[0], chosen[0]]]
    for place in chosen[1:]:
        if place == runs[-1][1] + 1:
            runs[-1][1] = place
        else:
            runs.append([place, place])
    heaviest = sorted(runs, key=lambda run: -speaking[run[0] : run[1] + 1].sum())[:most]
    return sorted((first, last) for first, last in heaviest)

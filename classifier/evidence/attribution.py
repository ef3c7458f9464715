"""The words that moved each label, from the model that found it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.labels import LABELS, OUTPUTS
from classifier.records import Evidence, Span
from classifier.scoring.calibration import with_tactics
from classifier.scoring.scorer import Scorer
from classifier.scoring.stretches import Read, in_stretches, stretches
from classifier.text import tokenise

_SHARE = 0.7
"""Words are shown until they make up this share of all that speaks for a label."""

Parts = NDArray[np.float64]


def evidence_of(  # noqa: PLR0913 - what is to be explained, and how much of it
    scorer: Scorer,
    text: str,
    labels: Sequence[str],
    tactics: Sequence[str],
    *,
    most: int,
    alone: Parts | None = None,
) -> tuple[Evidence, ...]:
    """For each label, at most `most` spans that speak for it, in text order; weights in log-odds.

    A label that the linear model finds by itself is explained by its parts, which add up; one that
    only the encoder finds by what its log-odds lose when a word is left out. Neighbouring words are
    joined. The tactic named is the one of `tactics` under that label which the words speak for most.
    Of a long message each label is explained by the stretch that speaks strongest for it. `alone` are the text's
    probabilities by the linear model alone (columns), where they are known.
    """
    linear = _Model("linear", scorer.linear.logits, lambda stretch: scorer.linear.contributions(stretch)[1])
    if alone is None:
        alone = scorer.alone.probability(*with_tactics(in_stretches(scorer.linear.heard, [text])))[0]
    shy = [label for label in labels if alone[OUTPUTS.index(label)] < scorer.thresholds[label]]
    found = _explained(linear, text, [label for label in labels if label not in shy], tactics, most)
    if shy and scorer.cascade is not None:
        encoder = scorer.cascade.encoder
        deep = _Model("encoder", encoder.logits, lambda part: encoder.contributions(part, range(len(OUTPUTS)))[1])
        found += _explained(deep, text, shy, tactics, most)
    return tuple(sorted(found, key=lambda e: (LABELS.index(e.label), e.span.start)))


@dataclass(frozen=True, slots=True)
class _Model:
    """A model that explains itself: log-odds (n texts, columns), and what each token of a text adds to each output."""

    source: str
    logits: Read
    contributions: Callable[[str], Parts]


@dataclass(frozen=True, slots=True)
class _Speaker:
    """What a model says each token adds to each output (n tokens, n outputs), and where the tokens stand."""

    source: str
    parts: Parts
    spans: Sequence[Span]


def _explained(model: _Model, text: str, labels: Sequence[str], tactics: Sequence[str], most: int) -> list[Evidence]:
    """The evidence for each label, in the stretch of a text that speaks strongest for it; a short text is its own."""
    if not labels:
        return []
    cut = stretches(text)
    if not cut:
        return _spans(_speaker(model, text), labels, tactics, most)
    odds = model.logits([text[span.start : span.end] for span in cut])
    strongest = [int(odds[:, OUTPUTS.index(label)].argmax()) for label in labels]
    found = []
    for place, span in enumerate(cut):
        if spoken := [label for label, own in zip(labels, strongest, strict=True) if own == place]:
            found += _spans(_speaker(model, text[span.start : span.end], span.start), spoken, tactics, most)
    return found


def _speaker(model: _Model, text: str, begin: int = 0) -> _Speaker:
    """What a model says of a text that stands at `begin` in its message."""
    spans = [token.span for token in tokenise(text)]
    if begin:
        spans = [Span(begin + span.start, begin + span.end) for span in spans]
    return _Speaker(model.source, model.contributions(text), spans)


def _spans(speaker: _Speaker, labels: Sequence[str], tactics: Sequence[str], most: int) -> list[Evidence]:
    found = []
    for label in labels:
        column = OUTPUTS.index(label)
        for first, last in _phrases(speaker.parts[:, column].tolist(), most):
            run = speaker.parts[first : last + 1].sum(axis=0)
            span = Span(speaker.spans[first].start, speaker.spans[last].end)
            weight = round(float(run[column]), 4)
            found.append(Evidence(label, _tactic(run, label, tactics), span, weight, speaker.source))
    return found


def _tactic(run: Parts, label: str, tactics: Sequence[str]) -> str | None:
    under = [tactic for tactic in tactics if tactic.startswith(f"{label}.")]
    return max(under, key=lambda tactic: run[OUTPUTS.index(tactic)], default=None)


def _phrases(weights: Sequence[float], most: int) -> list[tuple[int, int]]:
    """First and last token of each run of chosen tokens, the heaviest `most` runs in text order."""
    speaking = [max(weight, 0.0) for weight in weights]
    enough, held, chosen = _SHARE * sum(speaking), 0.0, list[int]()
    if not enough:
        return []
    for place in sorted(range(len(speaking)), key=speaking.__getitem__, reverse=True):
        chosen.append(place)
        held += speaking[place]
        if held >= enough:
            break
    chosen.sort()
    runs = [[chosen[0], chosen[0]]]
    for place in chosen[1:]:
        if place == runs[-1][1] + 1:
            runs[-1][1] = place
        else:
            runs.append([place, place])
    heaviest = sorted(runs, key=lambda run: -sum(speaking[run[0] : run[1] + 1]))[:most]
    return sorted((first, last) for first, last in heaviest)

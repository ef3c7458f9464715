"""Chat verdicts held against the corpus chats."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
from sklearn.metrics import average_precision_score

from classifier.detector import Detector
from classifier.labels import CHAT_LABELS, OFFENDER_LABELS, PRIORITIES, STAGES
from classifier.learning.chats import as_chat
from classifier.learning.corpus import ChatExample
from classifier.records import ChatVerdict

_MEDIUM: Final = PRIORITIES.index("medium")


def evaluate_chats(detector: Detector, examples: Sequence[ChatExample], *, depth: str) -> dict[str, Any]:
    """The figures of chat triage: labels, offender, stage, priority, ranking and early detection."""
    ranked = detector.triage([as_chat(example) for example in examples], depth=depth)
    by_id = {verdict.chat.id: verdict for verdict in ranked}
    pairs = [(example, by_id[example.id]) for example in examples]
    positive = [(example, verdict) for example, verdict in pairs if example.labels]
    critical = [place for place, verdict in enumerate(ranked, 1) if _truth(verdict, examples).priority == "critical"]
    labels = {label: _label(pairs, label) for label in CHAT_LABELS}
    return {
        "chats": len(pairs),
        "positive": len(positive),
        "labels": labels,
        "macro_f1": float(np.mean([figures["f1"] for figures in labels.values() if figures["positives"]])),
        "offender_right": _share(
            bool(v.offenders) and {o.name for o in v.offenders} <= set(e.offenders) for e, v in positive
        ),
        "stage_within_one": _share(abs(STAGES.index(e.stage) - STAGES.index(v.stage)) <= 1 for e, v in positive),
        "priority_right": _share(e.priority == v.priority for e, v in pairs),
        "critical": len(critical),
        "worst_rank_of_critical": max(critical, default=0),
        "harmless_above_medium": sum(
            not e.labels and PRIORITIES.index(v.priority) > _MEDIUM for e, v in pairs
        ),
        "median_first_flag": _median_first_flag(positive),
        "mistaken": [
            {"id": e.id, "expected": list(e.labels), "found": list(v.labels), "probability": v.probability}
            for e, v in pairs
            if set(e.labels) != set(v.labels)
        ],
    }  # fmt: skip


def evaluate_harmless(detector: Detector, examples: Sequence[ChatExample], *, depth: str) -> dict[str, int]:
    """How many of some harmless chats carry a label, and how many stand above medium."""
    verdicts = detector.triage([as_chat(example) for example in examples], depth=depth)
    return {
        "chats": len(examples),
        "flagged": sum(bool(verdict.labels) for verdict in verdicts),
        "above_medium": sum(PRIORITIES.index(verdict.priority) > _MEDIUM for verdict in verdicts),
    }


def _truth(verdict: ChatVerdict, examples: Sequence[ChatExample]) -> ChatExample:
    return next(example for example in examples if example.id == verdict.chat.id)


def _label(pairs: Sequence[tuple[ChatExample, ChatVerdict]], label: str) -> dict[str, float]:
    carried = np.array([label in example.labels for example, _ in pairs])
    found = np.array([label in verdict.labels for _, verdict in pairs])
    score = np.array([verdict.probabilities[label] for _, verdict in pairs])
    hits = int((carried & found).sum())
    return {
        "positives": float(carried.sum()),
        "precision": hits / max(found.sum(), 1),
        "recall": hits / max(carried.sum(), 1),
        "f1": 2 * hits / max(found.sum() + carried.sum(), 1),
        "average_precision": float(average_precision_score(carried, score)) if carried.any() else 0.0,
    }


def _median_first_flag(positive: Sequence[tuple[ChatExample, ChatVerdict]]) -> float | None:
    """The median, over positive chats, of which offending message (1 for the first) raised the flag."""
    ranks = []
    for example, verdict in positive:
        offending = [n for n, line in enumerate(example.lines, 1) if set(line.labels) & set(OFFENDER_LABELS)]
        if verdict.first_flagged is None:
            ranks.append(len(offending) + 1)
        else:
            ranks.append(1 + sum(number < verdict.first_flagged for number in offending))
    return float(np.median(ranks)) if ranks else None


def _share(outcomes: Iterable[bool]) -> float | None:
    values = list(outcomes)
    return float(np.mean(values)) if values else None

"""Chat verdicts from message verdicts, in the order in which a person would work."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from classifier.labels import CHAT_LABELS, LABELS, OFFENDER_LABELS, PRIORITIES
from classifier.records import Chat, ChatVerdict, MessageVerdict, Offender
from classifier.settings import Settings
from classifier.triage.features import PassageScores, chat_numbers
from classifier.triage.links import link_chats
from classifier.triage.model import ChatScores, TriageModel
from classifier.triage.priority import priority_and_reasons
from classifier.triage.reasons import offender_reason, reasons_of
from classifier.triage.stage import timeline_of


def judge_chats(
    chats: Sequence[Chat],
    judged: Sequence[Sequence[MessageVerdict]],
    passages: Sequence[PassageScores],
    model: TriageModel,
    settings: Settings,
) -> list[ChatVerdict]:
    """The verdicts of all chats, most urgent first; each chat is judged from its own messages and passages alone."""
    verdicts = [judge_chat(*parts, model) for parts in zip(chats, judged, passages, strict=True)]
    links = link_chats(verdicts, same_script=settings.same_script)
    return sorted((replace(v, links=links.get(v.chat.id, ())) for v in verdicts), key=_urgency)


def judge_chat(
    chat: Chat, judged: Sequence[MessageVerdict], passages: PassageScores, model: TriageModel
) -> ChatVerdict:
    """The verdict on one chat whose messages were judged alone and whose passages were scored."""
    numbers = chat_numbers(judged, passages)
    scores = model.scores(numbers)
    labels = _chat_labels(scores, model)
    drivers = _drivers(scores, model) if labels else frozenset()
    verdicts = tuple(_in_context(judged, scores, model, numbers.sender, drivers))
    driving = _of_drivers(verdicts, numbers.sender, drivers)
    if not any(set(OFFENDER_LABELS) & {*v.labels, *v.in_context} for v in driving):
        # a chat is flagged for words that can be shown
        labels, drivers, verdicts = (), frozenset(), tuple(judged)
    if "threat" in labels and any({"threat", "demand"} <= set(v.labels) for v in driving):
        # by the guidelines a threat with a demand by the same side is extortion
        labels = tuple(label for label in CHAT_LABELS if label in {*labels, "extortion"} - {"threat"})
    names = [name for place, name in enumerate(numbers.names) if place in drivers]
    timeline = timeline_of(labels, verdicts, names)
    stage = timeline[-1].stage if timeline else "none"
    priority, urgent = priority_and_reasons(labels, verdicts, names)
    reasons = urgent + reasons_of(chat, labels, verdicts, names) if labels or urgent else ()
    offenders = tuple(offender_reason(name, verdicts) for name in names if name is not None)
    probabilities = dict(zip(CHAT_LABELS, scores.labels.tolist(), strict=True))
    return ChatVerdict(
        chat, labels, max(probabilities.values()), probabilities, offenders, stage, priority,
        _first_flagged(verdicts, offenders), verdicts, reasons, timeline,
    )  # fmt: skip


def _chat_labels(scores: ChatScores, model: TriageModel) -> tuple[str, ...]:
    """The chat's labels; a threat that belongs to an extortion is not named beside it."""
    applies = scores.labels >= model.thresholds["chat_above"]
    labels = [label for label, yes in zip(CHAT_LABELS, applies, strict=True) if yes]
    return tuple(label for label in labels if label != "threat" or "extortion" not in labels)


def _drivers(scores: ChatScores, model: TriageModel) -> frozenset[int]:
    """The likeliest offender, and every other sender who is likely enough."""
    above = np.flatnonzero(scores.offender >= model.thresholds["offender_above"][0])
    return frozenset(above.tolist()) | {int(np.argmax(scores.offender))}


def _in_context(
    judged: Sequence[MessageVerdict],
    scores: ChatScores,
    model: TriageModel,
    sender: NDArray[np.int64],
    drivers: frozenset[int],
) -> list[MessageVerdict]:
    """The messages judged again: an offender's label is added only to an offender's words, victim to another's."""
    found = []
    for place, verdict in enumerate(judged):
        likely = scores.messages[place] >= model.thresholds["message_above"]
        drives = int(sender[place]) in drivers
        fits = [drives == (label != "victim") for label in LABELS]
        added = tuple(
            label
            for label, yes, fit in zip(LABELS, likely, fits, strict=True)
            if drivers and yes and fit and label not in verdict.labels and verdict.message.spoken
        )
        found.append(replace(verdict, in_context=added) if added else verdict)
    return found


def _of_drivers(
    verdicts: Sequence[MessageVerdict], sender: NDArray[np.int64], drivers: frozenset[int]
) -> list[MessageVerdict]:
    """The messages of those who drive the harm."""
    return [verdict for place, verdict in enumerate(verdicts) if int(sender[place]) in drivers]


def _first_flagged(verdicts: Sequence[MessageVerdict], offenders: Sequence[Offender]) -> int | None:
    names = {offender.name for offender in offenders}
    return next(
        (
            v.message.number
            for v in verdicts
            if v.message.sender in names and set(OFFENDER_LABELS) & {*v.labels, *v.in_context}
        ),
        None,
    )


def _urgency(verdict: ChatVerdict) -> tuple[int, float, str]:
    return (-PRIORITIES.index(verdict.priority), -verdict.probability, verdict.chat.id)

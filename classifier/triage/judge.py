"""Chat verdicts from message verdicts, in the order in which a person would work."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from classifier.evidence.entities import with_named_times
from classifier.labels import CHAT_LABELS, LABELS, OFFENDER_LABELS, PRIORITIES
from classifier.records import Chat, ChatVerdict, MessageVerdict
from classifier.settings import Settings
from classifier.triage.features import ChatNumbers, PassageScores, chat_numbers, log_odds
from classifier.triage.links import link_chats
from classifier.triage.model import ChatModels, ChatScores, TriageModel
from classifier.triage.priority import Urgency, priority_and_reasons
from classifier.triage.reasons import offender_reason, reasons_of
from classifier.triage.sides import by_sender
from classifier.triage.signs import find_signs
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
    return sorted((replace(v, links=links.get(v.chat.id, ())) for v in verdicts), key=_most_urgent_first)


def judge_chat(
    chat: Chat, judged: Sequence[MessageVerdict], passages: PassageScores, model: TriageModel
) -> ChatVerdict:
    """The verdict on one chat whose messages were judged alone and whose passages were scored."""
    numbers = chat_numbers(judged, passages)
    scores = model.scores(numbers)
    seen = in_its_light(judged, numbers, scores, model)
    labels, names, verdicts = seen.labels, seen.drivers, seen.verdicts
    timeline = timeline_of(labels, verdicts, names)
    stage = timeline[-1].stage if timeline else "none"
    signs = find_signs(labels, verdicts, names)
    urgency = Urgency()
    if labels:
        urgency = Urgency(*model.urgent(signs.numbers(labels, verdicts), scores), seen.pressing)
    priority, critical = priority_and_reasons(labels, signs, likeliest=float(scores.labels.max()), urgency=urgency)
    violent = () if critical else tuple(by_sender("violence", signs.clear("violence")))
    reasons = critical + violent + reasons_of(labels, verdicts, names) if labels or critical else ()
    offenders = tuple(offender_reason(name, verdicts) for name in names if name is not None)
    probabilities = dict(zip(CHAT_LABELS, scores.labels.tolist(), strict=True))
    return ChatVerdict(
        chat, labels, any_label(probabilities), probabilities, offenders, stage, priority,
        min(seen.pressing, default=None), verdicts, reasons, timeline, urgency=urgency.probability,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SeenChat:
    """What a chat is, who drives it (None where nobody is named), and its messages judged in that light.

    `pressing` are the numbers of the messages, of those who drive the harm, that carry an offender's label; where all
    such are deleted, of the answers that tell of them.
    """

    labels: tuple[str, ...]
    drivers: tuple[str | None, ...]
    verdicts: tuple[MessageVerdict, ...]
    pressing: tuple[int, ...]


def in_its_light(
    judged: Sequence[MessageVerdict], numbers: ChatNumbers, scores: ChatScores, model: ChatModels
) -> SeenChat:
    """A chat's messages judged again by what the chat is; it carries labels only for words that can be shown."""
    labels = chat_labels(scores, model)
    drivers = _drivers(scores, model) if labels else frozenset()
    verdicts = tuple(_timed(_in_context(judged, scores, model, numbers.sender, drivers), numbers.sender, drivers))
    driving = _of_drivers(verdicts, numbers.sender, drivers)
    pressing = _pressing(driving) or _answers(verdicts, driving)
    if not pressing:
        return SeenChat((), (), tuple(judged), ())
    names = tuple(name for place, name in enumerate(numbers.names) if place in drivers)
    return SeenChat(labels, names, verdicts, pressing)


def chat_labels(scores: ChatScores, model: ChatModels) -> tuple[str, ...]:
    """The chat's labels; of extortion and a threat without a demand, the one that lies further above its threshold."""
    above = dict(zip(CHAT_LABELS, log_odds(scores.labels) - log_odds(model.thresholds["chat_above"]), strict=True))
    weaker = min(("extortion", "threat"), key=above.__getitem__)
    stronger = "threat" if weaker == "extortion" else "extortion"
    return tuple(label for label in CHAT_LABELS if above[label] >= 0 and not (label == weaker and above[stronger] >= 0))


def any_label(probabilities: Mapping[str, float]) -> float:
    """The probability that any label applies; extortion and a bare threat exclude each other, grooming neither."""
    harm = min(probabilities["extortion"] + probabilities["threat"], 1.0)
    return round(1 - (1 - harm) * (1 - probabilities["grooming"]), 6)


def _drivers(scores: ChatScores, model: ChatModels) -> frozenset[int]:
    """The likeliest offender, and every other sender who is likely enough."""
    above = np.flatnonzero(scores.offender >= model.thresholds["offender_above"][0])
    return frozenset(above.tolist()) | {int(np.argmax(scores.offender))}


def _in_context(
    judged: Sequence[MessageVerdict],
    scores: ChatScores,
    model: ChatModels,
    sender: NDArray[np.int64],
    drivers: frozenset[int],
) -> list[MessageVerdict]:
    """The messages judged again: an offender's label is added only to an offender's words, victim to another's."""
    found = list(judged)
    likely_labels = scores.messages >= model.thresholds["message_above"]
    for place in np.flatnonzero(likely_labels.any(axis=1)).tolist() if drivers else ():
        verdict, likely = judged[place], likely_labels[place]
        drives = int(sender[place]) in drivers
        fits = [drives == (label != "victim") for label in LABELS]
        added = tuple(
            label
            for label, yes, fit in zip(LABELS, likely, fits, strict=True)
            if yes and fit and label not in verdict.labels and verdict.message.spoken
        )
        if added:
            found[place] = replace(verdict, in_context=added)
    return found


def _timed(
    verdicts: Sequence[MessageVerdict], sender: NDArray[np.int64], drivers: frozenset[int]
) -> Iterator[MessageVerdict]:
    """The messages, in those that threaten or demand for the offenders each day and hour named as a deadline."""
    for place, verdict in enumerate(verdicts):
        if int(sender[place]) in drivers and {"threat", "demand"} & {*verdict.labels, *verdict.in_context}:
            said = verdict.message
            yield replace(verdict, entities=with_named_times(said.text, said.sent_at, verdict.entities))
        else:
            yield verdict


def _of_drivers(
    verdicts: Sequence[MessageVerdict], sender: NDArray[np.int64], drivers: frozenset[int]
) -> list[MessageVerdict]:
    """The messages of those who drive the harm."""
    return [verdict for place, verdict in enumerate(verdicts) if int(sender[place]) in drivers]


def _pressing(driving: Sequence[MessageVerdict]) -> tuple[int, ...]:
    """The messages of those who drive the harm, named or not, that carry an offender's label."""
    return tuple(v.message.number for v in driving if set(OFFENDER_LABELS) & {*v.labels, *v.in_context})


def _answers(verdicts: Sequence[MessageVerdict], driving: Sequence[MessageVerdict]) -> tuple[int, ...]:
    """The messages behind the first one that the drivers deleted in which others speak as the ones harmed."""
    erased = [v.message.number for v in driving if v.message.kind == "deleted"]
    own = {v.message.number for v in driving}
    harmed = [v.message.number for v in verdicts if "victim" in (*v.labels, *v.in_context)]
    return tuple(number for number in harmed if erased and number > erased[0] and number not in own)


def _most_urgent_first(verdict: ChatVerdict) -> tuple[int, float, float, str]:
    return (-PRIORITIES.index(verdict.priority), -verdict.urgency, -verdict.probability, verdict.chat.id)

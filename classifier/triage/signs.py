"""What may make a chat critical, message by message: each sign with how clearly it is there.

Harm now is a wish to die, violence, a child, material already sent or a deadline that still runs. A sign is met in a
wording, or heard by a model more or less clearly; `priority` decides by all signs of a chat together.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.labels import CHAT_LABELS, HEARD
from classifier.records import MessageVerdict, Reason, Span
from classifier.triage.cues import met, names_childs_age
from classifier.triage.features import log_odds
from classifier.triage.sides import of_offenders

KINDS: Final = ("self_harm", "violence", "material_sent", "child")
_WORDED: Final = frozenset({"self_harm", "material_sent", "child"})
"""The kinds of which there are wordings."""
_DAYS: Final = 1
"""A deadline by the end of so many days after the last words is running; chosen on training chats."""
_LIKELY_VIOLENT: Final = 0.3
"""The probability of violence from which a threat that only its chat makes one is violent; chosen on training chats."""
_LAST_WORDS: Final = 8
"""Of an offender's messages, the last that may set a deadline in a chat without times."""
_ANSWERED_WITHIN: Final = 3
"""Messages after a question in which its answer is looked for."""
_LONGEST: Final = 120
"""Messages from which a longer chat is no less urgent: hardly one that trains is longer."""
_TOP: Final = 2
_NONE: Final = float(log_odds(np.zeros(1))[0])


@dataclass(frozen=True, slots=True)
class Sign:
    """A message that may make its chat critical: whether it is taken to, and how clearly, in log-odds."""

    verdict: MessageVerdict
    clear: bool
    odds: float
    worded: bool = False


@dataclass(frozen=True, slots=True)
class Signs:
    """All signs of a chat by kind, in its order; and its running deadline, if there is one."""

    found: dict[str, tuple[Sign, ...]]
    deadline: Reason | None

    def clear(self, kind: str) -> list[MessageVerdict]:
        """The messages that are taken for a sign of a kind."""
        return [sign.verdict for sign in self.found[kind] if sign.clear]

    def worded(self, kind: str) -> list[MessageVerdict]:
        """The messages in which a wording of a kind stands."""
        return [sign.verdict for sign in self.found[kind] if sign.worded]

    def numbers(self, labels: Sequence[str], verdicts: Sequence[MessageVerdict]) -> NDArray[np.float64]:
        """The signs as features (features,), with what the chat is and how many messages are spoken in it."""
        row: list[float] = []
        for kind in KINDS:
            signs = self.found[kind]
            odds = sorted((sign.odds for sign in signs), reverse=True)
            row += (odds + [_NONE] * _TOP)[:_TOP]
            row.append(np.log1p(sum(sign.clear for sign in signs)))
            if kind in _WORDED:
                row.append(float(any(sign.worded for sign in signs)))
        spoken = min(sum(verdict.message.spoken for verdict in verdicts), _LONGEST)
        row += [float(self.deadline is not None), *(float(label in labels) for label in CHAT_LABELS), np.log1p(spoken)]
        return np.array(row)


def find_signs(labels: Sequence[str], verdicts: Sequence[MessageVerdict], offenders: Sequence[str | None]) -> Signs:
    """The signs in a chat of these labels: an offender's violence and sent material, a wish to die in others' words."""
    spoken = [v for v in verdicts if v.message.spoken]
    mine = [v for v in verdicts if of_offenders(v, offenders)]
    others = [v for v in spoken if not of_offenders(v, offenders)]
    threats = [v for v in mine if "threat" in (*v.labels, *v.in_context)]
    worded = {v.message.number: met(v.message.text, ("self_harm", "child")) for v in spoken}
    sent = {v.message.number: met(v.message.text, ("sent",)) for v in threats}
    found = {
        "self_harm": _heard("self_harm", others, worded),
        "violence": _violent(mine),
        "material_sent": _heard("sent", threats, sent),
        "child": _heard("child", spoken, worded, told=frozenset(_ages_told(spoken, worded))),
    }
    running = _running_deadline(mine, _last_time(verdicts)) if {"extortion", "threat"} & set(labels) else None
    return Signs(found, running)


def _heard(
    cue: str,
    verdicts: Sequence[MessageVerdict],
    worded: Mapping[int, frozenset[str]],
    *,
    told: frozenset[int] = frozenset(),
) -> tuple[Sign, ...]:
    """A cue in each message, by a wording of it or as the cue model hears it."""
    scores = [verdict.cues.get(cue, 0.0) for verdict in verdicts]
    found = []
    for verdict, score, odds in zip(verdicts, scores, _odds(scores), strict=True):
        number = verdict.message.number
        is_worded = number in told or cue in worded[number]
        found.append(Sign(verdict, is_worded or score >= HEARD, odds, is_worded))
    return tuple(found)


def _violent(mine: Sequence[MessageVerdict]) -> tuple[Sign, ...]:
    """Violence threatened by each message itself, or by one that is a threat in its chat's light and likely violent."""
    likely = [verdict.probability.get("threat.violence", 0.0) for verdict in mine]
    found = []
    for verdict, chance, odds in zip(mine, likely, _odds(likely), strict=True):
        raised = "threat" in verdict.in_context and chance >= _LIKELY_VIOLENT
        found.append(Sign(verdict, raised or "threat.violence" in verdict.tactics, odds))
    return tuple(found)


def _odds(probability: Sequence[float]) -> list[float]:
    odds: list[float] = log_odds(np.array(probability, np.float64)).tolist()
    return odds


def _ages_told(spoken: Sequence[MessageVerdict], worded: Mapping[int, frozenset[str]]) -> Iterator[int]:
    """The messages in which someone answers with a child's age when asked for it."""
    for place, asked in enumerate(spoken):
        if "asks_age" in worded[asked.message.number]:
            for answer in spoken[place + 1 : place + 1 + _ANSWERED_WITHIN]:
                if answer.message.sender != asked.message.sender and names_childs_age(answer.message.text):
                    yield answer.message.number


def _last_time(verdicts: Sequence[MessageVerdict]) -> datetime | None:
    """When the last words of a chat were said; None where it tells no times."""
    times = [v.message.sent_at for v in verdicts if v.message.spoken and v.message.sent_at is not None]
    return max(times, key=lambda time: time.replace(tzinfo=None), default=None)


def _running_deadline(mine: Sequence[MessageVerdict], last_at: datetime | None) -> Reason | None:
    """The latest deadline, in an offender's threat or demand, due by the end of the day after the chat's last words.

    Where the export tells no times, one that stands near the chat's end counts, and is not said to be running.
    """
    for back, verdict in enumerate(reversed(mine)):
        pressing = {"threat", "demand"} & {*verdict.labels, *verdict.in_context}
        for entity in verdict.entities if pressing else ():
            near = back < _LAST_WORDS
            if entity.kind == "deadline" and _still_runs(entity.due, last_at, near=near):
                return _deadline("deadline_running" if last_at else "deadline_late", verdict, entity.span)
    return None


def _deadline(key: str, verdict: MessageVerdict, span: Span) -> Reason:
    words = verdict.message.text[span.start : span.end]
    return Reason(key, (verdict.message.number,), (("deadline", words),))


def _still_runs(due: datetime | None, last_at: datetime | None, *, near: bool) -> bool:
    """Whether a deadline is due by the end of the day after the last words; one without a clear time does not count."""
    if last_at is None:
        return near
    if due is None or (due.tzinfo is None) != (last_at.tzinfo is None):
        return False
    try:
        seen = due.astimezone(last_at.tzinfo) if due.tzinfo is not None else due
        # the end of a day is midnight, which is the next day's
        return due >= last_at and (seen - timedelta(seconds=1)).date() - last_at.date() <= timedelta(days=_DAYS)
    except OverflowError:  # at an end of the calendar, where a clock was never set
        return False

"""How soon a person must look, by the guidelines' rules, with the reasons for the most urgent."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from classifier.records import MessageVerdict, Reason, Span
from classifier.triage.cues import WORDINGS, asks_age, names_childs_age
from classifier.triage.sides import by_sender, of_offenders

_DAYS: Final = 1
"""A deadline by the end of so many days after the last words is running; chosen on training chats."""
_SUSPECTED: Final = 0.2
"""The likeliest chat label from which a wish to die counts though no label applies; chosen on training chats."""
_LIKELY_VIOLENT: Final = 0.3
"""The probability of violence from which a threat that only its chat makes one is violent; chosen on training chats."""
_LAST_WORDS: Final = 8
"""Of an offender's messages, the last that may set a deadline in a chat without times."""
_ANSWERED_WITHIN: Final = 3
"""Messages after a question in which its answer is looked for."""


def priority_and_reasons(
    labels: Sequence[str], verdicts: Sequence[MessageVerdict], offenders: Sequence[str | None], *, likeliest: float
) -> tuple[str, tuple[Reason, ...]]:
    """The priority of a chat and the reasons that make it critical.

    Critical: harm now, that is a deadline still running, violence, a child, self-harm in anyone's
    words but the offender's, or material already sent. High: extortion. Medium: grooming or a threat.
    Self-harm is critical in any chat that carries a label or is suspected of one, its `likeliest` being not small, and
    in a victim's words in any chat.
    """
    reasons = _critical(labels, verdicts, offenders, suspected=bool(labels) or likeliest >= _SUSPECTED)
    if reasons:
        return "critical", reasons
    if "extortion" in labels:
        return "high", ()
    return ("medium", ()) if labels else ("none", ())


def _critical(
    labels: Sequence[str], verdicts: Sequence[MessageVerdict], offenders: Sequence[str | None], *, suspected: bool
) -> tuple[Reason, ...]:
    mine = [v for v in verdicts if of_offenders(v, offenders)]
    others = [v for v in verdicts if not of_offenders(v, offenders) and v.message.spoken]
    found: list[Reason] = []
    harmed = [v.message.number for v in others if _speaks_of("self_harm", v) and (suspected or "victim" in v.labels)]
    if harmed:
        found.append(Reason("self_harm", tuple(harmed)))
    if not labels:
        return tuple(found)
    found += by_sender("violence", [v for v in mine if _is_violent(v)])
    running = _running_deadline(mine, _last_time(verdicts)) if {"extortion", "threat"} & set(labels) else None
    if running:
        found.append(running)
    sent = [v for v in mine if "threat" in (*v.labels, *v.in_context) and _speaks_of("sent", v)]
    found += by_sender("material_sent", sent)
    spoken = [v for v in verdicts if v.message.spoken]
    child = sorted({*(v.message.number for v in spoken if _speaks_of("child", v)), *_ages_told(spoken)})
    if child and {"extortion", "grooming"} & set(labels):
        found.append(Reason("child", tuple(child)))
    return tuple(found)


def _ages_told(spoken: Sequence[MessageVerdict]) -> Iterator[int]:
    """The messages in which someone answers with a child's age when asked for it."""
    for place, asked in enumerate(spoken):
        if asks_age(asked.message.text):
            for answer in spoken[place + 1 : place + 1 + _ANSWERED_WITHIN]:
                if answer.message.sender != asked.message.sender and names_childs_age(answer.message.text):
                    yield answer.message.number


def _is_violent(verdict: MessageVerdict) -> bool:
    """Whether a message threatens violence by itself, or is a threat in its chat's light and likely a violent one."""
    raised = "threat" in verdict.in_context and verdict.probability["threat.violence"] >= _LIKELY_VIOLENT
    return raised or "threat.violence" in verdict.tactics


def _speaks_of(cue: str, verdict: MessageVerdict) -> bool:
    """Whether a message holds a cue, by a wording of it or as the cue model hears it."""
    return cue in verdict.cues or WORDINGS[cue](verdict.message.text)


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
    if due.tzinfo is not None:
        due = due.astimezone(last_at.tzinfo)
    # the end of a day is midnight, which is the next day's
    return due >= last_at and (due - timedelta(seconds=1)).date() - last_at.date() <= timedelta(days=_DAYS)

"""How soon a person must look, by the guidelines' rules, with the reasons for the most urgent."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from classifier.records import MessageVerdict, Reason, Span
from classifier.triage.cues import WORDINGS

_SOON: Final = timedelta(hours=30)
"""A deadline no further off than this is running wherever it was set."""
_LAST_WORDS: Final = 8
"""Of an offender's messages, the last that may set a deadline without a time."""
_LAST_CLOCK: Final = 8
_CLOCK_MESSAGES: Final = 2
_NEAR_TIME: Final = re.compile(
    r"با[چج]ر|بكر[هةا]|الليل[هة]|اليوم|هسه|ساع[هةت]|دقيق|دقا[يئ]ق|الظهر|للظهر|العصر|المغرب|الصبح|الفجر|باقي|يأذن"
    r"|(?:لل|ال)(?:خميس|جمع[هة]|سبت|احد|أحد|اثنين|ثلاثاء|اربعاء|أربعاء)|\b(?:ba[cj]h?er|bukra|sa3a)\b"
)
"""Times of the same day or the next, in the words of several dialects."""


def priority_and_reasons(
    labels: Sequence[str], verdicts: Sequence[MessageVerdict], offenders: Sequence[str | None]
) -> tuple[str, tuple[Reason, ...]]:
    """The priority of a chat and the reasons that make it critical.

    Critical: harm now, that is a deadline still running, violence, a child, self-harm in anyone's
    words but the offender's, or material already sent. High: extortion. Medium: grooming or a threat.
    Self-harm is critical in any chat that carries a label or a victim's voice.
    """
    reasons = _critical(labels, verdicts, offenders)
    if reasons:
        return "critical", reasons
    if "extortion" in labels:
        return "high", ()
    return ("medium", ()) if labels else ("none", ())


def _critical(
    labels: Sequence[str], verdicts: Sequence[MessageVerdict], offenders: Sequence[str | None]
) -> tuple[Reason, ...]:
    mine = [v for v in verdicts if v.message.sender in offenders]
    others = [v for v in verdicts if v.message.sender not in offenders and v.message.spoken]
    name = next((o for o in offenders if o is not None), "")
    found: list[Reason] = []
    harmed = [v.message.number for v in others if _speaks_of("self_harm", v)]
    if harmed and (labels or any("victim" in v.labels for v in others)):
        found.append(Reason("self_harm", tuple(harmed)))
    if not labels:
        return tuple(found)
    violent = [v.message.number for v in mine if "threat.violence" in v.tactics]
    if violent:
        found.append(Reason("violence", tuple(violent), (("name", name),)))
    running = _running_deadline(mine, verdicts[-1].message.sent_at) if {"extortion", "threat"} & set(labels) else None
    if running:
        found.append(running)
    sent = [v.message.number for v in mine if "threat" in (*v.labels, *v.in_context) and _speaks_of("sent", v)]
    if sent:
        found.append(Reason("material_sent", tuple(sent), (("name", name),)))
    child = [v.message.number for v in verdicts if v.message.spoken and _speaks_of("child", v)]
    if child and {"extortion", "grooming"} & set(labels):
        found.append(Reason("child", tuple(child)))
    return tuple(found)


def _speaks_of(cue: str, verdict: MessageVerdict) -> bool:
    """Whether a message holds a cue, by a wording of it or as the cue model hears it."""
    return cue in verdict.cues or WORDINGS[cue](verdict.message.text)


def _running_deadline(mine: Sequence[MessageVerdict], last_at: datetime | None) -> Reason | None:
    """The latest deadline, in an offender's threat or demand, that had not passed when the chat ended.

    One that resolves to a later time counts wherever it stands; one without a time counts near the
    end; so do near times of day in two of the offender's last messages, a clock without a sentence.
    """
    for back, verdict in enumerate(reversed(mine)):
        pressing = {"threat", "demand"} & {*verdict.labels, *verdict.in_context}
        for entity in verdict.entities if pressing else ():
            near = back < _LAST_WORDS
            if entity.kind == "deadline" and _still_runs(entity.due, last_at, near=near):
                return _deadline(verdict, entity.span)
    clock = [(v, found) for v in mine[-_LAST_CLOCK:] if (found := _NEAR_TIME.search(v.message.text))]
    return _deadline(clock[-1][0], Span(*clock[-1][1].span())) if len(clock) >= _CLOCK_MESSAGES else None


def _deadline(verdict: MessageVerdict, span: Span) -> Reason:
    words = verdict.message.text[span.start : span.end]
    return Reason("deadline_running", (verdict.message.number,), (("deadline", words),))


def _still_runs(due: datetime | None, last_at: datetime | None, *, near: bool) -> bool:
    if due is None or last_at is None or (due.tzinfo is None) != (last_at.tzinfo is None):
        return near
    return timedelta(0) <= due - last_at <= _SOON or (near and due >= last_at)

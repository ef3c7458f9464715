"""How soon a person must look, by the guidelines' rules, with the reasons for the most urgent."""

from collections.abc import Sequence
from datetime import datetime

from classifier.records import MessageVerdict, Reason
from classifier.triage.cues import mentions_child, mentions_self_harm, says_material_sent


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
    others = [v for v in verdicts if v.message.sender not in offenders and v.message.kind == "text"]
    name = next((o for o in offenders if o is not None), "")
    found: list[Reason] = []
    harmed = [v.message.number for v in others if mentions_self_harm(v.message.text)]
    if harmed and (labels or any("victim" in v.labels for v in others)):
        found.append(Reason("self_harm", tuple(harmed)))
    if not labels:
        return tuple(found)
    violent = [v.message.number for v in mine if "threat.violence" in v.tactics]
    if violent:
        found.append(Reason("violence", tuple(violent), (("name", name),)))
    if running := _running_deadline(mine, verdicts[-1].message.sent_at):
        found.append(running)
    sent = [
        v.message.number for v in mine if "threat" in (*v.labels, *v.in_context) and says_material_sent(v.message.text)
    ]
    if sent:
        found.append(Reason("material_sent", tuple(sent), (("name", name),)))
    child = [v.message.number for v in verdicts if v.message.kind == "text" and mentions_child(v.message.text)]
    if child and {"extortion", "grooming"} & set(labels):
        found.append(Reason("child", tuple(child)))
    return tuple(found)


def _running_deadline(mine: Sequence[MessageVerdict], last_at: datetime | None) -> Reason | None:
    """The last deadline in a threat or demand that had not passed when the chat ended."""
    for verdict in reversed(mine):
        if not {"threat", "demand"} & {*verdict.labels, *verdict.in_context}:
            continue
        for entity in verdict.entities:
            if entity.kind == "deadline" and _still_runs(entity.due, last_at):
                words = verdict.message.text[entity.span.start : entity.span.end]
                return Reason("deadline_running", (verdict.message.number,), (("deadline", words),))
    return None


def _still_runs(due: datetime | None, last_at: datetime | None) -> bool:
    return due is not None and last_at is not None and due >= last_at

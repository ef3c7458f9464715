"""What counts as a finding, who stands on which side, and the demand of a chat in a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from classifier.labels import LABELS, TACTICS
from classifier.records import ChatVerdict, Entity, MessageVerdict

PAYING: Final = ("channel", "card", "iban", "wallet", "phone", "handle")
"""Kinds of entity through which a demand may be paid, the most telling first."""

IN_WORDS: Final = frozenset({"kin", "place", "code_request"})
"""Kinds of entity whose normal form is a name of the program and no word of the chat."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What is demanded, by when and through what, as written in the messages; None where unsaid."""

    sum: str | None
    deadline: str | None
    channel: str | None


def labels_of(verdict: MessageVerdict) -> tuple[str, ...]:
    """The labels of a message, by its own words or raised by its chat, in the guidelines' order."""
    held = {*verdict.labels, *verdict.in_context}
    return tuple(label for label in LABELS if label in held)


def findings(verdict: ChatVerdict) -> tuple[MessageVerdict, ...]:
    """The messages of a chat that carry a label, in file order."""
    return tuple(found for found in verdict.verdicts if found.labels or found.in_context)


def presses(found: MessageVerdict) -> bool:
    """Whether a message threatens or demands, by its own words or in its chat's light."""
    return not {"threat", "demand"}.isdisjoint(labels_of(found))


def needs_a_look(verdict: ChatVerdict) -> bool:
    """Whether a person must look at a chat: it carries a label, or words that may mean self-harm alone."""
    return bool(verdict.labels) or verdict.priority != "none"


def offender_names(verdict: ChatVerdict) -> frozenset[str]:
    """The names of the senders that appear to drive the harm."""
    return frozenset(offender.name for offender in verdict.offenders)


def drives(verdict: ChatVerdict, sender: str | None) -> bool:
    """Whether a sender appears to drive the harm: one named so, or the nameless of a flagged chat that names nobody."""
    names = offender_names(verdict)
    return sender in names or (sender is None and bool(verdict.labels) and not names)


def demand_of(verdict: ChatVerdict) -> Demand:
    """The latest sum, deadline and channel in the threats and demands of the offender's side; bait is not demanded."""
    latest: dict[str, str] = {}
    for found, entity in _pressing_entities(verdict):
        if entity.kind in {"money", "deadline"} or "demand.money" in found.tactics:
            latest[entity.kind] = shown(entity, found.message.text)
    channel = next((latest[kind] for kind in PAYING if kind in latest), None)
    return Demand(latest.get("money"), latest.get("deadline"), channel)


def tactics_of(verdict: ChatVerdict) -> list[str]:
    """The tactics of a chat's findings, in the guidelines' order."""
    return sorted({tactic for found in findings(verdict) for tactic in found.tactics}, key=TACTICS.index)


def channels_of(verdict: ChatVerdict) -> tuple[str, ...]:
    """Through what money is demanded: a payment channel by its name, anything else by its kind."""
    kinds = {
        entity.value if entity.kind == "channel" else entity.kind
        for found, entity in _pressing_entities(verdict)
        if entity.kind in PAYING and "demand.money" in found.tactics
    }
    return tuple(sorted(kinds))


def percent(probability: float) -> int:
    """A probability in hundredths as a person reads it, 1 to 99: an estimate is never certain."""
    return min(max(round(100 * probability), 1), 99)


def shown(entity: Entity, text: str) -> str:
    """An entity's value as a person reads it: a sum with its unit, a deadline's moment, else as written."""
    if entity.kind in IN_WORDS or (entity.kind == "deadline" and entity.due is None):
        return text[entity.span.start : entity.span.end]
    if entity.amount is not None:
        unit = f" {entity.unit}" if entity.unit else ""
        return f"{entity.amount:,.15g}{unit}"
    if entity.due is not None:
        return entity.due.isoformat(sep=" ", timespec="minutes")
    return entity.value


def _pressing_entities(verdict: ChatVerdict) -> Iterator[tuple[MessageVerdict, Entity]]:
    for found in findings(verdict):
        if drives(verdict, found.message.sender) and presses(found):
            yield from ((found, entity) for entity in found.entities)

"""What the page tells of a chat: its key messages, what they name, and the elements side by side."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from classifier.labels import OFFENDER_LABELS, STAGES
from classifier.records import ChatVerdict, Entity, Message, MessageVerdict
from classifier.report.charts import Chart, hours, label_mix, sparkline
from classifier.report.clock import wall, zone_name
from classifier.report.finding import Demand, demand_of, drives, findings, labels_of, presses, shown
from classifier.report.pieces import LEFT_TO_RIGHT, Piece, cut
from classifier.wording.titles import TITLES

KEY_MESSAGES: Final = 12
"""Messages shown at the head of a story; the whole conversation stands below them."""
RAISED: Final = "raised_in_context"
"""The reason of messages that say little by themselves."""


@dataclass(frozen=True, slots=True)
class KeyMessage:
    """A message at the head of a story, cut at its findings."""

    message: Message
    sent: str
    labels: tuple[str, ...]
    in_context: tuple[str, ...]
    tactics: tuple[str, ...]
    pieces: tuple[Piece, ...]
    offending: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that messages name, how it reads, and the messages that name it."""

    kind: str
    value: str
    ltr: bool
    messages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of the chat: whether it was reached, and at which message and time if so."""

    stage: str
    reached: bool
    message: int | None
    sent: str


@dataclass(frozen=True, slots=True)
class Story:
    """A chat as the page tells it."""

    rank: int
    verdict: ChatVerdict
    demand: Demand
    spark: Chart
    mix: Chart
    hours: Chart | None
    keys: tuple[KeyMessage, ...]
    named: tuple[Named, ...]
    steps: tuple[Step, ...]
    elements: tuple[tuple[str, tuple[int, ...]], ...]
    flagged: int
    first: str
    last: str
    zone: str | None
    files: tuple[str, ...]


def story(rank: int, verdict: ChatVerdict, timezone: str | None) -> Story:
    """The chat that stands at `rank`, ready for the page."""
    chat = verdict.chat
    times = sorted(moment for m in chat.messages if (moment := wall(m.sent_at, timezone)))
    return Story(
        rank=rank,
        verdict=verdict,
        demand=demand_of(verdict),
        spark=sparkline(verdict, timezone),
        mix=label_mix(verdict, timezone),
        hours=hours(verdict, timezone),
        keys=tuple(_key(verdict, found, timezone) for found in key_messages(verdict)),
        named=tuple(_named(verdict.verdicts)),
        steps=tuple(_steps(verdict, timezone)),
        elements=tuple(elements(verdict)),
        flagged=len(findings(verdict)),
        first=times[0].strftime("%Y-%m-%d %H:%M") if times else "",
        last=times[-1].strftime("%Y-%m-%d %H:%M") if times else "",
        zone=zone_name(chat, timezone),
        files=tuple(dict.fromkeys(m.source.file for m in chat.messages)),
    )


def key_messages(verdict: ChatVerdict) -> list[MessageVerdict]:
    """The messages that say most, in file order: those that most reasons name, then the surest."""
    named = Counter(number for reason in verdict.reasons if reason.key != RAISED for number in reason.messages)
    found = sorted(findings(verdict), key=lambda one: (-named[one.message.number], -_sureness(one)))
    return sorted(found[:KEY_MESSAGES], key=lambda one: one.message.number)


def elements(verdict: ChatVerdict) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The numbers of the offenders' messages that hold each element: threat, demand, leverage, deadline."""
    found = [one for one in findings(verdict) if drives(verdict, one.message.sender)]
    reasons = {n for reason in verdict.reasons if reason.key == "material_sent" for n in reason.messages}
    exposing = {one.message.number for one in found if "threat.exposure" in one.tactics}
    timed = [one for one in found if presses(one) and any(entity.kind == "deadline" for entity in one.entities)]
    yield "threat", tuple(one.message.number for one in found if "threat" in labels_of(one))
    yield "demand", tuple(one.message.number for one in found if "demand" in labels_of(one))
    yield "leverage", tuple(sorted(reasons | exposing))
    yield "deadline", tuple(one.message.number for one in timed)


def _sureness(found: MessageVerdict) -> float:
    return max(found.probability[label] for label in OFFENDER_LABELS)


def _sent(message: Message, timezone: str | None) -> str:
    moment = wall(message.sent_at, timezone)
    return moment.strftime("%Y-%m-%d %H:%M") if moment else message.sent_at_as_written or ""


def _key(verdict: ChatVerdict, found: MessageVerdict, timezone: str | None) -> KeyMessage:
    return KeyMessage(
        message=found.message,
        sent=_sent(found.message, timezone),
        labels=labels_of(found),
        in_context=found.in_context,
        tactics=found.tactics,
        pieces=cut(found),
        offending=drives(verdict, found.message.sender),
    )


def _named(verdicts: Sequence[MessageVerdict]) -> Iterator[Named]:
    grouped: dict[tuple[str, str], list[tuple[Entity, int]]] = {}
    for found in verdicts:
        for entity in found.entities:
            grouped.setdefault((entity.kind, shown(entity, found.message.text)), []).append(
                (entity, found.message.number)
            )
    for (kind, value), held in sorted(grouped.items(), key=lambda item: _place(item[0][0])):
        numbers = tuple(dict.fromkeys(number for _, number in held))
        yield Named(kind, value, kind in LEFT_TO_RIGHT, numbers)


def _place(kind: str) -> int:
    """Where a kind of entity stands in the side list: sums and deadlines before the rest."""
    return list(TITLES["entity"]).index(kind)


def _steps(verdict: ChatVerdict, timezone: str | None) -> Iterator[Step]:
    started = {start.stage: start.message for start in verdict.timeline}
    sent = {m.number: _sent(m, timezone) for m in verdict.chat.messages if m.number in started.values()}
    for stage in STAGES[1:]:
        number = started.get(stage)
        reached = number is not None or stage == verdict.stage
        yield Step(stage, reached, number, sent[number] if number is not None else "")

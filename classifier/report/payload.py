"""A chat's conversation as JSON inside the page, which its script draws."""

from typing import Any

from markupsafe import Markup

from classifier.labels import LABELS
from classifier.records import ChatVerdict, Message, MessageVerdict
from classifier.report.clock import seconds
from classifier.report.finding import labels_of, offender_names, percent
from classifier.report.findings import dump
from classifier.report.pieces import cut


def embed(value: object) -> Markup:
    r"""The value as JSON that cannot end the script element it stands in: `<`, `>` and `&` as `\u00XX`."""
    line = dump(value)
    for sign in "<>&\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}":
        line = line.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(line)  # noqa: S704 - every sign that HTML reads is escaped above


def conversation(verdict: ChatVerdict, timezone: str | None) -> dict[str, Any]:
    """Everything of a chat that the page draws: senders with their sides, sources, messages, findings.

    A message is `[number, sender or -1, seconds or null, time as written, kind, text, edited, source,
    line]`; seconds count the wall clock from 1970. A finding is keyed by its message's number and
    holds the text in pieces, so that the script needs no offsets.
    """
    senders = _senders(verdict)
    sources = {(m.source.file, m.source.sha256, _inside(m)): None for m in verdict.chat.messages}
    sender_at = {name: place for place, name in enumerate(senders)}
    source_at = {source: place for place, source in enumerate(sources)}
    return {
        "id": verdict.chat.id,
        "senders": list(senders.items()),
        "sources": list(sources),
        "messages": [
            _message(m, sender_at.get(m.sender or "", -1), source_at, timezone) for m in verdict.chat.messages
        ],
        "findings": {str(found.message.number): _finding(found) for found in verdict.verdicts if _worth(found)},
    }


def _senders(verdict: ChatVerdict) -> dict[str, str]:
    """The side of each sender: an offender's own, else one side for the first to speak, one for the rest."""
    names = dict.fromkeys(m.sender for m in verdict.chat.messages if m.sender)
    offenders = offender_names(verdict)
    if offenders:
        return {name: "offender" if name in offenders else "other" for name in names}
    return {name: "first" if place == 0 else "other" for place, name in enumerate(names)}


def _inside(message: Message) -> str | None:
    return message.source.sheet or message.source.member


def _message(message: Message, sender: int, source_at: dict[Any, int], timezone: str | None) -> list[Any]:
    source = message.source
    return [
        message.number,
        sender,
        seconds(message.sent_at, timezone),
        message.sent_at_as_written if message.sent_at is None else None,
        message.kind,
        message.text,
        int(message.edited),
        source_at[source.file, source.sha256, _inside(message)],
        source.first_line if source.row is None else source.row,
    ]


def _worth(found: MessageVerdict) -> bool:
    return bool(found.labels or found.in_context or found.entities)


def _finding(found: MessageVerdict) -> dict[str, Any]:
    return {
        "labels": labels_of(found),
        "context": found.in_context,
        "tactics": found.tactics,
        "chance": [percent(found.probability[label]) for label in LABELS],
        "pieces": [[piece.text, piece.labels, piece.entity, piece.tone] for piece in cut(found)],
    }

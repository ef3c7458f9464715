"""Trillian's XML logs: messages one after another without a root, their words written as in a link."""

from urllib.parse import unquote

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import parsed
from classifier.readers.scan.clock import from_epoch
from classifier.readers.scan.elements import Node, Tally, records
from classifier.readers.scan.talks import Talks

FORMAT = "trillian"
_ROWS = ("session", "message")
_SURE = 95


def recognise(sample: Sample) -> int:
    """How surely the sample is such a log, by the types of its messages."""
    text = sample.start
    told = 'type="incoming_' in text or 'type="outgoing_' in text or 'type="information_' in text
    return _SURE if text.startswith(("<session ", "<message ")) and told and ' medium="' in text else 0


def read(document: Document) -> Parsed:
    """One chat for each correspondent or room; where a session begins and ends is no message."""
    tally = Tally()
    talks = Talks()
    for node in records(document, lambda name, _: name in _ROWS, tally, is_patient=True):
        if node.name != "message":
            continue
        went_out = node.attributes.get("type", "").startswith("outgoing_")
        other = _told(node, "to" if went_out else "from")
        talks.add(other, other if went_out else _told(node, "from_display") or other, _draft(node))
    chats = talks.chats(document, format_name=FORMAT, platform="trillian")
    if not chats:
        raise tally.damage or document.nothing(1, "the log holds no message")
    return parsed(document, chats, tally.lines, tally.encoding, tally.damage)


def _draft(node: Node) -> Draft:
    is_notice = node.attributes.get("type", "").startswith("information_")
    stamp = node.attributes.get("time")
    return Draft(
        text=_told(node, "text"),
        sender=None if is_notice else _told(node, "from_display") or _told(node, "from") or None,
        sent_at=from_epoch(stamp),
        as_written=stamp,
        kind="system" if is_notice else "text",
        first=node.first,
        last=node.last,
    )


def _told(node: Node, name: str) -> str:
    return unquote(node.attributes.get(name, ""))


READER = Format(FORMAT, recognise, read)

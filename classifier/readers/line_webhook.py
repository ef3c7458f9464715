"""What LINE tells an account's bot of its chats: events, in notices, in a list or one a line."""

import re

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import parsed
from classifier.readers.scan.clock import from_epoch_ms
from classifier.readers.scan.fields import Row, row_in, text_in
from classifier.readers.scan.objects import listed
from classifier.readers.scan.scanner import Scanner
from classifier.readers.scan.talks import Talks

FORMAT = "line-webhook"
_LISTS = ("events",)
_PLACES = ("groupId", "roomId", "userId")
"""Where a message was sent, the widest first."""
_PLACED = re.compile(rf'"source"\s*:\s*\{{[^{{}}]*"(?:{"|".join(_PLACES)})"')
_TOLD = ("text", "fileName", "title", "address", "type")
_SURE = 95


def recognise(sample: Sample) -> int:
    """How surely the sample holds such events, by their places and what stands around a message."""
    text = sample.text
    told = ('"events"' in text or '"replyToken"' in text) and '"timestamp"' in text
    return _SURE if told and sample.start.startswith(("{", "[")) and _PLACED.search(text) else 0


def read(document: Document) -> Parsed:
    """Every chat that the events speak of, in the order of its first one."""
    scanner = Scanner(document, is_patient=True)
    talks = Talks()
    for event, first, last in listed(scanner, _LISTS, is_mixed=True):
        place = text_in(row_in(event, "source"), *_PLACES)
        if place is not None and "timestamp" in event:
            talks.add(place, place, _draft(event, first, last))
    chats = talks.chats(document, format_name=FORMAT, platform="line")
    if not chats:
        raise scanner.damage or document.nothing(1, "the notices hold no event of a chat")
    return parsed(document, chats, scanner.lines(), scanner.encoding, scanner.damage)


def _draft(event: Row, first: int, last: int) -> Draft:
    """What was said, or what happened by the name that LINE gives it."""
    name = text_in(event, "type") or ""
    message = row_in(event, "message")
    words = text_in(message, *_TOLD) or text_in(row_in(event, "postback"), "data") or name
    kind = "text" if message.get("type") == "text" else "media"
    return Draft(
        text="" if name == "unsend" else words,
        sender=text_in(row_in(event, "source"), "userId"),
        sent_at=from_epoch_ms(event.get("timestamp")),
        as_written=text_in(event, "timestamp"),
        kind="deleted" if name == "unsend" else kind if name == "message" else "system",
        first=first,
        last=last,
    )


READER = Format(FORMAT, recognise, read)

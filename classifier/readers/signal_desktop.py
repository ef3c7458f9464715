"""Messages as Signal Desktop keeps them in its database, taken out as JSON by the many tools that read it."""

from collections.abc import Mapping

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import parsed
from classifier.readers.scan.clock import from_epoch_ms
from classifier.readers.scan.fields import Row, rows_in, text_in
from classifier.readers.scan.objects import listed
from classifier.readers.scan.scanner import Scanner
from classifier.readers.scan.tables import OWNER
from classifier.readers.scan.talks import Talks

FORMAT = "signal-desktop"
_SPOKEN = ("incoming", "outgoing")
_LISTS = ("messages",)
_CONVERSATION = ("conversationId", "conversation_id")
_WRITER = ("source", "sourceServiceId", "sourceUuid", "source_service_id", "contact")
_PEOPLE = ("id", "serviceId", "uuid", "e164")
"""What a message may call the one who wrote it by."""
_NAMED = ("name", "profileFullName", "profile_name", "profileName", "e164")
_MOMENT = ("sent_at", "timestamp", "received_at_ms", "server_timestamp")
_DELETED = ("deletedForEveryone", "deleted_for_everyone", "isErased")
_SURE = 90


def recognise(sample: Sample) -> int:
    """How surely the sample holds such messages: their conversation, their moment, and which way they went."""
    text = sample.text
    told = any(f'"{name}"' in text for name in _CONVERSATION) and '"sent_at"' in text
    went = any(f'"{way}"' in text for way in _SPOKEN)
    return _SURE if told and went and sample.start.startswith(("{", "[")) else 0


def read(document: Document) -> Parsed:
    """Every chat, in the order of its first message."""
    scanner = Scanner(document, is_patient=True)
    names: dict[str, str] = {}
    found: list[tuple[Row, int, int]] = []
    for row, first, last in listed(scanner, _LISTS):
        for person in rows_in(row, "conversations"):
            if name := text_in(person, *_NAMED):
                names |= {key: name for told in _PEOPLE if (key := text_in(person, told))}
        found.append((row, first, last))
    talks = Talks()
    for message, first, last in found:
        if chat := text_in(message, *_CONVERSATION):
            talks.add(chat, names.get(chat) or chat, _draft(message, names, first, last))
    chats = talks.chats(document, format_name=FORMAT, platform="signal")
    if not chats:
        raise scanner.damage or document.nothing(1, "the objects hold no message of a conversation")
    return parsed(document, chats, scanner.lines(), scanner.encoding, scanner.damage)


def _draft(message: Row, names: Mapping[str, str], first: int, last: int) -> Draft:
    writer = text_in(message, *_WRITER)
    way, moment = text_in(message, "type"), text_in(message, *_MOMENT)
    kind = _kind(message, way)
    files = [name for part in rows_in(message, "attachments") if (name := text_in(part, "fileName", "contentType"))]
    is_notice = kind in ("system", "call")
    return Draft(
        text=text_in(message, "body") or " ".join(files) or (way or "" if is_notice else ""),
        sender=OWNER if way == "outgoing" else names.get(writer or "") or writer,
        sent_at=from_epoch_ms(moment),
        as_written=moment,
        kind=kind,
        edited=bool(rows_in(message, "editHistory")),
        first=first,
        last=last,
    )


def _kind(message: Row, way: str | None) -> str:
    if any(message.get(name) in (True, 1) for name in _DELETED):
        return "deleted"
    if way not in _SPOKEN:
        return "call" if way == "call-history" else "system"
    if message.get("expirationTimerUpdate"):
        return "system"
    return "media" if any(message.get(name) for name in ("attachments", "sticker", "contact")) else "text"


READER = Format(FORMAT, recognise, read)

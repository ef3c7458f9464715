"""WhatsApp messages as Baileys and the bots built on it keep them: each with the key of its chat, own ones marked."""

from collections.abc import Iterator, Mapping

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import parsed
from classifier.readers.scan.clock import from_epoch
from classifier.readers.scan.fields import Row, row_in, text_in
from classifier.readers.scan.objects import Scanner, objects_of
from classifier.readers.scan.tables import OWNER
from classifier.readers.scan.talks import Talks

FORMAT = "baileys"
_WRAPPERS = (
    "ephemeralMessage", "viewOnceMessage", "viewOnceMessageV2", "viewOnceMessageV2Extension",
    "documentWithCaptionMessage", "editedMessage", "deviceSentMessage",
)  # fmt: skip
"""What a message may be wrapped in, once or more."""
_TOLD = (
    "text", "caption", "title", "name", "fileName", "displayName", "contentText", "hydratedContentText",
    "selectedDisplayText",
)  # fmt: skip
_MEDIA = (
    "imageMessage", "videoMessage", "ptvMessage", "audioMessage", "documentMessage", "stickerMessage",
    "contactMessage", "contactsArrayMessage", "locationMessage", "liveLocationMessage", "pollCreationMessage",
    "pollCreationMessageV2", "pollCreationMessageV3",
)  # fmt: skip
_NO_SPEECH = ("messageContextInfo", "senderKeyDistributionMessage")
_EVENTS = ("reactionMessage", "pollUpdateMessage", "protocolMessage", "pinInChatMessage")
_REVOKED = ("0", "REVOKE")
_CALLS = {
    "40": "missed voice call", "41": "missed video call", "45": "missed group voice call",
    "46": "missed group video call",
}  # fmt: skip
"""What some numbers of events that have no words stand for."""
_DEEPEST = 8
_SURE = 95


def recognise(sample: Sample) -> int:
    """How surely the sample holds such messages, by the keys of their chats."""
    text = sample.text
    told = '"remoteJid"' in text and '"fromMe"' in text and '"key"' in text
    return _SURE if told and '"message' in text and sample.start.startswith(("{", "[")) else 0


def read(document: Document) -> Parsed:
    """Every chat, in the order of its first message; reactions and other events are kept as such."""
    scanner = Scanner(document, is_patient=True)
    found = [(message, first, last) for row, first, last in objects_of(scanner) for message in _messages(row)]
    names = {_writer(message): name for message, _, _ in found if (name := text_in(message, "pushName"))}
    talks = Talks()
    for message, first, last in found:
        chat = _number(text_in(row_in(message, "key"), "remoteJid"))
        talks.add(chat, names.get(chat) or chat, _draft(message, names, first, last))
    chats = talks.chats(document, format_name=FORMAT, platform="whatsapp")
    if not chats:
        raise scanner.damage or document.nothing(1, "the objects hold no message, only keys of some")
    return parsed(document, chats, scanner.lines(), scanner.encoding, scanner.damage)


def _messages(value: object, depth: int = 0) -> Iterator[Row]:
    """The message that a value is, or those in what it holds: stores and notices put them at different depths."""
    if isinstance(value, dict):
        if "remoteJid" in row_in(value, "key"):
            yield value
            return
        value = list(value.values())
    if isinstance(value, list) and depth < _DEEPEST:
        for item in value:
            yield from _messages(item, depth + 1)


def _number(address: str | None) -> str:
    """The number in an address, without the device and the server."""
    return (address or "").partition("@")[0].partition(":")[0]


def _writer(message: Row) -> str:
    key = row_in(message, "key")
    if key.get("fromMe") is True:
        return OWNER
    return _number(text_in(key, "participant") or text_in(message, "participant") or text_in(key, "remoteJid"))


def _draft(message: Row, names: Mapping[str, str], first: int, last: int) -> Draft:
    writer = _writer(message)
    text, kind = _said(message)
    body = row_in(message, "message")
    moment = message.get("messageTimestamp")
    seconds = moment.get("low") if isinstance(moment, dict) else moment
    return Draft(
        text=text,
        sender=names.get(writer) or writer or None,
        sent_at=from_epoch(seconds),
        as_written=None if seconds is None else str(seconds),
        kind=kind,
        edited="editedMessage" in body or bool(_edit(body)),
        first=first,
        last=last,
    )


def _said(message: Row) -> tuple[str, str]:
    """The words of a message and its kind."""
    body = _unwrapped(row_in(message, "message"))
    if words := text_in(body, "conversation"):
        return words, "text"
    name = next((name for name in body if name not in _NO_SPEECH), None)
    if name is None:
        stub = text_in(message, "messageStubType") or ""
        return _CALLS.get(stub, stub), "call" if "CALL" in stub or stub in _CALLS else "system" if stub else "media"
    inner = row_in(body, name)
    if name == "protocolMessage" and text_in(inner, "type") in _REVOKED:
        return "", "deleted"
    kind = "media" if name in _MEDIA else "system" if name in _EVENTS else "text"
    return text_in(inner, *_TOLD) or ("" if kind == "media" else name), kind


def _unwrapped(body: Row) -> Row:
    """A message without what is wrapped around it."""
    for _ in range(_DEEPEST):
        inner = next((row for name in _WRAPPERS if (row := row_in(row_in(body, name), "message"))), None) or _edit(body)
        if not inner:
            break
        body = inner
    return body


def _edit(body: Row) -> Row:
    """The new words that a message was given; empty where it was given none."""
    return row_in(row_in(body, "protocolMessage"), "editedMessage")


READER = Format(FORMAT, recognise, read)

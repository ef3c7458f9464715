"""WhatsApp messages as Baileys, whatsmeow and the bots built on them keep them: each with its chat, own ones marked."""

from collections.abc import Iterator, Mapping

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import parsed
from classifier.readers.scan.clock import from_epoch, from_iso
from classifier.readers.scan.fields import Row, row_in, rows_in, text_in
from classifier.readers.scan.objects import objects_of
from classifier.readers.scan.scanner import Scanner
from classifier.readers.scan.tables import OWNER
from classifier.readers.scan.talks import Talks

FORMAT = "baileys"
_TOLD = (
    "text", "caption", "title", "name", "fileName", "displayName", "contentText", "hydratedContentText",
    "selectedDisplayText",
)  # fmt: skip
_CARDS = (
    "templateMessage", "buttonsMessage", "listMessage", "interactiveMessage", "interactiveResponseMessage",
    "pollCreationMessage", "pollCreationMessageV2", "pollCreationMessageV3", "pollCreationMessageV5", "eventMessage",
    "productMessage",
)  # fmt: skip
"""Messages that say more than one thing: a title, words, and what one may choose."""
_SAID = (
    "hydratedTitleText", "title", "text", "caption", "name", "subtitle", "hydratedContentText", "contentText",
    "description", "hydratedFooterText", "footerText", "buttonText", "displayText", "optionName",
)  # fmt: skip
"""What a card calls its parts, in the order in which a phone shows them."""
_INNER = (
    "hydratedTemplate", "hydratedFourRowTemplate", "interactiveMessageTemplate", "header", "body", "footer", "product",
    "imageMessage", "videoMessage", "documentMessage", "buttonText", "quickReplyButton", "urlButton", "callButton",
    "buttons", "hydratedButtons", "sections", "rows", "options",
)  # fmt: skip
"""Where a card keeps the parts that lie deeper."""
_MEDIA = (
    "imageMessage", "videoMessage", "ptvMessage", "audioMessage", "documentMessage", "stickerMessage",
    "contactMessage", "contactsArrayMessage", "locationMessage", "liveLocationMessage", "pollCreationMessage",
    "pollCreationMessageV2", "pollCreationMessageV3", "pollCreationMessageV5",
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
    told = '"remoteJid"' in text and '"fromMe"' in text and '"key"' in text and '"message' in text
    told = told or all(f'"{name}"' in text for name in ("Info", "Chat", "IsFromMe", "Message"))
    return _SURE if told and sample.start.startswith(("{", "[")) else 0


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
        if "Chat" in row_in(value, "Info"):
            yield _of_whatsmeow(row_in(value, "Info"), row_in(value, "Message"))
            return
        value = list(value.values())
    if isinstance(value, list) and depth < _DEEPEST:
        for item in value:
            yield from _messages(item, depth + 1)


def _of_whatsmeow(head: Row, body: Row) -> Row:
    """A message of whatsmeow's as Baileys would keep it."""
    key = {"remoteJid": head["Chat"], "fromMe": head.get("IsFromMe"), "participant": head.get("Sender")}
    return {
        "key": key, "pushName": head.get("PushName"), "messageTimestamp": head.get("Timestamp"), "message": body,
    }  # fmt: skip


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
    moment = message.get("messageTimestamp")
    seconds = moment.get("low") if isinstance(moment, dict) else moment
    return Draft(
        text=text,
        sender=names.get(writer) or writer or None,
        sent_at=from_epoch(seconds) or from_iso(seconds),
        as_written=None if seconds is None else str(seconds),
        kind=kind,
        edited=_unwrapped(row_in(message, "message"))[1],
        first=first,
        last=last,
    )


def _said(message: Row) -> tuple[str, str]:
    """The words of a message and its kind."""
    body, _ = _unwrapped(row_in(message, "message"))
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
    words = "\n".join(dict.fromkeys(_shown(inner))) if name in _CARDS else text_in(inner, *_TOLD)
    return words or ("" if kind == "media" else name), kind


def _shown(card: Row, depth: int = 0) -> Iterator[str]:
    """Each text that a card shows."""
    yield from (words for name in _SAID if isinstance(words := card.get(name), str) and words)
    for name in _INNER if depth < _DEEPEST else ():
        for inner in rows_in({name: [card.get(name)]}, name) or rows_in(card, name):
            yield from _shown(inner, depth + 1)


def _unwrapped(body: Row) -> tuple[Row, bool]:
    """A message without what is wrapped around it, and whether it gives another one new words."""
    edited = False
    for _ in range(_DEEPEST):
        edit = row_in(row_in(body, "protocolMessage"), "editedMessage")
        edited = edited or bool(edit) or "editedMessage" in body
        inner = edit or next((row for name in body if (row := row_in(row_in(body, name), "message"))), {})
        if not inner:
            break
        body = inner
    return body, edited


READER = Format(FORMAT, recognise, read)

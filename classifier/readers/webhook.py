"""What Meta tells a business of its WhatsApp and Messenger chats: notices, in a list or one a line."""

from collections.abc import Iterator, Mapping

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import parsed
from classifier.readers.scan.clock import from_epoch, from_epoch_ms
from classifier.readers.scan.fields import Row, row_in, rows_in, text_in
from classifier.readers.scan.lines import opening
from classifier.readers.scan.objects import Scanner, objects_of
from classifier.readers.scan.talks import Talks

FORMAT = "webhook"
_MEDIA = ("image", "video", "audio", "voice", "document", "sticker", "location", "contacts")
_SPOKEN = ("text", "button", "interactive", "list_reply", "button_reply", "nfm_reply", "reaction", "order", "system")
_TOLD = ("body", "text", "title", "caption", "filename", "emoji", "name", "address", "id")
_NOTES = ("system", "request_welcome")
_WHATSAPP = '"messaging_product"'
_SURE = 95

_Told = tuple[str, str, Draft]
"""The key of a chat, its title, and a message in it."""


def recognise(sample: Sample) -> int:
    """How surely the sample holds such notices, by what stands around the messages."""
    text = sample.text
    told = _WHATSAPP in text or ('"entry"' in text and '"messaging"' in text and '"recipient"' in text)
    return _SURE if told and '"message' in text and sample.start.startswith(("{", "[")) else 0


def read(document: Document) -> Parsed:
    """Every chat that the notices speak of, in the order of its first message."""
    scanner = Scanner(document, is_patient=True)
    talks = Talks()
    for notice, first, last in objects_of(scanner):
        for key, title, draft in _messages(notice):
            draft.first, draft.last = first, last
            talks.add(key, title, draft)
    platform = "whatsapp" if _WHATSAPP in opening(document.head) else "messenger"
    chats = talks.chats(document, format_name=FORMAT, platform=platform)
    if not chats:
        raise scanner.damage or document.nothing(1, "the notices hold no message, only what became of messages")
    return parsed(document, chats, scanner.lines(), scanner.encoding, scanner.damage)


def _messages(notice: Row) -> Iterator[_Told]:
    """The messages of a notice, of one of its entries, or of what is left when somebody took those apart."""
    entries = rows_in(notice, "entry") or [notice]
    for entry in entries:
        for change in rows_in(entry, "changes") or [entry]:
            yield from _of_whatsapp(row_in(change, "value") or change)
        for row in rows_in(entry, "messaging"):
            if message := row_in(row, "message") or row_in(row, "postback"):
                yield _of_messenger(row, message)


def _of_whatsapp(value: Row) -> Iterator[_Told]:
    names = {
        text_in(contact, "wa_id"): text_in(row_in(contact, "profile"), "name") for contact in rows_in(value, "contacts")
    }
    for row in rows_in(value, "messages"):
        writer = text_in(row, "from")
        key = text_in(row, "group_id") or writer or ""
        yield key, names.get(writer) or key, _draft(row, names)


def _draft(row: Row, names: Mapping[str | None, str | None]) -> Draft:
    kind = text_in(row, "type") or ""
    writer = text_in(row, "from")
    return Draft(
        text=_words(row) or kind,
        sender=names.get(writer) or writer,
        sent_at=from_epoch(row.get("timestamp")),
        as_written=text_in(row, "timestamp"),
        kind="media" if kind in _MEDIA else "system" if kind in _NOTES else "text",
    )


def _words(row: Row) -> str:
    """What a message of any type says, as deep as its type puts it."""
    for name in (*_SPOKEN, *_MEDIA):
        if inner := row_in(row, name):
            return text_in(inner, *_TOLD) or _words(inner)
    return ""


def _of_messenger(row: Row, message: Row) -> _Told:
    writer, reader = (text_in(row_in(row, side), "id") for side in ("sender", "recipient"))
    files = rows_in(message, "attachments")
    words = text_in(message, "text", "title") or " ".join(_linked(file) for file in files)
    draft = Draft(
        words,
        sender=writer,
        sent_at=from_epoch_ms(row.get("timestamp")),
        as_written=text_in(row, "timestamp"),
        kind="media" if files else "text",
    )
    other = (reader if message.get("is_echo") is True else writer) or ""
    return other, other, draft


def _linked(file: Row) -> str:
    return text_in(row_in(file, "payload"), "url") or text_in(file, "type") or ""


READER = Format(FORMAT, recognise, read)

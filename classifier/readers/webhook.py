"""What Meta tells a business of its WhatsApp and Messenger chats: notices, in a list or one a line."""

from collections.abc import Iterator, Mapping

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import parsed
from classifier.readers.scan.clock import from_epoch, from_epoch_ms
from classifier.readers.scan.fields import Row, row_in, rows_in, text_in
from classifier.readers.scan.lines import opening
from classifier.readers.scan.objects import LINES, lined
from classifier.readers.scan.scanner import Scanner
from classifier.readers.scan.talks import Talks

FORMAT = "webhook"
_MEDIA = ("image", "video", "audio", "voice", "document", "sticker", "location", "contacts")
_SPOKEN = (
    "text", "button", "interactive", "list_reply", "button_reply", "nfm_reply", "reaction", "order", "system", "edit",
    "message", "body", "header", "template",
)  # fmt: skip
_TOLD = ("body", "text", "title", "caption", "filename", "emoji", "name", "address", "id")
_PLACEHOLDER, _REVOKED = "media_placeholder", "revoke"
"""What stands for a medium in the history of a number, and for taking a message back."""
_KINDS = {
    **dict.fromkeys((*_MEDIA, _PLACEHOLDER), "media"), **dict.fromkeys(("system", "request_welcome"), "system"),
    _REVOKED: "deleted",
}  # fmt: skip
_ECHOES = "message_echoes"
"""What the business wrote on its own phone."""
_LISTS = ("messages", _ECHOES, "messaging")
_DEEPEST = 8
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
    found: list[_Told] = []
    names: dict[str | None, str | None] = {}
    for notice, first, last in lined(scanner, _LISTS):
        for value in _values(notice):
            names |= _names(value)
        for told in _messages(notice):
            if told[-1].first is None:
                told[-1].first, told[-1].last = first, last
            found.append(told)
    talks = Talks()
    for key, title, draft in found:
        draft.sender = names.get(draft.sender) or draft.sender
        talks.add(key, names.get(title) or title, draft)
    platform = "whatsapp" if _WHATSAPP in opening(document.head) else "messenger"
    chats = talks.chats(document, format_name=FORMAT, platform=platform)
    if not chats:
        raise scanner.damage or document.nothing(1, "the notices hold no message, only what became of messages")
    return parsed(document, chats, scanner.lines(), scanner.encoding, scanner.damage)


def _values(notice: Row) -> Iterator[Row]:
    """What a notice tells of WhatsApp, or what is left of it when somebody took it apart or put it in another."""
    for entry in rows_in(notice, "entry") or [notice]:
        for change in rows_in(entry, "changes") or [entry]:
            yield row_in(change, "value") or row_in(change, "data") or change


def _messages(notice: Row) -> Iterator[_Told]:
    """The messages of a notice, in its order."""
    for value in _values(notice):
        yield from _of_whatsapp(value)
    for entry in rows_in(notice, "entry") or [notice]:
        for row in rows_in(entry, "messaging"):
            if message := row_in(row, "message") or row_in(row, "postback"):
                yield _of_messenger(row, message)


def _names(value: Row) -> dict[str | None, str | None]:
    """What the numbers are called: by those who write, or in the phone of the business."""
    told = {text_in(row, "wa_id"): text_in(row_in(row, "profile"), "name") for row in rows_in(value, "contacts")}
    known = [row_in(row, "contact") for row in rows_in(value, "state_sync")]
    told |= {text_in(contact, "phone_number"): text_in(contact, "full_name", "first_name") for contact in known}
    return {number: name for number, name in told.items() if number and name}


def _of_whatsapp(value: Row) -> Iterator[_Told]:
    names = _names(value)
    own = text_in(row_in(value, "metadata"), "display_phone_number")
    for name in ("messages", _ECHOES):
        for row in rows_in(value, name):
            is_sent = name == _ECHOES or text_in(row, "from") == own
            key = text_in(row, "group_id", "to" if is_sent else "from", "from") or ""
            yield key, names.get(key) or key, _draft(row, names)
    for thread in (thread for part in rows_in(value, "history") for thread in rows_in(part, "threads")):
        for row in rows_in(thread, "messages"):
            key = text_in(thread, "id") or text_in(row, "to", "from") or ""
            yield key, names.get(key) or key, _draft(row, names)


def _draft(row: Row, names: Mapping[str | None, str | None]) -> Draft:
    kind = text_in(row, "type") or ""
    writer = text_in(row, "from")
    first, last = row.get(LINES, (None, None))
    return Draft(
        text=_words(row) or ("" if kind in (_REVOKED, _PLACEHOLDER) else kind),
        sender=names.get(writer) or writer,
        sent_at=from_epoch(row.get("timestamp")),
        as_written=text_in(row, "timestamp"),
        kind=_KINDS.get(kind, "text"),
        edited=kind == "edit",
        first=first,
        last=last,
    )


def _words(row: Row, depth: int = 0) -> str:
    """What a message of any type says, as deep as its type puts it."""
    inner = next((inner for name in (*_SPOKEN, *_MEDIA) if (inner := row_in(row, name))), None)
    if inner is None or depth > _DEEPEST:
        return ""
    return text_in(inner, *_TOLD) or _words(inner, depth + 1)


def _of_messenger(row: Row, message: Row) -> _Told:
    writer, reader = (text_in(row_in(row, side), "id") for side in ("sender", "recipient"))
    files = rows_in(message, "attachments")
    words = text_in(message, "text", "title") or " ".join(_linked(file) for file in files)
    first, last = row.get(LINES, (None, None))
    draft = Draft(
        words,
        sender=writer,
        sent_at=from_epoch_ms(row.get("timestamp")),
        as_written=text_in(row, "timestamp"),
        kind="media" if files else "text",
        first=first,
        last=last,
    )
    other = (reader if message.get("is_echo") is True else writer) or ""
    return other, other, draft


def _linked(file: Row) -> str:
    return text_in(row_in(file, "payload"), "url") or text_in(file, "type") or ""


READER = Format(FORMAT, recognise, read)

"""Signal's own export of all chats in plain text: one frame of its backup a line."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, parsed
from classifier.readers.scan.clock import from_epoch_ms
from classifier.readers.scan.fields import Row, row_in, rows_in, text_in
from classifier.readers.scan.objects import objects_of
from classifier.readers.scan.scanner import Scanner
from classifier.readers.scan.tables import OWNER
from classifier.records import Chat, ChatWarning

FORMAT = "signal-jsonl"
_CALLS = ("individualCall", "groupCall")
_VANISHING = "expirationTimerChange"
_SURE = 95


@dataclass(slots=True)
class _Frames:
    """People and groups by their number, chats by theirs, and each chat's messages in file order."""

    names: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    items: dict[str, list[tuple[Row, Draft]]] = field(default_factory=dict)


def recognise(sample: Sample) -> int:
    """How surely the sample is such an export: it opens with the backup's time, or holds its messages."""
    text = sample.start
    opens = text.startswith("{") and '"backupTimeMs"' in text.partition("\n")[0]
    return _SURE if opens or ('"chatItem"' in text and '"authorId"' in text and '"dateSent"' in text) else 0


def read(document: Document) -> Parsed:
    """Every chat of the export, in the order of its first message."""
    scanner = Scanner(document, is_patient=True)
    frames = _Frames()
    for row, first, last in objects_of(scanner):
        _take(frames, row, first, last)
    if not frames.items:
        raise scanner.damage or document.error(1, "the export holds no message; export the chats again")
    chats = [_chat(document, frames, number) for number in frames.items]
    return parsed(document, chats, scanner.lines(), scanner.encoding, scanner.damage)


def _take(frames: _Frames, frame: Row, first: int, last: int) -> None:
    """Put a frame where it belongs; one that a frame refers to stands before it."""
    if recipient := row_in(frame, "recipient"):
        number = text_in(recipient, "id") or ""
        frames.names[number] = _name(recipient) or number
    elif chat := row_in(frame, "chat"):
        frames.people[text_in(chat, "id") or ""] = text_in(chat, "recipientId") or ""
    elif item := row_in(frame, "chatItem"):
        author = text_in(item, "authorId") or ""
        draft = _draft(item, frames.names.get(author) or author or None, first, last)
        frames.items.setdefault(text_in(item, "chatId") or "", []).append((item, draft))


def _name(recipient: Row) -> str | None:
    """What the owner of the phone calls a person or a group."""
    if "self" in recipient:
        return OWNER
    if "releaseNotes" in recipient:
        return "Signal"
    contact = row_in(recipient, "contact")
    nickname = row_in(contact, "nickname")
    title = text_in(row_in(row_in(row_in(recipient, "group"), "snapshot"), "title"), "title")
    return title or _full(nickname, "given", "family") or _known(contact)


def _known(contact: Row) -> str | None:
    full = _full(contact, "systemGivenName", "systemFamilyName") or _full(
        contact, "profileGivenName", "profileFamilyName"
    )
    number = text_in(contact, "e164")
    return full or text_in(contact, "username") or (f"+{number}" if number else None)


def _full(row: Row, *keys: str) -> str:
    return " ".join(part for key in keys if (part := text_in(row, key)))


def _draft(item: Row, author: str | None, first: int, last: int) -> Draft:
    text, kind = _said(item)
    return Draft(
        text=text,
        sender=None if kind == "system" else author,
        sent_at=from_epoch_ms(item.get("dateSent")),
        as_written=text_in(item, "dateSent"),
        kind=kind,
        edited=bool(rows_in(item, "revisions")),
        first=first,
        last=last,
    )


def _said(item: Row) -> tuple[str, str]:
    """The words of a message and its kind."""
    if update := row_in(item, "updateMessage"):
        return _event(update), "call" if any(call in update for call in _CALLS) else "system"
    if "remoteDeletedMessage" in item:
        return "", "deleted"
    said = row_in(item, "standardMessage") or row_in(row_in(item, "directStoryReplyMessage"), "textReply")
    if said:
        files = [name for part in rows_in(said, "attachments") if (name := _file(row_in(part, "pointer")))]
        text = text_in(row_in(said, "text"), "body") or " ".join(files)
        return text, "media" if rows_in(said, "attachments") else "text"
    sticker = row_in(row_in(item, "stickerMessage"), "sticker")
    question = text_in(row_in(item, "poll"), "question")
    return question or text_in(sticker, "emoji") or "", "media"


def _file(pointer: Row) -> str | None:
    return text_in(pointer, "fileName") or text_in(pointer, "contentType")


def _event(update: Row) -> str:
    """What happened, by the name that the backup gives it."""
    name = next(iter(update))
    detail = text_in(row_in(update, name), "type", "state", "expiresInMs", "newName")
    return name if detail is None else f"{name} {detail}"


def _chat(document: Document, frames: _Frames, number: str) -> Chat:
    items = frames.items[number]
    person = frames.people.get(number, "")
    return chat_of(
        document, numbered(document, FORMAT, (draft for _, draft in items)), platform="signal",
        title=frames.names.get(person) or person or number, key=f"{document.sha256}/{number}",
        warnings=tuple(_warnings([item for item, _ in items])),
    )  # fmt: skip


def _warnings(items: list[Row]) -> Iterator[ChatWarning]:
    if found := tuple(n for n, item in enumerate(items, 1) if _VANISHING in row_in(item, "updateMessage")):
        yield ChatWarning("disappearing_on", "messages were set to disappear", found)
    if found := tuple(n for n, item in enumerate(items, 1) if "viewOnceMessage" in item):
        yield ChatWarning("view_once", f"{len(found)} messages are empty: view-once media", found)


READER = Format(FORMAT, recognise, read)

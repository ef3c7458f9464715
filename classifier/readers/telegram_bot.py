"""What Telegram tells a bot: updates, as `getUpdates` answers them or one a line, the messages of many chats mixed."""

from collections.abc import Iterator

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import parsed
from classifier.readers.scan.clock import from_epoch
from classifier.readers.scan.fields import Row, row_in, rows_in, text_in
from classifier.readers.scan.objects import objects_of
from classifier.readers.scan.scanner import Scanner
from classifier.readers.scan.talks import Talks

FORMAT = "telegram-bot"
_MESSAGES = ("message", "edited_message", "channel_post", "edited_channel_post", "business_message")
_MEDIA = (
    "photo", "video", "voice", "audio", "document", "sticker", "animation", "video_note", "location", "venue",
    "contact", "poll", "dice", "story",
)  # fmt: skip
_EVENTS = (
    "new_chat_members", "left_chat_member", "new_chat_title", "new_chat_photo", "delete_chat_photo", "pinned_message",
    "group_chat_created", "supergroup_chat_created", "migrate_to_chat_id", "message_auto_delete_timer_changed",
)  # fmt: skip
_TOLD = ("emoji", "file_name", "question", "phone_number", "title", "file_id", "latitude")
_SURE = 95


def recognise(sample: Sample) -> int:
    """How surely the sample holds such updates."""
    told = all(f'"{name}"' in sample.text for name in ("update_id", "message_id", "chat", "date"))
    return _SURE if told and sample.start.startswith(("{", "[")) else 0


def read(document: Document) -> Parsed:
    """Every chat that the updates speak of, in the order of its first message."""
    scanner = Scanner(document, is_patient=True)
    talks = Talks()
    for row, first, last in _messages(scanner):
        chat = row_in(row, "chat")
        key = text_in(chat, "id") or ""
        talks.add(key, _name(chat) or key or document.stem, _draft(row, first, last))
    chats = talks.chats(document, format_name=FORMAT, platform="telegram")
    if not chats:
        raise scanner.damage or document.nothing(1, "the updates hold no message")
    return parsed(document, chats, scanner.lines(), scanner.encoding, scanner.damage)


def _messages(scanner: Scanner) -> Iterator[tuple[Row, int, int]]:
    """Each message with its first and last line."""
    for answer, first, last in objects_of(scanner):
        for update in rows_in(answer, "result") or [answer]:
            for name in _MESSAGES:
                if row := row_in(update, name):
                    yield row, first, last


def _draft(row: Row, first: int, last: int) -> Draft:
    media = next((name for name in _MEDIA if row.get(name)), None)
    event = next((name for name in _EVENTS if row.get(name)), None)
    words = text_in(row, "text", "caption")
    return Draft(
        text=words or (_medium(row, media) if media else event or ""),
        sender=_name(row_in(row, "from")) or _name(row_in(row, "sender_chat")),
        sent_at=from_epoch(row.get("date")),
        as_written=text_in(row, "date"),
        kind="media" if media else "system" if event else "text",
        edited="edit_date" in row,
        first=first,
        last=last,
    )


def _medium(row: Row, media: str) -> str:
    return text_in(row_in(row, media), *_TOLD) or media


def _name(who: Row) -> str | None:
    """What a person or a chat is called."""
    full = " ".join(name for key in ("first_name", "last_name") if (name := text_in(who, key)))
    return full or text_in(who, "title", "username", "id")


READER = Format(FORMAT, recognise, read)

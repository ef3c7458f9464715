"""Facebook Messenger's and Instagram's `message_N.json`, with its twice-encoded strings repaired."""

import re

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, oldest_first, parsed
from classifier.readers.scan.clock import from_epoch, from_epoch_ms
from classifier.readers.scan.fields import Row, row_in, rows_in, text_in, texts_in
from classifier.readers.scan.mojibake import repaired
from classifier.readers.scan.scanner import Scanner
from classifier.readers.scan.threads import threads_of
from classifier.records import Chat

FORMAT = "messenger-json"
_MEDIA = ("photos", "videos", "audio_files", "files", "gifs")
_EVENT_TYPES = ("Subscribe", "Unsubscribe", "Plan", "Payment")
_NOTICE = re.compile(
    r"(?:You|[^.!?\n]{1,80}) (?:added|removed) .{1,120} (?:to|from) the group\.?"
    r"|.{1,80} (?:left the group|named the group .*|changed the group photo|created the group"
    r"|set (?:the|your|his|her|their) (?:nickname|emoji).*|changed the (?:chat )?(?:theme|colou?rs?).*"
    r"|(?:started|joined|ended) (?:a|the) (?:video )?(?:chat|call)|pinned a message|waved at .*)\.?"
    r"|(?:You can now (?:message and )?call each other|You are now connected on Messenger).*"
    r"|Liked a message|Reacted .{1,30} to your message.*|.{1,80} reacted .{1,30} to your message.*",
    re.DOTALL,
)
_SURE = 95
_LIKELY = 90


def recognise(sample: Sample) -> int:
    """How surely the sample is a thread of Messenger or Instagram."""
    text = sample.text
    if '"sender_name"' in text and '"timestamp_ms"' in text:
        return _SURE
    return _LIKELY if '"participants"' in text and '"thread_path"' in text else 0


def read(document: Document) -> Parsed:
    """Each thread that the file holds, in time order: the export writes the newest message first."""
    scanner = Scanner(document, is_patient=True)
    chats = [_chat(document, head, drafts) for head, drafts in threads_of(scanner, _draft) if drafts]
    if not chats:
        raise scanner.damage or document.nothing(1, "the thread holds no message; ask for the download again, as JSON")
    return parsed(document, chats, scanner.lines(), scanner.encoding, scanner.damage)


def _chat(document: Document, head: Row, drafts: list[Draft]) -> Chat:
    ordered, warnings = oldest_first(drafts)
    listed = [repaired(name) for name in texts_in(head, "participants")]
    return chat_of(
        document, numbered(document, FORMAT, ordered),
        platform="instagram" if "instagram" in document.place.lower() else "messenger",
        title=repaired(text_in(head, "title") or ", ".join(listed)) or document.stem,
        key=text_in(head, "thread_path"), listed=listed, warnings=warnings,
    )  # fmt: skip


def _draft(row: Row, first: int, last: int) -> Draft:
    content = text_in(row, "content")
    text = "" if content is None else repaired(content)
    link = repaired(text_in(row_in(row, "share"), "link", "share_text") or "")
    shared = f"{text}\n{link}" if text and link not in text else text or link
    return Draft(
        text=shared or repaired(_file(row)),
        sender=repaired(name) if (name := text_in(row, "sender_name")) else None,
        # The downloads of early 2018 count in seconds.
        sent_at=from_epoch_ms(row.get("timestamp_ms")) or from_epoch(row.get("timestamp")),
        as_written=text_in(row, "timestamp_ms", "timestamp"),
        kind=_kind(row, text),
        first=first,
        last=last,
    )


def _kind(row: Row, text: str) -> str:
    if row.get("is_unsent") is True:
        return "deleted"
    if row.get("type") == "Call" or "call_duration" in row:
        return "call"
    if row.get("type") in _EVENT_TYPES or _NOTICE.fullmatch(text):
        return "system"
    spoken = text or row.get("share")
    return "media" if not spoken or any(row.get(key) for key in (*_MEDIA, "sticker")) else "text"


def _file(row: Row) -> str:
    """The first file that a message without words carries."""
    files = [item for key in _MEDIA for item in rows_in(row, key)] + [row_in(row, "sticker")]
    return next((uri for item in files if (uri := text_in(item, "uri"))), "")


READER = Format(FORMAT, recognise, read)

"""Telegram Desktop's `result.json`, of one chat or of a whole account, and lists of Telethon's messages."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, parsed
from classifier.readers.scan.clock import from_epoch, from_iso, with_offset
from classifier.readers.scan.fields import Row, row_in, text_in
from classifier.readers.scan.lines import opening
from classifier.readers.scan.objects import Scanner, objects_of
from classifier.readers.scan.tables import OWNER
from classifier.records import Chat, ChatWarning, Message

FORMAT = "telegram-json"
_MEDIA = (
    "media_type", "photo", "file", "contact_information", "location_information", "poll", "sticker_emoji",
    "game_title", "invoice_information", "giveaway_information",
)  # fmt: skip
_TOLD = (
    ("poll", "question"),
    ("contact_information", "first_name"),
    ("contact_information", "last_name"),
    ("contact_information", "phone_number"),
    ("location_information", "latitude"),
    ("location_information", "longitude"),
)
"""What a poll, a contact and a place say in words and numbers."""
_ROWS = re.compile(
    r'\s*\[?\s*\{(?:(?!"(?:messages|chats)"\s*:).){0,4000}?"type"\s*:\s*"(?:message|service)"', re.DOTALL
)
"""A message that stands by itself, or first in a list."""
_OWN_KEYS = ('"from_id"', '"actor_id"', '"date_unixtime"', '"text_entities"')
"""What no other app calls so."""
_TELETHON = re.compile(r'\s*\[\s*\{\s*"_"\s*:\s*"Message(?:Service)?"')
_PREVIEWS = ("MessageMediaWebPage", "MessageMediaType.WEB_PAGE")
_PEERS = ("user_id", "channel_id", "chat_id")
_CHAT_TYPES = ("_chat", "_group", "_supergroup", "_channel", "saved_messages", "verification_codes")
_CLEARED = ("history_cleared", "the history was cleared")
_SCREENSHOT = ("screenshot", "a screenshot was taken")
_VANISHING = ("disappearing_on", "messages were set to disappear")
_EVENTS = {
    "clear_history": _CLEARED,
    "take_screenshot": _SCREENSHOT,
    "set_messages_ttl": _VANISHING,
    "MessageActionHistoryClear": _CLEARED,
    "MessageActionScreenshotTaken": _SCREENSHOT,
    "MessageActionSetMessagesTTL": _VANISHING,
}
"""What some events say that a person should know, by Telegram Desktop's names and by Telethon's."""
_CALLS = ("phone_call", "group_call", "conference_call", "MessageActionPhoneCall", "MessageActionGroupCall")
_CHATS = ("chats", "left_chats", "list")
"""Where an account's chats lie."""
_NEVER = ("1970-01-01", "1969-12-31")
_SURE = 95
_LIKELY = 70


def recognise(sample: Sample) -> int:
    """How surely the sample is a Telegram export: its chat type, or an account's list of chats."""
    text = sample.start
    if _TELETHON.match(text):
        return _SURE
    is_told = any(key in text for key in _OWN_KEYS)
    if _ROWS.match(text):
        return _LIKELY if is_told else 0
    if not text.startswith(("{", "[")) or ('"messages"' not in text and '"chats"' not in text):
        return 0
    if text.startswith("["):
        return (_SURE if any(f'{kind}"' in text for kind in _CHAT_TYPES) else _LIKELY) if is_told else 0
    if any(f'{kind}"' in text for kind in _CHAT_TYPES) or '"personal_information"' in text or '"left_chats"' in text:
        return _SURE
    rows = '"from"' in text and '"type"' in text and '"text"' in text
    return _LIKELY if rows and ('"date_unixtime"' in text or '"from_id"' in text or '"date"' in text) else 0


def read(document: Document) -> Parsed:
    """Every chat of the export, in its order."""
    scanner = Scanner(document, is_patient=True)
    chats = list(_chats(document, scanner))
    if not any(chat.messages for chat in chats):
        raise scanner.damage or document.error(1, "no chat found; export the chat from Telegram Desktop again, as JSON")
    return parsed(document, chats, scanner.lines(), scanner.encoding, scanner.damage)


def _chats(document: Document, scanner: Scanner) -> Iterator[Chat]:
    """The chat that the root is or whose messages it is, or those in its lists."""
    text = opening(document.head).lstrip("\N{ZERO WIDTH NO-BREAK SPACE} \n\t")
    if _ROWS.match(text) or _TELETHON.match(text):
        yield _chat(document, {}, [_row_draft(*found) for found in objects_of(scanner)])
    elif scanner.peek() == "[":
        yield from _listed(document, scanner)
    else:
        yield from _object(document, scanner)


def _object(document: Document, scanner: Scanner, place: str = "") -> Iterator[Chat]:
    """The chat that an object is, or those in its lists; `place` tells it from the others of its list."""
    head: Row = {}
    drafts: list[tuple[Draft, Row]] | None = None
    for key in scanner.members():
        if key == "messages" and scanner.peek() == "[":
            drafts = list(_drafts(scanner))
        elif key in _CHATS and scanner.peek() == "[":
            yield from _listed(document, scanner)
        elif key in _CHATS and scanner.peek() == "{":
            for inner in scanner.members():
                if inner in _CHATS and scanner.peek() == "[":
                    yield from _listed(document, scanner)
                elif scanner.peek() == "{":
                    yield from _object(document, scanner, inner)
        else:
            value = scanner.value()
            head[key] = value if not isinstance(value, dict | list) else None
    if drafts is not None:
        yield _chat(document, head, drafts, place)


def _listed(document: Document, scanner: Scanner) -> Iterator[Chat]:
    for place, _ in enumerate(scanner.elements(), start=1):
        if scanner.peek() == "{":
            yield from _object(document, scanner, str(place))


def _drafts(scanner: Scanner) -> Iterator[tuple[Draft, Row]]:
    for first in scanner.elements():
        row = scanner.value()
        if isinstance(row, dict):
            yield _row_draft(row, first, scanner.line)


def _row_draft(row: Row, first: int, last: int) -> tuple[Draft, Row]:
    row = _as_exported(row) if "_" in row else row
    return _draft(row, first, last), row


def _as_exported(row: Row) -> Row:
    """A message of Telethon's or Pyrogram's as Telegram Desktop would have exported it, as far as they say the same."""
    writer = _peer(row, "from_id") or (OWNER if row.get("out") is True else _peer(row, "peer_id"))
    action, media = (text_in(row_in(row, name), "_") for name in ("action", "media"))
    action, media = action or text_in(row, "service"), media or text_in(row, "media")
    name = _full_name(row_in(row, "from_user") or row_in(row, "sender_chat"))
    return {
        "id": row.get("id"), "date": row.get("date"), "edited": row.get("edit_date"),
        "text": text_in(row, "message", "text", "caption"), "from": name, "actor": name,
        "type": "service" if action else "message", "from_id": writer, "actor_id": writer, "action": action,
        "media_type": None if media in _PREVIEWS else media,
    }  # fmt: skip


def _full_name(person: Row) -> str | None:
    """What Pyrogram knows of who wrote."""
    full = " ".join(name for key in ("first_name", "last_name") if (name := text_in(person, key)))
    return full or text_in(person, "title", "username", "id")


def _peer(row: Row, key: str) -> str | None:
    return text_in(row_in(row, key), *_PEERS)


def _draft(row: Row, first: int, last: int) -> Draft:
    written = text_in(row, "date", "date_unixtime")
    draft = Draft(
        text=_text(row.get("text")) or _text(row.get("text_entities")),
        sender=text_in(row, "from") or _unnamed(row),
        sent_at=with_offset(from_iso(row.get("date")), from_epoch(row.get("date_unixtime", row.get("date")))),
        as_written=written,
        kind="media" if any(row.get(key) for key in _MEDIA) else "text",
        edited=_is_edited(row),
        first=first,
        last=last,
    )
    if row.get("type") in ("service", "unsupported"):
        draft.sender = text_in(row, "actor") or text_in(row, "actor_id")
        draft.kind = "call" if row.get("action") in _CALLS else "system"
        draft.text = draft.text or _event(row)
    elif not draft.text:
        draft.text = _medium(row)
    return draft


def _is_edited(row: Row) -> bool:
    """Whether the message states when it was edited; older exports state the first day of 1970 if it never was."""
    written = text_in(row, "edited", "edited_unixtime")
    return written is not None and written != "0" and not written.startswith(_NEVER)


def _unnamed(row: Row) -> str | None:
    """The id of a sender whose account has no name any more."""
    return text_in(row, "from_id")


def _text(value: Any) -> str:  # noqa: ANN401 - a string or a list of strings and objects
    if isinstance(value, str):
        return value
    parts = value if isinstance(value, list) else []
    return "".join(part if isinstance(part, str) else _text_of(part) for part in parts)


def _text_of(part: Any) -> str:  # noqa: ANN401 - an entity, or what a damaged file has in its place
    text = part.get("text") if isinstance(part, dict) else None
    return text if isinstance(text, str) else ""


def _medium(row: Row) -> str:
    """What stands for a medium without words: what it says, its emoji, its file's name, or its kind."""
    told = (row_in(row, name).get(key) for name, key in _TOLD)
    if words := " ".join(str(part) for part in told if isinstance(part, str | int | float) and part):
        return words
    return text_in(row, "sticker_emoji", "file_name", "photo", "file", "media_type") or ""


def _event(row: Row) -> str:
    action = text_in(row, "action") or text_in(row, "type") or ""
    about = text_in(row, "title", "discard_reason", "new_title", "duration_seconds", "duration") or ""
    return f"{action} {about}".strip()


def _chat(document: Document, head: Row, rows: list[tuple[Draft, Row]], place: str = "") -> Chat:
    messages = numbered(document, FORMAT, (draft for draft, _ in rows))
    identity = text_in(head, "id") or (place if place and "name" not in head else None)
    return chat_of(
        document, messages, platform="telegram", title=_title(document, head, place),
        key=None if identity is None else f"{document.sha256}/{identity}/{text_in(head, 'type')}",
        warnings=tuple(_warnings(rows, messages)),
    )  # fmt: skip


def _title(document: Document, head: Row, place: str) -> str:
    """What a chat is called; Telegram has no name for an account that was deleted."""
    if name := text_in(head, "name"):
        return name
    if head.get("type") == "saved_messages":
        return "Saved Messages"
    return "Deleted Account" if "name" in head or "id" in head else f"{document.stem} {place}".strip()


def _warnings(rows: list[tuple[Draft, Row]], messages: list[Message]) -> Iterator[ChatWarning]:
    events = [_EVENTS.get(text_in(row, "action") or "") for _, row in rows]
    for event in dict.fromkeys(_EVENTS.values()):
        if found := tuple(m.number for m, own in zip(messages, events, strict=True) if own == event):
            yield ChatWarning(*event, found)
    ids = [row.get("id") for _, row in rows]
    known = [(n, i) for n, i in enumerate(ids, start=1) if isinstance(i, int) and i > 0]
    gaps = [(b, j - i - 1) for (_, i), (b, j) in pairwise(known) if j - i > 1]
    if gaps:
        lost = sum(size for _, size in gaps)
        text = f"{lost} message ids are missing in {len(gaps)} places: deleted, or sent in other chats"
        yield ChatWarning("id_gap", text, tuple(number for number, _ in gaps))


READER = Format(FORMAT, recognise, read)

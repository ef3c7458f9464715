"""One message of Telegram's as JSON, as Telegram Desktop, Telethon or Pyrogram writes it."""

from typing import Any

from classifier.readers.reading import Draft
from classifier.readers.scan.clock import from_epoch, from_iso, with_offset
from classifier.readers.scan.fields import Row, row_in, text_in
from classifier.readers.scan.tables import OWNER

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
_PREVIEWS = ("MessageMediaWebPage", "MessageMediaType.WEB_PAGE")
_PEERS = ("user_id", "channel_id", "chat_id")
_CALLS = ("phone_call", "group_call", "conference_call", "MessageActionPhoneCall", "MessageActionGroupCall")
_NEVER = ("1970-01-01", "1969-12-31")


def row_draft(row: Row, first: int, last: int) -> tuple[Draft, Row]:
    """The message, and how Telegram Desktop would have told it."""
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

"""Telegram Desktop's `result.json`, of one chat or of a whole account, and lists of Telethon's messages."""

import re
from collections.abc import Iterator
from itertools import pairwise

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, parsed
from classifier.readers.scan.fields import Row, text_in
from classifier.readers.scan.lines import opening
from classifier.readers.scan.objects import objects_of
from classifier.readers.scan.scanner import Scanner
from classifier.readers.scan.telegram import row_draft
from classifier.records import Chat, ChatWarning, Message

FORMAT = "telegram-json"
_ROWS = re.compile(
    r'\s*\[?\s*\{(?:(?!"(?:messages|chats)"\s*:).){0,4000}?"type"\s*:\s*"(?:message|service)"', re.DOTALL
)
"""A message that stands by itself, or first in a list."""
_OWN_KEYS = ('"from_id"', '"actor_id"', '"date_unixtime"', '"text_entities"')
"""What no other app calls so."""
_TELETHON = re.compile(r'\s*\[\s*\{\s*"_"\s*:\s*"Message(?:Service)?"')
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
_CHATS = ("chats", "left_chats", "list")
"""Where an account's chats lie."""
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
        yield _chat(document, {}, [row_draft(*found) for found in objects_of(scanner)])
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
            yield row_draft(row, first, scanner.line)


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

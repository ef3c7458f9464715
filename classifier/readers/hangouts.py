"""Google Hangouts' JSON as Takeout gives it, in its older and newer shape."""

from collections.abc import Iterator

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, oldest_first, parsed
from classifier.readers.scan.clock import from_epoch
from classifier.readers.scan.fields import Row, row_in, rows_in, text_in
from classifier.readers.scan.scanner import Scanner
from classifier.records import Chat

FORMAT = "hangouts"
_LISTS = ("conversations", "conversation_state")
_EVENTS = ("events", "event")
_CALL = "hangout_event"
_MICROSECONDS = 1_000_000
_SURE = 95
_LIKELY = 80
_Placed = tuple[Row, int, int]
"""An event as it stands in the file, its first and its last line."""


def recognise(sample: Sample) -> int:
    """How surely the sample is such a download: its list of conversations, and how it names people."""
    text = sample.start
    if not text.startswith("{") or not any(f'"{name}"' in text for name in _LISTS):
        return 0
    return _SURE if '"gaia_id"' in text else _LIKELY if '"participant_data"' in text else 0


def read(document: Document) -> Parsed:
    """Every conversation of the download, each in time order."""
    scanner = Scanner(document, is_patient=True)
    chats = list(_chats(document, scanner))
    if not chats:
        raise scanner.damage or document.error(1, "no message found; ask for the download again, as JSON")
    return parsed(document, chats, scanner.lines(), scanner.encoding, scanner.damage)


def _chats(document: Document, scanner: Scanner) -> Iterator[Chat]:
    for key in scanner.members():
        if key in _LISTS and scanner.peek() == "[":
            for _ in scanner.elements():
                if scanner.peek() == "{" and (chat := _chat(document, *_conversation(scanner))):
                    yield chat


def _conversation(scanner: Scanner) -> tuple[Row, list[_Placed]]:
    """What is told about a conversation, and its events."""
    about: Row = {}
    events: list[_Placed] = []
    for key in scanner.members():
        if key == "conversation_state" and scanner.peek() == "{":
            about, events = _conversation(scanner)
        elif key in _EVENTS and scanner.peek() == "[":
            for first in scanner.elements():
                row = scanner.value()
                if isinstance(row, dict):
                    events.append((row, first, scanner.line))
        elif key == "conversation" and isinstance(told := scanner.value(), dict):
            about = row_in(told, "conversation") or told
    return about, events


def _chat(document: Document, about: Row, events: list[_Placed]) -> Chat | None:
    """The chat; None for a conversation that holds no event."""
    if not events:
        return None
    names = {_person(person, "id"): text_in(person, "fallback_name") for person in rows_in(about, "participant_data")}
    ordered, warnings = oldest_first([_draft(row, first, last, names) for row, first, last in events])
    owner = _person(row_in(row_in(about, "self_conversation_state"), "self_read_state"), "participant_id")
    others = (name or person for person, name in names.items() if person != owner)
    return chat_of(
        document, numbered(document, FORMAT, ordered), platform="hangouts", warnings=warnings,
        title=text_in(about, "name") or ", ".join(filter(None, others)) or "Hangouts",
        key=text_in(row_in(events[0][0], "conversation_id"), "id"),
    )  # fmt: skip


def _person(row: Row, key: str) -> str | None:
    return text_in(row_in(row, key), "gaia_id", "chat_id")


def _draft(row: Row, first: int, last: int, names: dict[str | None, str | None]) -> Draft:
    content = row_in(row_in(row, "chat_message"), "message_content")
    files = [url for item in rows_in(content, "attachment") if (url := _file(row_in(item, "embed_item")))]
    text = "".join(map(_segment, rows_in(content, "segment")))
    person = _person(row, "sender_id")
    stamp = text_in(row, "timestamp")
    return Draft(
        text=text or " ".join(files) or ("" if "chat_message" in row else _event(row)),
        sender=names.get(person) or person,
        sent_at=from_epoch(float(stamp) / _MICROSECONDS) if stamp and stamp.isdecimal() else None,
        as_written=stamp, kind=_kind(row), first=first, last=last,
    )  # fmt: skip


def _kind(row: Row) -> str:
    if "chat_message" not in row:
        return "call" if _CALL in row else "system"
    return "media" if rows_in(row_in(row_in(row, "chat_message"), "message_content"), "attachment") else "text"


def _segment(segment: Row) -> str:
    return text_in(segment, "text") or ("\n" if segment.get("type") == "LINE_BREAK" else "")


def _file(item: Row) -> str | None:
    """Where a photo or another attachment lies."""
    photo = row_in(item, "plus_photo") or row_in(item, "embeds.PlusPhoto.plus_photo")
    return text_in(photo, "url") or text_in(item, "id")


def _event(row: Row) -> str:
    """What happened, by the name that Hangouts gives it, and the new name of a conversation."""
    renamed = text_in(row_in(row, "conversation_rename"), "new_name")
    event = text_in(row_in(row, _CALL), "event_type") or text_in(row, "event_type") or ""
    return f"{event} {renamed or ''}".strip()


READER = Format(FORMAT, recognise, read)

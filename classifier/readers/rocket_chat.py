"""Rocket.Chat's messages: as its database holds them, as its server answers, or as it exports a room, one a line."""

import re

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import parsed
from classifier.readers.scan.clock import from_epoch_ms, from_iso
from classifier.readers.scan.fields import Row, row_in, rows_in, text_in
from classifier.readers.scan.objects import listed
from classifier.readers.scan.people import People
from classifier.readers.scan.scanner import Scanner
from classifier.readers.scan.talks import Talks

FORMAT = "rocket-chat"
_EXPORTED = re.compile(r'\s*\[?\s*\{\s*"msg"\s*:[^\n]{0,20000}?"username"\s*:[^\n]{0,400}?"ts"\s*:')
_DELETED = "rm"
_ENCRYPTED = "e2e"
_CALLS = ("videoconf", "jitsi_call_started", "livechat_webrtc_video_call")
_FILE = ("title", "text", "fileName", "name")
_QUOTE = re.compile(r"\[ ?\]\([^()\s]{0,2000}\)")
"""The link to what a message quotes or passes on."""
_LISTS = ("messages",)
_SURE = 92


def recognise(sample: Sample) -> int:
    """How surely the sample holds such messages, by what they call a room, a text, a writer and a moment."""
    text = sample.text
    told = all(re.search(rf'"{name}"\s*:', text) for name in ("rid", "msg", "ts", "u"))
    is_known = told or _EXPORTED.match(sample.start)
    return _SURE if is_known and sample.start.startswith(("{", "[")) else 0


def read(document: Document) -> Parsed:
    """Every room, in the order of its first message; who joined or left is kept as the system's word."""
    scanner = Scanner(document, is_patient=True)
    found = [placed for placed in listed(scanner, _LISTS) if "msg" in placed[0] and "ts" in placed[0]]
    people = People(_writer(row) for row, _, _ in found)
    talks = Talks()
    for row, first, last in found:
        room = text_in(row, "rid") or ""
        talks.add(room, room or document.stem, _draft(row, people, first, last))
    chats = talks.chats(document, format_name=FORMAT, platform="rocket-chat")
    if not chats:
        raise scanner.damage or document.nothing(1, "the room holds no message; export it again")
    return parsed(document, chats, scanner.lines(), scanner.encoding, scanner.damage)


def _writer(row: Row) -> tuple[str | None, str | None]:
    """The account that wrote, by the name that no other has, and what it is called."""
    person = row_in(row, "u")
    return text_in(person, "username", "_id") or text_in(row, "username"), text_in(person, "name")


def _draft(row: Row, people: People, first: int, last: int) -> Draft:
    event = text_in(row, "t", "type")
    is_event = event not in (None, _ENCRYPTED, _DELETED, *_CALLS)
    shown = (part for part in rows_in(row, "attachments") if "message_link" not in part)
    is_file = bool(row_in(row, "file")) or any(text_in(part, "description", *_FILE) for part in shown)
    deed = "deleted" if event == _DELETED else "call" if event in _CALLS else "system" if is_event else None
    words, moment = _words(row), _moment(row)
    return Draft(
        text=f"{event} {words}".strip() if is_event and "t" in row else words,
        sender=people.called(*_writer(row)),
        sent_at=from_iso(moment) or from_epoch_ms(moment),
        as_written=None if moment is None else str(moment),
        kind=deed or ("media" if is_file else "text"),
        edited="editedAt" in row and deed != "deleted",
        first=first,
        last=last,
    )


def _words(row: Row) -> str:
    """The words of a message and of the files beside it; without any, what it passes on, or what the files are."""
    parts = rows_in(row, "attachments")
    said = text_in(row, "msg") or ""
    own = [said if _QUOTE.sub("", said).strip() else "", *(text_in(part, "description") or "" for part in parts)]
    names = " ".join(name for part in parts if (name := text_in(part, *_FILE)))
    return "\n".join(filter(None, own)) or names or text_in(row_in(row, "file"), "name") or said


def _moment(row: Row) -> object:
    """When a message was sent, as its database, its server or its export writes it."""
    moment = row_in(row, "ts").get("$date", row.get("ts"))
    return moment.get("$numberLong") if isinstance(moment, dict) else moment


READER = Format(FORMAT, recognise, read)

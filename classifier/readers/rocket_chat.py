"""Rocket.Chat's messages: as its database holds them, as its server answers, or as it exports a room, one a line."""

import re
from collections.abc import Iterator

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import parsed
from classifier.readers.scan.clock import from_epoch_ms, from_iso
from classifier.readers.scan.fields import Row, row_in, rows_in, text_in
from classifier.readers.scan.objects import Scanner, objects_of
from classifier.readers.scan.talks import Talks

FORMAT = "rocket-chat"
_EXPORTED = re.compile(r'\s*\[?\s*\{\s*"msg"\s*:[^\n]{0,20000}?"username"\s*:[^\n]{0,400}?"ts"\s*:')
_DELETED = "rm"
_ENCRYPTED = "e2e"
_CALLS = ("videoconf", "jitsi_call_started", "livechat_webrtc_video_call")
_FILE = ("description", "title", "text", "fileName", "name")
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
    talks = Talks()
    for row, first, last in _rows(scanner):
        room = text_in(row, "rid") or ""
        talks.add(room, room or document.stem, _draft(row, first, last))
    chats = talks.chats(document, format_name=FORMAT, platform="rocket-chat")
    if not chats:
        raise scanner.damage or document.nothing(1, "the room holds no message; export it again")
    return parsed(document, chats, scanner.lines(), scanner.encoding, scanner.damage)


def _rows(scanner: Scanner) -> Iterator[tuple[Row, int, int]]:
    """Each message with its first and last line."""
    for found, first, last in objects_of(scanner):
        for row in rows_in(found, "messages") or [found]:
            if "msg" in row and "ts" in row:
                yield row, first, last


def _draft(row: Row, first: int, last: int) -> Draft:
    event = text_in(row, "t", "type")
    files = [name for file in rows_in(row, "attachments") if (name := text_in(file, *_FILE))]
    moment = row_in(row, "ts").get("$date", row.get("ts"))
    words = text_in(row, "msg") or " ".join(files) or text_in(row_in(row, "file"), "name") or ""
    is_event = event not in (None, _ENCRYPTED, _DELETED, *_CALLS)
    is_file = bool(row_in(row, "file") or files)
    deed = "deleted" if event == _DELETED else "call" if event in _CALLS else "system" if is_event else None
    return Draft(
        text=f"{event} {words}".strip() if is_event and "t" in row else words,
        sender=text_in(row_in(row, "u"), "name", "username") or text_in(row, "username"),
        sent_at=from_iso(moment) or from_epoch_ms(moment),
        as_written=None if moment is None else str(moment),
        kind=deed or ("media" if is_file else "text"),
        edited="editedAt" in row,
        first=first,
        last=last,
    )


READER = Format(FORMAT, recognise, read)

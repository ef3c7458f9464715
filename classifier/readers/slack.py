"""Slack's export: a folder for each channel, in it a list of messages for each day; or what its API tells of one."""

import html
import re
from collections.abc import Iterator

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, oldest_first, parsed
from classifier.readers.scan.clock import from_epoch
from classifier.readers.scan.fields import Row, row_in, rows_in, text_in, texts_in
from classifier.readers.scan.near import rows_near
from classifier.readers.scan.objects import objects_of
from classifier.readers.scan.scanner import Scanner

FORMAT = "slack"
_STAMP = re.compile(r'"ts"\s*:\s*"\d{10}(?:\.\d{1,6})?"')
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SPEECH = (
    "bot_message", "me_message", "thread_broadcast", "reply_broadcast", "file_share", "file_comment", "file_mention",
)  # fmt: skip
_DELETED = ("tombstone", "message_deleted")
_NAMES = ("display_name", "real_name", "name")
_NUMBERED = re.compile(r"D[A-Z0-9]{6,}")
_SURE = 90

_Names = dict[str | None, str]
"""What people are called, by their numbers."""


def recognise(sample: Sample) -> int:
    """How surely the sample is a day of such a channel, by the stamp and the type of a message."""
    text = sample.start
    is_list = text.startswith("[") or (text.startswith("{") and '"messages"' in text)
    told = '"type"' in text and '"message"' in text and ('"user"' in text or '"bot_id"' in text)
    return _SURE if is_list and told and _STAMP.search(text) else 0


def read(document: Document) -> Parsed:
    """The day's or the channel's messages, in time order; the days of one folder are one chat."""
    scanner = Scanner(document, is_patient=True)
    placed = [found for found in _rows(scanner) if "ts" in found[0]]
    if not placed:
        raise scanner.damage or document.nothing(1, "the list holds no message; export the channel again")
    folder = document.place.replace("\\", "/").replace("!", "/").rpartition("/")[0]
    is_day = _DAY.fullmatch(document.stem) is not None and folder != ""
    names = _people(document)
    names |= {text_in(row, "user"): name for row, _, _ in placed if (name := _name(row_in(row, "user_profile")))}
    ordered, warnings = oldest_first([_draft(row, first, last, names) for row, first, last in placed])
    title = folder.rpartition("/")[2] if is_day else document.stem
    chat = chat_of(
        document, numbered(document, FORMAT, ordered), platform="slack", warnings=warnings,
        title=_title(document, title, names), key=folder if is_day else document.place,
    )  # fmt: skip
    return parsed(document, (chat,), scanner.lines(), scanner.encoding, scanner.damage)


def _rows(scanner: Scanner) -> Iterator[tuple[Row, int, int]]:
    """Each message with its first and last line, and the answers to it where they stand inside it."""
    if scanner.peek() != "{":
        yield from objects_of(scanner)
        return
    for key in scanner.members():
        if key == "messages" and scanner.peek() == "[":
            for first in scanner.elements():
                if isinstance(row := scanner.value(), dict):
                    answers = rows_in(row, "slackdump_thread_replies")
                    yield from ((said, first, scanner.line) for said in (row, *answers))


def _people(document: Document) -> _Names:
    """What the members of the workspace are called, by the list of them that an export has above its channels."""
    listed = rows_near(document, "../users.json") or rows_near(document, "users.json")
    return {text_in(row, "id"): name for row in listed if (name := _name(row_in(row, "profile")) or _name(row))}


def _title(document: Document, channel: str, names: _Names) -> str:
    """The name of a channel; for what is told under a number, as direct messages are, the names of its members."""
    for row in rows_near(document, "../dms.json") if _NUMBERED.fullmatch(channel) else ():
        if text_in(row, "id") == channel:
            return ", ".join(names.get(member) or member for member in texts_in(row, "members")) or channel
    return channel


def _name(person: Row) -> str | None:
    """What a person is called; a name may be empty."""
    return next((name for key in _NAMES if (name := text_in(person, key))), None)


def _draft(row: Row, first: int, last: int, names: _Names) -> Draft:
    files = [name for file in rows_in(row, "files") if (name := text_in(file, "name", "title"))]
    writer = text_in(row, "user")
    return Draft(
        text=html.unescape(text_in(row, "text") or "") or _card(row) or " ".join(files),
        sender=names.get(writer) or writer or text_in(row, "username", "bot_id"),
        sent_at=from_epoch(row.get("ts")),
        as_written=text_in(row, "ts"),
        kind=_kind(row, files),
        edited="edited" in row,
        first=first,
        last=last,
    )


def _kind(row: Row, files: list[str]) -> str:
    subtype = text_in(row, "subtype")
    if subtype in _DELETED:
        return "deleted"
    if subtype is not None and subtype not in _SPEECH:
        return "system"
    return "media" if files else "text"


def _card(row: Row) -> str:
    """The words of the cards that a message without own words shows."""
    return "\n".join(text for card in rows_in(row, "attachments") if (text := text_in(card, "text", "fallback")))


READER = Format(FORMAT, recognise, read)

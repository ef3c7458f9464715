"""TikTok's direct messages as plain text: a heading for each correspondent, below it a line for each message."""

import re

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, oldest_first, parsed
from classifier.readers.scan.clock import bare, from_iso_utc
from classifier.readers.scan.lines import blocks, encoding_of
from classifier.records import Chat

FORMAT = "tiktok-txt"
_HEADING = re.compile(r"(?:>+ ?)?(?:Group )?Chat History with ([^\n]{1,80}?):*[ \t]*", re.IGNORECASE)
_DATE = r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?: UTC)?"
_SPOKEN = re.compile(rf"{_DATE} ([^:\n]{{1,80}}):(?: (.*))?")
_FIELD = re.compile(r"(Date|From|Content): ?(.*)")
_OPENING = re.compile(rf"^{_HEADING.pattern}\n+(?:{_SPOKEN.pattern}|Date: ?{_DATE})", re.MULTILINE | re.IGNORECASE)
_SURE = 95


def recognise(sample: Sample) -> int:
    """How surely the sample is such a text: a heading, and a message in either layout right below it."""
    return _SURE if _OPENING.search(sample.text) else 0


def read(document: Document) -> Parsed:
    """One chat for each correspondent, in time order."""
    encoding = encoding_of(document)
    found: dict[str, list[Draft]] = {}
    drafts: list[Draft] = []
    count = 0
    for block in blocks(document, encoding):
        for line in block.removesuffix("\n").split("\n"):
            count += 1
            if heading := _HEADING.fullmatch(bare(line)):
                drafts = found.setdefault(heading[1], [])
            elif found:
                _take(drafts, line, count)
    chats = [_chat(document, name, drafts) for name, drafts in found.items() if drafts]
    if not chats:
        raise document.nothing(1, "no direct message found; ask for the download again, with messages")
    return parsed(document, chats, count, encoding)


def _take(drafts: list[Draft], line: str, place: int) -> None:
    """The line as a new message, a field of the last one, or more of its words; blank lines are neither."""
    field = _FIELD.fullmatch(line)
    if spoken := _SPOKEN.fullmatch(line):
        drafts.append(_draft(spoken[1], spoken[2], spoken[3] or "", place))
    elif field and field[1] == "Date":
        drafts.append(_draft(field[2].strip(), None, "", place))
    elif drafts and line.strip():
        last = drafts[-1]
        last.last = place
        if field and field[1] == "From" and last.sender is None:
            last.sender = field[2].strip() or None
        else:
            last.text = "\n".join(filter(None, (last.text, field[2] if field and not last.text else line)))


def _draft(written: str, sender: str | None, text: str, place: int) -> Draft:
    when = from_iso_utc(written.removesuffix(" UTC"))
    return Draft(text, sender, when, written, first=place, last=place)


def _chat(document: Document, name: str, drafts: list[Draft]) -> Chat:
    ordered, warnings = oldest_first(drafts)
    return chat_of(document, numbered(document, FORMAT, ordered), platform="tiktok", title=name, warnings=warnings)


READER = Format(FORMAT, recognise, read)

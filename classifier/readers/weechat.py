"""WeeChat's logs: a stamp, a nick or the sign of an event, and the words, between tabs."""

import re

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, parsed
from classifier.readers.scan.dates import date_drafts
from classifier.readers.scan.lines import encoding_of
from classifier.readers.scan.stamped import Block, Opened, opened_blocks

FORMAT = "weechat"
_OPENING = re.compile(r"(?P<stamp>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\t(?P<nick>[^\t\n]{0,60})\t(?P<words>.*)")
_EVENTS = frozenset(("-->", "<--", "--", "=!=", "*", ""))
_STATUS = "@+%&~!"
"""What stands before the nick of one who has rights in the channel."""
_SAMPLED = 200
_FEWEST = 2
_MOSTLY = 0.8
_SURE = 92


def recognise(sample: Sample) -> int:
    """How surely the sample is such a log: nearly every line opens so, an event or a channel's right among them."""
    lines = [line for line in sample.start.split("\n")[:_SAMPLED] if line]
    found = [match for line in lines if (match := _OPENING.fullmatch(line))]
    is_whole = len(found) >= min(len(lines), _FEWEST) and len(found) >= _MOSTLY * len(lines)
    told = any(match["nick"].strip() in _EVENTS or match["nick"][:1] in _STATUS for match in found)
    return _SURE if is_whole and told else 0


def read(document: Document) -> Parsed:
    """The one chat, in file order."""
    encoding = encoding_of(document)
    seen = Opened()
    drafts = [_draft(block) for block in opened_blocks(document, encoding, _OPENING, seen)]
    if not drafts:
        raise document.error(1, "no message found; hand over the log as the program wrote it")
    date_drafts(drafts)
    chat = chat_of(document, numbered(document, FORMAT, drafts), platform="irc", title=document.stem)
    return parsed(document, (chat,), seen.lines, encoding)


def _draft(block: Block) -> Draft:
    nick = block.opening["nick"].strip()
    is_event = nick in _EVENTS
    return Draft(
        "\n".join((block.opening["words"], *block.lines)).rstrip("\n"),
        sender=None if is_event else nick.lstrip(_STATUS) or nick,
        as_written=block.opening["stamp"],
        kind="system" if is_event else "text",
        first=block.first,
        last=block.last,
    )


READER = Format(FORMAT, recognise, read)

"""iMessages as imessage-exporter writes them in plain text."""

import re
from collections.abc import Iterable, Iterator

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, parsed
from classifier.readers.scan.dates import datetime_of
from classifier.readers.scan.lines import encoding_of
from classifier.readers.scan.order import MONTH_FIRST, Order
from classifier.readers.scan.stamped import Block, Opened, opened_blocks
from classifier.records import ChatWarning, Message

FORMAT = "imessage-txt"
_ORDER = Order(MONTH_FIRST, "the exporter writes the month's name first")
_OPENING = re.compile(
    r"\N{ZERO WIDTH NO-BREAK SPACE}?([A-Z][a-z]{2} {1,2}\d{1,2}, \d{4} {1,2}\d{1,2}:\d\d:\d\d\s[AP]M)"
    r"(?: \((?:Read|Delivered)[^()]*\))?(?: (\S.*))?"
)
_DELETED = "This message was deleted from the conversation!"
_REPEATED = "This message responded to an earlier message."
_AFTERWORDS = ("Tapbacks:", "Reactions:")
_EDITED = re.compile(r"Edited .{1,40} later: .*|Edited:.*")
_UNSENT = re.compile(r".{1,80} unsent (?:this message part|a message).*")
_CALL = re.compile(
    r"(?:Missed|Incoming|Outgoing) (?:FaceTime |audio |video )?call.*|FaceTime .{0,20}call.*", re.IGNORECASE
)
_LEVEL = re.compile(r"(?:SEVERE|WARNING|INFO|CONFIG|FINE|FINER|FINEST): ")
"""What Java's logs have below a stamp of the same shape."""
_APART = 0.75
_SAMPLED = 20
_SURE = 88


def recognise(sample: Sample) -> int:
    """How surely the sample is such a text: it opens with a stamp of this shape, and no level stands below it."""
    first, *below = [line for line in sample.text.split("\n")[:_SAMPLED] if line.strip()] or [""]
    return _SURE if _OPENING.fullmatch(first) and not (below and _LEVEL.match(below[0])) else 0


def read(document: Document) -> Parsed:
    """The conversation, in file order; replies repeated below their message are left out of its words."""
    encoding = encoding_of(document)
    seen = Opened()
    drafts = [_draft(block) for block in _set_apart(opened_blocks(document, encoding, _OPENING, seen))]
    if not drafts:
        raise document.error(1, "no message found; export the conversation again")
    title = document.stem
    messages = numbered(document, FORMAT, drafts)
    chat = chat_of(document, messages, platform="imessage", title=title, warnings=tuple(_forged(messages)))
    return parsed(document, (chat,), seen.lines, encoding)


def _forged(messages: list[Message]) -> Iterator[ChatWarning]:
    if found := tuple(m.number for m in messages if any(map(_OPENING.fullmatch, m.text.split("\n")))):
        yield ChatWarning("forged_header", f"{len(found)} messages hold a line that looks like a stamp", found)


def _set_apart(found: Iterable[Block]) -> Iterator[Block]:
    """The blocks; in a file that sets messages apart, one right below a line of words goes on with them.

    A message may hold a stamp as its own words; the exporter's stand behind a blank line.
    """
    blocks = list(found)
    apart = [not before.lines or not before.lines[-1].strip() for before in blocks]
    is_set_apart = sum(apart[:-1]) >= _APART * (len(blocks) - 1)
    whole: list[Block] = []
    for block, is_own in zip(blocks, [True, *apart], strict=False):
        if is_own or not is_set_apart:
            whole.append(block)
        else:
            whole[-1].lines += [block.opening.string, *block.lines]
    yield from whole


def _draft(block: Block) -> Draft:
    stamp, notice = block.opening[1], block.opening[2]
    draft = Draft(
        text=notice or "", sent_at=datetime_of(stamp, _ORDER), as_written=stamp, kind="system",
        first=block.first, last=block.last,
    )  # fmt: skip
    if notice is None and block.lines:
        lines = _own(block.lines[1:])
        draft.sender = block.lines[0].strip() or None
        draft.edited = any(_EDITED.fullmatch(line) for line in lines)
        draft.text = "\n".join(line for line in lines if line not in (_DELETED, _REPEATED)).strip("\n")
        draft.kind = _kind(lines, draft.text)
    return draft


def _own(lines: list[str]) -> list[str]:
    """The lines without replies, which are indented with a stamp of their own, and without reactions."""
    own: list[str] = []
    skipping = False
    for line in lines:
        inner = line.lstrip(" ")
        indented = line.startswith("    ")
        if (indented and _OPENING.fullmatch(inner)) or line in _AFTERWORDS:
            skipping = True
        elif not line.strip():
            skipping = skipping and indented
        if not skipping:
            own.append(line)
    return own


def _kind(lines: list[str], text: str) -> str:
    if _DELETED in lines or _UNSENT.fullmatch(text):
        return "deleted"
    return "call" if _CALL.fullmatch(text) else "text"


READER = Format(FORMAT, recognise, read)

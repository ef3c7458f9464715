"""What is odd about a WhatsApp text, as warnings: pretended headers, view-once media, vanishing messages."""

from collections import Counter
from collections.abc import Iterator, Sequence

from classifier.readers.reading import Document
from classifier.readers.scan.clock import bare
from classifier.readers.whatsapp.columns import Columns, headers_in
from classifier.readers.whatsapp.headers import Style
from classifier.readers.whatsapp.phrases import DISAPPEARING, VIEW_ONCE
from classifier.records import ChatWarning, Message

_MOST = 0.9
_BLOCK = 1 << 20


def oddities(
    document: Document, columns: Columns, messages: Sequence[Message], foreign: Counter[Style]
) -> Iterator[ChatWarning]:
    """The warnings that only WhatsApp gives cause for."""
    if foreign:
        inside = tuple(m.number for m in messages if "\n" in m.text and any(headers_in(m.text)))
        text = f"{foreign.total()} lines inside messages look like headers of another export"
        yield ChatWarning("forged_header", text, inside)
    if pretended := _after_bare_feed(document, messages):
        text = "headers after a bare line feed, in a file that ends its lines otherwise: they may be typed"
        yield ChatWarning("forged_header", text, pretended)
    if once := tuple(m.number for m in messages if m.kind == "media" and _is_once(m.text)):
        yield ChatWarning("view_once", f"{len(once)} messages are empty: view-once or withheld media", once)
    if vanishing := tuple(m.number for m in messages if m.kind == "system" and DISAPPEARING.search(m.text)):
        yield ChatWarning("disappearing_on", "the chat speaks of disappearing messages", vanishing)
    if columns.preamble.strip():
        count = columns.preamble.count("\n")
        yield ChatWarning("unread_lines", f"{count} lines before the first message are kept unread")


def _is_once(text: str) -> bool:
    return not text.strip() or VIEW_ONCE.fullmatch(bare(text)) is not None


def _after_bare_feed(document: Document, messages: Sequence[Message]) -> tuple[int, ...]:
    """Messages that follow a lone line feed where nearly all others follow a carriage return and one.

    An iPhone ends each message with both and writes line breaks inside a message as the feed alone, so
    such a header was typed into the message before it.
    """
    if b"\r\n" not in document.head or _pairs(document) >= len(messages):
        return ()
    feeds = _bare_feeds(document)
    typed = tuple(m.number for m in messages if m.source.first_line in feeds)
    return typed if 0 < len(typed) < (1 - _MOST) * len(messages) else ()


def _pairs(document: Document) -> int:
    """How many lines end in a carriage return and a line feed, or in the end of the file.

    As many as messages says that none was typed after a bare line feed.
    """
    pairs, block = 0, b""
    with document.open() as stream:
        while more := stream.read(_BLOCK) + stream.readline():
            block = more
            pairs += block.count(b"\r\n")
    return pairs + (not block.endswith(b"\n"))


def _bare_feeds(document: Document) -> set[int]:
    """The lines that follow a lone line feed; none where lone carriage returns upset the count."""
    lines: set[int] = set()
    line = 1
    with document.open() as stream:
        while block := stream.read(_BLOCK) + stream.readline():
            if block.count(b"\r") != block.count(b"\r\n"):
                return set()
            for piece in block.split(b"\r\n"):
                if b"\n" in piece:
                    feeds = piece.count(b"\n")
                    lines.update(range(line + 1, line + feeds + 1))
                    line += feeds
                line += 1
            line -= 1
    return lines

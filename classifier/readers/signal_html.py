"""Signal chats as signal-export writes them in HTML, in its older and newer shape."""

import re

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, parsed
from classifier.readers.scan.clock import from_iso
from classifier.readers.scan.elements import Tally
from classifier.readers.scan.markup import Tag, tags

FORMAT = "signal-html"
_OPENING = re.compile(
    r"""<div class=["']?msg\b[^>]{0,40}>\s*"""
    r"""(?:<span class=["']?date["']?>\s*\d{4}-\d\d-\d\d"""
    r"""|<div class=["']?meta["']?>\s*<(?:span class=["']?sender|time)\b)"""
)
_MEDIA = ("img", "audio", "video", "source")
_FRAMES = ("figure", "audio", "video")
_SURE = 90


def recognise(sample: Sample) -> int:
    """How surely the sample is a page of this exporter: a message opens with its date or its sender."""
    return _SURE if _OPENING.search(sample.text) else 0


def read(document: Document) -> Parsed:
    """The conversation, in file order."""
    tally = Tally()
    drafts: list[Draft] = []
    title, sender = document.stem, None
    for tag in tags(document, _is_wanted, tally):
        if tag.name == "title":
            title = tag.words() or title
        else:
            drafts.append(_draft(tag, sender))
            sender = drafts[-1].sender
    if not drafts:
        raise document.error(1, "the page holds no message; export the chat again")
    chat = chat_of(document, numbered(document, FORMAT, drafts), platform="signal", title=title)
    return parsed(document, (chat,), tally.lines, tally.encoding)


def _is_wanted(tag: Tag) -> bool:
    return tag.name == "title" or (tag.name == "div" and tag.is_a("msg"))


def _draft(tag: Tag, before: str | None) -> Draft:
    """A message; one that goes on (`cont`) has no sender and no time of its own."""
    body = next(tag.inside("body"), tag)
    stamp = _stamp(tag)
    files = [part.attributes["src"] for part in body.named(*_MEDIA) if part.attributes.get("src")]
    files += [part.attributes.get("href", "") for part in body.inside("file")]
    named = next((part.words() for part in tag.inside("sender")), None)
    return Draft(
        text=_lines(body.words(_is_frame)) or " ".join(dict.fromkeys(files)),
        sender=(named or None) if named is not None else before if tag.is_a("cont") else None,
        sent_at=from_iso(stamp.replace(", ", " ")),
        as_written=stamp or None,
        kind="deleted" if tag.is_a("deleted") else "media" if files else "text",
        first=tag.first,
        last=tag.last,
    )  # fmt: skip


def _is_frame(tag: Tag) -> bool:
    """Whether an element shows or links a medium, whose name is no word of the message."""
    return tag.name in _FRAMES or tag.is_a("file")


def _stamp(tag: Tag) -> str:
    """The time as written: the whole moment in one place, or the day and the clock in two."""
    whole = next((part.attributes.get("datetime", "") for part in tag.inside("time")), "")
    return whole or " ".join(part.words() for name in ("date", "time") for part in tag.inside(name))


def _lines(text: str) -> str:
    """The lines without the indentation that the exporter gives them, blank ones left out."""
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


READER = Format(FORMAT, recognise, read)

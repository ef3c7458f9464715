"""Snapchat's chat history as pages: a box for each message, with its writer, its kind, its words and its time."""

import re

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, oldest_first, parsed
from classifier.readers.scan.clock import from_iso_utc
from classifier.readers.scan.elements import Tally
from classifier.readers.scan.markup import Tag, tags

FORMAT = "snapchat-html"
_STAMP = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?: UTC)?")
_BOX = re.compile(r"<h4\b[^>]{0,200}>[^<]{1,200}</h4>\s*<h6\b", re.IGNORECASE)
_KIND = re.compile(r"[A-Z_ ]{3,60}")
_TITLE = re.compile(r"(?:Saved )?Chat History with (.+)", re.IGNORECASE)
_SURE = 85


def recognise(sample: Sample) -> int:
    """How surely the sample is such a page: a writer in a heading, a smaller one behind it, and a stamp."""
    return _SURE if _BOX.search(sample.text) and _STAMP.search(sample.text) else 0


def read(document: Document) -> Parsed:
    """The conversation of the page, in time order."""
    tally = Tally()
    title = document.stem.removeprefix("subpage_")
    drafts: list[Draft] = []
    for tag in tags(document, _is_wanted, tally):
        if tag.name == "h1":
            named = _TITLE.fullmatch(tag.words())
            title = named[1] if named else title
        else:
            drafts += (_draft(box) for box in (tag, *tag.named("div")) if _is_box(box))
    if not drafts:
        raise document.nothing(1, "the page holds no message; ask for the download again, as JSON")
    ordered, warnings = oldest_first(drafts)
    chat = chat_of(document, numbered(document, FORMAT, ordered), platform="snapchat", title=title, warnings=warnings)
    return parsed(document, (chat,), tally.lines, tally.encoding)


def _is_wanted(tag: Tag) -> bool:
    return tag.name == "h1" or (tag.name == "div" and "class" not in tag.attributes)


def _is_box(tag: Tag) -> bool:
    names = {child.name for child in tag.children()}
    return {"h4", "h6"} <= names


def _draft(box: Tag) -> Draft:
    small = [tag.words() for tag in box.named("h6", within=_is_own)]
    stamp = next((text for text in small if _STAMP.fullmatch(text)), "")
    kind = next((text for text in small if _KIND.fullmatch(text)), "TEXT")
    words = "\n".join(tag.words() for tag in box.named("p", within=_is_own)).strip()
    return Draft(
        text=words or ("" if kind == "TEXT" else kind),
        sender=next((tag.words() for tag in box.named("h4", within=_is_own)), None) or None,
        sent_at=from_iso_utc(stamp), as_written=stamp or None,
        kind="text" if kind == "TEXT" else "system" if kind.startswith("STATUS") else "media",
        first=box.first, last=box.last,
    )  # fmt: skip


def _is_own(tag: Tag) -> bool:
    """Whether what an element holds is of the box around it: no box in the box, and no paragraph twice."""
    return tag.name not in ("p", "h4", "h6") and not _is_box(tag)


READER = Format(FORMAT, recognise, read)

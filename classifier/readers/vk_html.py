"""The archive that VK gives of an account: a folder for each talk, its pages newest first."""

import re

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, oldest_first, parsed
from classifier.readers.scan.dates import date_drafts
from classifier.readers.scan.elements import Tally
from classifier.readers.scan.markup import Tag, tags
from classifier.readers.scan.months import NAME

FORMAT = "vk-html"
_HEADER = re.compile(rf"(?P<name>.+?), (?P<stamp>(?:(?i:{NAME})\.? \d{{1,2}}, )?(?=[^,]*\d)[^,]+)", re.DOTALL)
"""A name may hold commas; a stamp holds one at the most, behind an English day."""
_SURE = 92


def recognise(sample: Sample) -> int:
    """How surely the sample is a page of such a talk, by the classes of its messages."""
    told = '"message__header"' in sample.text and '"message" data-id=' in sample.text
    return _SURE if told and "<div" in sample.text else 0


def read(document: Document) -> Parsed:
    """The talk, in time order; the pages of one folder are one chat."""
    tally = Tally()
    found = list(tags(document, lambda tag: tag.is_a("message") or tag.is_a("ui_crumb"), tally))
    drafts = [_draft(tag) for tag in found if tag.is_a("message")]
    if not drafts:
        raise document.nothing(1, "the page holds no message; give the pages messages0.html and on of a talk")
    title = next((name for tag in reversed(found) if tag.is_a("ui_crumb") and (name := tag.words())), document.stem)
    date_drafts(drafts)
    ordered, warnings = oldest_first(drafts)
    folder = document.place.replace("\\", "/").replace("!", "/").rpartition("/")[0]
    chat = chat_of(
        document, numbered(document, FORMAT, ordered), platform="vk", title=title, key=f"{folder}/{title}",
        warnings=warnings,
    )  # fmt: skip
    return parsed(document, (chat,), tally.lines, tally.encoding)


def _draft(message: Tag) -> Draft:
    """A message: its header names who wrote and when, what follows are the words, and files below them."""
    header = next(message.inside("message__header"), None)
    told = _HEADER.fullmatch(header.words(_is_edit)) if header else None
    bodies = [tag for tag in message.children() if tag is not header]
    words = "\n".join(filter(None, (body.words(_is_aside) for body in bodies)))
    files = [part for body in bodies for file in body.inside("attachment") if (part := _file(file))]
    is_event = any(tag for body in bodies for tag in body.named("a") if "im_srv_lnk" in tag.attributes.get("class", ""))
    return Draft(
        text=words or "\n".join(files),
        sender=told["name"] if told else None,
        as_written=told["stamp"].strip() if told else None,
        kind="system" if is_event else "media" if files else "text",
        edited=any(header.inside("message-edited")) if header else False,
        first=message.first,
        last=message.last,
    )


def _file(attachment: Tag) -> str:
    """What an attachment is, and where it lies."""
    parts = [tag.words() for name in ("attachment__description", "attachment__link") for tag in attachment.inside(name)]
    return " ".join(filter(None, parts))


def _is_edit(tag: Tag) -> bool:
    return tag.is_a("message-edited")


def _is_aside(tag: Tag) -> bool:
    return tag.is_a("kludges")


READER = Format(FORMAT, recognise, read)

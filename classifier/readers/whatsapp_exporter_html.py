"""WhatsApp-Chat-Exporter's HTML, in its older and newer look: the day stands once, above its messages."""

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, order_warning, parsed
from classifier.readers.scan.dates import date_drafts
from classifier.readers.scan.elements import Tally
from classifier.readers.scan.markup import Tag, tags
from classifier.readers.scan.tables import OWNER
from classifier.readers.whatsapp_exporter import DELETED

FORMAT = "whatsapp-exporter-html"
_TITLE = "Whatsapp - "
_DAY = "justify-center"
_OLDER_DAY = ("w3-padding-16", "blue")
_ROW = ("items-center", "group")
_OLDER_ROW = ("w3-row", "w3-margin-bottom")
_FOOT = "text-[10px]"
_ASIDE = frozenset((_FOOT, "name", "blue", "reply", "reply-box"))
"""What stands in a bubble and is no word of its message."""
_NOTICES = ("bg-[#FFF3C5]", "w3-pale-blue")
_MEDIA = ("img", "video", "audio", "source")
_YOU = "You"
_SURE = 92


def recognise(sample: Sample) -> int:
    """How surely the sample is such a page, by its title and the classes of its look."""
    look = "bg-whatsapp" in sample.text or "w3-margin-bottom" in sample.text
    return _SURE if look and f"<title>{_TITLE}" in sample.text else 0


def read(document: Document) -> Parsed:
    """The chat of the page, in file order."""
    tally = Tally()
    title, day = document.stem, ""
    drafts: list[Draft] = []
    for tag in tags(document, lambda tag: tag.name == "title" or tag.is_a(_DAY) or _is_row(tag), tally):
        if tag.name == "title":
            title = tag.words().removeprefix(_TITLE) or title
            continue
        day = _day(tag) or day
        if _is_row(tag):
            drafts.append(_draft(tag, day, title))
    if not drafts:
        raise document.error(1, "the page holds no message; export the chat again")
    order = date_drafts(drafts)
    chat = chat_of(
        document, numbered(document, FORMAT, drafts), platform="whatsapp", title=title,
        warnings=tuple(order_warning(order)),
    )  # fmt: skip
    return parsed(document, (chat,), tally.lines, tally.encoding)


def _is_row(tag: Tag) -> bool:
    return tag.is_a(*_ROW) or tag.is_a(*_OLDER_ROW)


def _day(tag: Tag) -> str:
    """The day that an element shows, or the one that a row of the older look has in it."""
    return tag.words() if tag.is_a(_DAY) else next((day.words() for day in tag.inside(*_OLDER_DAY)), "")


def _draft(row: Tag, day: str, other: str) -> Draft:
    """A message; `other` names who wrote what the owner did not, where the page does not say."""
    bubble = next(row.inside("shadow-sm"), row)
    named, clock = _foot(bubble) if row.is_a(*_ROW) else _head(row)
    is_own = row.is_a("justify-end") or named == _YOU
    files = [file for tag in bubble.named(*_MEDIA) if not tag.is_a("w3-circle") and (file := tag.attributes.get("src"))]
    text = "\n".join(line for part in bubble.words(_is_aside).split("\n") if (line := part.strip()))
    kind = "media" if files else "text"
    if any(tag for name in _NOTICES for tag in bubble.inside(name)):
        kind = "deleted" if text == DELETED else "system"
    return Draft(
        text=text or " ".join(dict.fromkeys(files)),
        sender=None if kind == "system" else OWNER if is_own else named or other,
        as_written=f"{day} {clock}".strip() or None, kind=kind, first=row.first, last=row.last,
    )  # fmt: skip


def _foot(bubble: Tag) -> tuple[str, str]:
    """The sender, where it is named, and the time at the foot of a bubble."""
    shown = [tag.words() for foot in bubble.inside(_FOOT) for tag in (list(foot.named("span")) or [foot])]
    return shown[0] if len(shown) > 1 else "", shown[-1] if shown else ""


def _head(row: Tag) -> tuple[str, str]:
    """The sender and the time above a message of the older look."""
    clocks = (tag.words() for tag in row.inside("blue") if not tag.is_a(*_OLDER_DAY))
    return next((tag.words() for tag in row.inside("name")), ""), next(clocks, "")


def _is_aside(tag: Tag) -> bool:
    return not tag.classes.isdisjoint(_ASIDE)


READER = Format(FORMAT, recognise, read)

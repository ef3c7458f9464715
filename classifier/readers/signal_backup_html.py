"""Signal chats as signalbackup-tools writes them in HTML."""

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, order_warning, parsed
from classifier.readers.scan.dates import date_drafts
from classifier.readers.scan.elements import Tally
from classifier.readers.scan.markup import Tag, tags
from classifier.readers.scan.tables import OWNER

FORMAT = "signal-backup-html"
_KINDS = ("msg-incoming", "msg-outgoing", "msg-status")
_TITLE = "thread-title"
_QUOTE = "msg-quote"
_STAMP = "msg-data"
_ASIDE = frozenset((_QUOTE, _STAMP, "msg-name", "msg-reactions", "footer", "avatar"))
_MEDIA = ("img", "video", "audio", "source")
_SURE = 92


def recognise(sample: Sample) -> int:
    """How surely the sample is such a page, by the classes of a message or of the page around them."""
    text = sample.text
    named = any(f'"msg {kind}' in text for kind in _KINDS) or _STAMP in text
    return _SURE if named and ("conversation-box" in text or "conversation-wrapper" in text) else 0


def read(document: Document) -> Parsed:
    """The conversation, in file order."""
    tally = Tally()
    title = document.stem
    drafts: list[Draft] = []
    for tag in tags(document, _is_wanted, tally):
        if tag.is_a("msg"):
            drafts.append(_draft(tag, title))
        else:
            title = tag.words() or title
    if not drafts:
        raise document.error(1, "the page holds no message; export the chat again")
    order = date_drafts(drafts)
    chat = chat_of(
        document, numbered(document, FORMAT, drafts), platform="signal", title=title,
        warnings=tuple(order_warning(order)),
    )  # fmt: skip
    return parsed(document, (chat,), tally.lines, tally.encoding)


def _is_wanted(tag: Tag) -> bool:
    is_message = tag.is_a("msg") and any(tag.is_a(kind) for kind in _KINDS)
    return is_message or tag.attributes.get("id") == _TITLE


def _draft(tag: Tag, other: str) -> Draft:
    """A message; in a chat of two, `other` names who wrote what the owner did not."""
    named = next((name.words() for name in tag.inside("msg-name", within=_is_own)), "")
    files = [file for part in tag.named(*_MEDIA, within=_is_own) if (file := part.attributes.get("src"))]
    lines = (line.strip() for line in tag.words(_is_aside).split("\n"))
    kind = "system" if tag.is_a("msg-status") else "media" if files else "text"
    return Draft(
        text="\n".join(filter(None, lines)) or " ".join(dict.fromkeys(files)),
        sender=None if kind == "system" else OWNER if tag.is_a("msg-outgoing") else named or other,
        as_written=next((stamp.words() for name in (_STAMP, "footer") for stamp in tag.inside(name)), None),
        kind="deleted" if tag.is_a("deleted-msg") else kind, first=tag.first, last=tag.last,
    )  # fmt: skip


def _is_own(tag: Tag) -> bool:
    return not tag.is_a(_QUOTE) and not tag.is_a("avatar")


def _is_aside(tag: Tag) -> bool:
    return not tag.classes.isdisjoint(_ASIDE)


READER = Format(FORMAT, recognise, read)

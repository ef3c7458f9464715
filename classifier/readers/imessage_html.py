"""iMessages as imessage-exporter writes them in HTML."""

import re
from collections.abc import Iterable, Iterator

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, parsed
from classifier.readers.scan.dates import datetime_of
from classifier.readers.scan.elements import Tally
from classifier.readers.scan.markup import Tag, tags
from classifier.readers.scan.order import MONTH_FIRST, Order

FORMAT = "imessage-html"
_ORDER = Order(MONTH_FIRST, "the exporter writes the month's name first")
_RECEIPT = re.compile(r"\s*\([^()]*\)\s*$")
_MEDIA = ("img", "video", "audio", "source", "embed", "object")
_APART = frozenset(("timestamp", "sender", "replies", "tapbacks", "reactions", "reply_context"))
_HELD = ("attachment", "attachment_error", "sticker")
_SURE = 90


def recognise(sample: Sample) -> int:
    """How surely the sample is a page of this exporter."""
    text = sample.text
    body = '"message_part"' in text or 'class="bubble"' in text or 'class="received"' in text
    return _SURE if 'class="timestamp"' in text and 'class="sender"' in text and body else 0


def read(document: Document) -> Parsed:
    """The conversation; replies shown below their message are repeated where they were sent."""
    tally = Tally()
    drafts = [
        _notice(tag) if tag.is_a("announcement") else _message(tag)
        for tag in tags(document, lambda tag: tag.is_a("message") or tag.is_a("announcement"), tally)
    ]
    if not drafts:
        raise document.error(1, "the page holds no message; export the conversation again")
    title = document.stem
    chat = chat_of(document, numbered(document, FORMAT, drafts), platform="imessage", title=title)
    return parsed(document, (chat,), tally.lines, tally.encoding)


def _notice(tag: Tag) -> Draft:
    stamp = _stamp(tag)
    text = tag.words(lambda inner: inner.is_a("timestamp"))
    return _dated(Draft(text, kind="system", as_written=stamp or None, first=tag.first, last=tag.last))


def _message(tag: Tag) -> Draft:
    stamp = _stamp(tag)
    parts = list(tag.inside("message_part", within=_is_own))
    texts = [bubble.words() for part in parts for bubble in part.inside("bubble", within=_is_own)]
    edits = [edit.words() for edit in tag.inside("edited", within=_is_own)]
    unsent = [note.words() for note in tag.inside("unsent", within=_is_own)][:1]
    held = [inner for part in parts for name in _HELD for inner in part.inside(name, within=_is_own)]
    files = list(dict.fromkeys(filter(None, map(_file, (*_media(parts), *held)))))
    deleted = unsent or any(tag.inside("deleted", within=_is_own))
    kind = "deleted" if deleted else "media" if files or held else "text"
    return _dated(
        Draft(
            text="\n".join(filter(None, texts)) or "\n".join(edits or unsent) or " ".join(files) or _rest(tag),
            sender=next((t.words() for t in tag.inside("sender", within=_is_own)), None), kind=kind,
            as_written=stamp or None, edited=bool(edits), first=tag.first, last=tag.last,
        )
    )  # fmt: skip


def _media(parts: Iterable[Tag]) -> Iterator[Tag]:
    """The media shown, and the links to those that a page cannot show."""
    for part in parts:
        yield from part.named(*_MEDIA, within=lambda tag: _is_own(tag) and not tag.is_a("app"))
        for held in part.inside("attachment", within=_is_own):
            yield from held.named("a")


def _file(tag: Tag) -> str:
    """Where a medium lies; what stands for one that was lost."""
    lies = tag.attributes.get("src") or tag.attributes.get("href")
    return lies or (tag.words() if tag.is_a("attachment_error") else "")


def _rest(tag: Tag) -> str:
    """What a message says outside of bubbles: an app's card with its links, a shared place."""
    words = tag.words(lambda inner: bool(inner.classes & _APART)).split("\n")
    links = [a.attributes.get("href", "") for app in tag.inside("app", within=_is_own) for a in app.named("a")]
    return "\n".join(line.strip() for line in (*words, *links) if line.strip())


def _is_own(tag: Tag) -> bool:
    return not tag.is_a("replies")


def _stamp(tag: Tag) -> str:
    return next((t.words() for t in tag.inside("timestamp", within=_is_own)), "")


def _dated(draft: Draft) -> Draft:
    if draft.as_written:
        draft.sent_at = datetime_of(_RECEIPT.sub("", draft.as_written), _ORDER)
    return draft


READER = Format(FORMAT, recognise, read)

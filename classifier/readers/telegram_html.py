"""Telegram Desktop's `messages.html` and the pages after it."""

import re
from collections.abc import Iterator, Sequence

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, parsed
from classifier.readers.scan.dates import datetime_of
from classifier.readers.scan.elements import Tally
from classifier.readers.scan.markup import Tag, tags
from classifier.readers.scan.order import DAY_FIRST, Order
from classifier.records import ChatWarning, Message

FORMAT = "telegram-html"
_ORDER = Order(DAY_FIRST, "Telegram Desktop writes the day first")
_EVENTS = (
    ("screenshot", "a screenshot was taken", re.compile(r"\btook a screenshot\b")),
    (
        "history_cleared",
        "the history was cleared",
        re.compile(r"\bHistory cleared\b|\bcleared the history\b", re.IGNORECASE),
    ),
    (
        "disappearing_on",
        "messages were set to disappear",
        re.compile(r"\bself-destruct|\bauto-delete|\bdisappear"),
    ),
)
_VIA = re.compile(r" via @\w+$")
"""The bot that helped to write, which stands behind the writer's name."""
_FOLDER = re.compile(r"[^/]*$")
_ROWS = ('class="message default clearfix', 'class="pull_right date details"', 'class="from_name"')
"""What stands in a piece of a page, which lacks the page's own head."""
_SURE = 95


def recognise(sample: Sample) -> int:
    """How surely the sample is a page of such an export."""
    text = sample.text
    page = 'class="history"' in text or 'class="page_wrap"' in text
    if all(sign in text for sign in _ROWS):
        return _SURE
    return _SURE if page and ('class="message ' in text or "Exported Data" in text or "tgme" in text) else 0


def read(document: Document) -> Parsed:
    """The messages of one page, in file order; date lines are no messages."""
    tally = Tally()
    drafts: list[Draft] = []
    title, sender = document.stem, None
    for tag in tags(document, _is_wanted, tally):
        if tag.is_a("page_header"):
            title = next((t.words() for t in tag.inside("text", "bold")), "") or "Deleted Account"
        elif tag.is_a("service"):
            if not tag.attributes.get("id", "").startswith("message-"):
                drafts.append(_notice(tag))
        else:
            draft = _message(tag, sender)
            sender = draft.sender
            drafts.append(draft)
    if not drafts:
        raise document.error(1, "the page holds no message; give the page messages.html of the export")
    messages = numbered(document, FORMAT, drafts)
    chat = chat_of(
        document, messages, platform="telegram", title=title,
        warnings=tuple(_warnings(messages)), key=f"{_FOLDER.sub('', document.place)}/{title}",
    )  # fmt: skip
    return parsed(document, (chat,), tally.lines, tally.encoding)


def _is_wanted(tag: Tag) -> bool:
    return tag.name == "div" and (tag.is_a("message") or tag.is_a("page_header"))


def _notice(tag: Tag) -> Draft:
    text = next((body.words() for body in tag.inside("body", "details")), tag.words())
    return Draft(text=text, kind="system", first=tag.first, last=tag.last)


def _message(tag: Tag, before: str | None) -> Draft:
    """A message; one that is `joined` to the one before has no name of its own."""
    own = _own(tag)
    named = next((t.words(_is_date) for t in tag.inside("from_name", within=_is_not_quoted)), None)
    sender = named if named is not None else before if tag.is_a("joined") else None
    stamp = next((t.attributes.get("title", "") for t in tag.inside("date", "details")), "")
    media = next(tag.inside("media_wrap"), None)
    return Draft(
        text=own or (_medium(media) if media is not None else ""),
        sender=None if sender is None else _VIA.sub("", sender) or "Deleted Account",
        sent_at=datetime_of(stamp, _ORDER) if stamp else None,
        as_written=stamp or None,
        kind=_kind(media),
        first=tag.first,
        last=tag.last,
    )


def _kind(media: Tag | None) -> str:
    if media is None:
        return "text"
    return "call" if any(media.inside("media_call")) else "media"


def _own(tag: Tag) -> str:
    """The message's words, those of a forwarded one included, without what is quoted or attached."""
    return "\n".join(t.words() for t in tag.inside("text", within=lambda t: not t.is_a("media_wrap")) if t.words())


def _medium(media: Tag) -> str:
    """What stands for a medium: its title and its state, or what a poll asks."""
    told = (*media.inside("title"), *media.inside("status", "details"), *media.inside("question"))
    titles = [t.words() for t in told if t.words()]
    links = (t.attributes.get("href", "") for t in media.named("a"))
    return " ".join(titles) or next((link for link in links if link), "")


def _is_date(tag: Tag) -> bool:
    return tag.is_a("date")


def _is_not_quoted(tag: Tag) -> bool:
    return not tag.is_a("forwarded")


def _warnings(messages: Sequence[Message]) -> Iterator[ChatWarning]:
    """What an event of the chat says that a person should know."""
    for kind, text, words in _EVENTS:
        if found := tuple(m.number for m in messages if m.kind == "system" and words.search(m.text)):
            yield ChatWarning(kind, text, found)


READER = Format(FORMAT, recognise, read)

"""DiscordChatExporter's HTML: groups of messages, whose author and time stand once at a group's head."""

from collections.abc import Iterator

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, order_warning, parsed
from classifier.readers.scan.dates import date_drafts
from classifier.readers.scan.elements import Tally
from classifier.readers.scan.markup import Tag, tags

FORMAT = "discord-html"
_GROUP = "chatlog__message-group"
_MESSAGES = ("chatlog__message-container", "chatlog__message")
_AUTHORS = ("chatlog__author", "chatlog__author-name", "chatlog__system-notification-author")
_STAMPS = ("chatlog__timestamp", "chatlog__system-notification-timestamp", "chatlog__short-timestamp")
_SYSTEM = "chatlog__system-notification-content"
_SURE = 95


def recognise(sample: Sample) -> int:
    """How surely the sample is such a page, by the names of its classes or of the block above the messages."""
    return _SURE if _GROUP in sample.text or "preamble__guild-icon-container" in sample.text else 0


def read(document: Document) -> Parsed:
    """The channel, in file order."""
    tally = Tally()
    title = ""
    drafts: list[Draft] = []
    for tag in tags(document, lambda tag: tag.name == "title" or tag.is_a(_GROUP), tally):
        if tag.name == "title":
            title = tag.words()
        else:
            drafts += _drafts(tag)
    if not drafts:
        raise document.error(1, "the channel holds no message; export it again with its whole time range")
    order = date_drafts(drafts)
    chat = chat_of(
        document, numbered(document, FORMAT, drafts), platform="discord", title=title or document.name,
        warnings=tuple(order_warning(order)),
    )  # fmt: skip
    return parsed(document, (chat,), tally.lines, tally.encoding)


def _drafts(group: Tag) -> Iterator[Draft]:
    """The messages of a group, each with its own author and time where it shows them."""
    author, stamp = _author(group), _stamp(group)
    found = next((inner for name in _MESSAGES if (inner := list(group.inside(name)))), [])
    for message in found:
        words = _words(message, "chatlog__content")
        system = _words(message, _SYSTEM)
        files = [file for shown in message.inside("chatlog__attachment") for file in _files(shown)]
        yield Draft(
            text=words or system or " ".join(dict.fromkeys(files)),
            sender=_author(message) or author or None,
            as_written=_stamp(message) or stamp or None,
            kind="system" if system and not words else "media" if files else "text",
            edited=any(message.inside("chatlog__edited-timestamp")),
            first=message.first,
            last=message.last,
        )


def _author(tag: Tag) -> str:
    return next((words for name in _AUTHORS if (words := _words(tag, name))), "")


def _stamp(tag: Tag) -> str:
    """The time that an element shows; the whole of it may stand in a title, the clock alone outside."""
    shown = (inner for name in _STAMPS for inner in tag.inside(name))
    return next((inner.attributes.get("title") or inner.words() for inner in shown), "")


def _words(tag: Tag, name: str) -> str:
    return next((inner.words(_is_edit_mark) for inner in tag.inside(name)), "")


def _is_edit_mark(tag: Tag) -> bool:
    return tag.is_a("chatlog__edited-timestamp")


def _files(tag: Tag) -> Iterator[str]:
    for inner in (tag, *tag.inside()):
        if file := inner.attributes.get("href") or inner.attributes.get("src"):
            yield file


READER = Format(FORMAT, recognise, read)

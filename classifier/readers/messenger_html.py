"""Messenger's and Instagram's thread pages, by their structure: class names change with each download.

A message is the smallest element that holds a written time and something before it: who wrote, then
what. The pages of before 2018 put the words after the element that holds name and time.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, oldest_first, order_warning, parsed
from classifier.readers.scan.clock import bare
from classifier.readers.scan.dates import date_drafts, datetime_of, order_of
from classifier.readers.scan.elements import Tally
from classifier.readers.scan.markup import Tag, tags
from classifier.records import Chat

FORMAT = "messenger-html"
_CLASSES = ("_a6-g", "_a706", 'class="message_header"', "uiBoxWhite noborder")
_MESSAGE = frozenset(("_a6-g", "noborder"))
"""Classes of an element that is one message, whatever dates stand in its words."""
_TIME = re.compile(r"(?=[^\n]*\d{4})(?=[^\n]*\d{1,2}[:.]\d\d)[\w\s,\N{ARABIC COMMA}./:'+\-\N{ARABIC FATHATAN}]{8,60}")
_STAMP = re.compile(r">\s*[A-Z][a-z]{2} \d{1,2}, \d{4},? \d{1,2}:\d\d:\d\d\s?[ap]m\s*<", re.IGNORECASE)
"""The stamp as the pages in English write it; with its seconds it stands on few other pages."""
_PEOPLE = re.compile(r"(?:Participants|Participantes|Teilnehmer|المشاركون|المشتركون)\s?: (.+)")
_FILE = re.compile(r"message_\d+\.html")
"""What a download calls the pages of its threads."""
_BLOCKS = frozenset(
    ("div", "section", "main", "article", "header", "h1", "h2", "h3", "footer", "p", "table", "tr", "td")
)
_SURE = 85
_LIKELY = 50


@dataclass(slots=True, eq=False)
class _Found:
    """A message's element, its stamp, and the texts around it."""

    tag: Tag
    stamp: str
    texts: list[str]
    media: list[str]


def recognise(sample: Sample) -> int:
    """How surely the sample is a thread page: its classes, a line that names the participants, or a stamp.

    All pages of a download have the same classes; only one that is called a thread is surely meant as one.
    """
    text = sample.text
    if "<" not in text[:200] or "</" not in text:
        return 0
    if any(name in text for name in _CLASSES):
        return _SURE if _FILE.fullmatch(sample.name) or "message_header" in text else _LIKELY
    return _LIKELY if "<div" in text and (_PEOPLE.search(text) or _STAMP.search(text)) else 0


def read(document: Document) -> Parsed:
    """The thread of the page (each thread, in the old single page), in time order."""
    tally = Tally()
    roots = list(tags(document, lambda tag: tag.name in ("title", "body", "main", "div", "section"), tally))
    title = next((tag.words() for tag in roots if tag.name == "title"), "")
    bodies = [tag for tag in roots if tag.name != "title"]
    threads = [thread for body in bodies for thread in body.inside("thread") if _has_headers(thread)]
    if threads:
        chats = [_old_chat(document, place, thread) for place, thread in enumerate(threads)]
    else:
        chats = [_chat(document, title, bodies)]
    return parsed(document, chats, tally.lines, tally.encoding)


def _chat(document: Document, title: str, bodies: list[Tag]) -> Chat:
    walked = [_walk(body) for body in bodies]
    people = [name for _, texts in walked for text in texts for name in _names(text)]
    found = [message for messages, _ in walked for message in messages]
    senders = {message.texts[0] for message in found if message.texts}
    is_thread = people or len(senders) > 1 or title in senders or _FILE.fullmatch(document.name)
    if not found or not is_thread or _are_sentences(senders):
        raise document.error(1, "the page is no thread of messages; give the message_N.html of a thread")
    order = order_of([message.stamp for message in found])
    drafts = [
        Draft(
            text="\n".join(message.texts[1:]) or " ".join(message.media),
            sender=message.texts[0] if message.texts else None,
            sent_at=datetime_of(message.stamp, order), as_written=message.stamp,
            kind="media" if message.media else "text", first=message.tag.first, last=message.tag.last,
        )
        for message in found
    ]  # fmt: skip
    ordered, warnings = oldest_first(drafts)
    return chat_of(
        document, numbered(document, FORMAT, ordered), title=title or ", ".join(people) or "thread",
        platform="instagram" if "instagram" in document.place.lower() else "messenger",
        key=f"{document.place.rpartition('/')[0]}/{title}", listed=people,
        warnings=(*order_warning(order), *warnings),
    )  # fmt: skip


def _walk(tag: Tag) -> tuple[list[_Found], list[str]]:
    """The messages in an element, and its texts.

    A message is an element of a message's class, or the deepest that holds a time and a text before it.
    """
    found: list[_Found] = []
    texts: list[str] = []
    loose: list[str] = []
    for part in tag.parts:
        if isinstance(part, str):
            loose.append(part)
        elif part.name in _BLOCKS:
            inner, inner_texts = _walk(part)
            texts += _joined(loose) + inner_texts
            found += inner
            loose = []
        elif not _is_aside(part):
            loose.append("\n" if part.name == "br" else part.words(_is_aside))
    texts += _joined(loose)
    if found and (not _is_message(tag) or any(_is_message(message.tag) for message in found)):
        return found, texts
    stamps = [text for text in texts if _is_time(text)]
    if stamps and len(texts) > 1 and texts[0] not in stamps:
        return [_Found(tag, stamps[-1], [text for text in texts if text != stamps[-1]], _media(tag))], texts
    return [], texts


def _are_sentences(senders: Collection[str]) -> bool:
    """Whether most are no names but what was done, as on the pages of posts and comments."""
    return sum(sender.endswith(".") for sender in senders) * 2 > len(senders)


def _is_message(tag: Tag) -> bool:
    return not tag.classes.isdisjoint(_MESSAGE)


def _joined(loose: list[str]) -> list[str]:
    """The text that loose pieces make, if any."""
    text = "".join(loose).strip()
    return [text] if text else []


def _is_aside(tag: Tag) -> bool:
    return tag.name in ("ul", "script", "style")


def _media(tag: Tag) -> list[str]:
    """The files that an element shows."""
    shown = (inner.attributes for name in ("img", "video", "audio") for inner in tag.named(name))
    return [source for attributes in shown if (source := attributes.get("src", ""))]


def _is_time(text: str) -> bool:
    return _TIME.fullmatch(bare(text)) is not None and datetime_of(text, order_of([text])) is not None


def _names(text: str) -> list[str]:
    found = _PEOPLE.fullmatch(text)
    return [name.strip() for name in re.split(r",| and | و ", found[1]) if name.strip()] if found else []


def _has_headers(thread: Tag) -> bool:
    return any(thread.inside("message_header")) or any(thread.inside("user"))


def _old_chat(document: Document, place: int, thread: Tag) -> Chat:
    """A thread of the old page: each `message` holds name and time, the next `p` the words."""
    title = "".join(part for part in thread.parts if isinstance(part, str)).strip()
    drafts: list[Draft] = []
    for child in thread.children():
        if child.is_a("message"):
            name = next((t.words() for t in child.inside("user")), "")
            stamp = next((t.words() for t in child.inside("meta")), "")
            drafts.append(Draft("", name or None, None, stamp or None, first=child.first, last=child.last))
        elif child.name == "p" and drafts:
            drafts[-1].text = "\n".join(filter(None, (drafts[-1].text, child.words())))
            drafts[-1].last = child.last
    date_drafts(drafts)
    ordered, warnings = oldest_first(drafts)
    return chat_of(
        document, numbered(document, FORMAT, ordered), platform="messenger",
        title=title or f"thread {place + 1}", key=f"{document.sha256}/{document.member}/{place}",
        warnings=warnings,
        listed=[name.strip() for name in title.split(",")],
    )  # fmt: skip


READER = Format(FORMAT, recognise, read)

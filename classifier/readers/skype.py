"""Skype's `messages.json`: every conversation of an account, its texts written as markup."""

import html
import re
from collections.abc import Iterator

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, oldest_first, parsed
from classifier.readers.scan.clock import from_iso_utc
from classifier.readers.scan.fields import Row, row_in, text_in
from classifier.readers.scan.scanner import Scanner
from classifier.records import Chat

FORMAT = "skype"
_SPEECH = ("RichText", "Text")
_CALL = "Event/Call"
_MEDIA = "RichText/"
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MARK = re.compile(r"</?[a-z][^<>]{0,2000}>", re.IGNORECASE)
_QUOTES, _QUOTED = "<quote ", "</quote>"
_ID = re.compile(r"\d+:")
"""The number of the service that stands before an account's name."""
_SURE = 95


def recognise(sample: Sample) -> int:
    """How surely the sample is such a file, by its list of messages and what each of them states."""
    told = ('"MessageList"', '"conversations"')
    return _SURE if sample.start.startswith("{") and all(name in sample.text for name in told) else 0


def read(document: Document) -> Parsed:
    """Every conversation in which something was said, in time order."""
    scanner = Scanner(document, is_patient=True)
    chats = list(_chats(document, scanner))
    if not chats:
        raise scanner.damage or document.nothing(1, "no message found; ask for the export again, with conversations")
    return parsed(document, chats, scanner.lines(), scanner.encoding, scanner.damage)


def _chats(document: Document, scanner: Scanner) -> Iterator[Chat]:
    for key in scanner.members():
        if key == "conversations" and scanner.peek() == "[":
            for _ in scanner.elements():
                if scanner.peek() == "{" and (chat := _chat(document, scanner)):
                    yield chat


def _chat(document: Document, scanner: Scanner) -> Chat | None:
    """The conversation; None for one without a message."""
    head: Row = {}
    rows: list[tuple[Row, int, int]] = []
    for key in scanner.members():
        if key == "MessageList" and scanner.peek() == "[":
            rows += [
                (row, first, scanner.line) for first in scanner.elements() if isinstance(row := scanner.value(), dict)
            ]
        else:
            head[key] = scanner.value()
    if not rows:
        return None
    identity = text_in(head, "id") or ""
    title = text_in(head, "displayName") or _ID.sub("", identity, count=1)
    names = {text_in(row, "from"): name for row, _, _ in rows if (name := text_in(row, "displayName"))}
    names |= {identity: title}
    ordered, warnings = oldest_first([_draft(row, first, last, names) for row, first, last in rows])
    return chat_of(
        document, numbered(document, FORMAT, ordered), platform="skype", title=title,
        key=f"{document.sha256}/{identity}", warnings=warnings,
    )  # fmt: skip


def _draft(row: Row, first: int, last: int, names: dict[str | None, str]) -> Draft:
    kind = _kind(row)
    writer = text_in(row, "from")
    content = text_in(row, "content") or ""
    stamp = text_in(row, "originalarrivaltime")
    return Draft(
        text=words_of(content) or (text_in(row, "messagetype") or "" if kind in ("call", "system") else ""),
        sender=names.get(writer) or (None if writer is None else _ID.sub("", writer, count=1)),
        sent_at=from_iso_utc(stamp),
        as_written=stamp,
        kind=kind,
        edited="edittime" in row_in(row, "properties"),
        first=first,
        last=last,
    )


def _kind(row: Row) -> str:
    kind = text_in(row, "messagetype") or ""
    if kind in _SPEECH:
        is_deleted = not text_in(row, "content") and "deletetime" in row_in(row, "properties")
        return "deleted" if is_deleted else "text"
    return "call" if kind == _CALL else "media" if kind.startswith(_MEDIA) else "system"


def words_of(content: str) -> str:
    """A text without its markup and without what it quotes."""
    first, *quotes = content.split(_QUOTES)
    own = first + "".join(quote.rpartition(_QUOTED)[2] for quote in quotes)
    return html.unescape(_MARK.sub("", _BREAK.sub("\n", own))).strip()


READER = Format(FORMAT, recognise, read)

"""What an e-mail says: its words without the code and the markup around them, its sender and its moment."""

import base64
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message as Letter
from email.policy import Compat32
from email.utils import getaddresses, parsedate_to_datetime
from typing import Final

from classifier.errors import ReadError
from classifier.readers.reading import Document
from classifier.readers.scan.elements import Tally
from classifier.readers.scan.lines import sniff
from classifier.readers.scan.markup import Tag, tags

_CLOSED = re.compile(r"(?=</(?:p|div|tr|li|h[1-6]|blockquote)\s*>)", re.IGNORECASE)
_OTHERS: Final = frozenset((None, "us-ascii", "unknown-8bit", "punycode", "idna"))
"""Codes that say nothing of the letters, or that are none of an e-mail's words."""
_ENCLOSED: Final = ("message/rfc822", "message/global")
_UNSEEN: Final = frozenset(("style", "script", "head", "title"))
_BLANK = re.compile(r"\n{3,}")
_WORD = re.compile(r"\w+")
_UNSAID: Final = 0.5
"""A page is read beside plain words that lack so large a part of its own."""
_LONGEST_FIELD: Final = 1 << 16
"""Letters of a field that are read: what the standard library does with them grows as their square."""
_PLACELESS: Final = "-0000"
"""The zone of a moment that is told in UTC from nobody knows where (RFC 5322, section 3.3)."""
_DAMAGE = (MessageError, ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError)
"""What the standard library raises on a field that is damaged."""


class _Fields(Compat32):
    """Fields of the head cut at `_LONGEST_FIELD`, and their letters read where no code words stand for them."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, written = super().header_source_parse(sourcelines)
        return name, written[:_LONGEST_FIELD]

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002 - the standard library's
        return value if value.isascii() else _decoded(value.encode("utf-8", "surrogateescape"), None)


def letter_of(octets: bytes) -> Letter:
    """The e-mail in some bytes; one whose parts are nested without end is all words."""
    try:
        return message_from_bytes(octets, policy=_Fields())
    except RecursionError:
        letter = message_from_bytes(b"", policy=_Fields())
        letter.set_payload(octets.decode("utf-8", "replace"))
        return letter


def heading(letter: Letter, name: str) -> str:
    """A field of the head, its code words decoded; empty where there is none."""
    written = letter.get(name)
    if written is None:
        return ""
    text = " ".join(str(written).split())
    try:
        pieces = decode_header(text)
    except _DAMAGE:
        return text
    between = "utf-8" if text.isascii() else "raw-unicode-escape"  # as `decode_header` encodes what is no code word
    return "".join(
        _decoded(piece, charset or between) if isinstance(piece, bytes) else piece for piece, charset in pieces
    ).strip()


def people(letter: Letter, *names: str) -> list[tuple[str, str]]:
    """Name and address of each person in these fields of the head."""
    written = [heading(letter, name) for name in names]
    try:
        found = getaddresses(list(filter(None, written)))
    except _DAMAGE:
        return [("", text) for text in written if text]
    return [(name.strip(), address.strip()) for name, address in found if name or address]


def moment(written: str) -> datetime | None:
    """The moment in a field of the head, without a zone where it states none."""
    try:
        when = parsedate_to_datetime(written)
    except _DAMAGE:
        return None
    return when.replace(tzinfo=UTC) if when.tzinfo is None and _PLACELESS in written else when


def words(letter: Letter, document: Document) -> str:
    """The plain texts of a letter, and those in markup that say what no plain one does."""
    parts = [part for part in _leaves(letter) if part.get_content_maintype() == "text" and not _file(part)]
    plain = [_text(part) for part in parts if part.get_content_subtype() != "html"]
    pages = [_of_page(_text(part), document) for part in parts if part.get_content_subtype() == "html"]
    told = set(_WORD.findall("\n".join(plain)))
    found = [*plain, *(page for page in pages if _adds(page, told))]
    return "\n".join(text.strip("\n") for text in found if text.strip()).rstrip()


def _adds(page: str, told: set[str]) -> bool:
    """Whether a page says much that is not told yet."""
    own = _WORD.findall(page)
    return sum(word not in told for word in own) > _UNSAID * len(own)


def files(letter: Letter) -> list[str]:
    """The names of what is attached to a letter."""
    return list(filter(None, map(_file, _leaves(letter))))


def enclosed(letter: Letter) -> Iterator[Letter]:
    """The letters that a letter holds whole, as a forwarded or a returned one does, and those inside them."""
    waiting = [letter]
    while waiting:
        for part in _leaves(waiting.pop()):
            if inner := _whole(part):
                waiting.append(inner)
                yield inner


def _whole(part: Letter) -> Letter | None:
    """The letter in a part, which some programs write in a code as they do files; None where no sender is told."""
    held = part.get_payload() if part.get_content_type() in _ENCLOSED else None
    inner = held[0] if isinstance(held, list) and held else None
    if not isinstance(inner, Letter):
        return None
    if not inner.keys():
        try:
            inner = letter_of(base64.b64decode(str(inner.get_payload())))
        except ValueError:
            return None
    return inner if people(inner, "from", "sender") else None


def _leaves(letter: Letter) -> Iterator[Letter]:
    """The parts that hold no others, in the order in which they stand; a letter in the letter is such a part."""
    waiting: list[object] = [letter]
    while waiting:
        part = waiting.pop()
        if not isinstance(part, Letter):
            continue
        inner = part.get_payload()
        if isinstance(inner, list) and not _whole(part):
            waiting += reversed(inner)
        else:
            yield part


def _file(part: Letter) -> str:
    """The name of a part that is a file; empty for words."""
    try:
        name = part.get_filename() or ""
        is_file = part.get_content_disposition() == "attachment"
    except _DAMAGE:
        return ""
    return " ".join(name.split()) or (part.get_content_type() if is_file else "")


def _text(part: Letter) -> str:
    try:
        octets, charset = part.get_payload(decode=True), part.get_content_charset()
    except _DAMAGE:
        octets, charset = str(part.get_payload()).encode("utf-8", "replace"), None
    return _decoded(octets, charset).replace("\r\n", "\n").replace("\r", "\n") if isinstance(octets, bytes) else ""


def _decoded(octets: bytes, charset: str | None) -> str:
    """The letters of some bytes in the code that is stated, or in the one that they speak for."""
    try:
        return octets.decode("utf-8" if charset in _OTHERS else str(charset))
    except (LookupError, ValueError):
        return octets.decode(sniff(octets) or "utf-8", "replace")


def _of_page(markup: str, document: Document) -> str:
    """The words of a page, one line for each paragraph."""
    octets = f"<div>{_CLOSED.sub('<br>', markup)}</div>".encode("utf-8", "replace")
    page = replace(document, head=octets[: 1 << 16], size_bytes=len(octets), open=lambda: io.BytesIO(octets))
    try:
        found = [tag.words(_is_unseen) for tag in tags(page, lambda _: True, Tally())]
    except ReadError:
        return markup
    lines = (" ".join(line.split()) for line in "\n".join(found).split("\n"))
    return _BLANK.sub("\n\n", "\n".join(lines)).strip()


def _is_unseen(tag: Tag) -> bool:
    return tag.name in _UNSEEN

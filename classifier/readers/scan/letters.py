"""What an e-mail says: its words without the code and the markup around them, its sender and its moment."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.errors import MessageError
from email.header import decode_header
from email.message import Message as Letter
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
_UNSEEN: Final = frozenset(("style", "script", "head", "title"))
_BLANK = re.compile(r"\n{3,}")
_DAMAGE = (MessageError, ValueError, LookupError, TypeError, AttributeError, OverflowError)
"""What the standard library raises on a field that is damaged."""


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
    return "".join(_decoded(piece, charset) if isinstance(piece, bytes) else piece for piece, charset in pieces).strip()


def people(letter: Letter, *names: str) -> list[tuple[str, str]]:
    """Name and address of each person in these fields of the head."""
    written = [heading(letter, name) for name in names]
    try:
        found = getaddresses(list(filter(None, written)))
    except _DAMAGE:
        return [("", text) for text in written if text]
    return [(name.strip(), address.strip()) for name, address in found if name or address]


def moment(written: str) -> datetime | None:
    """The moment in a field of the head, which is UTC where it states an unknown zone."""
    try:
        when = parsedate_to_datetime(written)
    except _DAMAGE:
        return None
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when


def words(letter: Letter, document: Document) -> str:
    """The plain texts of a letter; those in markup where it has no plain ones."""
    parts = [part for part in _leaves(letter) if part.get_content_maintype() == "text" and not _file(part)]
    plain = [_text(part) for part in parts if part.get_content_subtype() != "html"]
    found = [text for text in plain if text.strip()] or [
        _of_page(_text(part), document) for part in parts if part.get_content_subtype() == "html"
    ]
    return "\n".join(text.strip("\n") for text in found if text.strip()).rstrip()


def files(letter: Letter) -> list[str]:
    """The names of what is attached to a letter."""
    return list(filter(None, map(_file, _leaves(letter))))


def _leaves(letter: Letter) -> Iterator[Letter]:
    """The parts that hold no others, in the order in which they stand."""
    waiting: list[object] = [letter]
    while waiting:
        part = waiting.pop()
        if not isinstance(part, Letter):
            continue
        inner = part.get_payload()
        if isinstance(inner, list):
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

"""Text of a document in blocks of whole lines, with a line feed as the only line end.

A line feed, a carriage return, or both together end one physical line, so counting newlines in
what comes from here counts physical lines of the file.
"""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeVar

from classifier.readers.reading import Document
from classifier.readers.scan.pages import ARABIC, PAGES, code_page

T = TypeVar("T")

BLOCK_BYTES = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
GUESSED = PAGES | {"utf-16-le", "utf-16-be"}
"""Encodings that are only ever guessed: no mark in the file says so."""
_SCRIPT = re.compile(r"[\t\n\r -~\u00a0-\u024f\u0600-\u06ff]")
_CYRILLIC = re.compile(rb"<meta[^<>]{1,80}charset=[\"']?windows-1251", re.IGNORECASE)
"""A page that says of itself that it is in the Cyrillic code page, which nothing is guessed to be in."""
_DECLARED = 2048
_MOSTLY = 0.6
_LETTER = re.compile(r"[^\W\d_]|[\N{ARABIC FATHATAN}-\N{ARABIC SUKUN}،؛؟«»…]")
_MOST = 0.85
_FEW = 8
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def sniff(head: bytes) -> str | None:
    """The encoding that the first bytes speak for; None for bytes that are not text."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if b"\0" in head:
        wide = next((order for order in ("utf-16-le", "utf-16-be") if _is_script(head, order)), None)
        return wide or ("utf-8" if head.count(b"\0") * 50 < len(head) and _decodes(head, "utf-8") else None)
    if _CYRILLIC.search(head[:_DECLARED]) and not _decodes(head, "utf-8"):
        return "cp1251"
    return "utf-8" if _decodes(head, "utf-8") or _is_damaged(*_damage([head])) else _code_page(head)


def opening(head: bytes) -> str:
    """The first bytes as text with newlines; empty if they are not text."""
    encoding = sniff(head)
    if encoding is None:
        return ""
    text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(head)
    return _newlines(text.removesuffix("\r"))


def encoding_of(document: Document) -> str:
    """The encoding of the whole document; ReadError where it is not text.

    A code page is tried only when the document is not UTF-8 throughout.
    """
    encoding = sniff(document.head)
    if encoding is None:
        raise document.error(None, "not a text file; hand over the export as the app wrote it")
    return _settle(document, encoding) if encoding == "utf-8" or encoding in PAGES else encoding


def from_blocks(document: Document, make: Callable[[Callable[[], Iterator[str]]], T]) -> tuple[T, str]:
    """What `make` makes of the document's blocks, which it may ask for anew, and their encoding.

    What opens as UTF-8 is read as such straight away, and again only where a byte in it says otherwise.

    Raises:
        ReadError: the document is not text.
    """
    if sniff(document.head) == "utf-8":
        try:
            return make(lambda: blocks(document, "utf-8", errors="strict")), "utf-8"
        except UnicodeDecodeError:
            pass  # another encoding, or a damaged file
    encoding = encoding_of(document)
    return make(lambda: blocks(document, encoding)), encoding


def blocks(
    document: Document, encoding: str, *, errors: str = "replace", block_bytes: int = BLOCK_BYTES
) -> Iterator[str]:
    """The document's text, a block of whole lines at a time; the last may lack its line end."""
    decoder = codecs.getincrementaldecoder(encoding)(errors=errors)
    rest, size = "", block_bytes
    with document.open() as stream:
        while chunk := stream.read(size):
            text = rest + decoder.decode(chunk)
            cut = max(text.rfind("\n"), text.rfind("\r", 0, len(text) - 1)) + 1
            rest = text[cut:]
            # A line longer than a block is read in growing bites, or its cost would grow as its square.
            size = block_bytes if cut else size * 2
            if cut:
                yield _newlines(text[:cut])
            if len(rest) > document.options.settings.largest_member_bytes:
                raise document.error(None, f"a line of it is over {len(rest)} signs long; ask for the export again")
        if text := rest + decoder.decode(b"", final=True):
            yield _newlines(text)


def lines_in(document: Document, encoding: str) -> list[str]:
    """The document's physical lines without their ends."""
    return [line for block in blocks(document, encoding) for line in block.removesuffix("\n").split("\n")]


def count_lines(text: str) -> int:
    """Physical lines of a text whose line ends are newlines."""
    return text.count("\n") + (not text.endswith("\n") and text != "")


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _is_script(head: bytes, order: str) -> bool:
    """Whether UTF-16 in this order gives mostly Latin and Arabic script, as the other order and no text do not."""
    letters = head.decode(order, "ignore")
    return len(_SCRIPT.findall(letters)) > _MOSTLY * len(letters)


def _decodes(head: bytes, encoding: str) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _code_page(head: bytes) -> str | None:
    """The code page of bytes that may be text in the Arabic one, or in another one beside plain letters and digits."""
    controls = sum(byte < 32 and byte not in b"\t\n\r\x0b\x0c\x1b" for byte in head)  # noqa: PLR2004
    plain = sum(byte < 128 for byte in head)  # noqa: PLR2004
    letters = len(_LETTER.findall(head.decode(ARABIC, "ignore")))
    is_text = plain * 4 > len(head) or letters > _MOST * (len(head) - plain)
    page = code_page(head)
    return page if controls * 50 < len(head) and (is_text or page != ARABIC) else None


def _settle(document: Document, guess: str) -> str:
    """UTF-8 if the document is, but for a few damaged bytes; the code page guessed from its head otherwise."""
    if _is_utf8(document):
        return "utf-8"
    with document.open() as stream:
        damaged, wide = _damage(iter(partial(stream.read, BLOCK_BYTES), b""))
    return "utf-8" if damaged * 2 <= wide else ARABIC if guess == "utf-8" else guess


def _damage(chunks: Iterable[bytes]) -> tuple[int, int]:
    """How many letters of a text that is read as UTF-8 are damaged, and how many are wider than a byte."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    damaged = wide = 0
    for chunk in chunks:
        if not chunk.isascii():
            text = decoder.decode(chunk)
            damaged += text.count(_REPLACEMENT)
            wide += len(text) - len(text.encode("ascii", "ignore"))
    return damaged, wide


def _is_damaged(damaged: int, wide: int) -> bool:
    """Whether a text is UTF-8 but for a few letters, which no code page gives by chance."""
    return damaged * _FEW <= wide


def _is_utf8(document: Document) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with document.open() as stream:
            while chunk := stream.read(BLOCK_BYTES):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True

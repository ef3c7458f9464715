"""JSON read value by value, each with its physical lines, in memory that does not grow with the file."""

import json
import re
from collections.abc import Iterator
from typing import Any

from classifier.readers.reading import Document
from classifier.readers.scan.lines import blocks, encoding_of

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()
_BLOCK_BYTES = 1 << 22


class Scanner:
    """A place in a JSON text. Walk with `members` and `elements`, take with `value`.

    A member or an element that the caller does not take is passed over.
    """

    def __init__(self, document: Document, *, block_bytes: int = _BLOCK_BYTES) -> None:
        self.encoding = encoding_of(document)
        self._document = document
        self._blocks = blocks(document, self.encoding, block_bytes=block_bytes)
        self._text = ""
        self._at = 0
        self._line = 1
        self._counted = 0
        self._moves = 0
        self._more()
        if self._text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}"):
            self._at = 1

    @property
    def line(self) -> int:
        """The physical line of the current place."""
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def peek(self) -> str:
        """The next character that is not space; empty at the end."""
        while True:
            self._at = _end_of_space(self._text, self._at)
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def value(self) -> Any:  # noqa: ANN401 - JSON holds anything
        """The next value, whole."""
        self.peek()
        while True:
            try:
                found, end = _DECODER.raw_decode(self._text, self._at)
            except RecursionError as error:
                raise self._error("values are nested too deep") from error
            except ValueError as error:
                if not self._more():
                    raise self._error("not JSON from here on") from error
                continue
            if end == len(self._text) and self._more():
                continue  # a number may go on in the next block
            self._at = end
            self._moves += 1
            return found

    def members(self) -> Iterator[str]:
        """Each key of the object that begins here, with the place at its value."""
        yield from (key for key in self._walk("{", "}") if key is not None)

    def elements(self) -> Iterator[int]:
        """The first line of each element of the array that begins here, with the place at it."""
        for _ in self._walk("[", "]"):
            self.peek()
            yield self.line

    def pass_line(self) -> None:
        """Move to the end of the current line, whatever stands there."""
        end = self._text.find("\n", self._at)
        self._at = end if end >= 0 else len(self._text)
        self._moves += 1

    def lines(self) -> int:
        """Physical lines of the whole document, read to its end."""
        while True:
            self._at = len(self._text)
            count = self.line - (self._text.endswith("\n") if self._text else 0)
            if not self._more():
                return count

    def _walk(self, opening: str, closing: str) -> Iterator[str | None]:
        self._take(opening)
        while (sign := self.peek()) != closing:
            if sign == ",":
                self._take(",")
                continue
            key = self._key() if opening == "{" else None
            moves = self._moves
            yield key
            if self._moves == moves:
                self.value()
        self._take(closing)

    def _key(self) -> str:
        key = self.value()
        if not isinstance(key, str):
            raise self._error("not JSON from here on")
        self.peek()
        self._take(":")
        self.peek()
        return key

    def _take(self, sign: str) -> None:
        if self.peek() != sign:
            raise self._error("not JSON from here on")
        self._at += 1
        self._moves += 1

    def _more(self) -> bool:
        """Whether another block could be added; what was read before the place is let go."""
        block = next(self._blocks, "")
        if not block:
            return False
        self._line += self._text.count("\n", self._counted, self._at)
        self._text, self._at, self._counted = self._text[self._at :] + block, 0, 0
        return True

    def _error(self, what: str) -> Exception:
        return self._document.error(self.line, f"{what}; ask for the export again")


def _end_of_space(text: str, start: int) -> int:
    found = _SPACE.match(text, start)
    return found.end() if found else start

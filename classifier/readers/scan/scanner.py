"""A JSON text read value by value, with the physical lines, in memory that does not grow with the file."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any

from classifier.errors import ReadError
from classifier.readers.reading import Document
from classifier.readers.scan.lines import blocks, encoding_of

_SPACE = re.compile(r"[ \t\n\r]*")
_REST_OF_LINE = re.compile(r"[ \t\r]*(?:\n|\Z)")
_DECODER = json.JSONDecoder()
_BLOCK_BYTES = 1 << 22
_AHEAD = 1 << 20
"""So many characters, if there are as many, are looked at to tell what stands in one line."""
_PATIENCE = 300
_CUT_TOGETHER = 20
"""So many lines in a row may be cut off."""
_DEEPEST = 100
_TOO_DEEP = "values are nested too deep"
_NO_JSON = "not JSON from here on"


class Scanner:
    """A place in a JSON text. Walk with `members` and `elements`, take with `value`.

    A member or an element that the caller does not take is passed over. A patient scanner does not
    raise where the JSON is cut off or damaged: `damage` then says so, and nothing stands behind it until
    the scanner is told to go on.
    """

    def __init__(self, document: Document, *, block_bytes: int = _BLOCK_BYTES, is_patient: bool = False) -> None:
        self.encoding = encoding_of(document)
        self.damage: ReadError | None = None
        self.is_stopped = False
        self._is_patient = is_patient
        self._stops = 0
        self._document = document
        self._blocks = blocks(document, self.encoding, block_bytes=block_bytes)
        self._text = ""
        self._at = 0
        self._line = 1
        self._counted = 0
        self._moves = 0
        self._depth = 0
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
        while not self.is_stopped:
            self._at = _end_of_space(self._text, self._at)
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                break
        return ""

    def value(self) -> Any:  # noqa: ANN401 - JSON holds anything
        """The next value, whole; None behind a damage."""
        self.peek()
        while not self.is_stopped:
            try:
                found, end = _DECODER.raw_decode(self._text, self._at)
            except RecursionError as error:
                self._break(_TOO_DEEP, error)
                break
            except ValueError as error:
                if not self._more():
                    self._break(_NO_JSON, error)
                continue
            if end == len(self._text) and self._more():
                continue  # a number may go on in the next block
            self._at = end
            self._moves += 1
            return found
        return None

    def value_in_line(self) -> Any:  # noqa: ANN401 - as `value`
        """The next value if its last character stands in the line of its first; None, and the place stays, if not."""
        if (found := self._in_line(self._at_value())) is None:
            return None
        value, self._at = found
        self._moves += 1
        return value

    @contextmanager
    def kept_apart(self) -> Iterator[None]:
        """Inside, an object cut off in its line takes nothing from the line behind, where another one stands alone."""
        if not self._is_cut(self._at_value()):
            yield
            return
        end = self._text.index("\n", self._at)
        self._text, rest = self._text[:end], self._text[end:]
        self._blocks, behind = iter(()), self._blocks
        try:
            yield
        finally:
            self._blocks = chain((rest,), behind)

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

    def pass_to(self, sign: str) -> None:
        """Move to the first such sign in what was read so far; stay where there is none."""
        self._at = max(self._at, self._text.find(sign, self._at))
        self._moves += 1

    def go_on(self) -> bool:
        """Whether the scanner had stopped at a damage and goes on behind its line, as it does a few hundred times."""
        if not self.is_stopped or self._stops > _PATIENCE:
            return False
        self.is_stopped = False
        self.pass_line()
        return True

    def lines(self) -> int:
        """Physical lines of the whole document, read to its end."""
        while True:
            self._at = len(self._text)
            count = self.line - (self._text.endswith("\n") if self._text else 0)
            if not self._more():
                return count

    def _walk(self, opening: str, closing: str) -> Iterator[str | None]:
        self._depth += 1
        if self._depth > _DEEPEST:
            self._break(_TOO_DEEP)
        self._take(opening)
        while not self.is_stopped and (sign := self.peek()) != closing:
            if sign == ",":
                self._take(",")
                continue
            key = self._key() if opening == "{" else None
            if self.is_stopped:
                break
            moves = self._moves
            yield key
            if self._moves == moves:
                self.value()
        self._depth -= 1
        self._take(closing)

    def _key(self) -> str:
        key = self.value()
        if not isinstance(key, str):
            self._break(_NO_JSON)
        self.peek()
        self._take(":")
        self.peek()
        return str(key)

    def _take(self, sign: str) -> None:
        if self.peek() != sign:
            if not self.is_stopped:
                self._break(_NO_JSON)
            return
        self._at += 1
        self._moves += 1

    def _at_value(self) -> int:
        """The place of the next value, with enough of what stands behind it."""
        self.peek()
        while len(self._text) - self._at < _AHEAD and self._more():
            pass
        return self._at

    def _in_line(self, start: int) -> tuple[Any, int] | None:
        """The value that begins at a place, and its end, where both stand in one line."""
        try:
            value, end = _DECODER.raw_decode(self._text, start)
        except (ValueError, RecursionError):
            return None
        return (value, end) if self._text.find("\n", start, end) < 0 else None

    def _is_cut(self, start: int) -> bool:
        """Whether an object is none as it goes on, and a line behind its first one holds a whole one alone.

        Lines between them may be cut off as well, a few of them.
        """
        behind = start
        for _ in range(_CUT_TOGETHER):
            behind = self._text.find("\n", behind) + 1
            if not behind or not self._text.startswith("{", behind):
                return False
            if (found := self._in_line(behind)) is not None:
                break
        else:
            return False
        if _REST_OF_LINE.match(self._text, found[1]) is None:
            return False
        try:
            _DECODER.raw_decode(self._text, start)
        except (ValueError, RecursionError):
            return True
        return False

    def _more(self) -> bool:
        """Whether another block could be added; what was read before the place is let go."""
        block = next(self._blocks, "")
        if not block:
            return False
        self._line += self._text.count("\n", self._counted, self._at)
        self._text, self._at, self._counted = self._text[self._at :] + block, 0, 0
        return True

    def _break(self, what: str, cause: Exception | None = None) -> None:
        """Note the damage, the first only, or raise it."""
        if self.damage is None:
            self.damage = self._document.error(self.line, f"{what}; ask for the export again")
        self.is_stopped = True
        self._stops += 1
        if not self._is_patient:
            raise self.damage from cause


def _end_of_space(text: str, start: int) -> int:
    found = _SPACE.match(text, start)
    return found.end() if found else start

"""JSON read value by value, each with its physical lines, in memory that does not grow with the file."""

import json
import re
from collections.abc import Collection, Generator, Iterator, Sequence
from typing import Any

from classifier.errors import ReadError
from classifier.readers.reading import Document
from classifier.readers.scan.fields import Row
from classifier.readers.scan.lines import blocks, encoding_of

Found = tuple[Row, int, int]
"""An object, its first and its last line."""

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()
_BLOCK_BYTES = 1 << 22
_PATIENCE = 300
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


def objects_of(scanner: Scanner) -> Iterator[Found]:
    """Each object with its first and last line: of a list, or one after another.

    A line between two objects that is none is passed over, and so is a damaged one.
    """
    for first in _starts(scanner):
        if isinstance(row := scanner.value(), dict):
            yield row, first, scanner.line


def listed(scanner: Scanner, names: Collection[str], *, levels: int = 0, is_mixed: bool = False) -> Iterator[Found]:
    """The same, and each object of the lists that an object holds under one of `names`.

    Those come in their own lines, and what stands before a cut in them is kept; the object comes behind them,
    without them. So many `levels` of objects inside it are walked too, and what their lists hold comes inside
    the keys that lead to it. Behind an object without such a list, others are read whole, which is quicker, unless
    the file `is_mixed` of objects with and without.
    """
    is_walked = True
    for first in _starts(scanner):
        if is_walked:
            row, has_lists = yield from _around(scanner, names, levels)
            is_walked = has_lists or is_mixed
        elif isinstance(row := scanner.value(), dict):
            held = [inner for name in names if isinstance(row.get(name), list) for inner in row.pop(name)]
            yield from ((inner, first, scanner.line) for inner in held if isinstance(inner, dict))
        if row and not scanner.is_stopped:
            yield row, first, scanner.line


def _starts(scanner: Scanner) -> Iterator[int]:
    """The first line of each object, with the place at it."""
    if scanner.peek() == "[":
        yield from (first for first in scanner.elements() if scanner.peek() == "{")
    while (sign := scanner.peek()) or scanner.go_on():
        if sign == "{":
            yield scanner.line
        else:
            scanner.pass_line()


def _around(
    scanner: Scanner, names: Collection[str], levels: int, *path: str
) -> Generator[Found, None, tuple[Row, bool]]:
    """What an object holds beside the lists, each object of which is told; and whether to look for lists further."""
    row: Row = {}
    has_lists = False
    for key in scanner.members():
        sign = scanner.peek()
        if key in names and sign == "[":
            has_lists = True
            yield from ((_below(path, inner), first, last) for inner, first, last in _elements(scanner))
        elif sign == "{" and len(path) < levels:
            row[key], has_more = yield from _around(scanner, names, levels, *path, key)
            has_lists = has_lists or has_more
        else:
            row[key] = scanner.value()
    return row, has_lists or scanner.is_stopped


def _below(path: Sequence[str], row: Row) -> Row:
    """The row inside the keys that lead to it."""
    for key in reversed(path):
        row = {key: row}
    return row


def _elements(scanner: Scanner) -> Iterator[Found]:
    for first in scanner.elements():
        if isinstance(row := scanner.value(), dict):
            yield row, first, scanner.line


def _end_of_space(text: str, start: int) -> int:
    found = _SPACE.match(text, start)
    return found.end() if found else start

"""The objects that a JSON text holds, each with its physical lines."""

from collections.abc import Collection, Generator, Iterator, Sequence
from typing import Any, Final

from classifier.readers.scan.fields import Row
from classifier.readers.scan.scanner import Scanner

Found = tuple[Row, int, int]
"""An object, its first and its last line."""

LINES: Final = "\N{NULL}lines"
"""Under it a row that `lined` found bears its first and its last line; no app writes such a key."""


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
            with scanner.kept_apart():
                row, has_lists = yield from _around(scanner, names, levels)
            is_walked = has_lists or is_mixed
        elif isinstance(row := scanner.value(), dict):
            held = [inner for name in names if isinstance(row.get(name), list) for inner in row.pop(name)]
            yield from ((inner, first, scanner.line) for inner in held if isinstance(inner, dict))
        if row and not scanner.is_stopped:
            yield row, first, scanner.line


def lined(scanner: Scanner, names: Collection[str]) -> Iterator[Found]:
    """The same, and those in lists under `names`, at any depth, bear their LINES unless the whole stands in one line.

    What stands before a cut is kept.
    """
    for first in _starts(scanner):
        row = scanner.value_in_line()
        if row is None:
            with scanner.kept_apart():
                row = _walked(scanner, names)
        yield row, first, scanner.line


def _walked(scanner: Scanner, names: Collection[str], key: str = "") -> Any:  # noqa: ANN401 - JSON holds anything
    sign = scanner.peek()
    if sign == "{":
        return {inner: _walked(scanner, names, inner) for inner in scanner.members()}
    if sign == "[" and key in names:
        return [row | {LINES: (first, last)} for row, first, last in _elements(scanner)]
    if sign == "[":
        return [_walked(scanner, names) for _ in scanner.elements()]
    return scanner.value()


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

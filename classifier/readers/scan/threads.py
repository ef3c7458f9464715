"""JSON files that are one conversation: an object with a list of messages among its members."""

from collections.abc import Callable, Iterator

from classifier.readers.reading import Draft
from classifier.readers.scan.fields import Row
from classifier.readers.scan.scanner import Scanner

_LISTS = ("messages", "facebookMessages")


def thread_of(scanner: Scanner, draft_of: Callable[[Row, int, int], Draft]) -> tuple[Row, list[Draft]]:
    """The object's other members, and a draft for each message with its first and last line."""
    head: Row = {}
    drafts: list[Draft] = []
    for key in scanner.members():
        if key in _LISTS and scanner.peek() == "[":
            for first in scanner.elements():
                row = scanner.value()
                if isinstance(row, dict):
                    drafts.append(draft_of(row, first, scanner.line))
        else:
            head[key] = scanner.value()
    return head, drafts


def threads_of(scanner: Scanner, draft_of: Callable[[Row, int, int], Draft]) -> Iterator[tuple[Row, list[Draft]]]:
    """Each conversation of a file that holds one, or of one into which somebody put a list of them, or of messages."""
    if scanner.peek() != "[":
        yield thread_of(scanner, draft_of)
        return
    loose: list[Draft] = []
    for first in scanner.elements():
        head, drafts = thread_of(scanner, draft_of)
        if drafts or (draft := draft_of(head, first, scanner.line)).sender is None:
            yield head, drafts
        else:
            loose.append(draft)
    if loose:
        yield {}, loose

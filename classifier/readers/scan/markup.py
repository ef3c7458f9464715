"""HTML read record by record, each with its physical lines, whatever is left unclosed."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from classifier.readers.reading import Document
from classifier.readers.scan.elements import Tally
from classifier.readers.scan.lines import blocks, count_lines, encoding_of

_VOID: Final = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_ENDS: Final = {"tr": ("td", "th", "tr"), "td": ("td", "th"), "th": ("td", "th")}
"""What a row or a cell of a table ends where the page leaves it open."""
_DEEPEST = 200
_LONGEST_TAG = 1 << 26
_SHORT_REST = 1 << 12
_NOT_HTML = "not HTML from here on; ask for the export again"


@dataclass(slots=True, eq=False)
class Tag:
    """An element with all that it holds, text and elements in order, and its first and last line."""

    name: str
    attributes: dict[str, str]
    first: int = 0
    last: int = 0
    parts: list["Tag | str"] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """The element's classes."""
        return frozenset(self.attributes.get("class", "").split())

    def is_a(self, *classes: str) -> bool:
        """Whether the element has all these classes."""
        return self.classes.issuperset(classes)

    def children(self) -> Iterator["Tag"]:
        """The elements directly inside."""
        return (part for part in self.parts if isinstance(part, Tag))

    def inside(self, *classes: str, within: Callable[["Tag"], bool] = lambda _: True) -> Iterator["Tag"]:
        """The elements inside, at any depth, that have all these classes; only `within` is entered."""
        return (tag for tag in self._all(within) if tag.is_a(*classes))

    def named(self, *names: str, within: Callable[["Tag"], bool] = lambda _: True) -> Iterator["Tag"]:
        """The elements inside, at any depth, that have one of these names; only `within` is entered."""
        return (tag for tag in self._all(within) if tag.name in names)

    def _all(self, within: Callable[["Tag"], bool]) -> Iterator["Tag"]:
        """The elements inside, at any depth, in file order; only `within` is entered."""
        open_ones = [self.children()]
        while open_ones:
            child = next(open_ones[-1], None)
            if child is None:
                open_ones.pop()
                continue
            yield child
            if within(child):
                open_ones.append(child.children())

    def words(self, without: Callable[["Tag"], bool] = lambda _: False) -> str:
        """The text inside, line breaks as newlines, trimmed; elements `without` are left out."""
        return self._words(without).strip()

    def _words(self, without: Callable[["Tag"], bool]) -> str:
        if self.name == "br":
            return "\n"
        if self.name == "img":
            return self.attributes.get("alt", "")
        texts = (p if isinstance(p, str) else "" if without(p) else p._words(without) for p in self.parts)  # noqa: SLF001
        return "".join(texts)


def tags(document: Document, wanted: Callable[[Tag], bool], tally: Tally) -> Iterator[Tag]:
    """Each outermost element that is `wanted`, in file order; `tally` is filled on the way."""
    builder = _Builder(wanted)
    tally.encoding = encoding_of(document)
    for block in blocks(document, tally.encoding):
        try:
            builder.feed(block)
        except AssertionError as error:
            raise document.error(builder.getpos()[0], _NOT_HTML) from error
        if len(builder.rawdata) > _LONGEST_TAG:
            raise document.error(builder.getpos()[0], _NOT_HTML)
        tally.lines += count_lines(block)
        yield from builder.take()
    builder.close_all(tally.lines)
    yield from builder.take()


class _Builder(HTMLParser):
    def __init__(self, wanted: Callable[[Tag], bool]) -> None:
        super().__init__(convert_charrefs=True)
        self._wanted = wanted
        self._open: list[Tag] = []
        self._done: list[Tag] = []

    def take(self) -> list[Tag]:
        done, self._done = self._done, []
        return done

    def close_all(self, line: int) -> None:
        """Close what the document left open, on its last line.

        A long rest is one unfinished tag, which the parser would search over and over: it holds no text.
        """
        if len(self.rawdata) < _SHORT_REST:
            with suppress(AssertionError):  # an unfinished declaration, which holds no text
                self.close()
        while self._open:
            self._pop(line)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        while self._open and self._open[-1].name in _ENDS.get(tag, ()):
            self._pop(line)
        made = Tag(tag, {key: value or "" for key, value in attrs}, line, line)
        if not self._open and not self._wanted(made):
            return
        if self._open:
            self._open[-1].parts.append(made)
        if tag in _VOID or len(self._open) >= _DEEPEST:
            if not self._open:
                self._done.append(made)
            return
        self._open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if any(opened.name == tag for opened in self._open):
            line = self.getpos()[0]
            while self._pop(line).name != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1].parts.append(data)

    def _pop(self, line: int) -> Tag:
        closed = self._open.pop()
        closed.last = line
        if not self._open:
            self._done.append(closed)
        return closed

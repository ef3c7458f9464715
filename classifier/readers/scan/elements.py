"""XML read record by record, each with its physical lines; entities and document types are refused."""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from classifier.errors import ReadError
from classifier.readers.reading import Document
from classifier.readers.scan.lines import blocks, count_lines, encoding_of

_REFERENCES = re.compile(r"(?:&#(?:\d{1,7}|x[0-9A-Fa-f]{1,6});)+")
_REFERENCE = re.compile(r"&#(?:(\d+)|x([0-9A-Fa-f]+));")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_DECLARATION = re.compile(r"^\N{ZERO WIDTH NO-BREAK SPACE}?<\?xml[^>]*\?>")
_BARE_AMPERSAND = re.compile(r"&(?!#\d|#x[0-9A-Fa-f]|(?:amp|lt|gt|quot|apos);)")
_SECTION = "<![CDATA["
_FIRST_TAG = re.compile(r"\s*<([A-Za-z][\w.:-]*)")
_DEEPEST = 200
_HELD = 2
"""How deep in a record the records lie that it holds: in a list among its fields."""
_LEGAL = ((9, 10, 13), range(0x20, 0xD800), range(0xE000, 0xFFFE), range(0x10000, sys.maxunicode + 1))
"""The characters that XML allows."""


@dataclass(slots=True, eq=False)
class Node:
    """An element with all that it holds, and its first and last line."""

    name: str
    attributes: Mapping[str, str]
    first: int
    last: int = 0
    parts: list[str] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words that stand in the element itself."""
        return "".join(self.parts)

    def all(self, name: str) -> Iterator["Node"]:
        """The children of that name."""
        return (child for child in self.children if child.name == name)


@dataclass(slots=True)
class Tally:
    """What is known once a document was read through."""

    lines: int = 0
    encoding: str = ""
    damage: ReadError | None = None


def records(
    document: Document, wanted: Callable[[str, Mapping[str, str]], bool], tally: Tally, *, is_patient: bool = False
) -> Iterator[Node]:
    """Each outermost element that is `wanted`, in file order; `tally` is filled on the way.

    ReadError for what is not well-formed, nested deeper than any export, or declares entities. Where a
    patient reader meets what is not well-formed, `tally` notes it and nothing behind it is read; of an
    element that it cuts, what it holds whole is kept.
    """
    builder = _Builder(document, wanted)
    tally.encoding = encoding_of(document)
    has_sections = False
    for block in blocks(document, tally.encoding):
        has_sections = has_sections or _SECTION in block
        # Who writes sections knows XML; elsewhere some apps write an ampersand as it is.
        text = block if has_sections else _BARE_AMPERSAND.sub("&amp;", block)
        tally.lines += count_lines(block)
        if tally.damage is None:
            tally.damage = builder.feed(_ILLEGAL.sub(_REPLACEMENT, _REFERENCES.sub(_mend, text)), last=False)
            yield from builder.take()
    tally.damage = tally.damage or builder.feed("", last=True)
    if tally.damage is not None:
        if not is_patient:
            raise tally.damage
        builder.close_all()
    yield from builder.take()


class _Builder:
    def __init__(self, document: Document, wanted: Callable[[str, Mapping[str, str]], bool]) -> None:
        self._document, self._wanted = document, wanted
        self._open: list[Node] = []
        self._done: list[Node] = []
        self._closed: Node | None = None
        self._began = False
        self._end_of_root = ""
        parser = self._parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse

    def feed(self, text: str, *, last: bool) -> ReadError | None:
        """Read the text; what comes back says that it is not well-formed."""
        if not self._began and text:
            # The text is already decoded, so what the file declares about its bytes no longer holds.
            found = _DECLARATION.match(text)
            text = (" " if found else "") + text[found.end() if found else 0 :].lstrip("\N{ZERO WIDTH NO-BREAK SPACE}")
            text = "\n" * (found[0].count("\n") if found else 0) + text.lstrip(" ")
            self._began = True
            first = _FIRST_TAG.match(text)
            if first and self._wanted(first[1], {}):  # rows without a root
                text, self._end_of_root = f"<rows>{text}", "</rows>"
        try:
            self._parser.Parse(f"{text}{self._end_of_root}" if last else text, last)
        except expat.ExpatError as error:
            return self._error(error.lineno, "not well-formed XML from here on; ask for the export again")
        return None

    def close_all(self) -> None:
        """Close the outermost open element where the text breaks off, without its innermost ones that are not whole."""
        if len(self._open) > _HELD:
            self._open[_HELD - 1].children.remove(self._open[_HELD])
        while self._open:
            self._end("")
        self._closed = None

    def take(self) -> list[Node]:
        done = [node for node in self._done if node is not self._closed]
        self._done = [node for node in self._done if node is self._closed]
        return done

    def _settle(self) -> None:
        """The last line of what was closed before is where the next thing begins."""
        if self._closed is not None:
            self._closed.last = self._parser.CurrentLineNumber
            self._closed = None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._settle()
        name = name.rpartition(":")[2]
        if not self._open and not self._wanted(name, attributes):
            return
        if len(self._open) > _DEEPEST:
            raise self._error(self._parser.CurrentLineNumber, "elements are nested too deep; ask for the export again")
        node = Node(name, attributes, self._parser.CurrentLineNumber)
        if self._open:
            self._open[-1].children.append(node)
        self._open.append(node)

    def _end(self, _name: str) -> None:
        self._settle()
        if self._open:
            node = self._open.pop()
            node.last = self._parser.CurrentLineNumber
            if not self._open:
                self._done.append(node)
                self._closed = node

    def _characters(self, text: str) -> None:
        self._settle()
        if self._open:
            self._open[-1].parts.append(text)

    def _refuse(self, *_: object) -> None:
        raise self._error(self._parser.CurrentLineNumber, "declares a document type or entities, as no export does")

    def _error(self, line: int, what: str) -> ReadError:
        return self._document.error(line, what)


def _mend(found: re.Match[str]) -> str:
    """References to halves of surrogate pairs joined, impossible ones replaced, all others as they were."""
    numbers = [int(d) if d else int(h, 16) for d, h in _REFERENCE.findall(found[0])]
    if all(_is_legal(number) for number in numbers):
        return found[0]
    units = (number if 0 < number <= sys.maxunicode else ord(_REPLACEMENT) for number in numbers)
    text = "".join(map(chr, units)).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return "".join(f"&#{ord(sign)};" if _is_legal(ord(sign)) else _REPLACEMENT for sign in text)


def _is_legal(number: int) -> bool:
    return any(number in numbers for numbers in _LEGAL)

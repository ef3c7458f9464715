"""Plain text in which a line opens each message: blocks of lines between the openings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from classifier.readers.reading import Document
from classifier.readers.scan.lines import blocks


@dataclass(slots=True)
class Block:
    """An opening line as matched, the lines that follow it, and the place of all."""

    opening: re.Match[str]
    first: int
    lines: list[str] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The last physical line."""
        return self.first + len(self.lines)

    def body(self) -> str:
        """The lines after the opening one, blank ones at the end left out."""
        return "\n".join(self.lines).rstrip("\n")


@dataclass(slots=True)
class Opened:
    """What stands before the first opening, and the physical lines in all."""

    preamble: list[str] = field(default_factory=list)
    lines: int = 0


def opened_blocks(document: Document, encoding: str, opening: re.Pattern[str], seen: Opened) -> Iterator[Block]:
    """Each block that a line matching `opening` begins; `seen` is filled on the way."""
    block: Block | None = None
    for text in blocks(document, encoding):
        for line in text.removesuffix("\n").split("\n"):
            seen.lines += 1
            found = opening.fullmatch(line)
            if found:
                if block:
                    yield block
                block = Block(found, seen.lines)
            elif block:
                block.lines.append(line)
            else:
                seen.preamble.append(line)
    if block:
        yield block

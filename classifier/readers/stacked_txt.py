"""Chats copied out of a window that puts a name on a line, a stamp on the next, and the words below, as Teams does."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.clock import bare
from classifier.readers.scan.copied import copied_chat
from classifier.readers.scan.lines import encoding_of, lines_in
from classifier.readers.scan.stamps import STAMP

FORMAT = "stacked"
_STAMP = re.compile(STAMP)
_NAME = re.compile(r"(?!\W*\d|#)[^:\n\t.!?]{1,60}|[+\d ()-]{5,25}")
_SAMPLED = 200
_FEWEST = 2
_MOSTLY = 0.6
_PREAMBLE = 5
_SURELY = 3
"""So many messages show that what stands above the first is no part of them."""
_SURE = 60


def recognise(sample: Sample) -> int:
    """How surely the sample is such a text: a name opens it, or nearly, and words stand below nearly every stamp."""
    lines = sample.start.split("\n")[:_SAMPLED]
    heads = _heads(lines)
    if len(heads) < _FEWEST or (heads[0] != 0 and not _is_below(lines, heads)):
        return 0
    told = sum(any(map(str.strip, lines[head + 2 : end])) for head, end in pairwise((*heads, len(lines))))
    return _SURE if told >= _MOSTLY * len(heads) else 0


def _is_below(lines: Sequence[str], heads: Sequence[int]) -> bool:
    """Whether names that recur begin below a few lines of somebody else's."""
    names = {bare(lines[head]) for head in heads}
    return heads[0] <= _PREAMBLE and len(heads) >= _SURELY and len(names) < len(heads)


def _heads(lines: Sequence[str]) -> list[int]:
    """The places of names that have a stamp below them."""
    stamped = (place for place, line in enumerate(lines) if place and _STAMP.fullmatch(bare(line)))
    return [place - 1 for place in stamped if _NAME.fullmatch(bare(lines[place - 1]))]


def read(document: Document) -> Parsed:
    """The chat, in file order."""
    encoding = encoding_of(document)
    lines = lines_in(document, encoding)
    return copied_chat(document, list(_drafts(lines)), format_name=FORMAT, lines=len(lines), encoding=encoding)


def _drafts(lines: Sequence[str]) -> Iterator[Draft]:
    for head, end in pairwise((*_heads(lines), len(lines))):
        text = "\n".join(lines[head + 2 : end]).strip("\n")
        yield Draft(text, bare(lines[head]), as_written=bare(lines[head + 1]), first=head + 1, last=end)


READER = Format(FORMAT, recognise, read)

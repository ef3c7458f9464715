"""Chats copied out of Messenger in a browser: who wrote, the words, and `Enter`, which stands below each bubble."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.clock import bare
from classifier.readers.scan.copied import copied_chat
from classifier.readers.scan.lines import encoding_of, lines_in
from classifier.readers.scan.stamps import PARTIAL, STAMP
from classifier.readers.scan.tables import OWNER
from classifier.records import ChatWarning

FORMAT = "web-copy"
_END = "Enter"
_OWN = "You sent"
_STAMP = re.compile(rf"{STAMP}|{PARTIAL}")
_ANSWER = re.compile(r"(?P<who>You|.{1,60}?) replied to .{1,80}")
_QUOTE = "Original message:"
"""What stands above an answer, and above the words that it answers."""
_NAME = re.compile(r"[^\n.!?؟]{1,60}")
_SAMPLED = 200
_FEWEST = 2
_SURE = 70
_WARNING = ChatWarning("sender_guessed", "short lines above the words of a bubble are taken for senders")


def recognise(sample: Sample) -> int:
    """How surely the sample is such a copy: bubbles end, and the reader's own ones say so or names recur above."""
    lines = [bare(line) for line in sample.start.split("\n")[:_SAMPLED]]
    if lines.count(_END) < _FEWEST:
        return 0
    heads = [lines[head] for first, last in _bubbles(lines) if (head := _head(lines, first, last)) is not None]
    return _SURE if _OWN in heads or len(heads) > len(set(heads)) else 0


def read(document: Document) -> Parsed:
    """The chat, in file order; a stamp stands above the bubbles that it is for."""
    encoding = encoding_of(document)
    lines = lines_in(document, encoding)
    return copied_chat(
        document, list(_drafts(lines)), format_name=FORMAT, lines=len(lines), encoding=encoding,
        platform="messenger", warnings=(_WARNING,),
    )  # fmt: skip


def _bubbles(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first and the last place of each bubble, the words at the end without the mark among them."""
    start = 0
    for place, line in enumerate(lines):
        if bare(line) == _END:
            yield start, place
            start = place + 1
    if any(map(str.strip, lines[start:])):
        yield start, len(lines) - 1


def _drafts(lines: Sequence[str]) -> Iterator[Draft]:
    stamp: str | None = None
    sender: str | None = None
    bubbles = list(_bubbles(lines))
    often = Counter(bare(lines[head]) for bubble in bubbles if (head := _head(lines, *bubble)) is not None)
    for first, last in bubbles:
        start = _behind_stamps(lines, first, last)
        above = next((bare(line) for line in reversed(lines[first:start]) if line.strip()), None)
        stamp = above or stamp
        head = _head(lines, first, last)
        name = None if head is None else bare(lines[head])
        if name and sender and not above and often[name] == 1 and not _is_named(name, lines[start + 1 : last]):
            head = name = None  # a bubble of several lines that goes on with the one before
        sender = _writer(name) if name else sender
        told = list(lines[start if head is None else head + 1 : last + 1])
        if told and bare(told[-1]) == _END:
            told.pop()
        if name and len(told) > 1 and _is_whole_name(bare(told[0]), name):
            sender = bare(told.pop(0))
        text = "\n".join(_without_quote(told)).strip("\n")
        if text or head is not None:
            yield Draft(text, sender, as_written=stamp, first=first + 1, last=last + 1)


def _behind_stamps(lines: Sequence[str], first: int, last: int) -> int:
    """The place of the first line of a bubble that is neither blank nor a stamp."""
    stamped = (place for place in range(first, last + 1) if not (line := bare(lines[place])) or _STAMP.fullmatch(line))
    start = first
    for place in stamped:
        if place != start:
            break
        start += 1
    return start


def _head(lines: Sequence[str], first: int, last: int) -> int | None:
    """The place of the name above a bubble; None for a bubble that goes on with the one before."""
    start = _behind_stamps(lines, first, last)
    below = [line for line in map(bare, lines[start + 1 : last + 1]) if line and line != _END]
    return start if below and _NAME.fullmatch(bare(lines[start])) else None


def _is_named(name: str, below: Sequence[str]) -> bool:
    """Whether a line is surely no message's: the reader's own, an answer's, or a name told twice."""
    is_twice = len(below) > 1 and _is_whole_name(bare(below[0]), name)
    return name == _OWN or _ANSWER.fullmatch(name) is not None or is_twice


def _writer(name: str) -> str:
    """Who wrote below such a line."""
    answer = _ANSWER.fullmatch(name)
    who = answer["who"] if answer else name
    return OWNER if who in ("You", _OWN) else who


def _without_quote(told: list[str]) -> list[str]:
    """The words without those that they answer, which stand in a bubble of their own."""
    is_answer = len(told) > 2 and bare(told[0]) == _QUOTE  # noqa: PLR2004 - the mark, the words answered, the answer
    return told[2:] if is_answer else told


def _is_whole_name(line: str, name: str) -> bool:
    """Whether a line says again, or in full, who wrote."""
    return name != _OWN and (line == name or line.startswith(f"{name} "))


READER = Format(FORMAT, recognise, read)

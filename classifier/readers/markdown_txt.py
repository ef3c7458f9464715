"""Chats in Markdown, as bots, note books and people write them: a bold name or a heading opens each message."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, order_warning, parsed
from classifier.readers.scan.clock import bare
from classifier.readers.scan.dates import date_drafts
from classifier.readers.scan.lines import encoding_of
from classifier.readers.scan.stamped import Block, Opened, opened_blocks
from classifier.readers.scan.stamps import PARTIAL, STAMP
from classifier.records import ChatWarning

FORMAT = "markdown"
_WHEN = rf"(?:{STAMP}|{PARTIAL})"
_NAME = r"[^*\n:\[\]()#|]{1,60}?"
_OPEN, _CLOSE = r"[\[(_*`]{0,2}", r"[\])_*`]{0,2}"
_OPENING = re.compile(
    rf"(?:[-*>] )?(?:(?:{_OPEN}(?P<before>{_WHEN}){_CLOSE}[ :-]{{1,3}})?"
    rf"\*\*(?:\[?(?P<inner>{_WHEN})\]?(?: [-–])? )?(?P<bold>{_NAME})(?: ?[\[(](?P<held>{_WHEN})[\])])?"
    rf"(?::\*\*|\*\* ?(?:[-–—] ?)?(?:{_OPEN}(?P<behind>{_WHEN}){_CLOSE}:?|:))(?:\s+(?P<said>.*)|$)"
    rf"|#{{2,6}} (?P<head>{_NAME})(?: ?(?:[-–—@,] ?|[\[(])(?P<headed>{_WHEN})[\])]?)?:?\s*+)"
)
_STAMP = re.compile(rf"{_OPEN}(?P<stamp>{_WHEN}){_CLOSE}")
_STAMPS = ("before", "inner", "held", "behind", "headed")
_RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,})?")
_DAYED = re.compile(STAMP)
_DEPTH = re.compile(r"#{1,6}(?= )")
_SAMPLED = 200
_FEWEST = 2
_HEADED = 5
_DATED = 88
_LIKELY = 45
_WARNING = ChatWarning("unknown_layout", "no app's layout was recognised: a name in Markdown opens each message")


def recognise(sample: Sample) -> int:
    """How surely the sample is such a text: one of its first lines opens a message, all are dated, or names recur."""
    lines = [line for line in sample.start.split("\n")[:_SAMPLED] if line.strip()]
    found = [match for line in lines if (match := _OPENING.fullmatch(line))]
    if len(found) < _FEWEST or found[0].string not in lines[:_HEADED]:
        return 0
    if any(match["bold"] is None for match in found) and any(match["head"] is None for match in found):
        return 0
    below = dict(pairwise(lines))
    if all(_DAYED.fullmatch(_stamp(match) or _stamp_in(below.get(match.string, ""))) for match in found):
        return _DATED
    names = Counter(map(_sender, found))
    return _LIKELY if len(names) * 3 <= names.total() * 2 and not _is_sectioned(lines, found[0]) else 0


def _is_sectioned(lines: list[str], first: re.Match[str]) -> bool:
    """Whether headings of other depths stand behind the heading that opens the first message: those of a document."""
    depths = {mark[0] for line in lines[lines.index(first.string) :] if (mark := _DEPTH.match(line))}
    return first["head"] is not None and len(depths) > 1


def read(document: Document) -> Parsed:
    """The chat, in file order."""
    encoding = encoding_of(document)
    seen = Opened()
    drafts = list(map(_draft, opened_blocks(document, encoding, _OPENING, seen)))
    if not drafts:
        raise document.error(1, "no message found; export the chat again")
    order = date_drafts(drafts)
    chat = chat_of(
        document, numbered(document, FORMAT, drafts), platform="text", title=document.stem,
        warnings=(_WARNING, *order_warning(order)),
    )  # fmt: skip
    return parsed(document, (chat,), seen.lines, encoding)


def _draft(block: Block) -> Draft:
    stamp, lines = _stamp(block.opening), block.lines
    if not stamp and block.opening["head"]:
        stamp, lines = _stamp_below(lines)
    words = [block.opening["said"] or "", *lines]
    return Draft(
        text="\n".join(_without_rules(words)), sender=_sender(block.opening) or None, as_written=stamp or None,
        first=block.first, last=block.last,
    )  # fmt: skip


def _stamp_in(line: str) -> str:
    """The stamp that a line is; empty where it is none."""
    found = _STAMP.fullmatch(line.strip())
    return found["stamp"] if found else ""


def _stamp_below(lines: list[str]) -> tuple[str, list[str]]:
    """The stamp on the first line below a heading that is not blank, and the lines behind it."""
    place = next((place for place, line in enumerate(lines) if line.strip()), None)
    stamp = "" if place is None else _stamp_in(lines[place])
    return (stamp, lines[(place or 0) + 1 :]) if stamp else ("", lines)


def _without_rules(lines: list[str]) -> Iterator[str]:
    """The lines from the first that says something to the last: blank ones and rules stand around them."""
    told = [place for place, line in enumerate(lines) if not _RULE.fullmatch(line.strip())]
    yield from lines[told[0] : told[-1] + 1] if told else ()


def _sender(found: re.Match[str]) -> str:
    return bare(found["bold"] or found["head"] or "")


def _stamp(found: re.Match[str]) -> str:
    return next((stamp for group in _STAMPS if (stamp := found[group])), "")


READER = Format(FORMAT, recognise, read)

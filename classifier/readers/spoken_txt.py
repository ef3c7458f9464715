"""Chats copied out of Telegram on a phone: a name and a colon alone on a line, the words below, and a blank line."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.clock import bare
from classifier.readers.scan.copied import copied_chat
from classifier.readers.scan.lines import encoding_of
from classifier.readers.scan.stamped import Block, Opened, opened_blocks
from classifier.readers.whatsapp.phrases import POLL
from classifier.records import ChatWarning

FORMAT = "spoken"
_OPENING = re.compile(
    rf"\N{{ZERO WIDTH NO-BREAK SPACE}}?(?:> )?(?!(?i:{POLL.pattern})$)"
    r"(?P<name>(?![-*#\d•])[^\n:：\"'{}()\[\]<>=;,.!?؟]{1,40}[^\s:：])[:：]\s*"
)
_SAMPLED = 200
_MOSTLY = 0.9
_FEWEST = 3
_RECUR = 2
_MOST = 12
"""So many people hardly write in what somebody copied by hand."""
_LIKELY = 25
_WARNING = ChatWarning("sender_guessed", "names alone on a line before a colon are taken for senders")


def recognise(sample: Sample) -> int:
    """How surely the sample is such a text: a name opens it, names recur, words below nearly each."""
    lines = sample.start.split("\n")[:_SAMPLED]
    heads = [place for place, line in enumerate(lines) if _OPENING.fullmatch(line)]
    if len(heads) < _FEWEST or heads[0] != 0:
        return 0
    names = Counter(bare(lines[place]) for place in heads)
    worded = sum(place + 1 < len(lines) and bool(lines[place + 1].strip()) for place in heads)
    parted = sum(place == 0 or not lines[place - 1].strip() for place in heads)
    recur = _RECUR <= len(names) <= _MOST and len(heads) > len(names)
    return _LIKELY if recur and min(worded, parted) >= _MOSTLY * len(heads) else 0


def read(document: Document) -> Parsed:
    """The chat, in file order; no moment is told."""
    encoding = encoding_of(document)
    seen = Opened()
    drafts = list(_drafts(_told_apart(list(opened_blocks(document, encoding, _OPENING, seen)))))
    return copied_chat(document, drafts, format_name=FORMAT, lines=seen.lines, encoding=encoding, warnings=(_WARNING,))


def _told_apart(found: Sequence[Block]) -> Iterator[Block]:
    """The blocks of people; one below other words is theirs, unless its name stands below a blank line elsewhere."""
    parted = [place == 0 or not "".join(found[place - 1].lines[-1:]).strip() for place in range(len(found))]
    names = {bare(block.opening["name"]) for block in compress(found, parted)}
    own: Block | None = None
    for block in found:
        if own and bare(block.opening["name"]) not in names:
            own.lines += [block.opening.string, *block.lines]
        else:
            if own:
                yield own
            own = block
    if own:
        yield own


def _drafts(found: Iterator[Block]) -> Iterator[Draft]:
    """A message for each piece between blank lines, for one who writes twice is named once."""
    for block in found:
        first, own = block.first, list[str]()
        sender = bare(block.opening["name"]) or None
        for place, line in enumerate(block.lines, start=block.first + 1):
            if not line.strip() and own:
                yield Draft("\n".join(own), sender, first=first, last=place)
                first, own = place + 1, []
            elif line.strip():
                own.append(line)
        if own or first == block.first:
            yield Draft("\n".join(own), sender, first=first, last=block.last)


READER = Format(FORMAT, recognise, read)

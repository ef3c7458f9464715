"""Chats copied out of an app's window: a line with a name and a stamp, and the words below it.

Telegram, Discord, Teams, Slack and iMazing's text are so, each with its own signs around the stamp.
"""

import re
from collections.abc import Iterator, Sequence

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.clock import bare
from classifier.readers.scan.copied import copied_chat
from classifier.readers.scan.lines import encoding_of
from classifier.readers.scan.stamped import Block, Opened, opened_blocks
from classifier.readers.scan.stamps import DAY, PARTIAL, STAMP

FORMAT = "copied"
_NAME = rf"(?!{DAY})\S[^\n]{{0,79}}?"
_ISO = r"\d{4}(?:-\d\d-\d\d|/\d\d?/\d\d?) "
_STATE = rf"(?: - (?:Read|Unread|Delivered|Not Delivered|Sent|Received|Failed)(?: (?:at |on )?{STAMP})?)?"
"""What iMazing says behind a name of the way that a message went."""
_OPENING = re.compile(
    rf"\N{{ZERO WIDTH NO-BREAK SPACE}}? {{0,8}}"
    rf"(?:(?:(?P<name>{_NAME}),? {{1,2}})?\[(?P<framed>{STAMP}|{PARTIAL})(?: \([^()\n]*\))?\]:?"
    rf"|(?P<called>{_NAME}) \((?P<round>{STAMP})\):?"
    rf"|(?P<who>(?!(?:Sent|Date|On|Received): ){_NAME})(?<!:)"
    rf"(?: [—–-] |, | {{2,}}+| (?={_ISO}))(?P<open>{STAMP}|{PARTIAL})"
    rf"|\[(?P<before>{STAMP}|{PARTIAL})\] (?P<after>[^\n:]{{1,80}})"
    rf"|(?:(?P<bare>{STAMP})(?: [-|] | from )|(?={_ISO})(?P<plain>{STAMP}) )(?P<from>[^\n:]{{1,80}}?){_STATE})"
)
_NAMES = ("name", "called", "who", "after", "from")
_STAMPS = ("framed", "round", "open", "before", "bare", "plain")
_RULE = re.compile(r"[-=_]{10,}")
_HEADER = re.compile(rf"\[?{STAMP}")
"""What opens a message in other formats: there, a line that has it and no words is the app's own notice."""
_MEDIA = re.compile(r"\[ ?(?:Photo|Video|Sticker|File|Voice message|GIF|Album|Audio|Video message|Contact)\b[^\]]*\]")
_SAMPLED = 200
_FEWEST = 2
_PREAMBLE = 6
_SURE = 85


def recognise(sample: Sample) -> int:
    """How surely the sample is such a text: names and stamps stand alone on their lines, and words below each."""
    lines = [line for line in sample.start.split("\n")[:_SAMPLED] if line.strip() and not _RULE.fullmatch(line)]
    found = [_OPENING.fullmatch(line) for line in lines]
    count = sum(map(bool, found))
    first = next(filter(None, found[:_PREAMBLE]), None)
    is_plain = first is not None and first["name"] and _HEADER.match(first["framed"])
    if count < (1 if is_plain else _FEWEST) or first is None:
        return 0
    with_words = sum(bool(one) and not other for one, other in zip(found, [*found[1:], None], strict=True))
    headers = sum(not match and bool(_HEADER.match(line)) for match, line in zip(found, lines, strict=True))
    return _SURE if with_words == count and headers * 4 <= count else 0


def read(document: Document) -> Parsed:
    """The chat, in file order; a stamp without a name is of the one who wrote before."""
    encoding = encoding_of(document)
    seen = Opened()
    drafts = list(_drafts(opened_blocks(document, encoding, _OPENING, seen)))
    return copied_chat(document, drafts, format_name=FORMAT, lines=seen.lines, encoding=encoding)


def _drafts(found: Iterator[Block]) -> Iterator[Draft]:
    sender: str | None = None
    for block in found:
        name, stamp = (_first(block.opening, groups) for groups in (_NAMES, _STAMPS))
        sender = bare(name) or sender
        text = "\n".join(line for line in block.lines if not _RULE.fullmatch(line)).strip("\n")
        kind = "media" if _MEDIA.fullmatch(text) else "text"
        yield Draft(text, sender, as_written=stamp, kind=kind, first=block.first, last=block.last)


def _first(found: re.Match[str], groups: Sequence[str]) -> str:
    """What the first of the groups that took part holds."""
    return next((found[group] for group in groups if found[group]), "")


READER = Format(FORMAT, recognise, read)

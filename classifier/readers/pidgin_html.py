"""Pidgin's and Adium's chats in HTML: a time, a name in bold and the words, a line or a box each, of the day above."""

import html
import re
from collections.abc import Iterator

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, order_warning, parsed
from classifier.readers.scan.clock import bare
from classifier.readers.scan.dates import date_drafts
from classifier.readers.scan.lines import encoding_of
from classifier.readers.scan.stamped import Block, Opened, opened_blocks
from classifier.readers.scan.stamps import CLOCK, DAY, STAMP

FORMAT = "pidgin-html"
_TIME = rf"(?:{STAMP}|{CLOCK})"
_OPENING = re.compile(
    rf"[^\n]*?<font size=[\"']?2[\"']?>\((?P<time>{_TIME})\)</font>\s*<b>(?P<name>[^\n]{{1,200}}?)</b>(?P<words>.*)"
    rf"|\s*<div class=\"(?:send|receive)(?: [^\"\n]*)?\"><span class=\"timestamp\">(?P<at>{_TIME})</span>\s*"
    rf"<span class=\"sender\">(?P<sender>[^\n]{{1,200}}?)</span>(?P<said>.*)"
    rf"|\s*<div class=\"status\">(?P<event>.*?)\((?P<moment>{_TIME})\)(?P<rest>.*)",
    re.IGNORECASE,
)
_HEAD = re.compile(rf"Conversation with (?P<with>[^<>\n]{{1,200}}?) at (?P<day>(?:[^\W\d_]{{2,12}},? )?{DAY})")
_CALLED = re.compile(r"(?P<with>.{1,100}) \((?P<day>\d{4}[-.|]\d\d[-.|]\d\d)[^()]*\)")
_BREAK = re.compile(r"<br ?/?>\n?|</p>\s*(?=<p\b)|</div>\s*(?=<div\b)", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_DATED = re.compile(STAMP)
_SURE = 96
_ROW = re.compile(
    r"<font size=[\"']?2[\"']?>\(\d|<div class=\"(?:send|receive|status)\"><span class=\"timestamp\"", re.IGNORECASE
)


def recognise(sample: Sample) -> int:
    """How surely the sample is such a page: one of its lines opens a message."""
    if not sample.start.startswith("<") or not _ROW.search(sample.text):
        return 0
    return _SURE if any(_OPENING.match(line) for line in sample.text.split("\n")) else 0


def read(document: Document) -> Parsed:
    """The one chat, in file order; a time alone is of the day in the page's title or the file's name."""
    encoding = encoding_of(document)
    seen = Opened()
    found = list(opened_blocks(document, encoding, _OPENING, seen))
    head = _HEAD.search(html.unescape("\n".join(seen.preamble))) or _CALLED.match(document.stem)
    drafts = list(_drafts(found, head["day"].replace("|", "-") if head else ""))
    if not drafts:
        raise document.error(1, "no message found; hand over the log as the program wrote it")
    order = date_drafts(drafts)
    chat = chat_of(
        document, numbered(document, FORMAT, drafts), platform="im", title=head["with"] if head else document.stem,
        warnings=tuple(order_warning(order)),
    )  # fmt: skip
    return parsed(document, (chat,), seen.lines, encoding)


def _drafts(found: list[Block], day: str) -> Iterator[Draft]:
    for block in found:
        opening = block.opening
        name = _words(opening["name"] or opening["sender"] or "")
        stamp = opening["time"] or opening["at"] or opening["moment"]
        is_spoken = name.endswith(":") or opening["sender"] is not None
        lines = (opening["words"] or opening["said"] or opening["event"] or "", *block.lines)
        text = _words("\n".join(lines))
        yield Draft(
            text if is_spoken else " ".join(filter(None, (name, text))),
            sender=bare(name.removesuffix(":")) or None if is_spoken else None,
            as_written=stamp if _DATED.fullmatch(stamp) else f"{day} {stamp}".strip(),
            kind="text" if is_spoken else "system",
            first=block.first,
            last=block.last,
        )


def _words(markup: str) -> str:
    """The words of a piece of a page, its line breaks kept."""
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", markup))).strip()


READER = Format(FORMAT, recognise, read)

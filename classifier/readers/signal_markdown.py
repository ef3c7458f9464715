"""Signal chats as signal-export writes them in Markdown, in its older and newer stamps."""

import re

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, parsed
from classifier.readers.scan.clock import from_iso
from classifier.readers.scan.lines import encoding_of
from classifier.readers.scan.stamped import Block, Opened, opened_blocks
from classifier.readers.scan.stamps import LEVEL, SCORE

FORMAT = "signal-markdown"
_OPENING = re.compile(r"\[(\d{4}-\d\d-\d\d),? (\d\d:\d\d(?::\d\d)?)\] ([^\n:]{0,100}): ?(.*)")
_REACTIONS = re.compile(r"\(- .+ -\)")
_ATTACHED = re.compile(r"!?\[[^\]\n]*\]\((?:\./|media/)[^)\n]*\)|\(.{0,80}not exported\)")
_DELETED = re.compile(r"\(This message was deleted\)")
_TELLING = re.compile(r"\] Me: |\(This message was deleted\)|\(- .+: .+ -\)|\]\(\./media|\]\(media/|not exported\)")
_OF_MACHINE = re.compile(rf"\[[^\]\n]*\] (?:{LEVEL}|{SCORE})")
_SAMPLED = 10
_SURE = 85
_LIKELY = 78


def recognise(sample: Sample) -> int:
    """How surely the sample is such a text; WhatsApp's year-first stamps look alike, so signs must tell."""
    lines = [line for line in sample.text.split("\n") if line.strip()][:_SAMPLED]
    if not (lines and _OPENING.fullmatch(lines[0])):
        return 0
    if all(map(_OF_MACHINE.match, filter(_OPENING.fullmatch, lines))):
        return 0
    return _SURE if sample.name.endswith(".md") or _TELLING.search(sample.text) else _LIKELY


def read(document: Document) -> Parsed:
    """The conversation, in file order."""
    encoding = encoding_of(document)
    seen = Opened()
    drafts = [_draft(block) for block in opened_blocks(document, encoding, _OPENING, seen)]
    if not drafts:
        raise document.error(1, "no message found; export the chat again")
    parts = document.place.replace("!", "/").split("/")
    title = parts[-2] if len(parts) > 1 and parts[-1] in ("chat.md", "index.md") else parts[-1].rsplit(".", 1)[0]
    chat = chat_of(document, numbered(document, FORMAT, drafts), platform="signal", title=title)
    return parsed(document, (chat,), seen.lines, encoding)


def _draft(block: Block) -> Draft:
    day, time, sender, first = block.opening.groups()
    lines = [line for line in (first, *block.lines) if not _REACTIONS.fullmatch(line.strip())]
    text = "\n".join(lines).rstrip("\n")
    kind = "deleted" if _DELETED.fullmatch(text.strip()) else "media" if _ATTACHED.search(text) else "text"
    return Draft(
        text=text, sender=sender.strip() or None, sent_at=from_iso(f"{day} {time}"),
        as_written=f"{day} {time}", kind=kind, first=block.first, last=block.last,
    )  # fmt: skip


READER = Format(FORMAT, recognise, read)

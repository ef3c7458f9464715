"""DiscordChatExporter's plain text: one channel a file, stamps in the exporter's own culture."""

import re

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, order_warning, parsed
from classifier.readers.scan.dates import datetime_of, order_of
from classifier.readers.scan.lines import encoding_of
from classifier.readers.scan.stamped import Block, Opened, opened_blocks

FORMAT = "discord-txt"
_RULE = "=" * 62
_OPENING = re.compile(r"\[([^\]\n]{0,60}\d[:.]\d\d[^\]\n]{0,40})\] (\S.*?)(?: \(pinned\))?")
_SECTION = re.compile(r"\{(Attachments|Embed|Stickers|Reactions|Forwarded Message)\}")
_CHANNEL = re.compile(r"Channel: (.+)")
_SURE = 95


def recognise(sample: Sample) -> int:
    """How surely the sample is such a text: the rule at its head, and the channel below it."""
    text = sample.start
    return _SURE if text.startswith("=" * 60) and _CHANNEL.search(text) else 0


def read(document: Document) -> Parsed:
    """The channel, in file order."""
    encoding = encoding_of(document)
    seen = Opened()
    found = list(opened_blocks(document, encoding, _OPENING, seen))
    if not found:
        raise document.nothing(1, "the channel holds no message; export it again with its whole time range")
    if _RULE in found[-1].lines:
        del found[-1].lines[found[-1].lines.index(_RULE) :]
    order = order_of([block.opening[1] for block in found])
    drafts = [_draft(block) for block in found]
    for draft in drafts:
        draft.sent_at = datetime_of(draft.as_written or "", order)
    channel = next((match[1] for line in seen.preamble if (match := _CHANNEL.fullmatch(line))), document.name)
    chat = chat_of(
        document, numbered(document, FORMAT, drafts), platform="discord", title=channel,
        warnings=tuple(order_warning(order)),
    )  # fmt: skip
    return parsed(document, (chat,), seen.lines, encoding)


def _draft(block: Block) -> Draft:
    """The words of a message without its sections; a message of files alone is named by them."""
    words: list[str] = []
    files: list[str] = []
    section: str | None = None
    for line in block.lines:
        found = _SECTION.fullmatch(line)
        if found:
            section = found[1]
        elif section is None or (not line and section is not None and not files):
            words.append(line)
        elif section in ("Attachments", "Stickers", "Embed", "Forwarded Message") and line:
            files.append(line)
    text = "\n".join(words).strip("\n")
    return Draft(
        text=text or "\n".join(files), sender=block.opening[2], as_written=block.opening[1],
        kind="media" if files else "text", first=block.first, last=block.last,
    )  # fmt: skip


READER = Format(FORMAT, recognise, read)

"""DiscordChatExporter's JSON: one channel a file."""

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, parsed
from classifier.readers.scan.clock import from_iso
from classifier.readers.scan.fields import Row, row_in, rows_in, text_in
from classifier.readers.scan.scanner import Scanner
from classifier.readers.scan.threads import thread_of

FORMAT = "discord-json"
_SPEECH = ("Default", "Reply", "ChatInputCommand", "ContextMenuCommand", "0", "19", "20")
_SURE = 95


def recognise(sample: Sample) -> int:
    """How surely the sample is a channel of this exporter."""
    text = sample.text
    return _SURE if '"guild"' in text and '"channel"' in text and ('"dateRange"' in text or '"messages"' in text) else 0


def read(document: Document) -> Parsed:
    """The channel, in file order."""
    scanner = Scanner(document, is_patient=True)
    head, drafts = thread_of(scanner, _draft)
    if not drafts:
        raise scanner.damage or document.nothing(
            1, "the channel holds no message; export it again with its whole time range"
        )
    channel = row_in(head, "channel")
    chat = chat_of(
        document, numbered(document, FORMAT, drafts), platform="discord",
        title=text_in(channel, "name") or text_in(row_in(head, "guild"), "name") or "Discord",
        key=text_in(channel, "id"),
    )  # fmt: skip
    return parsed(document, (chat,), scanner.lines(), scanner.encoding, scanner.damage)


def _draft(row: Row, first: int, last: int) -> Draft:
    author = row_in(row, "author")
    kind = text_in(row, "type") or "Default"
    files = [name for key in ("attachments", "stickers") for item in rows_in(row, key) if (name := _name(item))]
    forwarded = text_in(row_in(row, "forwardedMessage"), "content")
    content = text_in(row, "content") or forwarded or _embedded(row) or " ".join(files)
    return Draft(
        text=content,
        sender=text_in(author, "nickname") or text_in(author, "name") or text_in(author, "id"),
        sent_at=from_iso(row.get("timestamp")),
        as_written=text_in(row, "timestamp"),
        kind="call" if kind == "Call" else "system" if kind not in _SPEECH else "media" if files else "text",
        edited=row.get("timestampEdited") is not None,
        first=first,
        last=last,
    )


def _name(item: Row) -> str | None:
    return text_in(item, "fileName") or text_in(item, "name") or text_in(item, "url")


def _embedded(row: Row) -> str:
    """The words of a card that a message without own words shows."""
    parts = (text_in(card, key) for card in rows_in(row, "embeds") for key in ("title", "description", "url"))
    return "\n".join(part for part in parts if part)


READER = Format(FORMAT, recognise, read)

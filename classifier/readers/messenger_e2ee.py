"""Messenger's download of end-to-end encrypted chats: one flat JSON a chat."""

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, oldest_first, parsed
from classifier.readers.scan.clock import from_epoch_ms
from classifier.readers.scan.fields import Row, rows_in, text_in, texts_in
from classifier.readers.scan.mojibake import repaired
from classifier.readers.scan.scanner import Scanner
from classifier.readers.scan.threads import thread_of

FORMAT = "messenger-e2ee"
_SURE = 95


def recognise(sample: Sample) -> int:
    """How surely the sample is a chat of this download."""
    text = sample.text
    written = '"senderName"' in text and '"timestamp"' in text
    return _SURE if written or ('"threadName"' in text and '"participants"' in text) else 0


def read(document: Document) -> Parsed:
    """The chat that the file holds, in time order."""
    scanner = Scanner(document, is_patient=True)
    head, drafts = thread_of(scanner, _draft)
    if not drafts:
        raise scanner.damage or document.nothing(1, "the chat holds no message; ask for the download again, as JSON")
    ordered, warnings = oldest_first(drafts)
    listed = [repaired(name) for name in texts_in(head, "participants")]
    name = text_in(head, "threadName")
    chat = chat_of(
        document, numbered(document, FORMAT, ordered), platform="messenger",
        title=repaired(name or ", ".join(listed)), key=name, listed=listed, warnings=warnings,
    )  # fmt: skip
    return parsed(document, (chat,), scanner.lines(), scanner.encoding, scanner.damage)


def _draft(row: Row, first: int, last: int) -> Draft:
    files = [uri for item in rows_in(row, "media") if (uri := text_in(item, "uri"))]
    kind = "media" if files or row.get("type") == "media" else "text"
    return Draft(
        text=repaired(text_in(row, "text") or next(iter(files), "")),
        sender=repaired(name) if (name := text_in(row, "senderName")) else None,
        sent_at=from_epoch_ms(row.get("timestamp")),
        as_written=text_in(row, "timestamp"),
        kind="deleted" if row.get("isUnsent") is True else "system" if row.get("type") == "placeholder" else kind,
        first=first,
        last=last,
    )


READER = Format(FORMAT, recognise, read)

"""Google Chat's `messages.json` as Takeout gives it: one conversation a folder."""

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, oldest_first, parsed
from classifier.readers.scan.dates import datetime_of, order_of
from classifier.readers.scan.fields import Row, row_in, rows_in, text_in
from classifier.readers.scan.scanner import Scanner
from classifier.readers.scan.threads import thread_of

FORMAT = "google-chat"
_STEM = "messages"
_DELETED = "DELETED"
_SURE = 95


def recognise(sample: Sample) -> int:
    """How surely the sample is such a file, by how it names a writer and a moment."""
    told = ('"messages"', '"creator"', '"created_date"')
    return _SURE if sample.start.startswith("{") and all(name in sample.text for name in told) else 0


def read(document: Document) -> Parsed:
    """The conversation, in time order, called what its folder is."""
    scanner = Scanner(document, is_patient=True)
    _, drafts = thread_of(scanner, _draft)
    if not drafts:
        raise scanner.damage or document.nothing(1, "the conversation holds no message; ask for the download again")
    folder = document.place.replace("\\", "/").replace("!", "/").rpartition("/")[0].rpartition("/")[2]
    ordered, warnings = oldest_first(drafts)
    chat = chat_of(
        document, numbered(document, FORMAT, ordered), platform="google-chat", warnings=warnings,
        title=folder if document.stem == _STEM and folder else document.stem,
    )  # fmt: skip
    return parsed(document, (chat,), scanner.lines(), scanner.encoding, scanner.damage)


def _draft(row: Row, first: int, last: int) -> Draft:
    stamp = text_in(row, "created_date")
    files = [name for file in rows_in(row, "attached_files") if (name := text_in(file, "original_name", "export_name"))]
    creator = row_in(row, "creator")
    deleted = row.get("message_state") == _DELETED
    return Draft(
        text=text_in(row, "text") or " ".join(files),
        sender=text_in(creator, "name", "email"),
        sent_at=datetime_of(stamp, order_of([stamp])) if stamp else None,
        as_written=stamp,
        kind="deleted" if deleted else "media" if files else "text",
        edited="updated_date" in row,
        first=first,
        last=last,
    )


READER = Format(FORMAT, recognise, read)

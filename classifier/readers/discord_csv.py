"""DiscordChatExporter's CSV: every cell quoted, one row a message."""

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, order_warning, parsed
from classifier.readers.scan.clock import from_iso
from classifier.readers.scan.dates import datetime_of, order_of
from classifier.readers.scan.delimited import rows_of
from classifier.readers.scan.tables import cell_of, plain

FORMAT = "discord-csv"
_HEADER = ("authorid", "author", "date", "content", "attachments", "reactions")
_SURE = 95


def recognise(sample: Sample) -> int:
    """How surely the sample is such a table, by its header."""
    names = [
        plain(name.strip('"')) for name in sample.text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}").split("\n")[0].split(",")
    ]
    return _SURE if tuple(names[: len(_HEADER) - 2]) == _HEADER[:-2] else 0


def read(document: Document) -> Parsed:
    """The channel, in file order."""
    rows, lines, encoding = rows_of(document, delimiter=",")
    order = order_of([cell_of(row.cells, 2) for row in rows[1:]])
    drafts = []
    for row in rows[1:]:
        _, author, written, content, files = (cell_of(row.cells, place) for place in range(5))
        if row.cells:
            drafts.append(
                Draft(
                    text=content or files, sender=author or None, as_written=written or None,
                    sent_at=from_iso(written) or datetime_of(written, order),
                    kind="media" if files else "text", first=row.first, last=row.last,
                )
            )  # fmt: skip
    if not drafts:
        raise document.nothing(1, "the table holds no message; export the channel again")
    title = document.stem
    chat = chat_of(
        document, numbered(document, FORMAT, drafts), platform="discord", title=title,
        warnings=tuple(order_warning(order)),
    )  # fmt: skip
    return parsed(document, (chat,), lines, encoding)


READER = Format(FORMAT, recognise, read)

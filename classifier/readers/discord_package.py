"""Discord's own download: a folder for each channel, in it all that the owner of the account wrote there."""

import re
from collections.abc import Iterator

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, oldest_first, parsed
from classifier.readers.scan.clock import from_iso_utc
from classifier.readers.scan.delimited import rows_of
from classifier.readers.scan.fields import Row, row_in, text_in
from classifier.readers.scan.near import row_near
from classifier.readers.scan.objects import objects_of
from classifier.readers.scan.scanner import Scanner
from classifier.readers.scan.tables import OWNER, Cells, cell_of

FORMAT = "discord-package"
_HEADER = re.compile(r'"?ID"?,"?Timestamp"?,"?Contents"?,"?Attachments"?\n')
_ROW = re.compile(r'\[\s*\{\s*"ID"\s*:\s*"?\d+"?\s*,\s*"Timestamp"\s*:\s*"[^"]*"\s*,\s*"Contents"\s*:')
_FOLDER = re.compile(r"c?(\d+)")
_ACCOUNTS = ("../../Account/user.json", "../../account/user.json")
_INDEX = "../index.json"
_SURE = 95


def recognise(sample: Sample) -> int:
    """How surely the sample is a channel of such a download, by its header or its first object."""
    return _SURE if _HEADER.match(sample.start) or _ROW.match(sample.start) else 0


def read(document: Document) -> Parsed:
    """The channel, in time order; whoever else wrote in it is not in the download."""
    writer = _owner(document)
    if document.head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"["):
        scanner = Scanner(document, is_patient=True)
        drafts = [_draft(row, writer, first, last) for row, first, last in objects_of(scanner) if "ID" in row]
        lines, encoding, damage = scanner.lines(), scanner.encoding, scanner.damage
    else:
        rows, lines, encoding = rows_of(document, delimiter=",")
        drafts, damage = list(_tabled(rows[1:], writer)), None
    if not drafts:
        raise damage or document.nothing(1, "the owner of the account wrote nothing in this channel")
    key, title = _channel(document)
    ordered, warnings = oldest_first(drafts)
    chat = chat_of(
        document, numbered(document, FORMAT, ordered), platform="discord", title=title, key=key, warnings=warnings
    )
    return parsed(document, (chat,), lines, encoding, damage)


def _tabled(rows: list[Cells], writer: str) -> Iterator[Draft]:
    """A draft for each row of an older download."""
    for row in rows:
        if row.cells:
            names = ("ID", "Timestamp", "Contents", "Attachments")
            told: Row = {name: cell_of(row.cells, place) for place, name in enumerate(names)}
            yield _draft(told, writer, row.first, row.last)


def _draft(row: Row, writer: str, first: int | None, last: int | None) -> Draft:
    stamp, files = text_in(row, "Timestamp") or None, text_in(row, "Attachments")
    return Draft(
        text=text_in(row, "Contents") or files or "",
        sender=writer,
        sent_at=from_iso_utc(stamp),
        as_written=stamp,
        kind="media" if files else "text",
        first=first,
        last=last,
    )


def _owner(document: Document) -> str:
    """What the owner of the account is called there."""
    people = (row_near(document, name) for name in _ACCOUNTS)
    return next((name for person in people if (name := text_in(person, "global_name", "username"))), OWNER)


def _channel(document: Document) -> tuple[str, str]:
    """The number of the channel and its name: by the file beside the messages, the list above them, or the folder."""
    channel = row_near(document, "channel.json")
    folder = document.place.replace("\\", "/").replace("!", "/").rpartition("/")[0].rpartition("/")[2]
    found = _FOLDER.fullmatch(folder)
    number = text_in(channel, "id") or (found[1] if found else document.place)
    listed = text_in(row_near(document, _INDEX), number) if found else None
    guild = text_in(row_in(channel, "guild"), "name")
    return f"{FORMAT}/{number}", text_in(channel, "name") or listed or guild or (found[1] if found else document.stem)


READER = Format(FORMAT, recognise, read)

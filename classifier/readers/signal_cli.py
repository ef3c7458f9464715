"""What signal-cli receives, one envelope a line: the messages of many chats mixed, those of the owner's devices too."""

from collections.abc import Iterator

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import parsed
from classifier.readers.scan.clock import from_epoch_ms
from classifier.readers.scan.fields import Row, row_in, rows_in, text_in
from classifier.readers.scan.objects import objects_of
from classifier.readers.scan.scanner import Scanner
from classifier.readers.scan.tables import OWNER
from classifier.readers.scan.talks import Talks

FORMAT = "signal-cli"
_NUMBERS = ("sourceNumber", "source", "sourceUuid")
_OTHERS = ("destinationNumber", "destination", "destinationUuid")
_GROUP = ("groupName", "groupId")
_SURE = 95


def recognise(sample: Sample) -> int:
    """How surely the sample holds such envelopes."""
    text = sample.text
    told = all(f'"{name}"' in text for name in ("envelope", "source", "timestamp"))
    return _SURE if told and sample.start.startswith(("{", "[")) and 'Message"' in text else 0


def read(document: Document) -> Parsed:
    """Every chat, in the order of its first message; receipts, typing and reactions are no messages."""
    scanner = Scanner(document, is_patient=True)
    talks = Talks()
    for row, first, last in objects_of(scanner):
        envelope = row_in(row, "envelope") or row_in(row_in(row, "params"), "envelope")
        for said, other in _said(envelope):
            key = text_in(row_in(said, "groupInfo"), "groupId") or other
            title = text_in(row_in(said, "groupInfo"), *_GROUP) or other
            talks.add(key, title, _draft(envelope, said, first, last))
    chats = talks.chats(document, format_name=FORMAT, platform="signal")
    if not chats:
        raise scanner.damage or document.nothing(1, "the envelopes hold no message")
    return parsed(document, chats, scanner.lines(), scanner.encoding, scanner.damage)


def _said(envelope: Row) -> Iterator[tuple[Row, str]]:
    """The message in an envelope and whom it is written with, where it holds one."""
    sent = row_in(row_in(envelope, "syncMessage"), "sentMessage")
    for holder, other in ((envelope, text_in(envelope, *_NUMBERS)), (sent, text_in(sent, *_OTHERS))):
        edit = row_in(holder, "editMessage")
        said = row_in(edit, "dataMessage") | {"edited": True} if edit else row_in(holder, "dataMessage")
        said = said or (sent if holder is sent else {})
        if text_in(said, "message") or _is_medium(said) or "remoteDelete" in said:
            yield said, other or ""


def _is_medium(said: Row) -> bool:
    return bool(rows_in(said, "attachments") or row_in(said, "sticker") or rows_in(said, "contacts"))


def _draft(envelope: Row, said: Row, first: int, last: int) -> Draft:
    files = [name for part in rows_in(said, "attachments") if (name := text_in(part, "filename", "contentType"))]
    is_own = bool(row_in(envelope, "syncMessage"))
    return Draft(
        text=text_in(said, "message") or " ".join(files) or text_in(row_in(said, "sticker"), "packId") or "",
        sender=text_in(envelope, "sourceName", *_NUMBERS) or (OWNER if is_own else None),
        sent_at=from_epoch_ms(said.get("timestamp", envelope.get("timestamp"))),
        as_written=text_in(said, "timestamp") or text_in(envelope, "timestamp"),
        kind="deleted" if "remoteDelete" in said else "media" if _is_medium(said) else "text",
        edited="edited" in said,
        first=first,
        last=last,
    )


READER = Format(FORMAT, recognise, read)

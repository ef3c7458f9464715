"""WhatsApp-Chat-Exporter's JSON: chats by their ids, drawn from a phone's own database."""

from collections.abc import Iterator

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, parsed
from classifier.readers.scan.clock import from_epoch
from classifier.readers.scan.fields import Row, text_in
from classifier.readers.scan.scanner import Scanner
from classifier.readers.scan.tables import OWNER
from classifier.records import Chat

FORMAT = "whatsapp-exporter"
_BREAK = " <br>"
"""What the exporter puts in place of a line break."""
DELETED = "Message deleted"
_CALLS = ("A video call was missed", "A voice call was missed")
_PLACE = "Location shared: "
_GROUP = "@g.us"
_SURE = 95
_Placed = tuple[Row, int, int]
"""A message as it stands in the file, its first and its last line."""


def recognise(sample: Sample) -> int:
    """How surely the sample is such a file, by what each of its messages states."""
    text = sample.start
    told = ('"from_me"', '"key_id"', '"timestamp"', '"messages"')
    return _SURE if text.startswith("{") and all(name in text for name in told) else 0


def read(document: Document) -> Parsed:
    """Every chat of the file, in its order."""
    scanner = Scanner(document, is_patient=True)
    chats: list[Chat] = []
    for identity in scanner.members():
        if scanner.peek() == "{":
            head, rows = _conversation(scanner)
            if rows:
                chats.append(_chat(document, identity, head, rows))
    if not chats:
        raise scanner.damage or document.error(1, "no message found; export the chats again, as JSON")
    return parsed(document, chats, scanner.lines(), scanner.encoding, scanner.damage)


def _conversation(scanner: Scanner) -> tuple[Row, list[_Placed]]:
    """What stands beside a chat's messages, and the messages, each the value of its number."""
    head: Row = {}
    rows: list[_Placed] = []
    for key in scanner.members():
        if key == "messages" and scanner.peek() == "{":
            rows += _messages(scanner)
        else:
            head[key] = scanner.value()
    return head, rows


def _messages(scanner: Scanner) -> Iterator[_Placed]:
    for _ in scanner.members():
        first, row = scanner.line, scanner.value()
        if isinstance(row, dict):
            yield row, first, scanner.line


def _chat(document: Document, identity: str, head: Row, rows: list[_Placed]) -> Chat:
    title = text_in(head, "name") or identity.partition("@")[0]
    other = None if identity.endswith(_GROUP) else title
    drafts = [_draft(row, first, last, other) for row, first, last in rows]
    return chat_of(
        document, numbered(document, FORMAT, drafts), platform="whatsapp", title=title,
        key=f"{document.sha256}/{identity}",
    )  # fmt: skip


def _draft(row: Row, first: int, last: int, other: str | None) -> Draft:
    """A message; `other` names who wrote what the owner did not, in a chat of two."""
    caption, told = text_in(row, "caption"), text_in(row, "data") or ""
    kind = _kind(row, told)
    sender = OWNER if row.get("from_me") is True else text_in(row, "sender") or other
    return Draft(
        text=((caption if kind == "media" else None) or told).replace(_BREAK, "\n"),
        sender=None if kind == "system" else sender,
        sent_at=from_epoch(row.get("timestamp")), as_written=_written(row), kind=kind, first=first, last=last,
    )  # fmt: skip


def _written(row: Row) -> str | None:
    stamp = row.get("timestamp")
    return str(stamp) if isinstance(stamp, float) else text_in(row, "timestamp")


def _kind(row: Row, told: str) -> str:
    """What a message is; `meta` marks all that is no word of its sender."""
    if row.get("media") is True or (row.get("meta") is True and told.startswith(_PLACE)):
        return "media"
    if row.get("meta") is not True:
        return "text"
    return "deleted" if told == DELETED else "call" if told in _CALLS else "system"


READER = Format(FORMAT, recognise, read)

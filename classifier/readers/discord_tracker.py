"""Discord History Tracker's archive: people by their place in a list, then the messages of each channel by number."""

from collections.abc import Iterator
from typing import Any

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, oldest_first, parsed
from classifier.readers.scan.clock import from_epoch_ms
from classifier.readers.scan.fields import Row, row_in, rows_in, text_in, texts_in
from classifier.readers.scan.scanner import Scanner
from classifier.records import Chat

FORMAT = "discord-tracker"
_CARD = ("title", "description", "url")
_SURE = 95


def recognise(sample: Sample) -> int:
    """How surely the sample is such an archive, by how it lists people and channels."""
    told = all(f'"{name}"' in sample.text for name in ("meta", "users", "userindex", "channels"))
    return _SURE if told and sample.start.startswith("{") else 0


def read(document: Document) -> Parsed:
    """Every channel that holds messages, each in time order."""
    scanner = Scanner(document, is_patient=True)
    chats: list[Chat] = []
    meta: Row = {}
    for key in scanner.members():
        if key == "meta":
            value = scanner.value()
            meta = value if isinstance(value, dict) else {}
        elif key == "data" and scanner.peek() == "{":
            chats += _channels(document, scanner, meta)
    if not chats:
        raise scanner.damage or document.nothing(1, "the archive holds no message; save it again")
    return parsed(document, chats, scanner.lines(), scanner.encoding, scanner.damage)


def _channels(document: Document, scanner: Scanner, meta: Row) -> Iterator[Chat]:
    users = row_in(meta, "users")
    names = [text_in(row_in(users, number), "name") or number for number in texts_in(meta, "userindex")]
    for channel in scanner.members():
        if scanner.peek() == "{" and (drafts := list(_drafts(scanner, names))):
            ordered, warnings = oldest_first(drafts)
            title = text_in(row_in(row_in(meta, "channels"), channel), "name") or channel
            yield chat_of(
                document, numbered(document, FORMAT, ordered), platform="discord", title=title, key=channel,
                warnings=warnings,
            )  # fmt: skip


def _drafts(scanner: Scanner, names: list[str]) -> Iterator[Draft]:
    for _ in scanner.members():
        first = scanner.line
        row = scanner.value()
        if isinstance(row, dict):
            yield _draft(row, _nth(names, row.get("u")), first, scanner.line)


def _nth(names: list[str], place: Any) -> str | None:  # noqa: ANN401 - JSON holds anything
    return names[place] if isinstance(place, int) and 0 <= place < len(names) else None


def _draft(row: Row, sender: str | None, first: int, last: int) -> Draft:
    files = [url for file in rows_in(row, "a") if (url := text_in(file, "url"))]
    cards = [words for card in rows_in(row, "e") if (words := text_in(card, *_CARD))]
    return Draft(
        text=text_in(row, "m") or "\n".join(cards) or " ".join(files),
        sender=sender,
        sent_at=from_epoch_ms(row.get("t")),
        as_written=text_in(row, "t"),
        kind="media" if files else "text",
        edited="te" in row,
        first=first,
        last=last,
    )


READER = Format(FORMAT, recognise, read)

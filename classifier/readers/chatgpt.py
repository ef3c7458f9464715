"""ChatGPT's `conversations.json`: each conversation a tree of messages; an answer asked for anew is a branch."""

from collections.abc import Iterator
from typing import Any

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, oldest_first, parsed
from classifier.readers.scan.clock import from_epoch
from classifier.readers.scan.fields import Row, row_in, text_in
from classifier.readers.scan.scanner import Scanner
from classifier.records import Chat

FORMAT = "chatgpt"
_NOTES = ("system", "tool")
"""Who speaks beside the two sides: the program's own instructions, and what its tools answered."""
_SURE = 95


def recognise(sample: Sample) -> int:
    """How surely the sample is such a file: a mapping whose messages have authors and parts."""
    told = all(f'"{name}"' in sample.text for name in ("mapping", "message", "author", "role", "content"))
    return _SURE if told and sample.start.startswith(("{", "[")) else 0


def read(document: Document) -> Parsed:
    """Every conversation in which somebody wrote, each in time order, all branches included."""
    scanner = Scanner(document, is_patient=True)
    chats = list(_chats(document, scanner))
    if not chats:
        raise scanner.damage or document.nothing(1, "the conversations hold no message; ask for the download again")
    return parsed(document, chats, scanner.lines(), scanner.encoding, scanner.damage)


def _chats(document: Document, scanner: Scanner) -> Iterator[Chat]:
    """The conversations in a list, or in the lists of an object, or the one that the object is."""
    if scanner.peek() == "[":
        for _ in scanner.elements():
            if scanner.peek() == "{":
                yield from _chats(document, scanner)
        return
    head: Row = {}
    drafts: list[Draft] = []
    for key in scanner.members():
        if key == "mapping" and scanner.peek() == "{":
            drafts = list(_drafts(scanner))
        elif key == "conversations" and scanner.peek() == "[":
            yield from _chats(document, scanner)
        else:
            head[key] = scanner.value()
    if drafts:
        ordered, warnings = oldest_first(drafts)
        yield chat_of(
            document, numbered(document, FORMAT, ordered), platform="chatgpt",
            title=text_in(head, "title") or document.stem, key=text_in(head, "conversation_id", "id"),
            warnings=warnings,
        )  # fmt: skip


def _drafts(scanner: Scanner) -> Iterator[Draft]:
    """A draft for each node that holds words; the root and the empty instructions hold none."""
    for _ in scanner.members():
        first = scanner.line
        node = scanner.value()
        message = row_in(node, "message") if isinstance(node, dict) else {}
        if text := _words(row_in(message, "content")):
            role = text_in(row_in(message, "author"), "role")
            yield Draft(
                text,
                sender=text_in(row_in(message, "author"), "name") or role,
                sent_at=from_epoch(message.get("create_time")),
                as_written=None if message.get("create_time") is None else str(message["create_time"]),
                kind="system" if role in _NOTES else "text",
                first=first,
                last=scanner.line,
            )


def _words(content: Row) -> str:
    """What a message says: its parts one below the other, or the text of a program's piece."""
    parts = content.get("parts")
    words = [_part(part) for part in parts] if isinstance(parts, list) else []
    return "\n".join(filter(None, words)) or text_in(content, "text", "result") or ""


def _part(part: Any) -> str:  # noqa: ANN401 - a string, or an object that stands for a picture
    if isinstance(part, dict):
        return text_in(part, "text", "name", "asset_pointer") or ""
    return part if isinstance(part, str) else ""


READER = Format(FORMAT, recognise, read)

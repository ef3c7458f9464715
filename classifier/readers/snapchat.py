"""Snapchat's `chat_history.json` and `snap_history.json`, in both shapes they have had."""

import html
from collections.abc import Iterator

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, oldest_first, parsed
from classifier.readers.scan.clock import from_epoch_ms, from_iso
from classifier.readers.scan.fields import Row, text_in
from classifier.readers.scan.scanner import Scanner
from classifier.records import Chat

FORMAT = "snapchat-json"
_OLD_LISTS = {
    "Received Saved Chat History", "Sent Saved Chat History", "Received Snap History", "Sent Snap History",
    "Received Unsaved Chat History", "Sent Unsaved Chat History",
}  # fmt: skip
_MOMENT = "Created(microseconds)"
_SURE = 95


def recognise(sample: Sample) -> int:
    """How surely the sample is a history of Snapchat."""
    text = sample.text
    old = any(f'"{name}"' in text for name in _OLD_LISTS)
    told = old or ('"Media Type"' in text and '"Created"' in text)
    return _SURE if told and sample.start.startswith(("{", "[")) else 0


def read(document: Document) -> Parsed:
    """One chat for each conversation (or correspondent, in the old shape), in time order."""
    scanner = Scanner(document, is_patient=True)
    found: dict[str, list[Draft]] = {}
    titles: dict[str, str] = {}
    for key in _lists(scanner) if scanner.peek() == "{" else ("Snapchat",):
        if scanner.peek() != "[":
            break
        for first in scanner.elements():
            row = scanner.value()
            if isinstance(row, dict):
                with_whom = (text_in(row, "From", "To") or key) if key in _OLD_LISTS else key
                found.setdefault(with_whom, []).append(_draft(row, first, scanner.line))
                titles.setdefault(with_whom, text_in(row, "Conversation Title") or with_whom)
    if not found:
        raise scanner.damage or document.nothing(1, "no conversation found; ask for the download again, as JSON")
    chats = [_chat(document, key, titles[key], drafts) for key, drafts in found.items()]
    return parsed(document, chats, scanner.lines(), scanner.encoding, scanner.damage)


def _lists(scanner: Scanner, *, is_root: bool = True) -> Iterator[str]:
    """The key of each list in the object, also of those in an object right inside it, with the place at the list."""
    for key in scanner.members():
        if scanner.peek() == "[":
            yield key
        elif is_root and scanner.peek() == "{":
            yield from _lists(scanner, is_root=False)


def _draft(row: Row, first: int, last: int) -> Draft:
    old = text_in(row, "Text")
    content = text_in(row, "Content") if old is None else html.unescape(old)
    kind = (text_in(row, "Media Type") or "TEXT").upper()
    written = text_in(row, "Created", "Timestamp")
    return Draft(
        text=content or ("" if kind == "TEXT" else kind),
        sender=text_in(row, "From") or ("Me" if "To" in row or row.get("IsSender") is True else None),
        # Milliseconds in truth, and 0 where the instant is not known so closely.
        sent_at=from_iso(written) or from_epoch_ms(row.get(_MOMENT) or None),
        as_written=written or text_in(row, _MOMENT),
        kind="text" if kind == "TEXT" else "system" if kind.startswith("STATUS") else "media",
        first=first,
        last=last,
    )


def _chat(document: Document, key: str, title: str, drafts: list[Draft]) -> Chat:
    ordered, warnings = oldest_first(drafts)
    return chat_of(
        document, numbered(document, FORMAT, ordered), platform="snapchat", title=title,
        key=f"{document.sha256}/{document.member}/{key}", warnings=warnings,
    )  # fmt: skip


READER = Format(FORMAT, recognise, read)

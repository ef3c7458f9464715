"""Direct messages in the archive of Twitter, now X: a list of conversations, a script's variable."""

import re
from collections.abc import Iterator

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, oldest_first, parsed
from classifier.readers.scan.clock import from_iso
from classifier.readers.scan.fields import Row, row_in, text_in, texts_in
from classifier.readers.scan.scanner import Scanner
from classifier.readers.scan.threads import thread_of
from classifier.records import Chat

FORMAT = "twitter"
_OPENING = re.compile(r"(?:window\.YTD\.\w+\.part\d+\s*=\s*)?\[")
_MESSAGES = ("messageCreate", "welcomeMessageCreate")
_WRITERS = ("senderId", "initiatingUserId", "userId")
_SURE = 95


def recognise(sample: Sample) -> int:
    """How surely the sample is such a list, by its opening and what it calls a conversation."""
    return _SURE if _OPENING.match(sample.start) and '"dmConversation"' in sample.text else 0


def read(document: Document) -> Parsed:
    """Every conversation, in time order; ReadError for the list of messages without their words."""
    scanner = Scanner(document, is_patient=True)
    scanner.pass_to("[")
    chats = list(_chats(document, scanner))
    if not chats:
        raise scanner.damage or document.nothing(1, "no message found; give data/direct-messages.js of the archive")
    return parsed(document, chats, scanner.lines(), scanner.encoding, scanner.damage)


def _chats(document: Document, scanner: Scanner) -> Iterator[Chat]:
    for _ in scanner.elements():
        for key in scanner.members() if scanner.peek() == "{" else ():
            if key == "dmConversation" and scanner.peek() == "{":
                head, drafts = thread_of(scanner, _draft)
                if any(draft.text for draft in drafts):
                    yield _chat(document, text_in(head, "conversationId") or "conversation", drafts)


def _chat(document: Document, identity: str, drafts: list[Draft]) -> Chat:
    ordered, warnings = oldest_first(drafts)
    return chat_of(
        document, numbered(document, FORMAT, ordered), platform="twitter", title=identity, warnings=warnings,
        key=f"{document.place.rpartition('/')[0]}/{identity}",
    )  # fmt: skip


def _draft(event: Row, first: int, last: int) -> Draft:
    """A message, or what else happened in a conversation: the one member of its object names it."""
    name = next(iter(event), "")
    row = row_in(event, name)
    is_message = name in _MESSAGES
    files = texts_in(row, "mediaUrls")
    renamed = text_in(row, "name")
    return Draft(
        text=(text_in(row, "text") or " ".join(files)) if is_message else f"{name} {renamed or ''}".strip(),
        sender=text_in(row, *_WRITERS),
        sent_at=from_iso(row.get("createdAt")),
        as_written=text_in(row, "createdAt"),
        kind="system" if not is_message else "media" if files else "text",
        first=first,
        last=last,
    )


READER = Format(FORMAT, recognise, read)

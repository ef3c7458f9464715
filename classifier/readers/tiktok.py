"""TikTok's `user_data_tiktok.json`: direct messages among all else that the download holds."""

import re

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, oldest_first, parsed
from classifier.readers.scan.clock import from_iso_utc
from classifier.readers.scan.fields import Row, text_in
from classifier.readers.scan.scanner import Scanner
from classifier.records import Chat

FORMAT = "tiktok-json"
_PATH = frozenset(("directmessage", "directmessages", "chathistory", "groupchat", "groupchats", "groupchathistory"))
_LIST = re.compile(r"(?:Group )?Chat History with (.{0,200}?):*", re.IGNORECASE)
_SIGNS = ('"ChatHistory"', '"Chat History with ', '"Group Chat History with ')
_OTHER_PARTS = (
    "Tiktok Shopping", "TikTok Shopping", "TikTok Shop", "Tiktok Live", "TikTok Live", "Video Browsing History",
    "Favorite Effects", "Ads and data", "Off TikTok Activity", "Watch History",
)  # fmt: skip
_DROPPED = re.compile(r"[\s_]+")
_SURE = 95
_LIKELY = 60


def recognise(sample: Sample) -> int:
    """How surely the sample is a TikTok download: its messages may stand far behind the beginning."""
    text = sample.text
    if not text.lstrip().startswith("{"):
        return 0
    if any(sign in text for sign in _SIGNS):
        return _SURE
    return _LIKELY if any(f'"{part}"' in text for part in _OTHER_PARTS) else 0


def read(document: Document) -> Parsed:
    """One chat for each correspondent, in time order."""
    scanner = Scanner(document, is_patient=True)
    chats = _chats(document, scanner)
    if not chats:
        raise scanner.damage or document.nothing(
            1, "no direct message found; ask for the download again, as JSON with messages"
        )
    return parsed(document, chats, scanner.lines(), scanner.encoding, scanner.damage)


def _chats(document: Document, scanner: Scanner) -> list[Chat]:
    chats = []
    for key in scanner.members():
        if (named := _LIST.fullmatch(key)) and scanner.peek() == "[":
            drafts = [
                _draft(row, first, scanner.line)
                for first in scanner.elements()
                if isinstance(row := scanner.value(), dict)
            ]
            if drafts:
                chats.append(_chat(document, named[1], drafts))
        elif _DROPPED.sub("", key.casefold()) in _PATH and scanner.peek() == "{":
            chats += _chats(document, scanner)
    return chats


def _draft(row: Row, first: int, last: int) -> Draft:
    written = text_in(row, "Date", "date")
    return Draft(
        text=text_in(row, "Content", "content") or "",
        sender=text_in(row, "From", "from"),
        sent_at=from_iso_utc(written),
        as_written=written,
        first=first,
        last=last,
    )


def _chat(document: Document, name: str, drafts: list[Draft]) -> Chat:
    ordered, warnings = oldest_first(drafts)
    return chat_of(document, numbered(document, FORMAT, ordered), platform="tiktok", title=name, warnings=warnings)


READER = Format(FORMAT, recognise, read)

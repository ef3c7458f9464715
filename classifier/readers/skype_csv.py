"""Tables that viewers of Skype's history write: a row for each message, its words in Skype's markup."""

import re
from collections.abc import Mapping
from typing import Final

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, oldest_first, order_warning, parsed
from classifier.readers.scan.clock import from_epoch_ms
from classifier.readers.scan.dates import date_drafts
from classifier.readers.scan.delimited import DELIMITERS, rows_of
from classifier.readers.scan.lines import opening
from classifier.readers.scan.people import People
from classifier.readers.scan.tables import Cells, cell_of, plain
from classifier.readers.skype import words_of

FORMAT = "skype-csv"
_NEEDED: Final = frozenset(("contentxml", "authorname"))
_KINDS: Final = (
    (re.compile(r"\s*<partlist\b"), "call"),
    (re.compile(r"\s*<(?:URIObject|files)\b"), "media"),
    (re.compile(r"\s*<(?:addmember|deletemember|topicupdate|pictureupdate|\w+disclosedupdate|joiningenabledupdate)\b"),
     "system"),
)  # fmt: skip
_SURE = 92


def recognise(sample: Sample) -> int:
    """How surely the sample is such a table: its header names the markup and who wrote it."""
    return _SURE if _delimiter(sample.text) else 0


def read(document: Document) -> Parsed:
    """One chat for each conversation, in time order; nobody but the table says what a person is called."""
    rows, lines, encoding = rows_of(document, delimiter=_delimiter(opening(document.head)))
    places = {plain(cell): place for place, cell in enumerate(rows[0].cells)}
    below = [row for row in rows[1:] if any(row.cells)]
    names = {_told(row, places, "authorid"): name for row in below if (name := _told(row, places, "authorname"))}
    talks: dict[str, list[Draft]] = {}
    titles: dict[str, str] = {}
    people = People(_writer(row, places, names) for row in below)
    drafts = [_draft(row, places, people.called(*_writer(row, places, names))) for row in below]
    order = date_drafts(drafts)
    doubts = () if "timestampms" in places else tuple(order_warning(order))
    for row, draft in zip(below, drafts, strict=True):
        draft.sent_at = from_epoch_ms(_told(row, places, "timestampms")) or draft.sent_at
        name = _told(row, places, "conversationname")
        key = _told(row, places, "conversationid") or name
        titles[key] = titles.get(key) or name or key or document.stem
        talks.setdefault(key, []).append(draft)
    if not drafts:
        raise document.nothing(1, "the table has a header and no row; export it again")
    chats = []
    for key, own in talks.items():
        ordered, warnings = oldest_first(own)
        chats.append(chat_of(
            document, numbered(document, FORMAT, ordered), platform="skype", title=titles[key],
            key=f"{document.sha256}/{key}", warnings=(*warnings, *doubts),
        ))  # fmt: skip
    return parsed(document, chats, lines, encoding)


def _delimiter(text: str) -> str | None:
    """What parts the cells of such a header; None for a text without one."""
    line = text.partition("\n")[0].strip()
    return next(
        (sign for sign in DELIMITERS if _NEEDED.issubset(plain(cell).strip('"') for cell in line.split(sign))), None
    )


def _told(row: Cells, places: Mapping[str, int], name: str) -> str:
    return cell_of(row.cells, places.get(name))


def _writer(row: Cells, places: Mapping[str, int], names: Mapping[str, str]) -> tuple[str, str | None]:
    """The account that wrote, and what it is called."""
    account = _told(row, places, "authorid")
    return account, _told(row, places, "authorname") or names.get(account)


def _draft(row: Cells, places: Mapping[str, int], sender: str | None) -> Draft:
    content = _told(row, places, "contentxml")
    return Draft(
        text=words_of(content),
        sender=sender,
        as_written=_told(row, places, "humantime") or _told(row, places, "timestampms") or None,
        kind=next((kind for pattern, kind in _KINDS if pattern.match(content)), "text"),
        first=row.first, last=row.last,
    )  # fmt: skip


READER = Format(FORMAT, recognise, read)

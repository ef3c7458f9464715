"""Texts as Gammu and Wammu back them up from older phones: a section of fields for each."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import parsed
from classifier.readers.scan.clock import from_iso
from classifier.readers.scan.lines import encoding_of, lines_in
from classifier.readers.scan.tables import OWNER
from classifier.readers.scan.talks import Talks

FORMAT = "gammu"
_SECTION = re.compile(r"\N{ZERO WIDTH NO-BREAK SPACE}?\s*\[SMSBackup\d+\]\s*")
_FIELD = re.compile(r"\s*(\w+) ?= ?(.*)")
_OPENS = re.compile(r"(?:;[^\n]*\n|#[^\n]*\n|\s)*+(?:\[Backup\][\s\S]{0,400}?)?\[SMSBackup\d+\]")
_AMID = re.compile(r"^\[SMSBackup\d+\]\n(?:\w+ ?=[^\n]*\n)*?Text\d\d ?= ?\"", re.MULTILINE)
"""What shows such a backup whose beginning is damaged."""
_TEXT = re.compile(r"Text\d+")
_UNSENT = "unsent"
_SENT = frozenset(("sent", _UNSENT))
_SURE = 95


def recognise(sample: Sample) -> int:
    """How surely the sample is such a backup: a section of a message opens it, or stands whole in it."""
    return _SURE if _OPENS.match(sample.start) or _AMID.search(sample.text) else 0


def read(document: Document) -> Parsed:
    """One chat for each correspondent, in file order."""
    encoding = encoding_of(document)
    lines = lines_in(document, encoding)
    talks = Talks()
    for first, last, fields in _sections(lines):
        other, draft = _draft(fields, first, last)
        talks.add(other, other, draft)
    chats = talks.chats(document, format_name=FORMAT, platform="sms")
    if not chats:
        raise document.error(1, "no message found; back the messages up again")
    return parsed(document, chats, len(lines), encoding)


def _sections(lines: list[str]) -> Iterator[tuple[int, int, Mapping[str, str]]]:
    """The first and the last line of each section, and its fields."""
    starts = [place for place, line in enumerate(lines) if _SECTION.fullmatch(line)]
    for start, end in pairwise((*starts, len(lines))):
        found = filter(None, map(_FIELD.fullmatch, lines[start:end]))
        yield start + 1, end, {field[1]: field[2].strip().strip('"') for field in found}


def _draft(fields: Mapping[str, str], first: int, last: int) -> tuple[str, Draft]:
    """The other side, and the message."""
    number = _told(fields, "Number")
    stamp = fields.get("DateTime") or fields.get("SentSMS") or fields.get("Sent")
    state = fields.get("State", "").casefold()
    return number, Draft(
        text="".join(_letters(fields[name]) for name in fields if _TEXT.fullmatch(name)),
        sender=OWNER if state in _SENT else number or None, sent_at=from_iso(stamp), as_written=stamp,
        unsent=state == _UNSENT,
        first=first, last=last,
    )  # fmt: skip


def _told(fields: Mapping[str, str], name: str) -> str:
    return fields.get(name) or _letters(fields.get(f"{name}Unicode", ""))


def _letters(digits: str) -> str:
    """The letters that the backup writes as four digits each; what is none of these as it stands."""
    try:
        return bytes.fromhex(digits).decode("utf-16-be", "replace")
    except ValueError:
        return digits


READER = Format(FORMAT, recognise, read)

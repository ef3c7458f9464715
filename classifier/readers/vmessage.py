"""Texts as Nokia's and other older phones save them: vMessages, one in a file or many."""

import quopri
import re
from collections.abc import Iterator

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import parsed
from classifier.readers.scan.dates import datetime_of
from classifier.readers.scan.lines import encoding_of, lines_in
from classifier.readers.scan.order import DAY_FIRST, Order
from classifier.readers.scan.tables import OWNER
from classifier.readers.scan.talks import Talks

FORMAT = "vmessage"
_ORDER = Order(DAY_FIRST, "these phones write the day first")
_FIELD = re.compile(r"([A-Za-z][\w-]*)((?:;[^:\n]*)?):(.*)")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)")
_CHARSET = re.compile(r"CHARSET=([\w-]+)", re.IGNORECASE)
_STAMPED = ("DATE", "X-NOK-DT")
_DRAFTED = frozenset(("DRAFT", "DRAFTS", "DRAFTBOX"))
_WENT_OUT = frozenset(("SENT", "SENTBOX", "OUTBOX", "SUBMIT")) | _DRAFTED
_OPENS = re.compile(r"^[ \t\N{ZERO WIDTH NO-BREAK SPACE}]*BEGIN:VMSG *$", re.MULTILINE | re.IGNORECASE)
_SURE = 95


def recognise(sample: Sample) -> int:
    """How surely the sample is such a text: a line of it opens a vMessage."""
    return _SURE if _OPENS.search(sample.text) else 0


def read(document: Document) -> Parsed:
    """One chat for each correspondent, in file order."""
    encoding = encoding_of(document)
    lines = lines_in(document, encoding)
    talks = Talks()
    for first, own in _messages(lines):
        other, draft = _draft(own, first)
        talks.add(other, other, draft)
    chats = talks.chats(document, format_name=FORMAT, platform="sms")
    if not chats:
        raise document.error(1, "no message found; save the messages from the phone again")
    return parsed(document, chats, len(lines), encoding)


def _messages(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines of each message with the first one's number; one that is cut off ends where the next begins."""
    start: int | None = None
    for place, line in enumerate(lines):
        mark = line.strip(" \N{ZERO WIDTH NO-BREAK SPACE}").upper()
        if mark == "BEGIN:VMSG":
            if start is not None:
                yield start + 1, lines[start:place]
            start = place
        elif mark == "END:VMSG" and start is not None:
            yield start + 1, lines[start : place + 1]
            start = None
    if start is not None:
        yield start + 1, lines[start:]


def _draft(lines: list[str], first: int) -> tuple[str, Draft]:
    """The other side, and the message."""
    fields: dict[str, str] = {}
    number = name = ""
    for line in lines:
        if found := _FIELD.fullmatch(line.strip()):
            key, value = found[1].upper(), found[3].strip()
            fields.setdefault(key, value)
            number = number or (value if key == "TEL" else "")
            name = name or (value.strip(";") if key in ("N", "FN") else "")
    other = name or number
    boxes = {fields.get(key, "").upper() for key in ("X-IRMC-BOX", "X-MESSAGE-TYPE")}
    text, stamp = _body(lines)
    stamp = stamp or fields.get("X-NOK-DT") or fields.get("DATE")
    moment = _COMPACT.fullmatch(stamp or "")
    plain = f"{moment[1]}-{moment[2]}-{moment[3]} {moment[4]}:{moment[5]}:{moment[6]}{moment[7]}" if moment else stamp
    return other, Draft(
        text=text, sender=OWNER if boxes & _WENT_OUT else other or None,
        sent_at=datetime_of(plain, _ORDER) if plain else None, as_written=stamp,
        unsent=bool(boxes & _DRAFTED), first=first, last=first + len(lines) - 1,
    )  # fmt: skip


def _body(lines: list[str]) -> tuple[str, str | None]:
    """The words between the marks of the body, and the stamp above them."""
    marks = [line.strip().upper() for line in lines]
    start = marks.index("BEGIN:VBODY") + 1 if "BEGIN:VBODY" in marks else len(lines)
    end = marks.index("END:VBODY", start) if "END:VBODY" in marks[start:] else len(lines)
    stamp: str | None = None
    said: list[str] = []
    for place, line in enumerate(lines[start:end], start=start + 1):
        found = None if said else _FIELD.fullmatch(line.strip())
        name = found[1] if found else ""
        if found and name.upper() in _STAMPED:
            stamp = found[3].strip()
        elif found and name == "TEXT":
            said.append(_decoded(found[2], "\n".join((found[3], *lines[place:end]))))
            break
        elif not (name.startswith("X-") and name.isupper()):
            said.append(line)
    return "\n".join(said).strip("\n"), stamp


def _decoded(how: str, written: str) -> str:
    """The words without the code that keeps them in plain letters."""
    if "QUOTED-PRINTABLE" not in how.upper():
        return written
    named = _CHARSET.search(how)
    octets = quopri.decodestring(written.encode("utf-8", "replace"))
    try:
        return octets.decode(named[1] if named else "utf-8", "replace")
    except (LookupError, UnicodeError):
        return octets.decode("utf-8", "replace")


READER = Format(FORMAT, recognise, read)

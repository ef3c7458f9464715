"""Chats written a line at a time, as IRC programs, bots and people write them: a stamp, a name, the words."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, order_warning, parsed
from classifier.readers.scan.clock import bare
from classifier.readers.scan.dates import date_drafts
from classifier.readers.scan.lines import encoding_of
from classifier.readers.scan.months import NAME
from classifier.readers.scan.stamped import Block, Opened, opened_blocks
from classifier.readers.scan.stamps import CLOCK, DAY, LEVEL, PARTIAL, SCORE, STAMP
from classifier.records import ChatWarning

FORMAT = "log"
_NAME = r"(?!#|Nick change:)[^:：\n\t<>|]{1,60}?"
"""No channel's, of which some programs tell, and no event's."""
_EVENT = r"(?:\*{1,3}|-!-|-->|<--|--)"
_YEARLESS = rf"(?i:{NAME}) {{1,2}}\d{{1,2}} {CLOCK}(?=\s++(?:<|{_EVENT}\s))"
"""A month and a day, as machines write them too; a chat that has them stands beside names in brackets."""
_COUNTED = rf"(?:\d{{10}}|[^\W\d_]{{3}} (?i:{NAME}) {{1,2}}\d{{1,2}} \d\d:\d\d:\d\d \d{{4}})(?=[\])]?\s++<)"
"""Seconds since 1970, or a stamp whose year comes last, beside names in brackets."""
_LOGGED = r"(?i:[a-z]{3} {1,2}\d{1,2} (?:\d\d:\d\d:\d\d )?\d{4})"
_OPENING = re.compile(
    rf"\N{{ZERO WIDTH NO-BREAK SPACE}}?(?:\x03\d{{0,2}})? *+(?:"
    rf"(?!\[\d\d:\d\d\.\d\d\])(?:[\[(] ?(?P<framed>{STAMP}|{PARTIAL}|{_COUNTED}) ?[\])]"
    rf"|(?P<stamp>{STAMP}|{PARTIAL}|{_YEARLESS}|{_COUNTED}))[,:]?(?: (?P<dash>[-–])|(?P<bar> \|))?\s++"
    rf"(?:<[ @+%&~]?(?P<nick>[^<>\n]{{1,60}})>:? ?(?P<said>.*)|(?:{_EVENT}[ \t]|Action: )(?P<event>.*)"
    rf"|From {{1,2}}(?P<from>{_NAME})(?: to [^:\n]{{1,80}})? *:(?:\s(?P<told>.*)|(?=$))"
    rf"|(?!{LEVEL}|{SCORE})(?:\[(?P<boxed>{_NAME})\] (?P<put>.*)"
    rf"|(?P<name>{_NAME})(?: ?[:：]| >>>| »)(?:\s(?P<words>.*)|(?=$))"
    rf"|(?P<close>{_NAME})：(?P<tight>.+)|(?(dash)(?P<parted>{_NAME}) [-–] (?P<rest>.*)|(?!))))"
    rf"|(?P<first>[^:\n\[\]()]{{1,60}}?)(?:,? ?[\[(](?P<second>{STAMP}|{PARTIAL})[\])]| - (?P<dashed>{STAMP})):"
    rf" ?(?P<third>.*)"
    rf"|(?:-{{2,}}+|=++|Session Start(?: \([^()\n]*\))?:|Begin|\*{{4}} BEGIN|# Start)[^\n:]{{0,20}}? "
    rf"(?P<day>(?:(?!changed )[^\W\d_]{{2,12}},? )?(?:{DAY}|{_LOGGED}))"
    rf"(?: \d\d:\d\d:\d\d(?: [A-Z]{{3,4}})?)?(?: ?[-=]*)"
    rf"|(?P<alone>{DAY})|\[00:00\] --- (?P<turned>[^\W\d_]{{3}} {_LOGGED})"
    rf"|Conversation with .{{1,100}} at (?P<held>{DAY}).*"
    rf"|[\[(](?P<noted>{STAMP}|{PARTIAL})[\])] (?P<note>(?:#[^\s:]+:|Nick change:)?[^:\n]{{1,200}})"
    rf"|(?P<rule>Session (?:Ident|Close)[^:\n]*:.*|\*{{4}} .*|# Stop logging at .*))"
)
_YEAR_FIRST = re.compile(rf"(?=\d{{4}}-\d\d-\d\d[T ]){STAMP}(?! [-–])")
"""What no phone writes without a frame or a dash behind it."""
_STAMPED = re.compile(rf" *+[\[(]?(?:{STAMP}|{PARTIAL})")
_DATED = re.compile(STAMP)
_NO_YEAR = re.compile(rf"(?P<day>(?i:{NAME}) {{1,2}}\d{{1,2}}) (?P<clock>.+)")
_YEAR = re.compile(r"\b\d{4}\b")
_SECONDS = re.compile(r"\d\d:\d\d:\d\d")
_DAYED = re.compile(rf"{DAY}|\d{{1,2}}[/.]\d{{1,2}}[.,، ]")
_SAMPLED = 200
_SHARE = 0.4
_FEWEST = 2
_STRAY = 1.5
"""So many lines may open with a stamp for each that opens a message; in a diary more do."""
_NICKED = 90
_SURE = 65
_LIKELY = 35
_WARNING = ChatWarning("unknown_layout", "no app's layout was recognised: a time and a name open each message")


def recognise(sample: Sample) -> int:
    """How surely the sample is such a text: enough of its lines open a message, and names of undated ones recur."""
    lines = [line for line in sample.start.split("\n")[:_SAMPLED] if line.strip()]
    found = [match for line in lines if (match := _OPENING.fullmatch(line))]
    spoken = [match for match in found if _sender(match)]
    if len(spoken) < _FEWEST or len(found) < _SHARE * len(lines) or found[0].string not in lines[:3]:
        return 0
    if all(match["nick"] or match["boxed"] or match["bar"] or _is_of_meeting(match) for match in spoken):
        return _NICKED
    is_framed = len(found) == len(lines) and all(match["framed"] for match in spoken)
    if not (is_framed or _is_told(lines, found, spoken)):
        return 0
    if all(match["parted"] for match in spoken):
        return _NICKED
    return _SURE if all(_YEAR_FIRST.match(match.string) for match in spoken) else _LIKELY


def _is_of_meeting(match: re.Match[str]) -> bool:
    """Whether a line opens as Zoom's do; a timetable has no seconds."""
    return match["from"] is not None and bool(_SECONDS.search(_stamp(match)))


def _is_told(lines: Sequence[str], found: Sequence[re.Match[str]], spoken: Sequence[re.Match[str]]) -> bool:
    """Whether the lines with stamps are messages, and the names surely names: they recur, or are dated."""
    stamped = sum(bool(_STAMPED.match(line)) for line in lines)
    if stamped > _STRAY * sum(not _day(match) for match in found):
        return False
    names = Counter(map(_sender, spoken))
    recur = len(names) * 3 <= names.total() * 2
    is_dated = any(map(_day, found)) or all(_DAYED.match(_stamp(match)) for match in spoken)
    is_parted = any(match["parted"] for match in spoken)
    return is_dated and recur if is_parted else is_dated or recur


def read(document: Document) -> Parsed:
    """The chat, in file order; a message that states a time alone is of the day above it."""
    encoding = encoding_of(document)
    seen = Opened()
    drafts = list(_drafts(opened_blocks(document, encoding, _OPENING, seen)))
    if not drafts:
        raise document.error(1, "no message found; export the chat again")
    order = date_drafts(drafts)
    chat = chat_of(
        document, numbered(document, FORMAT, drafts), platform="text", title=document.stem,
        warnings=(_WARNING, *order_warning(order)),
    )  # fmt: skip
    return parsed(document, (chat,), seen.lines, encoding)


def _drafts(found: Iterator[Block]) -> Iterator[Draft]:
    day = ""
    for block in found:
        if new_day := _day(block.opening):
            day = _without_time(new_day)
        elif block.opening["rule"] is None:
            yield _draft(block, day)


def _draft(block: Block, day: str) -> Draft:
    stamp = _stamp(block.opening)
    if yearless := _NO_YEAR.fullmatch(stamp):
        year = _YEAR.search(day)
        stamp = " ".join((yearless["day"], year[0], yearless["clock"])) if year else stamp
    elif not _DATED.fullmatch(stamp):
        stamp = f"{day} {stamp}".strip()
    words = _first(block.opening, ("said", "told", "event", "put", "words", "tight", "rest", "third", "note")) or ""
    said = _sender(block.opening)
    return Draft(
        text="\n".join((words, *block.lines)).strip(), sender=bare(said) or None, as_written=stamp,
        kind="text" if said else "system", first=block.first, last=block.last,
    )  # fmt: skip


def _day(found: re.Match[str]) -> str:
    return _first(found, ("day", "alone", "held", "turned")) or ""


def _stamp(found: re.Match[str]) -> str:
    return _first(found, ("framed", "stamp", "second", "dashed", "noted")) or ""


def _sender(found: re.Match[str]) -> str:
    return _first(found, ("nick", "from", "boxed", "name", "close", "parted", "first")) or ""


def _first(found: re.Match[str], groups: Sequence[str]) -> str | None:
    """What the first of the groups that took part holds."""
    return next((text for group in groups if (text := found[group]) is not None), None)


def _without_time(day: str) -> str:
    return " ".join(re.sub(r"\d\d:\d\d:\d\d ", "", day).split())


READER = Format(FORMAT, recognise, read)

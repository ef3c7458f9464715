"""KakaoTalk chats as the app writes them in plain text, on phones and on computers, in Korean and English."""

import re
from collections.abc import Iterator

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, parsed
from classifier.readers.scan.clock import HALF_DAY
from classifier.readers.scan.dates import datetime_of
from classifier.readers.scan.lines import encoding_of
from classifier.readers.scan.order import MONTH_FIRST, Order
from classifier.readers.scan.stamped import Block, Opened, opened_blocks

FORMAT = "kakaotalk"
_ORDER = Order(MONTH_FIRST, "the app writes the year or the month's name")
_TIME = rf"(?:{HALF_DAY} )?\d{{1,2}}:\d\d(?::\d\d)?(?:\s{HALF_DAY})?"
_DAY = r"\d{4}년 \d{1,2}월 \d{1,2}일|\d{4}\. \d{1,2}\. \d{1,2}\.|[A-Z][a-z]{2,8} \d{1,2}, \d{4}"
_STAMP = rf"(?:{_DAY})(?:,| at)? {_TIME}"
_OPENING = re.compile(
    rf"-{{5,}} (?P<rule>[^-]{{0,40}}(?:{_DAY})[^-]{{0,40}}) -{{5,}}|(?P<day>(?:{_DAY})(?: \w+요일)?|{_STAMP})"
    rf"|(?P<stamp>{_STAMP})[,:] (?:(?P<name>[^\n:]{{1,60}}?) : )?(?P<text>.*)"
    rf"|(?P<clock>{_TIME}), (?P<by>[^\n:]{{1,60}}?) : (?P<said>.*)"
    rf"|\[(?P<who>[^\]\n]{{1,60}})\] \[(?P<time>{_TIME})\] (?P<words>.*)"
    r"|(?P<event>.{1,60}님이 (?:.{1,200}님을 초대(?:하였|했)습니다|들어왔습니다|나갔습니다)\.)"
)
_CLOCK = re.compile(r"\d:\d\d")
_TITLE = re.compile(
    r"(.{0,100}?) ?(?:님과 카카오톡 대화|카카오톡 대화|with KakaoTalk Chats?|KakaoTalk Chats? with (.{1,100}))"
)
_APP = re.compile(r"카카오톡|KakaoTalk")
_MEDIA = re.compile(
    r"(?:사진|동영상|이모티콘|음성메시지|연락처|지도)(?: \d+장)?|파일: .+|(?:Photo|Video|Emoticon|Voice message)s?"
)
_DELETED = re.compile(r"삭제된 메시지입니다\.?|(?:This message was deleted|Deleted message)\.?")
_CALL = re.compile(r"(?:보이스톡|페이스톡|그룹콜).{0,40}")
_SAMPLED = 60
_SURE = 95
_LIKELY = 85


def recognise(sample: Sample) -> int:
    """How surely the sample is such a text: its messages, and the app's name above them."""
    lines = sample.start.split("\n")[:_SAMPLED]
    found = [match for line in lines if (match := _OPENING.fullmatch(line))]
    is_dated = any(match["rule"] or match["stamp"] or match["day"] for match in found)
    if not is_dated or not any(match["name"] or match["who"] or match["by"] for match in found):
        return 0
    return _SURE if any(_APP.search(line) for line in lines[:2]) else _LIKELY


def read(document: Document) -> Parsed:
    """The chat, in file order."""
    encoding = encoding_of(document)
    seen = Opened()
    drafts = list(_drafts(opened_blocks(document, encoding, _OPENING, seen)))
    if not drafts:
        raise document.error(1, "no message found; export the chat from the app again")
    named = next((found for line in seen.preamble if (found := _TITLE.search(line))), None)
    chat = chat_of(
        document, numbered(document, FORMAT, drafts), platform="kakaotalk",
        title=(named[2] or named[1]).strip(" \N{ZERO WIDTH NO-BREAK SPACE}") if named
        else document.stem,
    )  # fmt: skip
    return parsed(document, (chat,), seen.lines, encoding)


def _drafts(found: Iterator[Block]) -> Iterator[Draft]:
    """Each message; one that states a time alone is of the day above it."""
    day = ""
    for block in found:
        opening = block.opening
        if opening["rule"] or opening["day"]:
            day = opening["rule"] or ("" if _CLOCK.search(opening["day"]) else opening["day"])
        else:
            clock = opening["time"] or opening["clock"]
            stamp = opening["stamp"] or (f"{day} {clock}".strip() if clock else None)
            yield _draft(block, stamp)


def _draft(block: Block, stamp: str | None) -> Draft:
    opening = block.opening
    first = next(
        text for text in (opening["event"], opening["text"], opening["words"], opening["said"]) if text is not None
    )
    sender = opening["name"] or opening["who"] or opening["by"]
    text = "\n".join((first, *block.lines)).rstrip("\n")
    return Draft(
        text=text, sender=sender, sent_at=datetime_of(stamp, _ORDER) if stamp else None, as_written=stamp,
        kind=_kind(text) if sender else "system", first=block.first, last=block.last,
    )  # fmt: skip


def _kind(text: str) -> str:
    kinds = (("media", _MEDIA), ("deleted", _DELETED), ("call", _CALL))
    return next((kind for kind, words in kinds if words.fullmatch(text)), "text")


READER = Format(FORMAT, recognise, read)

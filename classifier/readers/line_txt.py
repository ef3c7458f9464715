"""LINE chats as the app saves them in plain text: a line for each day, then times, names and words between tabs."""

import re
from collections.abc import Iterable, Iterator

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, order_warning, parsed
from classifier.readers.scan.clock import HALF_DAY
from classifier.readers.scan.dates import datetime_of, order_of
from classifier.readers.scan.lines import encoding_of, opening
from classifier.readers.scan.stamped import Block, Opened, opened_blocks

FORMAT = "line"
_DAY = (
    r"\d{4}[/.-]\d{1,2}[/.-]\d{1,2}(?: ?[(（][^()（）\d]{1,12}[)）]| [^\W\d]{2,12})"
    r"|[^\W\d]{1,12}(?:\.?,|\.) \d{1,2}/\d{1,2}/\d{4}"
)
_TIME = rf"(?:{HALF_DAY} ?)?\d{{1,2}}[:.]\d\d(?: ?{HALF_DAY})?"
_TABBED, _SPACED = (
    re.compile(rf"\N{{ZERO WIDTH NO-BREAK SPACE}}?(?:(?P<day>{_DAY})|(?P<time>{_TIME})(?P<gap>{gap})(?P<rest>.*))")
    for gap in ("\t", " ")
)
"""Phones write tabs, some computers spaces."""
_OWN_DAY = re.compile(r"\d{4}\.\d\d\.\d\d (?:星期|週|[^\W\d]曜)\S{0,2}")
"""A day as computers write it, and hardly a timetable."""
_HEAD = re.compile(r"(?:.*\n){0,2}?(?:\[LINE\]|(?:Chat history (?:with|in) .{1,100}\n)?Saved on: ?\d)")
_TITLE = re.compile(
    r"\N{ZERO WIDTH NO-BREAK SPACE}?(?:\[LINE\] ?)?(?:Chat history (?:with|in) (.{1,100})"
    r"|(.{1,100}?)(?:との|の)トーク履歴|ประวัติการแชทกับ ?(.{1,100})"
    r"|[与與](.{1,100}?)的聊天[记記][录錄]|(.{1,100}?)的聊天[记記][录錄])"
)
_MEDIA = re.compile(
    r"\[(?:Photo|Video|Sticker|File|Voice message|Location|Contact|Album|Note|Emoji)s?\]"
    r"|照片|圖片|貼圖|影片|語音訊息|檔案|\[(?:写真|動画|スタンプ|ファイル|ボイスメッセージ|位置情報|連絡先|照片|圖片|图片|影片|视频|貼圖|贴图|檔案|文件|語音訊息|사진|동영상|스티커|파일|음성메시지|Foto|Video|Stiker)\]"
)
_CALL = re.compile(r"☎.*|(?:Missed|Canceled) call.*|Call time.*")
_DELETED = re.compile(r".*(?:\bunsent a message|送信を取り消しました|已收回訊息|收回了消息|撤回了一条消息)\.?")
_SURE = 95
_LIKELY = 70
_SAMPLED = 60
_HEADED = 5
_FEW = 2


def recognise(sample: Sample) -> int:
    """How surely the sample is such a text: its head, or a day with a time below it.

    Without a head, names must recur, or a timetable would be a chat.
    """
    text = sample.start
    lines = [line for line in text.split("\n")[:_SAMPLED] if line.strip()]
    form = _opening(lines)
    found = [match for line in lines if (match := form.fullmatch(line))]
    if not any(match["day"] for match in found[:_HEADED]):
        return 0
    if _HEAD.match(text):
        return _SURE
    names = [match["rest"].partition(match["gap"])[0] for match in found if match["time"]]
    recurs = len(names) > len(set(names)) or (form is _TABBED and len(list(filter(None, names))) <= _FEW)
    recurs = recurs or _OWN_DAY.fullmatch(lines[0]) is not None
    return _LIKELY if names and found[0].string == lines[0] and recurs else 0


def _opening(lines: Iterable[str]) -> re.Pattern[str]:
    """What opens a message: a time and a tab, or a time and a space in a file without such."""
    tabbed = any(match["time"] for line in lines if (match := _TABBED.fullmatch(line)))
    return _TABBED if tabbed else _SPACED


def read(document: Document) -> Parsed:
    """The chat, in file order; each message is of the day that stands above it."""
    encoding = encoding_of(document)
    seen = Opened()
    form = _opening(opening(document.head).split("\n")[:_SAMPLED])
    dated = list(_dated(opened_blocks(document, encoding, form, seen)))
    if not dated:
        raise document.error(1, "no message found; save the chat from the app again")
    order = order_of(list(dict.fromkeys(day for day, _ in dated)))
    drafts = [_draft(day, block) for day, block in dated]
    for draft in drafts:
        draft.sent_at = datetime_of(draft.as_written or "", order)
    named = next((found for line in seen.preamble if (found := _TITLE.match(line))), None)
    chat = chat_of(
        document, numbered(document, FORMAT, drafts), platform="line", warnings=tuple(order_warning(order)),
        title=next(filter(None, named.groups())).strip() if named else document.stem,
    )  # fmt: skip
    return parsed(document, (chat,), seen.lines, encoding)


def _dated(found: Iterator[Block]) -> Iterator[tuple[str, Block]]:
    """Each message with the day above it; empty where none stands there."""
    day = ""
    for block in found:
        if block.opening["day"]:
            day = block.opening["day"]
        else:
            yield day, block


def _draft(day: str, block: Block) -> Draft:
    name, gap, said = block.opening["rest"].partition(block.opening["gap"])
    first = said if gap else name
    text = _unquoted("\n".join((first, *block.lines)).rstrip("\n"))
    return Draft(
        text=text, sender=(name.strip() or None) if gap else None, kind=_kind(text, is_notice=not (gap and name)),
        as_written=f"{day} {block.opening['time']}".strip(), first=block.first, last=block.last,
    )  # fmt: skip


def _unquoted(text: str) -> str:
    """The words without the quotation marks that the app puts around several lines."""
    is_quoted = "\n" in text and text.startswith('"') and text.endswith('"')
    return text[1:-1].replace('""', '"') if is_quoted else text


def _kind(text: str, *, is_notice: bool) -> str:
    if _CALL.fullmatch(text):
        return "call"
    if is_notice:
        return "deleted" if _DELETED.fullmatch(text) else "system"
    return "media" if _MEDIA.fullmatch(text) else "text"


READER = Format(FORMAT, recognise, read)

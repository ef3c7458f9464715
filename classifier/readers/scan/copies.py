"""Files that lie there twice, and chats that an app wrote in two formats side by side: one of them counts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import combinations, product
from operator import attrgetter

from classifier.records import Chat, ChatWarning, Message

_SAME = 0.98
"""So many of a copy's texts stand in the other chat: what one alone holds must be read."""
_FEWEST = 2
_QUARTER = 15
"""Zones differ by whole quarters of an hour."""
_ANY_APP = "table"
_ZONES = timedelta(hours=14)
"""So far two zones lie apart."""
_Said = int
"""A hash of sender, first word, and the minute of the quarter: formats differ in zones and in what shows a medium."""


@dataclass(frozen=True, slots=True)
class _Side:
    """A chat with its texts, all that it says, media included, the folder that it lies in, and its format."""

    chat: Chat
    texts: frozenset[_Said]
    said: frozenset[_Said]
    folder: str
    format: str
    start: datetime
    end: datetime
    detail: tuple[int, bool, int]


def without_twins(chats: Iterable[Chat]) -> list[Chat]:
    """The chats without those of a file whose very bytes stand in another file too; a warning names that file."""
    known: dict[tuple[str, str | None], str] = {}
    twins: dict[str, str] = {}
    kept: list[Chat] = []
    for chat in chats:
        source = chat.messages[0].source if chat.messages else None
        first = known.setdefault((source.sha256, source.member), source.file) if source else None
        if source is None or first == source.file:
            kept.append(chat)
        else:
            twins[source.sha256] = source.file
    return [_warned(chat, _twin(chat, twins)) for chat in kept] if twins else kept


def _twin(chat: Chat, twins: Mapping[str, str]) -> list[ChatWarning]:
    file = twins.get(chat.messages[0].source.sha256) if chat.messages else None
    return [] if file is None else [ChatWarning("unread_lines", f"{file} is the same file; it is not counted again")]


def without_copies(chats: Sequence[Chat]) -> tuple[list[Chat], list[Chat]]:
    """The chats, and those that another one holds in another format, in its folder or in one below it.

    Of two, the one with more messages stays, or with more moments that state a zone; a warning on it names the other.
    """
    filled = [chat for chat in chats if chat.messages]
    if len({chat.messages[0].source.format for chat in filled}) < 2:  # noqa: PLR2004 - a copy is in another format
        return list(chats), []
    copies: dict[int, Chat] = {}
    noted: dict[int, list[ChatWarning]] = {}
    for one, other in _pairs([side for side in map(_side, filled) if side is not None]):
        kept, copy = sorted((one, other), key=attrgetter("detail"), reverse=True)
        if id(one.chat) not in copies and id(other.chat) not in copies and _is_copy(copy, kept):
            copies[id(copy.chat)] = copy.chat
            noted.setdefault(id(kept.chat), []).append(_note(copy))
    kept_chats = [chat for chat in chats if id(chat) not in copies]
    return [_warned(chat, noted.get(id(chat), [])) for chat in kept_chats], list(copies.values())


def _pairs(sides: list[_Side]) -> Iterator[tuple[_Side, _Side]]:
    """Each two chats that stand in different formats."""
    formats: dict[str, list[_Side]] = {}
    for side in sides:
        formats.setdefault(side.format, []).append(side)
    for one, other in combinations(formats.values(), 2):
        yield from product(one, other)


def _side(chat: Chat) -> _Side | None:
    """The chat as it is compared; None for one that says too little at known times."""
    source = chat.messages[0].source
    place = f"{source.file}!{source.member}" if source.member else source.file
    folder = place.replace("\\", "/").replace("!", "/").rpartition("/")[0]
    spoken = [(m, m.sent_at.replace(tzinfo=None)) for m in chat.messages if m.spoken and m.sent_at]
    texts = frozenset(_said(message, sent_at) for message, sent_at in spoken if message.kind == "text")
    said = texts.union(_said(message, sent_at) for message, sent_at in spoken)
    if len(said) < _FEWEST:
        return None
    times = [sent_at for _, sent_at in spoken]
    return _Side(chat, texts, said, folder, source.format, min(times), max(times), _detail(chat))


def _said(message: Message, sent_at: datetime) -> _Said:
    return hash((message.sender, next(iter(message.text.split(maxsplit=1)), ""), sent_at.minute % _QUARTER))


def _is_copy(copy: _Side, kept: _Side) -> bool:
    apps = {copy.chat.platform, kept.chat.platform} - {_ANY_APP}
    if len(copy.texts) < _FEWEST or copy.texts.isdisjoint(kept.said):
        return False
    apart = max(copy.start, kept.start) - min(copy.end, kept.end)
    folders = sorted((f"{copy.folder}/", f"{kept.folder}/"))
    near = len(apps) <= 1 and apart <= _ZONES and folders[1].startswith(folders[0])
    return near and len(copy.texts & kept.said) >= _SAME * len(copy.texts)


def _detail(chat: Chat) -> tuple[int, bool, int]:
    zoned = sum(m.sent_at is not None and m.sent_at.tzinfo is not None for m in chat.messages)
    return len(chat.messages), chat.platform != _ANY_APP, zoned


def _note(copy: _Side) -> ChatWarning:
    source = copy.chat.messages[0].source
    name = (source.member or source.file).replace("\\", "/").rpartition("/")[2]
    return ChatWarning("unread_lines", f"the same chat stands in {name} ({copy.format}); that copy is not counted")


def _warned(chat: Chat, warnings: list[ChatWarning]) -> Chat:
    return replace(chat, warnings=(*chat.warnings, *warnings)) if warnings else chat


def places_of(chat: Chat) -> Iterator[tuple[str | None, int, int]]:
    """The member or sheet, first and last line of each message."""
    for message in chat.messages:
        source = message.source
        first, last = (source.row, source.row) if source.row is not None else (source.first_line, source.last_line)
        if first is not None and last is not None:
            yield source.sheet or source.member, first, last

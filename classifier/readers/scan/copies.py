"""Files that lie there twice, and chats that an app wrote in two formats side by side: one of them counts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import combinations, product
from operator import attrgetter

from classifier.records import Chat, ChatWarning, Message

_FEWEST = 2
_QUARTER = 15
"""Zones differ by whole quarters of an hour."""
_ZONES = 14 * 60
"""So many minutes two zones lie apart."""
_SUMMER = (0, 60, -60)
"""What summer time adds to or takes from the minutes that two zones lie apart."""
_BEGIN = datetime.min.replace(tzinfo=UTC)
_ANY_APP = "table"
_Said = int
"""A hash of sender, first word, and the minute of the quarter, which no zone changes."""
_Spoken = tuple[Message, int]
"""A message that may hold words, and its minute, counted from the beginning of the calendar."""


@dataclass(frozen=True, slots=True)
class _Side:
    """A chat with what it says, the hashes of its texts and of all, the folder that it lies in, and its format."""

    chat: Chat
    spoken: list[_Spoken]
    texts: frozenset[_Said]
    said: frozenset[_Said]
    folder: str
    format: str
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
    return [] if file is None else [ChatWarning("counted_once", f"{file} is the same file; it is not counted again")]


def without_copies(chats: Sequence[Chat]) -> tuple[list[Chat], list[Chat]]:
    """The chats, and those that another one holds whole in another format, in its folder or in one below it.

    Of two, the one with more messages stays, or with more moments that state a zone; a warning on it names the other.
    A chat that says anything else, be it one message or an edited word, is no copy: what one alone holds must be read.
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
    """The chat as it is compared; None for one that says too little, or anything at an unknown time."""
    source = chat.messages[0].source
    place = f"{source.file}!{source.member}" if source.member else source.file
    folder = place.replace("\\", "/").replace("!", "/").rpartition("/")[0]
    spoken = [(m, _minute(m.sent_at)) for m in chat.messages if m.spoken and m.sent_at]
    if len(spoken) < sum(message.spoken for message in chat.messages):
        return None
    texts = frozenset(_said(message, minute) for message, minute in spoken if message.kind == "text")
    said = texts.union(_said(message, minute) for message, minute in spoken)
    return _Side(chat, spoken, texts, said, folder, source.format, _detail(chat)) if len(said) >= _FEWEST else None


def _minute(when: datetime) -> int:
    """The minute, by Greenwich where a zone is stated; it may lie before or behind the calendar."""
    return ((when if when.tzinfo else when.replace(tzinfo=UTC)) - _BEGIN) // timedelta(minutes=1)


def _said(message: Message, minute: int) -> _Said:
    return hash((message.sender, next(iter(message.text.split(maxsplit=1)), ""), minute % _QUARTER))


def _is_copy(copy: _Side, kept: _Side) -> bool:
    """Whether the two may be one chat, and what the copy says stands in the other, as far apart as two zones are."""
    apps = {copy.chat.platform, kept.chat.platform} - {_ANY_APP}
    folders = sorted((f"{copy.folder}/", f"{kept.folder}/"))
    near = len(apps) <= 1 and folders[1].startswith(folders[0])
    if not near or len(copy.texts) < _FEWEST or not copy.texts <= kept.said:
        return False
    found: dict[tuple[str | None, int], list[Message]] = {}
    for message, minute in kept.spoken:
        found.setdefault((message.sender, minute), []).append(message)
    return any(_is_held(copy.spoken, found, apart) for apart in _distances(copy.spoken, kept.spoken))


def _distances(copy: Sequence[_Spoken], kept: Sequence[_Spoken]) -> set[int]:
    """How many minutes the clocks of two chats may be apart, by where the copy's first text stands in the other."""
    first, minute = next(placed for placed in copy if placed[0].kind == "text")
    near = ((message, then - minute) for message, then in kept if abs(then - minute) <= _ZONES)
    return {
        apart
        for message, apart in near
        if not apart % _QUARTER and message.sender == first.sender and _holds(message, first)
    }


def _is_held(copy: Sequence[_Spoken], found: Mapping[tuple[str | None, int], list[Message]], apart: int) -> bool:
    """Whether each message of the copy is another of the messages `found`, so far apart."""
    taken: set[int] = set()
    for message, minute in copy:
        same = (other for summer in _SUMMER for other in found.get((message.sender, minute + apart + summer), ()))
        other = next((other for other in same if other.number not in taken and _holds(other, message)), None)
        if other is None:
            return False
        taken.add(other.number)
    return True


def _holds(kept: Message, copy: Message) -> bool:
    """Whether one message has all words of the other; formats name a medium differently, before or behind its words."""
    words, others = copy.text.split(), kept.text.split()
    if copy.kind == "media":
        return kept.kind == "media" or words[: len(others)] == others
    return others[: len(words)] == words


def _detail(chat: Chat) -> tuple[int, bool, int]:
    zoned = sum(m.sent_at is not None and m.sent_at.tzinfo is not None for m in chat.messages)
    return len(chat.messages), chat.platform != _ANY_APP, zoned


def _note(copy: _Side) -> ChatWarning:
    source = copy.chat.messages[0].source
    name = (source.member or source.file).replace("\\", "/").rpartition("/")[2]
    return ChatWarning("counted_once", f"the same chat stands in {name} ({copy.format}); that copy is not counted")


def _warned(chat: Chat, warnings: list[ChatWarning]) -> Chat:
    return replace(chat, warnings=(*chat.warnings, *warnings)) if warnings else chat

"""Chats from messages or drafts, with the warnings that every format shares."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import compress, pairwise
from operator import attrgetter, gt, lt

from classifier.errors import ReadError
from classifier.readers.reading import Document, Draft, Parsed, Unread
from classifier.readers.scan.clock import instant_of
from classifier.readers.scan.order import Order
from classifier.records import Chat, ChatWarning, Message, Source

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def chat_of(  # noqa: PLR0913 - a chat has this many sides, all named
    document: Document,
    messages: Sequence[Message],
    *,
    platform: str,
    title: str,
    key: str | None = None,
    listed: Iterable[str] = (),
    warnings: Iterable[ChatWarning] = (),
) -> Chat:
    """The chat of `messages`, which stand in file order and are numbered.

    `key` names the conversation where the export does (parts of one conversation share it);
    `listed` are the participants that the export lists, beside those who wrote.
    """
    own = key if key is not None else f"{document.sha256}/{document.member or ''}/{title}"
    digest = hashlib.sha256(f"{platform}/{own}".encode("utf-8", "replace")).hexdigest()[:12]
    wrote = (m.sender for m in messages if m.sender is not None and m.kind != "system")
    people = tuple(dict.fromkeys((*filter(None, listed), *wrote)))
    found = (*warnings, *shared_warnings(messages))
    return Chat(f"{platform}-{digest}", title, platform, people, tuple(messages), found)


def numbered(document: Document, format_name: str, drafts: Iterable[Draft]) -> list[Message]:
    """The drafts as messages, numbered from 1 in the order given, in the user's time zone."""
    zone = document.options.in_zone
    return [
        Message(
            number,
            None if draft.sender is None else whole_text(draft.sender),
            whole_text(draft.text),
            zone(draft.sent_at),
            draft.as_written,
            draft.kind,
            draft.edited,
            Source(
                document.file, document.sha256, format_name, document.member,
                draft.first, draft.last, draft.sheet, draft.row,
            ),
        )
        for number, draft in enumerate(drafts, start=1)
    ]  # fmt: skip


def whole_text(text: str) -> str:
    """The text with halves of surrogate pairs joined, and lone halves replaced: it can be written."""
    if not _LONE_SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def shared_warnings(messages: Sequence[Message]) -> Iterator[ChatWarning]:
    """Times that run backwards, deleted messages and edited ones."""
    if falls := _falls(messages):
        text = f"times run backwards {len(falls)} times in file order"
        yield ChatWarning("time_backwards", text, falls)
    if deleted := tuple(m.number for m in messages if m.kind == "deleted"):
        text = f"{len(deleted)} messages were deleted before the export"
        yield ChatWarning("deleted_messages", text, deleted)
    if edited := tuple(m.number for m in messages if m.edited):
        text = f"{len(edited)} messages were edited; an earlier wording may not be here"
        yield ChatWarning("edited_messages", text, edited)


def _falls(messages: Sequence[Message]) -> tuple[int, ...]:
    """The numbers of messages that are older than the one before them."""
    times = list(map(attrgetter("sent_at"), messages))
    try:
        falls = map(lt, times[1:], times)
        return tuple(message.number for message in compress(messages[1:], falls))
    except TypeError:  # a time is unknown, or only some have a zone
        return tuple(b.number for a, b in pairwise(messages) if _is_before(b.sent_at, a.sent_at))


def order_warning(order: Order) -> Iterator[ChatWarning]:
    """The warning that dates may be read day first or month first, where nothing decides."""
    if not order.certain:
        yield ChatWarning("date_ambiguous", f"dates are read {order.first}: {order.reason}")


def unsent_warning(drafts: Sequence[Draft]) -> Iterator[ChatWarning]:
    """The warning that messages, in the order in which they are numbered, never reached the other side."""
    if unsent := tuple(number for number, draft in enumerate(drafts, start=1) if draft.unsent):
        text = f"{len(unsent)} messages were drafted or failed: they never reached the other side"
        yield ChatWarning("unsent", text, unsent)


def unread_between(spans: Iterable[tuple[int, int]], lines: int, member: str | None) -> tuple[Unread, ...]:
    """The lines 1 to `lines` that lie in none of `spans`, as ranges."""
    ranges, next_line = [], 1
    for first, last in sorted(spans):
        if first > next_line:
            ranges.append((member, next_line, first - 1))
        next_line = max(next_line, last + 1)
    if next_line <= lines:
        ranges.append((member, next_line, lines))
    return tuple(ranges)


def places_of(chats: Iterable[Chat]) -> Iterator[Unread]:
    """The member or sheet, first and last line or row of each message."""
    for chat in chats:
        for message in chat.messages:
            source = message.source
            first, last = (source.row, source.row) if source.row is not None else (source.first_line, source.last_line)
            if first is not None and last is not None:
                yield source.sheet or source.member, first, last


def lines_of(chats: Iterable[Chat]) -> Iterator[tuple[int, int]]:
    """The first and last line of each message that has lines."""
    for chat in chats:
        for message in chat.messages:
            source = message.source
            if source.first_line is not None and source.last_line is not None:
                yield source.first_line, source.last_line


def _is_before(later: datetime | None, earlier: datetime | None) -> bool:
    if later is None or earlier is None or (later.tzinfo is None) != (earlier.tzinfo is None):
        return False
    return later < earlier


def oldest_first(drafts: Sequence[Draft]) -> tuple[list[Draft], tuple[ChatWarning, ...]]:
    """The drafts of a newest-first export in time order, and a warning where that moved any.

    Equal times keep the reverse of the file's order, or that order where times mostly rise in it. Drafts without
    a time forbid sorting.
    """
    times = [draft.sent_at for draft in drafts]
    if any(when is None for when in times) or len({when.tzinfo is None for when in times if when}) > 1:
        return list(drafts), ()
    keyed = [instant_of(when) for when in times if when]
    if all(a <= b for a, b in pairwise(keyed)):
        return list(drafts), ()
    falls, rises = (sum(map(moves, keyed[1:], keyed)) for moves in (lt, gt))
    way = -1 if falls >= rises else 1
    order = sorted(range(len(drafts)), key=lambda place: (keyed[place], way * place))
    text = "the export does not stand in time order; messages are numbered by time, lines are the file's"
    return [drafts[place] for place in order], (ChatWarning("sorted_by_time", text),)


def parsed(
    document: Document, chats: Sequence[Chat], lines: int, encoding: str | None, damage: ReadError | None = None
) -> Parsed:
    """What was found, with the lines that hold no message counted."""
    return Parsed(tuple(chats), lines, unread_between(lines_of(chats), lines, document.member), encoding, damage)

"""Older exports of a chat beside a newer one in the same format: what another holds whole counts once."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain, groupby

from classifier.readers.scan.known import Known
from classifier.records import Chat, ChatWarning, Message

_FEWEST = 2
_MOST = 8
"""So many of the longest chats that hold what tells another one apart are looked at for it."""
_NUMBERED = re.compile(r" ?\(\d+\)$")
"""What a browser puts behind the name of a file that is there already."""
Key = tuple[str | None, datetime | None, str, str]
"""Sender, time, words and kind: by these two messages are the same."""
Places = dict[Key, list[int]]
"""Where each message stands in a chat, in order."""


def without_held_parts(parts: Sequence[Chat]) -> tuple[list[Chat], list[Chat]]:
    """The parts of chats, and those that another part of the same chat holds whole, which a warning on that one names.

    Each message of such a copy stands in the other with its sender, time and words, in the same order.
    """
    return _without(parts, lambda chat: chat.id)


def without_held(chats: Sequence[Chat]) -> tuple[list[Chat], list[Chat]]:
    """The same for whole chats of one title in which two people speak.

    What one voice says to nobody known, it may have said to two people at once.
    """
    return _without(chats, called)


def called(chat: Chat) -> str | None:
    """What exports of one chat have in common: the app and the title; None where fewer than two people speak."""
    voices: set[str | None] = set()
    for message in chat.messages:
        if message.spoken:
            voices.add(message.sender)
            if len(voices) >= _FEWEST:
                return f"{chat.platform}/{_NUMBERED.sub('', chat.title)}"
    return None


def _without(chats: Sequence[Chat], name_of: Callable[[Chat], str | None]) -> tuple[list[Chat], list[Chat]]:
    """The chats, and those that a longer one of the same name and format holds whole."""
    copies: dict[int, Chat] = {}
    noted: dict[int, list[ChatWarning]] = {}
    for copy, kept in chain.from_iterable(map(_held, same_named(chats, name_of))):
        copies[id(copy)] = copy
        noted.setdefault(id(kept), []).append(_note(copy))
    kept_chats = [chat for chat in chats if id(chat) not in copies]
    warned = [replace(c, warnings=(*c.warnings, *noted[id(c)])) if id(c) in noted else c for c in kept_chats]
    return warned, list(copies.values())


def same_named(chats: Sequence[Chat], name_of: Callable[[Chat], str | None]) -> list[list[Chat]]:
    """The chats of one name and format that are more than one, the longest first."""
    groups: dict[tuple[str, str], list[Chat]] = {}
    for chat in sorted(chats, key=lambda chat: len(chat.messages), reverse=True):
        if chat.messages and (name := name_of(chat)) is not None:
            groups.setdefault((chat.messages[0].source.format, name), []).append(chat)
    return [group for group in groups.values() if len(group) > 1]


def _held(chats: Sequence[Chat]) -> Iterator[tuple[Chat, Chat]]:
    """Each chat that a longer one, or the first of equals, holds whole, and that one.

    A chat is sought where its `_mark` stands, and only there: each message is looked at once for it.
    """
    marks = [_mark(chat) for chat in chats]
    sought = set(filter(None, marks))
    holders: dict[Key, list[int]] = {}
    places: Known[int, Places] = Known(lambda place: places_in(chats[place]))
    for place, (chat, mark) in enumerate(zip(chats, marks, strict=True)):
        longer = holders.get(mark, ()) if mark else ()
        kept = next((other for other in longer if _is_held(chat, places[other])), None)
        if kept is not None:
            yield chat, chats[kept]
            continue
        for found in sought.intersection(map(key_of, chat.messages)):
            if len(others := holders.setdefault(found, [])) < _MOST:
                others.append(place)


def _mark(chat: Chat) -> Key | None:
    """What tells a chat from others that begin alike: the first words of the second voice, or of the only one.

    None for a chat that says nothing, or anything at an unknown time.
    """
    spoken = [message for message in chat.messages if message.spoken]
    if not spoken or any(message.sent_at is None for message in chat.messages):
        return None
    voices = groupby(spoken, key=lambda message: message.sender)
    firsts = [next(own) for _, own in voices][:_FEWEST]
    return key_of(firsts[-1])


def _is_held(copy: Chat, places: Places) -> bool:
    """Whether the messages of a chat stand among those whose places are given, in the same order."""
    last = -1
    for message in copy.messages:
        found = places.get(key_of(message), ())
        after = bisect_right(found, last)
        if after == len(found):
            return False
        last = found[after]
    return True


def places_in(chat: Chat) -> Places:
    """The places of each message of a chat, counted from 0."""
    places: Places = {}
    for place, message in enumerate(chat.messages):
        places.setdefault(key_of(message), []).append(place)
    return places


def key_of(message: Message) -> Key:
    """What two messages must share to be the same."""
    return message.sender, message.sent_at, message.text, message.kind


def place_of(chat: Chat) -> str:
    """The file, and the member inside it, that the first message of a chat stands in."""
    source = chat.messages[0].source
    return source.file if source.member is None else f"{source.file}!{source.member}"


def _note(copy: Chat) -> ChatWarning:
    text = f"an older export stands in {place_of(copy)}, and this chat holds it whole; it is not counted again"
    return ChatWarning("counted_once", text)

"""Exports of one chat in one format that share messages, though none of them holds another whole."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from classifier.readers.scan.held import called, key_of, place_of, same_named
from classifier.records import Chat, ChatWarning

_FEWEST = 2
_MOST = 8
"""So many of the exports that hold a message are compared for it, and so many are named on a chat."""
_Shared = dict[tuple[int, int], tuple[list[int], list[int]]]
"""By the places of two chats, the numbers that the messages of both have in each."""


def with_shared_parts(parts: Sequence[Chat]) -> list[Chat]:
    """The parts of chats, with a warning on each that names the others that hold messages of it too."""
    return _warned(parts, lambda chat: chat.id, fewest_voices=1)


def with_shared(chats: Sequence[Chat]) -> list[Chat]:
    """The same for whole chats of one title; what they share must be of two voices, who spoke to each other."""
    return _warned(chats, called, fewest_voices=2)


def _warned(chats: Sequence[Chat], name_of: Callable[[Chat], str | None], *, fewest_voices: int) -> list[Chat]:
    noted: dict[int, list[ChatWarning]] = {}
    for group in same_named(chats, name_of):
        for places, numbers in _shared(group).items():
            one, other = (group[place] for place in places)
            voices = {one.messages[number - 1].sender for number in numbers[0]}
            if len(numbers[0]) >= _FEWEST and len(voices) >= fewest_voices:
                noted.setdefault(id(one), []).append(_note(other, numbers[0]))
                noted.setdefault(id(other), []).append(_note(one, numbers[1]))
    return [_with(chat, noted[id(chat)][:_MOST]) if id(chat) in noted else chat for chat in chats]


def _shared(group: Sequence[Chat]) -> _Shared:
    """What each two chats share; a message counts as often as both hold it, and only if its moment is known.

    Each message is looked at once, and beside a few others at the most.
    """
    holders: dict[object, list[tuple[int, list[int]]]] = {}
    shared: _Shared = {}
    for place, chat in enumerate(group):
        own: dict[object, list[int]] = {}
        for message in chat.messages:
            if message.sent_at is not None and message.spoken:
                own.setdefault(key_of(message), []).append(message.number)
        for key, numbers in own.items():
            others = holders.setdefault(key, [])
            for other, there in others:
                mine, theirs = shared.setdefault((place, other), ([], []))
                count = min(len(numbers), len(there))
                mine += numbers[:count]
                theirs += there[:count]
            if len(others) < _MOST:
                others.append((place, numbers))
    return shared


def _note(other: Chat, numbers: Sequence[int]) -> ChatWarning:
    text = f"{len(numbers)} messages stand in {place_of(other)} too, an export that overlaps; they are counted in both"
    return ChatWarning("counted_twice", text, tuple(sorted(numbers)))


def _with(chat: Chat, warnings: Sequence[ChatWarning]) -> Chat:
    new = [warning for warning in warnings if warning not in chat.warnings]
    return replace(chat, warnings=(*chat.warnings, *new))

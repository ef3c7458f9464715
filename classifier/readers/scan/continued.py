"""Exports of one chat that go on where others end: what both hold counts once, and what differs is told."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from classifier.readers.scan.clock import instant_of
from classifier.readers.scan.held import Key, Places, called, key_of, places_in, same_named
from classifier.readers.scan.merged import Chain, Pair, chained
from classifier.records import Chat

_FEWEST = 5
"""So many spoken messages in a row, equal in sender, time and words, make sure that two exports are of one chat."""
_EQUAL = 2
"""So many times as many messages of an overlap must be equal as differ."""
_MOST = 8
"""So many exports are tried for one that may go on from them, and so many places in them."""


def continued_parts(parts: Sequence[Chat]) -> tuple[list[Chat], list[Chat]]:
    """The parts of chats, those made one that go on from each other, and what of them is not counted again.

    A part goes on from another if it begins amid that one, which ends amid it. In between, messages in a row are
    equal, and the newer part's stay. What only one part holds there stays too: a warning tells of it.
    """
    return _continued(parts, lambda chat: chat.id, fewest_voices=1)


def continued(chats: Sequence[Chat]) -> tuple[list[Chat], list[Chat]]:
    """The same for whole chats of one title; the messages in a row must be of two voices, who spoke to each other."""
    return _continued(chats, called, fewest_voices=2)


@dataclass(frozen=True, slots=True)
class _Export:
    """A chat of which every time is known, as it is compared."""

    chat: Chat
    times: list[float]
    keys: list[Key]
    places: Places


def _continued(
    chats: Sequence[Chat], name_of: Callable[[Chat], str | None], *, fewest_voices: int
) -> tuple[list[Chat], list[Chat]]:
    whole: dict[int, Chat | None] = {}
    uncounted: list[Chat] = []
    for group in same_named(chats, name_of):
        for chain in _chains(group, fewest_voices):
            if len(chain) > 1:
                whole |= dict.fromkeys(id(chat) for chat, _ in chain)
                whole[id(chain[0][0])], again = chained(chain)
                uncounted += again
    return [kept for chat in chats if (kept := whole.get(id(chat), chat)) is not None], uncounted


def _chains(group: Sequence[Chat], fewest_voices: int) -> list[Chain]:
    """Each chat with those that go on from it, the oldest first."""
    chains: list[Chain] = []
    ends: list[_Export] = []
    for export in sorted(filter(None, map(_export, group)), key=lambda export: (min(export.times), max(export.times))):
        for place in range(len(chains) - 1, max(len(chains) - _MOST, 0) - 1, -1):
            if pairs := _pairs(ends[place], export, fewest_voices):
                chains[place].append((export.chat, pairs))
                ends[place] = export
                break
        else:
            chains.append([(export.chat, [])])
            ends.append(export)
    return chains


def _export(chat: Chat) -> _Export | None:
    times = [instant_of(message.sent_at) for message in chat.messages if message.sent_at is not None]
    if len(times) < len(chat.messages):
        return None
    return _Export(chat, times, list(map(key_of, chat.messages)), places_in(chat))


def _pairs(older: _Export, newer: _Export, fewest_voices: int) -> list[Pair]:
    """The messages that both hold, where the newer export surely goes on from the older one; none elsewhere."""
    starts = older.places.get(newer.keys[0], ())
    if older.keys[-1] not in newer.places:
        return []
    # of two places that give as many, the later one leaves fewer messages alone
    found = max((list(_equal(older, newer, start)) for start in starts[: -_MOST - 1 : -1]), key=len, default=[])
    return found if found and _is_sure(older, newer, found, fewest_voices) else []


def _equal(older: _Export, newer: _Export, start: int) -> Iterator[Pair]:
    """The messages that both hold from a place of the older export on, in the order of both."""
    place, other = start, 0
    while place < len(older.keys) and other < len(newer.keys):
        if older.keys[place] == newer.keys[other]:
            yield place, other
            place, other = place + 1, other + 1
            continue
        ahead = _steps(older.places.get(newer.keys[other]), place)
        behind = _steps(newer.places.get(older.keys[place]), other)
        if ahead is None and behind is None:
            place, other = place + 1, other + 1
        elif behind is None or (ahead is not None and ahead <= behind):
            place += ahead or 0
        else:
            other += behind


def _steps(places: Sequence[int] | None, start: int) -> int | None:
    """How far the first of the places from `start` on is off; None where there is none."""
    found = bisect_left(places, start) if places else 0
    return places[found] - start if places and found < len(places) else None


def _is_sure(older: _Export, newer: _Export, pairs: Sequence[Pair], fewest_voices: int) -> bool:
    """Whether the overlap goes from the beginning of one to the end of the other, and equals enough."""
    (start, first), (last, end) = pairs[0], pairs[-1]
    if first > 0 or last + 1 < len(older.keys):
        return False
    begins, ends = newer.times[0], older.times[-1]
    is_between = all(when <= begins for when in _said(older, 0, start)) and all(
        when >= ends for when in _said(newer, end + 1, len(newer.times))
    )
    differ = max(last + 1 - start, end + 1) - len(pairs)
    return is_between and differ * _EQUAL <= len(pairs) and _has_row(older.chat, pairs, fewest_voices)


def _said(export: _Export, first: int, end: int) -> Iterator[float]:
    """When the messages of a stretch were said; a notice may bear the time at which an app was set up."""
    return (export.times[place] for place in range(first, end) if export.chat.messages[place].spoken)


def _has_row(chat: Chat, pairs: Sequence[Pair], fewest_voices: int) -> bool:
    """Whether enough spoken messages of enough voices are equal in a row."""
    spoken, voices, before = 0, set[str | None](), (-1, -1)
    for place, other in pairs:
        if (place - 1, other - 1) != before:
            spoken, voices = 0, set()
        if (message := chat.messages[place]).spoken:
            spoken += 1
            voices.add(message.sender)
        if spoken >= _FEWEST and len(voices) >= fewest_voices:
            return True
        before = place, other
    return False

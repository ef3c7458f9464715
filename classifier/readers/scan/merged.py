"""One chat out of its parts, or out of exports that go on from each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from classifier.readers.scan.chats import shared_warnings
from classifier.records import Chat, ChatWarning, Message

Place = tuple[int, int]
"""Which part a message stands in, counted from 0, and its number there."""
Pair = tuple[int, int]
"""The places of one message among those of an export and of the next, counted from 0."""
Chain = list[tuple[Chat, list[Pair]]]
"""Exports that go on from each other, each with the messages that stand in the one before too."""


def merged(
    parts: Sequence[Chat],
    placed: Sequence[tuple[int, Message]],
    *,
    twins: Mapping[Place, Place] | None = None,
) -> tuple[Chat, dict[Place, int]]:
    """The chat of the messages `placed`, each beside its part, and the new number of each message.

    A message that is not among them has the number of its twin, which stands in `twins` behind those that it is one of.
    """
    numbers = {(part, message.number): number for number, (part, message) in enumerate(placed, start=1)}
    for place, twin in reversed(list((twins or {}).items())):
        numbers[place] = numbers[twin]
    ordered = tuple(replace(message, number=number) for number, (_, message) in enumerate(placed, start=1))
    people = tuple(dict.fromkeys(name for chat in parts for name in chat.participants))
    warnings = (*_warnings(parts, numbers), *shared_warnings(ordered))
    return replace(parts[0], participants=people, messages=ordered, warnings=warnings), numbers


def _warnings(parts: Sequence[Chat], numbers: Mapping[Place, int]) -> Iterator[ChatWarning]:
    """What the parts warn of, once each, about the messages' new numbers; what all formats share is found anew."""
    found: dict[tuple[str, str], set[int]] = {}
    for part, chat in enumerate(parts):
        own = frozenset(shared_warnings(chat.messages))
        for warning in chat.warnings:
            if warning not in own:
                concerned = found.setdefault((warning.kind, warning.text), set())
                concerned |= {numbers[part, number] for number in warning.messages}
    return (ChatWarning(kind, text, tuple(sorted(concerned))) for (kind, text), concerned in found.items())


def chained(chain: Chain) -> tuple[Chat, list[Chat]]:
    """The chat that the exports make, and of each the messages that the next one holds too, which are not counted.

    The messages stand as in their files; where two exports differ, what the older one holds comes first.
    """
    parts = [chat for chat, _ in chain]
    placed = [(0, message) for message in parts[0].messages]
    twins: dict[Place, Place] = {}
    for part, (chat, pairs) in enumerate(chain[1:], start=1):
        later = {parts[part - 1].messages[place].number: other for place, other in pairs}
        twins |= {(part - 1, number): (part, chat.messages[other].number) for number, other in later.items()}
        done = 0
        for before, message in _taken_back(placed, (part - 1, next(iter(later)))):
            if before < part - 1 or message.number not in later:
                placed.append((before, message))
                continue
            end = later[message.number] + 1
            placed += ((part, new) for new in chat.messages[done:end])
            done = end
        placed += ((part, new) for new in chat.messages[done:])
    whole, numbers = merged(parts, placed, twins=twins)
    notes = (note for part in range(1, len(chain)) for note in _notes(part, chain, numbers))
    shared = [
        replace(older, messages=tuple(older.messages[place] for place, _ in pairs))
        for older, (_, pairs) in zip(parts, chain[1:], strict=False)
    ]
    return replace(whole, warnings=(*notes, *whole.warnings)), shared


def _taken_back(placed: list[tuple[int, Message]], start: Place) -> list[tuple[int, Message]]:
    """The messages from one on, taken away from those placed."""
    begin = len(placed) - 1
    while (placed[begin][0], placed[begin][1].number) != start:
        begin -= 1
    taken = placed[begin:]
    del placed[begin:]
    return taken


def _notes(part: int, chain: Chain, numbers: Mapping[Place, int]) -> Iterator[ChatWarning]:
    """What is said of a part that goes on from the one before: what both hold, and what one alone holds there."""
    older, (newer, pairs) = chain[part - 1][0], chain[part]
    (start, _), (last, end) = pairs[0], pairs[-1]
    both = {numbers[part, newer.messages[other].number] for _, other in pairs}
    here = {numbers[part, message.number] for message in newer.messages[: end + 1]}
    there = {numbers[part - 1, message.number] for message in older.messages[start : last + 1]}
    place = older.messages[start].source.place
    text = f"{len(pairs)} messages stand in {place} and behind it too, an export that overlaps; they are counted once"
    yield ChatWarning("counted_once", text, tuple(sorted(both)))
    if alone := (here | there) - both:
        text = (
            f"{len(alone)} messages stand in one export alone where two overlap, from {place} on: "
            "deleted, changed or added in between; each is counted"
        )
        yield ChatWarning("exports_differ", text, tuple(sorted(alone)))

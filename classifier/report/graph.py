"""The graph of chats that share something: where its circles and lines stand."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from classifier.records import ChatVerdict, Link

LARGEST: Final = 60
"""Chats drawn; a bigger graph is a thicket, and the list below it is complete."""
CELL: Final = 170
"""Width and height of the square that one group of connected chats stands in."""
ACROSS: Final = 4
"""Squares in a row."""


@dataclass(frozen=True, slots=True)
class Node:
    """A chat in the graph; `rank` is None for one of an earlier run."""

    chat: str
    rank: int | None
    priority: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Edge:
    """Two chats, where they stand, and what they share."""

    start: Node
    end: Node
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two chats, drawn or not, and what they share."""

    chats: tuple[str, str]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """Circles and lines in a box, how many chats were not drawn, and every pair in words."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int
    pairs: tuple[Pair, ...]


def graph(verdicts: Sequence[ChatVerdict]) -> Graph | None:
    """The chats that are linked with others, each connected group in its own square; None without links."""
    pairs = _pairs(verdicts)
    if not pairs:
        return None
    groups = _drawn(_groups(pairs))
    rank = {verdict.chat.id: place for place, verdict in enumerate(verdicts, start=1)}
    priority = {verdict.chat.id: verdict.priority for verdict in verdicts}
    nodes = {
        chat: Node(chat, rank.get(chat), priority.get(chat, "none"), *_stand(place, slot, len(group)))
        for place, group in enumerate(groups)
        for slot, chat in enumerate(group)
    }
    edges = [Edge(nodes[a], nodes[b], tuple(ls)) for (a, b), ls in pairs.items() if a in nodes and b in nodes]
    left_out = len({chat for pair in pairs for chat in pair}) - len(nodes)
    width, height = min(len(groups), ACROSS) * CELL, -(-len(groups) // ACROSS) * CELL
    listed = tuple(Pair(chats, tuple(links)) for chats, links in pairs.items())
    return Graph(width, height, tuple(nodes.values()), tuple(edges), left_out, listed)


def _pairs(verdicts: Sequence[ChatVerdict]) -> dict[tuple[str, str], list[Link]]:
    """The links of each pair of chats, the higher-ranked first; a link that both name counts once."""
    rank = {verdict.chat.id: place for place, verdict in enumerate(verdicts)}
    pairs: dict[tuple[str, str], list[Link]] = {}
    for verdict in verdicts:
        for link in verdict.links:
            here, there = verdict.chat.id, link.chat
            first, second = sorted((here, there), key=lambda chat: rank.get(chat, len(rank)))
            held = pairs.setdefault((first, second), [])
            if all((link.kind, link.value) != (other.kind, other.value) for other in held):
                held.append(link)
    return pairs


def _groups(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The connected groups, the biggest first."""
    group: dict[str, list[str]] = {}
    for a, b in pairs:
        merged = [*group.get(a, [a]), *(chat for chat in group.get(b, [b]) if chat not in group.get(a, [a]))]
        group.update(dict.fromkeys(merged, merged))
    return sorted({id(held): held for held in group.values()}.values(), key=len, reverse=True)


def _drawn(groups: Sequence[list[str]]) -> list[list[str]]:
    drawn, room = [], LARGEST
    for group in groups:
        if room > 1:
            drawn.append(group[:room])
            room -= len(drawn[-1])
    return drawn


def _stand(place: int, slot: int, size: int) -> tuple[float, float]:
    turn = 2 * math.pi * slot / size - math.pi / 2
    radius = CELL * 0.36
    across, down = place % ACROSS, place // ACROSS
    return (
        round((across + 0.5) * CELL + radius * math.cos(turn), 1),
        round((down + 0.5) * CELL + radius * math.sin(turn), 1),
    )

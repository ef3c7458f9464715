"""What chats share: numbers, accounts and scripts."""

from collections.abc import Sequence

from classifier.records import ChatVerdict, Link

_KINDS = frozenset({"phone", "wallet", "card", "iban", "handle", "link", "email"})


def link_chats(verdicts: Sequence[ChatVerdict], *, same_script: float) -> dict[str, tuple[Link, ...]]:  # noqa: ARG001
    """For each chat, by id, the chats that share an identifier with it."""
    places: dict[tuple[str, str], dict[str, list[int]]] = {}
    for verdict in verdicts:
        for judged in verdict.verdicts:
            for entity in judged.entities:
                if entity.kind in _KINDS:
                    chats = places.setdefault((entity.kind, entity.value), {})
                    chats.setdefault(verdict.chat.id, []).append(judged.message.number)
    links: dict[str, list[Link]] = {verdict.chat.id: [] for verdict in verdicts}
    for (kind, value), chats in places.items():
        for one, mine in chats.items():
            links[one] += [Link(o, kind, value, tuple(mine), tuple(t)) for o, t in chats.items() if o != one]
    return {chat: tuple(found) for chat, found in links.items()}

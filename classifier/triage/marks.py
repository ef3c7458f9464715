"""By what one hand may be known in several chats: the numbers, accounts and names that an offender shows."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from classifier.evidence.entities.phone import normal_number
from classifier.records import ChatVerdict

IDENTIFIERS: Final = frozenset({"phone", "wallet", "card", "iban", "email", "link", "handle"})
"""Kinds of entity that belong to one hand."""

_NUMBER: Final = re.compile(
    r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]*(\+?[\d\s\-().]{8,24})[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]*"
)
_ACCOUNT: Final = re.compile(r"@?(?=[^\s@]*[0-9_.@])(?=[^\s]*[A-Za-z]{2})[A-Za-z0-9_.@\-]{5,}")
_PUBLIC: Final = re.compile(
    r"(?:m\.)?(?:youtube|youtu|google|gmail|facebook|instagram|telegram|whatsapp|tiktok|snapchat|twitter|x|apple|microsoft|wikipedia)\.[a-z.]+"
    r"|(?:play|maps|drive|docs|apps)\.(?:google|apple)\.com"
)
"""Sites that everybody names: they bind nobody unless a path says more."""


class Mark(NamedTuple):
    """Something by which one hand may be known."""

    kind: str
    value: str


Numbers = tuple[int, ...]
Places = dict[Mark, dict[str, Numbers]]


def shared(verdicts: Iterable[ChatVerdict]) -> Places:
    """Every mark of the chats, with the numbers of the messages that show it by chat id."""
    found: dict[Mark, dict[str, list[int]]] = {}
    for verdict in verdicts:
        for mark, number in _marks(verdict):
            numbers = found.setdefault(mark, {}).setdefault(verdict.chat.id, [])
            if number not in numbers[-1:]:
                numbers.append(number)
    return {mark: {chat: tuple(numbers) for chat, numbers in chats.items()} for mark, chats in found.items()}


def sender_mark(name: str | None) -> Mark | None:
    """The mark that a sender's name is: their number, or the account that they chose; None for an ordinary name."""
    bare = (name or "").strip()
    if written := _NUMBER.fullmatch(bare):
        number = normal_number(written[1].strip())
        return None if number is None else Mark("phone", number)
    return Mark("sender", bare.lower()) if _ACCOUNT.fullmatch(bare) else None


def _marks(verdict: ChatVerdict) -> Iterator[tuple[Mark, int]]:
    """The marks of a flagged chat's offenders, of everyone in a chat judged harmless, each with its message."""
    names = {offender.name for offender in verdict.offenders}
    for judged in verdict.verdicts:
        if verdict.labels and judged.message.sender not in names:
            continue
        for entity in judged.entities:
            if entity.kind in IDENTIFIERS and not (entity.kind == "link" and _PUBLIC.fullmatch(entity.value)):
                yield Mark(entity.kind, entity.value), judged.message.number
        if mark := sender_mark(judged.message.sender):
            yield mark, judged.message.number

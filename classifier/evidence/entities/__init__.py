"""Sums, deadlines, numbers, accounts, links and people named in a message, on the text as written.

One file a kind, each a table of rows that prove themselves. Every message pays for one look at its words:
which kinds a word may begin is remembered, and only those kinds are searched for.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from classifier.evidence.entities import (
    card,
    channel,
    code_request,
    deadline,
    email,
    handle,
    iban,
    kin,
    link,
    money,
    phone,
    place,
    remote_app,
    wallet,
)  # fmt: skip
from classifier.evidence.entities.fold import Folded, fold_doubled
from classifier.evidence.entities.hints import Hints
from classifier.records import Entity

Finder = Callable[[Folded], Iterator[Entity]]

_BY_WORD: Final = (iban, card, phone, wallet, money, code_request, channel, remote_app, kin, place, deadline)
_BY_SIGN: Final = (email, handle, link)
KINDS: Final = tuple(kind.KIND for kind in (*_BY_SIGN, *_BY_WORD))
"""The kinds of entity, the surer first: where two would share characters, the first keeps them."""

_HINTS: Final = Hints((*(kind.TRIGGER for kind in _BY_WORD), deadline.DAY_TRIGGER, deadline.PRESSING))
_DEADLINE: Final = 1 << _BY_WORD.index(deadline)
_PRESSED_DAY: Final = 0b11 << len(_BY_WORD)
_DAY_NAMED: Final = (1 << len(_BY_WORD)) | _DEADLINE
_PAID_IN: Final = frozenset({"USDT", "BTC", "UC"})
LONGEST: Final = 20_000
"""Characters of a message that are searched."""
_COLOURS: Final = re.compile(r"(?:\x1b\[|\x9b)[0-9;:?]*[@-~]")
"""What colours and moves a terminal's text (ECMA-48, section 5.4): `31m` in it is no sum."""


def find_entities(text: str, sent_at: datetime | None) -> tuple[Entity, ...]:
    """The entities of a message in text order, no two on the same characters.

    Deadlines are resolved against `sent_at`. A sum in USDT, bitcoin or game credit shares its characters with the
    channel that it names. Of a message longer than 20,000 characters the rest is not searched.
    """
    folded = _folded(text)
    hinted = _HINTS.kinds(folded.letters)
    found: list[Entity] = []
    if "." in folded.letters or "@" in folded.letters or ":" in folded.letters:
        for kind in _BY_SIGN:
            found += kind.find(folded)
    if hinted & _PRESSED_DAY == _PRESSED_DAY:
        hinted |= _DEADLINE
    if hinted:
        for bit, module in enumerate(_BY_WORD):
            if hinted >> bit & 1:
                found += deadline.find(folded, sent_at) if module is deadline else module.find(folded)
    if hinted & _DAY_NAMED and found:
        found += deadline.find_beside(folded, sent_at, found)
    return _apart(found)


def with_named_times(text: str, sent_at: datetime | None, found: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """The entities `found` in a threat or a demand, and beside them the times and places of shame that it names.

    Each of these times is a deadline; a place is one that nobody is said to own (`صورك بباب الجامع`).
    """
    folded = _folded(text)
    named = [*deadline.find_named(folded, sent_at), *place.find_named(folded)]
    beside = [entity for entity in named if all(_are_apart(entity, other) for other in found)]
    return tuple(sorted([*found, *beside], key=lambda entity: (entity.span.start, entity.span.end)))


def _folded(text: str) -> Folded:
    """The text that is searched in one spelling, spaces for what a terminal is coloured by."""
    return fold_doubled(_COLOURS.sub(lambda colour: " " * len(colour[0]), text[:LONGEST]))


def _apart(found: list[Entity]) -> tuple[Entity, ...]:
    """In text order; of entities that share characters only the one of the surer kind."""
    if len(found) < 2:  # noqa: PLR2004
        return tuple(found)
    kept: list[Entity] = []
    for entity in sorted(found, key=lambda e: (KINDS.index(e.kind), e.span.start)):
        if all(_are_apart(entity, other) or _may_share(entity, other) for other in kept):
            kept.append(entity)
    return tuple(sorted(kept, key=lambda entity: (entity.span.start, entity.span.end)))


def _are_apart(one: Entity, other: Entity) -> bool:
    return one.span.end <= other.span.start or one.span.start >= other.span.end


def _may_share(one: Entity, other: Entity) -> bool:
    """Whether one is a sum in a currency that is also a channel (`٣٠٠ USDT`) and the other that channel."""
    money = one if one.kind == "money" else other
    return {one.kind, other.kind} == {"money", "channel"} and money.unit in _PAID_IN

"""What chats share: numbers, accounts and scripts, with the messages that show it.

A number, wallet, account or link binds chats when an offender writes it or is it (a sender named by a number),
a near-identical script when two offenders write it. A chat that was judged harmless is bound only by an identifier
that it shares with one that was not; ordinary words never bind it.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from classifier.records import ChatVerdict, Link
from classifier.triage.marks import Mark, Numbers, sender_mark, shared
from classifier.triage.scripts import same_scripts

MOST_TOGETHER: Final = 50
"""Up to so many chats with one mark are linked each to each; of more, each to the first, so that time stays linear."""

Place = tuple[str, Numbers]
_Links = dict[str, dict[tuple[str, Mark], Link]]


def link_chats(verdicts: Sequence[ChatVerdict], *, same_script: float) -> dict[str, tuple[Link, ...]]:
    """For each chat, by id, the other chats that share something with it, with the messages of both.

    Kinds of link: the kinds of identifier, `sender` (an offender's account name), `script` and `lure` (pressed in one
    chat, driving another).

    Args:
        verdicts: the chats, each judged alone.
        same_script: the similarity (0..1) from which two messages of different chats are one script.
    """
    links: _Links = {verdict.chat.id: {} for verdict in verdicts}
    flagged = {verdict.chat.id for verdict in verdicts if verdict.labels}
    for mark, chats in shared(verdicts).items():
        for one, other in _pairs(sorted(chats), flagged):
            _join(links, mark, (one, chats[one]), (other, chats[other]))
    for script in same_scripts(verdicts, above=same_script):
        _join(links, Mark("script", script.value), *script.places)
    for name, driver, pressed in _lures(verdicts):
        _join(links, Mark("lure", name), driver, pressed)
    return {
        chat: tuple(sorted(found.values(), key=lambda link: (link.chat, link.kind, link.value)))
        for chat, found in links.items()
    }


def _pairs(chats: Sequence[str], flagged: set[str]) -> Iterator[tuple[str, str]]:
    """Which of the chats that share a mark are linked: every flagged one with the others."""
    guilty = [chat for chat in chats if chat in flagged]
    if not guilty:
        return
    if len(chats) > MOST_TOGETHER:
        yield from ((guilty[0], other) for other in chats if other != guilty[0])
        return
    for one in guilty:
        yield from ((one, other) for other in chats if other not in flagged or one < other)


def _join(links: _Links, mark: Mark, one: Place, other: Place) -> None:
    links[one[0]][other[0], mark] = Link(other[0], mark.kind, mark.value, one[1], other[1])
    links[other[0]][one[0], mark] = Link(one[0], mark.kind, mark.value, other[1], one[1])


def _lures(verdicts: Sequence[ChatVerdict]) -> Iterator[tuple[str, Place, Place]]:
    """Who is pressed in one chat and drives another: the name, the chat driven, the chat in which they are pressed."""
    pressed: dict[str, list[Place]] = {}
    for verdict in verdicts:
        drivers = {offender.name for offender in verdict.offenders}
        for name in dict.fromkeys(judged.message.sender for judged in verdict.verdicts) if verdict.labels else ():
            if name is not None and name not in drivers and _tells_apart(name):
                pressed.setdefault(name, []).append((verdict.chat.id, _pleas(verdict, name)))
    for verdict in verdicts:
        for offender in verdict.offenders if verdict.labels else ():
            for chat, numbers in pressed.get(offender.name, ()):
                if chat != verdict.chat.id and numbers:
                    yield offender.name, (verdict.chat.id, offender.messages), (chat, numbers)


def _pleas(verdict: ChatVerdict, name: str) -> Numbers:
    return tuple(
        judged.message.number
        for judged in verdict.verdicts
        if judged.message.sender == name and "victim" in {*judged.labels, *judged.in_context}
    )


def _tells_apart(name: str) -> bool:
    """Whether a name tells one person from another: a number, an account, or a name in two parts."""
    return sender_mark(name) is not None or len(name.split()) > 1

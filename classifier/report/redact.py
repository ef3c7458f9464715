"""Verdicts with the victim's side masked: every text, name and number of it, for sharing.

Who is no offender is the victim's side. Its messages become one block whatever their length, its
names become letters that stay the same within a chat, and both are masked where an offender writes
them. In an offender's message whatever could lead to a person and is not the way the demand is paid
is masked as well, wherever it stands, and so is what the victim's side named first. Where nobody was named
an offender, everybody is masked. A chat is called by the id that it has in every run, which gives
nothing of it away (`case_id`). Names of people who take no part in it or in a chat linked with it are
not known, and stay.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from classifier.records import (
    Chat,
    ChatVerdict,
    Entity,
    Link,
    Message,
    MessageVerdict,
    Reason,
    Source,
    Span,
)
from classifier.report.belongings import ACCOUNTS, LEADS_TO_A_PERSON, numbers_beside, unsearched, whose
from classifier.report.finding import offender_names
from classifier.report.run import Run
from classifier.report.spellings import names_pattern, plain
from classifier.wording.titles import TITLES

BLOCK: Final = "█"
MASKED: Final = BLOCK * 5
"""Stands for a masked text, whatever its length was."""


@dataclass(frozen=True, slots=True)
class _Mask:
    """What is masked in one chat: the names of the victim's side, what they become, and what leads to a person."""

    offenders: frozenset[str]
    names: Mapping[str, str]
    pattern: re.Pattern[str]
    persons: frozenset[str] = frozenset()

    def name(self, name: str) -> str:
        """The name to show for a sender."""
        return name if name in self.offenders else self.names.get(name, MASKED)

    def words(self, text: str) -> str:
        """The text with each name of the victim's side blocked out, sign for sign."""
        return _blocked(text, self.places(text))

    def places(self, text: str) -> list[Span]:
        """Where the text names the victim's side."""
        return [Span(*found.span()) for found in self.pattern.finditer(plain(text))]


def redacted(verdicts: Sequence[ChatVerdict], run: Run) -> tuple[tuple[ChatVerdict, ...], Run]:
    """The verdicts, which hold their `case`, and the run, the victim's side masked; spans and numbers stay in place."""
    files = _files(verdicts, run)
    ids = {verdict.chat.id: f"chat-{verdict.case}" for verdict in verdicts}
    people = {verdict.chat.id: _people(verdict) for verdict in verdicts}
    masked = tuple(_verdict(verdict, people, ids, files) for verdict in verdicts)
    return masked, _run(run, files)


def _files(verdicts: Sequence[ChatVerdict], run: Run) -> dict[str, str]:
    """A number for each file: exports are called after the people in them."""
    named = [item.file for item in run.inputs] + [item.file for item in run.beside]
    named += [item.file for item in run.unreadable]
    named += [m.source.file for verdict in verdicts for m in verdict.chat.messages]
    return {file: f"input-{place}" for place, file in enumerate(dict.fromkeys(named), start=1)}


def _run(run: Run, files: Mapping[str, str]) -> Run:
    return replace(
        run,
        command_line=MASKED,
        inputs=tuple(replace(item, file=files[item.file]) for item in run.inputs),
        beside=tuple(replace(item, file=files[item.file]) for item in run.beside),
        unreadable=tuple(replace(item, file=files[item.file], error=MASKED) for item in run.unreadable),
    )


def _verdict(
    verdict: ChatVerdict, people: Mapping[str, tuple[str, ...]], ids: Mapping[str, str], files: Mapping[str, str]
) -> ChatVerdict:
    mask = _mask(verdict, people)
    source = _source(files)
    verdicts = tuple(_message_verdict(found, mask, source) for found in verdict.verdicts)
    hidden = {found.message.number: found.message for found in verdicts}
    chat = verdict.chat
    messages = tuple(hidden.get(m.number) or _message(m, mask, source) for m in chat.messages)
    kept = _shown_values(verdicts)
    return replace(
        verdict,
        chat=_chat(chat, messages, mask, ids),
        verdicts=verdicts,
        reasons=tuple(_reason(reason, mask) for reason in verdict.reasons),
        links=tuple(_link(link, ids, kept) for link in verdict.links),
    )


def _people(verdict: ChatVerdict) -> tuple[str, ...]:
    """The names of the victim's side of a chat."""
    senders = [m.sender for m in verdict.chat.messages if m.sender]
    offenders = offender_names(verdict)
    return tuple(name for name in dict.fromkeys((*verdict.chat.participants, *senders)) if name not in offenders)


def _mask(verdict: ChatVerdict, people: Mapping[str, tuple[str, ...]]) -> _Mask:
    """What is masked in a chat; an offender may name the people of a chat that is linked with it as well."""
    offenders = offender_names(verdict)
    own = people[verdict.chat.id]
    names = {name: f"{MASKED} {place}" for place, name in enumerate(own, start=1)}
    linked = [name for link in verdict.links for name in people.get(link.chat, ()) if name not in offenders]
    mask = _Mask(offenders, names, names_pattern(dict.fromkeys((*own, *linked))))
    return replace(mask, persons=frozenset(_persons(verdict, mask)))


def _persons(verdict: ChatVerdict, mask: _Mask) -> Iterator[str]:
    """The numbers, accounts and links that an offender calls a person's, or that the victim's side named first."""
    named: set[str] = set()
    for found in verdict.verdicts:
        offending = found.message.sender in mask.offenders
        of_a_person = whose(found, mask.places(found.message.text) if offending else ())
        for entity in found.entities:
            if entity.kind not in LEADS_TO_A_PERSON | ACCOUNTS:
                continue
            if of_a_person(entity) if offending else entity.value not in named:
                yield entity.value
            named.add(entity.value)


def _chat(chat: Chat, messages: tuple[Message, ...], mask: _Mask, ids: Mapping[str, str]) -> Chat:
    return replace(
        chat,
        id=ids[chat.id],
        title=chat.title if chat.title in mask.offenders else ids[chat.id],
        participants=tuple(mask.name(name) for name in chat.participants),
        messages=messages,
        warnings=tuple(replace(warning, text=MASKED) for warning in chat.warnings),
    )


def _source(files: Mapping[str, str]) -> Callable[[Source], Source]:
    """The place of a message without names: the file by its number, no member and no sheet's name."""
    return lambda source: replace(
        source,
        file=files[source.file],
        member=source.member and MASKED,
        sheet=source.sheet and MASKED,
    )


def _message(message: Message, mask: _Mask, source: Callable[[Source], Source]) -> Message:
    """The message with its whole text masked, unless an offender wrote it."""
    offending = message.sender in mask.offenders
    return replace(
        message,
        sender=message.sender and mask.name(message.sender),
        text=mask.words(message.text) if offending else MASKED if message.text else "",
        source=source(message.source),
    )


def _message_verdict(found: MessageVerdict, mask: _Mask, source: Callable[[Source], Source]) -> MessageVerdict:
    message = _message(found.message, mask, source)
    if found.message.sender not in mask.offenders:
        return replace(found, message=message, evidence=(), entities=())
    named = replace(found, entities=(*found.entities, *numbers_beside(found)))
    theirs = whose(named, mask.places(found.message.text))
    hidden = {entity for entity in named.entities if _leads(entity, found, mask, theirs=bool(theirs(entity)))}
    text = _blocked(message.text, [*(entity.span for entity in hidden), unsearched(message.text)])
    entities = tuple(e for e in found.entities if e not in hidden and mask.words(e.value) == e.value)
    return replace(found, message=replace(message, text=text), entities=entities)


def _leads(entity: Entity, found: MessageVerdict, mask: _Mask, *, theirs: bool) -> bool:
    """Whether an entity could lead to a person and is not how a demand is paid."""
    if entity.kind not in LEADS_TO_A_PERSON | ACCOUNTS:
        return entity.kind == "place"
    if entity.value in mask.persons or mask.words(entity.value) != entity.value:
        return True
    return theirs or (entity.kind in LEADS_TO_A_PERSON and "demand.money" not in found.tactics)


def _blocked(text: str, spans: Iterable[Span]) -> str:
    signs = list(text)
    for span in spans:
        signs[span.start : span.end] = BLOCK * (span.end - span.start)
    return "".join(signs)


def _reason(reason: Reason, mask: _Mask) -> Reason:
    return replace(
        reason,
        values=tuple((key, _value(key, value, mask)) for key, value in reason.values),
    )


def _value(key: str, value: str, mask: _Mask) -> str:
    """A value without names; a name of the program, such as a tactic's, is no word of the chat and stays."""
    if key == "name":
        return mask.name(value)
    return value if value in TITLES.get(key, ()) else mask.words(value)


def _shown_values(verdicts: Iterable[MessageVerdict]) -> frozenset[str]:
    return frozenset(entity.value for found in verdicts for entity in found.entities)


def _link(link: Link, ids: Mapping[str, str], kept: frozenset[str]) -> Link:
    """The link, its value shown only where an offender's message still shows it."""
    return replace(link, chat=ids.get(link.chat, MASKED), value=link.value if link.value in kept else MASKED)

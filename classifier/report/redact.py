"""Verdicts with the victim's side masked: every text, name and number of it, for sharing.

Who is no offender is the victim's side. Its messages become one block whatever their length, its
names become letters that stay the same within a chat, and both are masked where an offender writes
them. In an offender's message whatever could lead to a person and is not the way the demand is paid
is masked as well. Where nobody was named an offender, everybody is masked. A chat is called by the id
that it has in every run, which gives nothing of it away (`case_id`).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
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
)
from classifier.report.finding import offender_names
from classifier.report.run import Run
from classifier.wording.titles import TITLES

BLOCK: Final = "█"
MASKED: Final = BLOCK * 5
"""Stands for a masked text, whatever its length was."""
SHORTEST_NAME: Final = 3
"""Letters from which a part of a name is masked inside words as well, where Arabic prefixes stand."""
LONG_NUMBER: Final = re.compile(r"\W*(?:\d\W*){8,}").fullmatch
"""What a sender's name is that is a telephone number."""
LOCAL_DIGITS: Final = 8
"""Last digits of a number by which it is known however its start is written."""
LEADS_TO_A_PERSON: Final = frozenset({"phone", "handle", "email", "link", "place"})
"""Kinds of entity that are masked in an offender's message, save where they are how a demand is paid."""
PAYS: Final = LEADS_TO_A_PERSON - {"place"}


@dataclass(frozen=True, slots=True)
class _Mask:
    """What is masked in one chat: the names of the victim's side, and what they become."""

    offenders: frozenset[str]
    names: Mapping[str, str]
    pattern: re.Pattern[str]

    def name(self, name: str) -> str:
        """The name to show for a sender."""
        return name if name in self.offenders else self.names.get(name, MASKED)

    def words(self, text: str) -> str:
        """The text with each name of the victim's side blocked out, sign for sign."""
        return self.pattern.sub(lambda found: BLOCK * len(found[0]), text)


def redacted(verdicts: Sequence[ChatVerdict], run: Run) -> tuple[tuple[ChatVerdict, ...], Run]:
    """The verdicts, which hold their `case`, and the run, the victim's side masked; spans and numbers stay in place."""
    files = _files(verdicts, run)
    ids = {verdict.chat.id: f"chat-{verdict.case}" for verdict in verdicts}
    masked = tuple(_verdict(verdict, ids, files) for verdict in verdicts)
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


def _verdict(verdict: ChatVerdict, ids: Mapping[str, str], files: Mapping[str, str]) -> ChatVerdict:
    mask = _mask(verdict)
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


def _mask(verdict: ChatVerdict) -> _Mask:
    offenders = offender_names(verdict)
    senders = [m.sender for m in verdict.chat.messages if m.sender]
    people = [name for name in dict.fromkeys((*verdict.chat.participants, *senders)) if name not in offenders]
    names = {name: f"{MASKED} {place}" for place, name in enumerate(people, start=1)}
    parts = {*people, *(part for name in people for part in re.findall(r"\w{2,}", name) if not part.isdecimal())}
    ordered = sorted(parts, key=len, reverse=True)
    patterns = [*map(_number_pattern, filter(LONG_NUMBER, people)), *map(_name_pattern, ordered)]
    pattern = re.compile("|".join(patterns) or "(?!)", re.IGNORECASE)
    return _Mask(offenders, names, pattern)


def _number_pattern(name: str) -> str:
    """The number that a sender is named by, with or without its country, in any digits and grouping.

    Its groups are no names: `000` stands in many a sum.
    """
    digits = [unicodedata.decimal(sign) for sign in name if sign.isdecimal()][-LOCAL_DIGITS:]
    return r"(?:\+?\d[\s().-]{0,2}){0,7}" + r"[\s().-]{0,2}".join(map(_digit, digits))


def _digit(number: int) -> str:
    return f"[{number}{chr(0x660 + number)}{chr(0x6F0 + number)}]"


def _name_pattern(part: str) -> str:
    """A short part of a name, or a number, only as a word of its own: two letters stand inside many words."""
    inside = len(part) >= SHORTEST_NAME and not part.isdecimal()
    return re.escape(part) if inside else rf"\b{re.escape(part)}\b"


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
    hidden = [entity for entity in found.entities if _leads(entity, found)]
    text = _blocked(message.text, hidden)
    entities = tuple(e for e in found.entities if e not in hidden and mask.words(e.value) == e.value)
    return replace(found, message=replace(message, text=text), entities=entities)


def _leads(entity: Entity, found: MessageVerdict) -> bool:
    """Whether an entity could lead to a person and is not how a demand is paid."""
    pays = entity.kind in PAYS and "demand.money" in found.tactics
    return entity.kind in LEADS_TO_A_PERSON and not pays


def _blocked(text: str, entities: Iterable[Entity]) -> str:
    for entity in entities:
        start, end = entity.span.start, entity.span.end
        text = text[:start] + BLOCK * (end - start) + text[end:]
    return text


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

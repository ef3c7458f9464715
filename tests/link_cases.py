"""Chat verdicts made up for the tests of links and of the case file: no detector has judged them."""

from datetime import datetime

from classifier.evidence.entities import find_entities
from classifier.records import Chat, ChatVerdict, Message, MessageVerdict, Offender, Source

SCRIPT = "عندي كل صورك ومحادثاتك وراح أدزها لأهلك واحد واحد إذا ما تحول المبلغ قبل المغرب، فكر بيها زين"


def verdict(chat, lines, *, labels=("extortion",), offenders=("saif_99",), digest=""):
    """A chat whose lines are (sender, text, labels of the message); the named offenders drive it."""
    judged = tuple(_judged(number, digest or chat, *line) for number, line in enumerate(lines, 1))
    named = tuple(
        Offender(
            name,
            "offending_messages",
            tuple(j.message.number for j in judged if j.message.sender == name and j.labels),
        )
        for name in offenders
        if labels
    )
    people = tuple(dict.fromkeys(j.message.sender for j in judged))
    messages = tuple(j.message for j in judged)
    priority = "high" if labels else "none"
    return ChatVerdict(
        Chat(chat, chat, "whatsapp", people, messages),
        labels,
        0.9,
        {},
        named,
        "demand",
        priority,
        1,
        judged,
        (),
    )


def _judged(number, digest, sender, text, labels=()):
    sent_at = datetime(2026, 3, 1, 19, number % 60)  # noqa: DTZ001 - a phone's wall clock
    source = Source("chats.txt", digest, "test")
    message = Message(number, sender, text, sent_at, None, "text", edited=False, source=source)
    return MessageVerdict(message, {}, tuple(labels), entities=find_entities(text, sent_at))


def groups(verdicts):
    """The chats that hang together by their links, each group as sorted ids; chats without a link are left out."""
    parent = {verdict.chat.id: verdict.chat.id for verdict in verdicts}
    for verdict in verdicts:
        for link in verdict.links:
            if link.chat in parent:
                parent[_root(parent, link.chat)] = _root(parent, verdict.chat.id)
    found = {}
    for chat in sorted(parent):
        found.setdefault(_root(parent, chat), []).append(chat)
    return tuple(sorted(tuple(chats) for chats in found.values() if len(chats) > 1))


def _root(parent, chat):
    while parent[chat] != chat:
        parent[chat] = parent[parent[chat]]
        chat = parent[chat]
    return chat

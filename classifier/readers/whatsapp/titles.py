"""The name of a WhatsApp chat, from its file's name or from what it says about its group."""

import re
from collections.abc import Sequence
from pathlib import PurePath

from classifier.readers.reading import Document
from classifier.readers.scan.clock import bare
from classifier.records import Message

_NAMED = re.compile(
    r"(?:WhatsApp Chat (?:with|-)|دردشة (?:في )?واتساب مع|محادثة واتساب مع|Chat WhatsApp s uživatelem"
    r"|Conversa do WhatsApp com|WhatsApp-Chat mit|Discussion WhatsApp avec|Chat de WhatsApp con"
    r"|Chat WhatsApp con|Чат WhatsApp с контактом) ?(.+)",
    re.IGNORECASE,
)
_CREATED = re.compile(r'created (?:this )?group ["“](.{1,100})["”]|أنشأ.{0,80} المجموعة ["“«](.{1,100})["”»]')
_COPY = re.compile(r" ?\(\d+\)$")


def title_of(document: Document, messages: Sequence[Message]) -> str:
    """The contact or group that the chat is with, as far as names of files and notices tell."""
    for name in (document.name, document.file.replace("\\", "/").rpartition("/")[2]):
        stem = bare(_stem(name).replace("_", " "))
        if found := _NAMED.fullmatch(stem):
            return _COPY.sub("", found[1])
    for message in messages[:50]:
        if message.kind == "system" and (group := _CREATED.search(bare(message.text))):
            return group[1] or group[2]
    return _stem(document.name if document.name != "_chat.txt" else document.file.rpartition("/")[2])


def _stem(name: str) -> str:
    return PurePath(name).stem if name.lower().endswith((".txt", ".zip")) else name

"""Who wrote a WhatsApp line: names with colons in them, and notices that only look like a name."""

import re
from collections import Counter

from classifier.readers.scan.clock import MARKS, bare
from classifier.readers.whatsapp.columns import Columns
from classifier.readers.whatsapp.phrases import POLL, is_notice

_EVENT_WITH_COLON = re.compile(
    r".{1,80} (?:created group|changed (?:the|this)|added|removed|pinned|set this) "
    r"|.{0,80}(?:أنشأ|غي[ّ]?ر|أضاف|غي[ّ]?رت) .{0,30}(?:مجموعة|الموضوع|الوصف|اسم|صورة|وصف)",
    re.IGNORECASE,
)
_DEED = re.compile(
    r"(?:.{1,80} (?:created|started|voted (?:in|on)|closed|ended|edited|updated|shared|cancell?ed)"
    r"|You (?:created|voted (?:in|on))) (?:a |an |the |this |your )?(?:poll|event)"
    r"|Your poll (?:was|has) .{2,20}"
    r"|.{0,80}(?:أنشأت?|إنشاء|بدأت?|صو[ّ]?تت?|أغلقت?|أنهت?ى?|عد[ّ]?لت?|شاركت?|ألغى|ألغت)"
    r" .{0,30}(?:استطلاع|تصويت|مناسبة|حدث)[\w\N{ARABIC FATHATAN}]*(?: (?:ال)?رأي)?",
    re.IGNORECASE,
)
"""Who did what to a poll or an event, whose name follows: nobody is called so, however often it stands there."""
_UNCLOSED = re.compile(r'[^\s"«„“]+\s+[^\s"«„“]+\s(?:[^"]*"[^"]*(?:"[^"]*"[^"]*)*|.*«[^»]*|.*„[^“”]*|.*“[^”]*)')
"""Who did what, and a quotation that does not end: the colon stands in a group's name. A person's may hold one mark."""
_CLOSE = re.compile(rf"[{MARKS}]*([^\n:]{{1,40}}):(?=[^\s/\d])(.*)", re.DOTALL)
_WIDE = re.compile(rf"[{MARKS}]*([^\n:：]{{1,40}})：[ ]?(.*)", re.DOTALL)
_RARE = 2
_ENOUGH = 3
_LONGEST = 80


def name_finder(columns: Columns) -> "dict[str | None, str | None]":
    """The name for each raw sender; None where the line is a notice with a colon in it."""
    counts = Counter(columns.senders)
    return {raw: None if raw is None else _name(raw, counts[raw]) for raw in counts}


def mend_names(columns: Columns) -> None:
    """Find senders whose colon has no space after it, then names that hold a colon themselves."""
    known = set(columns.senders)
    if known == {None}:
        _split_wide(columns)
    unnamed = [row for row, sender in enumerate(columns.senders) if sender is None] if None in known else []
    for row in unnamed:
        if found := _CLOSE.match(columns.bodies[row]):
            name, body = found.groups()
            if name in known or (columns.framed and not is_notice(body) and not _EVENT_WITH_COLON.match(name)):
                columns.senders[row], columns.bodies[row] = name, body
    _join_names(columns)


def _split_wide(columns: Columns) -> None:
    """Find senders before wide colons, in a file that has no other."""
    for row, body in enumerate(columns.bodies):
        if (found := _WIDE.match(body)) and not is_notice(body):
            columns.senders[row], columns.bodies[row] = found.groups()


def _join_names(columns: Columns) -> None:
    """Mend names that hold a colon: every body of such a sender begins with the rest of the name."""
    # of equal keys the last stays, which from the end is each sender's first body
    firsts = dict(zip(reversed(columns.senders), reversed(columns.bodies), strict=True))
    split = {name: body.partition(": ")[0] for name, body in firsts.items() if name and _may_split(body)}
    if not split:
        return
    for name, body in zip(columns.senders, columns.bodies, strict=True):
        if name in split and not body.startswith(f"{split[name]}: "):
            del split[name]
            if not split:
                return
    counts = Counter(columns.senders)
    for index, name in enumerate(columns.senders):
        if name in split and counts[name] >= _ENOUGH:
            columns.senders[index] = f"{name}: {split[name]}"
            columns.bodies[index] = columns.bodies[index].removeprefix(f"{split[name]}: ")


def _may_split(body: str) -> bool:
    return body.find(": ", 0, _LONGEST) > 0 and "\n" not in body[: body.find(": ")]


def _name(raw: str, count: int) -> str | None:
    name = bare(raw)
    if is_notice(raw) or _DEED.fullmatch(name):
        return None
    if count <= _RARE and (_EVENT_WITH_COLON.match(name) or _UNCLOSED.fullmatch(name) or POLL.fullmatch(f"{name}:")):
        return None
    return name or None

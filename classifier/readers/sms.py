"""SMS Backup & Restore: text messages, multimedia messages and calls in one XML."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, oldest_first, parsed, unsent_warning
from classifier.readers.scan.clock import from_epoch, from_epoch_ms
from classifier.readers.scan.elements import Node, Tally, records
from classifier.records import Chat

FORMAT = "sms-backup"
OWNER = "Me"
_WENT_OUT = frozenset("23456")
"""The boxes of what the phone's owner wrote: sent, draft, on its way, failed, queued."""
_UNSENT = frozenset("356")
_BOX = {"sms": "type", "mms": "msg_box"}
_CALLS = {"1": "incoming", "2": "outgoing", "3": "missed", "4": "voicemail", "5": "rejected", "6": "refused"}
_FROM = "137"
_NOBODY = ("", "null", "(Unknown)", "insert-address-token")
_IN_SECONDS = 10
"""So many digits has a moment in seconds; other apps write those of multimedia messages so."""
_SURE = 95


def recognise(sample: Sample) -> int:
    """How surely the sample is such a backup: its root, or its rows."""
    text = sample.text
    return _SURE if "<smses" in text or "<sms " in text or "<mms " in text or "<calls" in text else 0


def read(document: Document) -> Parsed:
    """One chat for each correspondent, in time order."""
    tally = Tally()
    rows = records(document, lambda name, _: name in ("sms", "mms", "call"), tally, is_patient=True)
    chats = chats_of(document, rows, FORMAT)
    if not chats:
        raise tally.damage or document.error(1, "the backup holds no message; make it again with messages included")
    return parsed(document, chats, tally.lines, tally.encoding, tally.damage)


def chats_of(document: Document, nodes: Iterable[Node], format_name: str) -> list[Chat]:
    """The chats of `sms`, `mms` and `call` rows, one for each correspondent."""
    groups: dict[str, list[tuple[Node, Draft]]] = {}
    for node in nodes:
        groups.setdefault(_address(node), []).append((node, _draft(node)))
    return [_chat(document, address, rows, format_name) for address, rows in groups.items()]


def _address(node: Node) -> str:
    """The number or numbers that a row is with; those of a message's own list where it states no other."""
    stated = node.attributes.get("address") or node.attributes.get("number")
    listed = (a.attributes.get("address", "") for group in node.all("addrs") for a in group.all("addr"))
    return stated or "~".join(sorted(set(listed) - set(_NOBODY))) or "unknown"


def _chat(document: Document, address: str, rows: list[tuple[Node, Draft]], format_name: str) -> Chat:
    ordered, warnings = oldest_first([draft for _, draft in rows])
    name = next((n for node, _ in rows if (n := _saved(node.attributes)) not in _NOBODY), address)
    return chat_of(
        document, numbered(document, format_name, ordered), platform="sms", title=name,
        key=f"{document.sha256}/{document.member}/{address}", warnings=(*warnings, *unsent_warning(ordered)),
    )  # fmt: skip


def _draft(node: Node) -> Draft:
    row = node.attributes
    make = {"sms": _sms, "mms": _mms, "call": _call}[node.name]
    text, sender, kind = make(node)
    return Draft(
        text=text, sender=sender, kind=kind, sent_at=_moment(row.get("date", "")),
        as_written=row.get("date"), unsent=row.get(_BOX.get(node.name, "")) in _UNSENT,
        first=node.first, last=node.last,
    )  # fmt: skip


def _moment(written: str) -> datetime | None:
    return from_epoch(written) if len(written) == _IN_SECONDS else from_epoch_ms(written)


def _sms(node: Node) -> tuple[str, str, str]:
    row = node.attributes
    return row.get("body", ""), OWNER if row.get("type") in _WENT_OUT else _name(row, row.get("address", "")), "text"


def _mms(node: Node) -> tuple[str, str, str]:
    row = node.attributes
    parts = [part.attributes for group in node.all("parts") for part in group.all("part")]
    texts = [part.get("text", "") for part in parts if part.get("ct") == "text/plain"]
    files = [part for part in parts if part.get("ct") not in ("text/plain", "application/smil")]
    text = "\n".join(text for text in texts if text and text != "null")
    named = " ".join(name for part in files if (name := _file(part)))
    sender = OWNER if row.get("msg_box") in _WENT_OUT else _name(row, next(_writers(node), row.get("address", "")))
    subject = row.get("sub", "null")
    return text or (named if subject == "null" else subject), sender, "media" if files else "text"


def _call(node: Node) -> tuple[str, str, str]:
    row = node.attributes
    direction = _CALLS.get(row.get("type", ""), "call")
    sender = OWNER if direction == "outgoing" else _name(row, row.get("number", ""))
    return f"{direction} call, {row.get('duration', '0')} s", sender, "call"


def _writers(node: Node) -> Iterator[str]:
    """The numbers that a multimedia message states as its writers."""
    for group in node.all("addrs"):
        for address in group.all("addr"):
            number = address.attributes.get("address", "")
            if address.attributes.get("type") == _FROM and number not in _NOBODY:
                yield number


def _name(row: Mapping[str, str], number: str) -> str:
    """The saved name where the chat has one correspondent, the number otherwise."""
    name = _saved(row)
    single = "~" not in row.get("address", row.get("number", "")) and "," not in name
    return name if single and name not in _NOBODY else number or "unknown"


def _saved(row: Mapping[str, str]) -> str:
    """The name that the phone has for the number; other backup apps call it just so."""
    return row.get("contact_name") or row.get("name", "")


def _file(part: Mapping[str, str]) -> str | None:
    return next((part[key] for key in ("fn", "name", "cl", "ct") if part.get(key, "null") != "null"), None)


READER = Format(FORMAT, recognise, read)

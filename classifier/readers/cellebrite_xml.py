"""Cellebrite UFED's `report.xml`, also inside a `.ufdr`: chats, messages and calls of a whole phone."""

from collections.abc import Iterator, Mapping

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, parsed
from classifier.readers.scan.dates import datetime_of
from classifier.readers.scan.elements import Node, Tally, records
from classifier.readers.scan.order import DAY_FIRST, Order
from classifier.records import Chat

FORMAT = "cellebrite-xml"
_LONE = ("InstantMessage", "SMS", "MMS", "Call")
_ORDER = Order(DAY_FIRST, "the report writes the day first where it writes no ISO date")
_SURE = 95


def recognise(sample: Sample) -> int:
    """How surely the sample is such a report, by its namespace or its models."""
    text = sample.text
    return _SURE if "pa.cellebrite.com/report" in text or ("<decodedData" in text and "<modelType" in text) else 0


def read(document: Document) -> Parsed:
    """One chat for each `Chat`, and one for the lone messages and calls with each correspondent."""
    tally = Tally()
    chats: list[Chat] = []
    lone: dict[tuple[str, str], list[Draft]] = {}
    for node in records(document, _is_wanted, tally, is_patient=True):
        if node.attributes.get("type") == "Chat":
            chats += _chat(document, node)
        else:
            draft = _message(node)
            lone.setdefault((_field(node, "Source") or node.attributes["type"], _other(node)), []).append(draft)
    chats += [
        chat_of(
            document, numbered(document, FORMAT, drafts), platform=source.lower(), title=other,
            key=f"{document.sha256}/{document.member}/{source}/{other}",
        )
        for (source, other), drafts in lone.items()
    ]  # fmt: skip
    if not chats:
        raise tally.damage or document.nothing(
            None, "the report holds no chat; ask for a report that includes chats and messages"
        )
    return parsed(document, chats, tally.lines, tally.encoding, tally.damage)


def _is_wanted(name: str, attributes: Mapping[str, str]) -> bool:
    return name == "model" and attributes.get("type") in ("Chat", *_LONE)


def _chat(document: Document, node: Node) -> Iterator[Chat]:
    drafts = [_message(model) for model in _models(node, "Messages")]
    if not drafts:
        return
    people = [name for party in _models(node, "Participants") if (name := _party(party))]
    identity = _field(node, "Id") or node.attributes.get("id", "")
    yield chat_of(
        document, numbered(document, FORMAT, drafts),
        platform=(_field(node, "Source") or "cellebrite").lower(),
        title=_field(node, "Name") or ", ".join(people) or identity or "chat", listed=people,
        key=f"{document.sha256}/{document.member}/{node.first}/{identity}",
    )  # fmt: skip


def _message(node: Node) -> Draft:
    written = _field(node, "TimeStamp") or _field(node, "Timestamp")
    files = list(_models(node, "Attachments")) or list(_models(node, "Attachment"))
    text = _field(node, "Body") or _field(node, "Subject")
    kind = "media" if files else "text"
    if node.attributes.get("type") == "Call":
        kind, text = "call", text or _call_words(node)
    elif _field(node, "Type") in ("System", "SystemMessage") or _field(node, "Label") == "System":
        kind = "system"
    elif not text and not files and node.attributes.get("deleted_state") in ("Deleted", "Trash"):
        kind = "deleted"
    names = (_field(file, "Filename") or _field(file, "Name") or _field(file, "Title") for file in files)
    return Draft(
        text=text or " ".join(name for name in names if name),
        sender=_sender(node),
        sent_at=datetime_of(written, _ORDER) if written else None,
        as_written=written or None,
        kind=kind,
        first=node.first,
        last=node.last,
    )


def _call_words(node: Node) -> str:
    parts = (_field(node, name) for name in ("Direction", "Status", "Duration"))
    return " ".join(part for part in parts if part)


def _sender(node: Node) -> str | None:
    """Who sent a message: its From party, the party whose role says so, or the plain From of old reports."""
    for party in _models(node, "From"):
        return _party(party)
    named = (_party(party) for party in _parties(node) if _field(party, "Role") == "From")
    return next(named, None) or _field(node, "From") or None


def _other(node: Node) -> str:
    """The correspondent of a lone message: the first party that is not the phone's owner."""
    parties = [*_models(node, "From"), *_models(node, "To"), *_parties(node)]
    names = [_party(party) for party in parties if _field(party, "IsPhoneOwner").lower() != "true"]
    return next((name for name in names if name), "unknown")


def _parties(node: Node) -> Iterator[Node]:
    return _models(node, "Parties")


def _party(node: Node) -> str | None:
    return _field(node, "Name") or _field(node, "Identifier") or None


def _models(node: Node, name: str) -> Iterator[Node]:
    """The models in the field of that name, single or many."""
    for child in node.children:
        if child.name in ("modelField", "multiModelField") and child.attributes.get("name") == name:
            yield from child.all("model")


def _field(node: Node, name: str) -> str:
    """The value of a plain field; empty where it has none."""
    for child in node.all("field"):
        if child.attributes.get("name") == name:
            values = [value.text for value in child.all("value")]
            return (values[0] if values else child.text).strip()
    return ""


READER = Format(FORMAT, recognise, read)

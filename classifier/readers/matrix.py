"""Matrix rooms: as Element exports one, as a server answers, or one event a line."""

from collections.abc import Iterator

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import parsed
from classifier.readers.scan.clock import from_epoch_ms
from classifier.readers.scan.fields import Row, row_in, text_in
from classifier.readers.scan.objects import Scanner, objects_of
from classifier.readers.scan.talks import Talks

FORMAT = "matrix"
_LISTS = ("messages", "chunk", "events")
_SPEECH = ("m.text", "m.emote")
_MEDIA = ("m.image", "m.file", "m.audio", "m.video", "m.location")
_TOLD = ("body", "name", "topic", "membership", "displayname", "key", "reason")
_DEEPEST = 12
_SURE = 95

_Event = tuple[Row, int, int]


def recognise(sample: Sample) -> int:
    """How surely the sample holds such events, by what each of them has."""
    told = all(f'"{name}"' in sample.text for name in ("origin_server_ts", "sender", "type", "content"))
    return _SURE if told and sample.start.startswith(("{", "[")) else 0


def read(document: Document) -> Parsed:
    """Every room, in the order of its first event; joins, notices of bots and settings are kept as such."""
    scanner = Scanner(document, is_patient=True)
    head: Row = {}
    found = list(_events(scanner, head))
    people, rooms = _people(found), _rooms(found)
    talks = Talks()
    for row, first, last in found:
        room = text_in(row, "room_id") or ""
        title = text_in(head, "room_name") or rooms.get(room) or room or document.stem
        talks.add(room, title, _draft(row, people, first, last))
    chats = talks.chats(document, format_name=FORMAT, platform="matrix")
    if not chats:
        raise scanner.damage or document.nothing(1, "the room holds no event; export it again")
    return parsed(document, chats, scanner.lines(), scanner.encoding, scanner.damage)


def _events(scanner: Scanner, head: Row) -> Iterator[_Event]:
    """Each event with its first and last line; `head` is filled with what else the objects say."""
    if scanner.peek() == "[":
        for row, first, last in objects_of(scanner):
            yield from ((event, first, last) for event in _inside(row))
    while (sign := scanner.peek()) or scanner.go_on():
        if sign != "{":
            scanner.pass_line()
            continue
        first, row = scanner.line, {}
        for key in scanner.members():
            if key in _LISTS and scanner.peek() == "[":
                for start in scanner.elements():
                    yield from ((event, start, scanner.line) for event in _inside(scanner.value()))
            else:
                row[key] = scanner.value()
        yield from ((event, first, scanner.line) for event in _inside(row))
        head |= row


def _inside(value: object, depth: int = 0) -> Iterator[Row]:
    """The event that a value is, or those in it: a server puts them below the room that they belong to."""
    if isinstance(value, dict):
        if "origin_server_ts" in value and isinstance(value.get("type"), str):
            yield value
            return
        for key, inner in value.items() if depth < _DEEPEST else ():
            for event in _inside(inner, depth + 1):
                yield {"room_id": key, **event} if key.startswith("!") else event
    for item in value if isinstance(value, list) and depth < _DEEPEST else ():
        yield from _inside(item, depth + 1)


def _people(found: list[_Event]) -> dict[str | None, str]:
    """What those are called who joined."""
    joins = (row for row, _, _ in found if row.get("type") == "m.room.member")
    return {
        text_in(row, "state_key"): name for row in joins if (name := text_in(row_in(row, "content"), "displayname"))
    }


def _rooms(found: list[_Event]) -> dict[str, str]:
    """What the rooms are called, last."""
    named = (row for row, _, _ in found if row.get("type") == "m.room.name")
    return {text_in(row, "room_id") or "": name for row in named if (name := text_in(row_in(row, "content"), "name"))}


def _draft(row: Row, people: dict[str | None, str], first: int, last: int) -> Draft:
    content, writer = row_in(row, "content"), text_in(row, "sender")
    new = row_in(content, "m.new_content")
    kind = _kind(row, content)
    told = new or row_in(content, "m.relates_to") if text_in(row, "type") == "m.reaction" else new or content
    words = text_in(told, *_TOLD)
    shown = words if kind in ("text", "media") or text_in(content, "msgtype") else None
    event = " ".join(filter(None, (text_in(row, "type"), words, text_in(content, "displayname"))))
    return Draft(
        text="" if kind == "deleted" else shown if shown is not None else event,
        sender=people.get(writer) or writer,
        sent_at=from_epoch_ms(row.get("origin_server_ts")),
        as_written=text_in(row, "origin_server_ts"),
        kind=kind,
        edited=bool(new),
        first=first,
        last=last,
    )


def _kind(row: Row, content: Row) -> str:
    name, said = text_in(row, "type") or "", text_in(content, "msgtype")
    if "redacted_because" in row or "redacted_because" in row_in(row, "unsigned"):
        return "deleted"
    if name.startswith("m.call."):
        return "call"
    if name == "m.sticker" or said in _MEDIA:
        return "media"
    return "text" if name == "m.room.message" and (said in _SPEECH or said is None) else "system"


READER = Format(FORMAT, recognise, read)

"""Matrix rooms: as Element exports one, as a server answers, or one event a line."""

from collections.abc import Iterator

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import parsed
from classifier.readers.scan.clock import from_epoch_ms
from classifier.readers.scan.fields import Row, row_in, text_in
from classifier.readers.scan.objects import listed
from classifier.readers.scan.people import People
from classifier.readers.scan.scanner import Scanner
from classifier.readers.scan.talks import Talks

FORMAT = "matrix"
_LISTS = (
    "messages", "chunk", "events", "state", "timeline", "required_state", "events_before", "events_after",
)  # fmt: skip
"""Where exports and a server's answers hold events."""
_SPEECH = ("m.text", "m.emote")
_MEDIA = ("m.image", "m.file", "m.audio", "m.video", "m.location")
_TOLD = ("body", "name", "topic", "membership", "displayname", "key", "reason")
_DEEPEST = 12
_SURE = 95

_Event = tuple[Row, int, int]
_Identity = tuple[str | None, str | None]


def recognise(sample: Sample) -> int:
    """How surely the sample holds such events, by what each of them has."""
    told = all(f'"{name}"' in sample.text for name in ("origin_server_ts", "sender", "type", "content"))
    return _SURE if told and sample.start.startswith(("{", "[")) else 0


def read(document: Document) -> Parsed:
    """Every room, in the order of its first event; joins, notices of bots and settings are kept as such."""
    scanner = Scanner(document, is_patient=True)
    head: Row = {}
    found = list(_with_new_words(list(_events(scanner, head))))
    told = sorted((row for row, _, _ in found), key=_stamp)
    people, rooms, edited = _people(told), _rooms(told), _edited(found)
    talks = Talks()
    for place, (row, first, last) in enumerate(found):
        room = text_in(row, "room_id") or ""
        title = text_in(head, "room_name") or rooms.get(room) or room or document.stem
        writer = people[text_in(row, "sender")]
        talks.add(room, title, _draft(row, writer, first, last, is_edited=place in edited))
    chats = talks.chats(document, format_name=FORMAT, platform="matrix")
    if not chats:
        raise scanner.damage or document.nothing(1, "the room holds no event; export it again")
    return parsed(document, chats, scanner.lines(), scanner.encoding, scanner.damage)


def _events(scanner: Scanner, head: Row) -> Iterator[_Event]:
    """Each event with its first and last line; `head` is filled with what else the objects say."""
    for row, first, last in listed(scanner, _LISTS, levels=_DEEPEST):
        events = list(_inside(row))
        yield from ((event, first, last) for event in events)
        head |= {} if events else row


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


def _with_new_words(found: list[_Event]) -> Iterator[_Event]:
    """The events; behind one, the new words that a server put into it, where they do not stand by themselves too."""
    own = {text_in(row, "event_id") for row, _, _ in found}
    for row, first, last in found:
        yield row, first, last
        new = row_in(row_in(row_in(row, "unsigned"), "m.relations"), "m.replace")
        if "content" in new and text_in(new, "event_id") not in own:
            yield {"room_id": row.get("room_id"), **new}, first, last


def _people(told: list[Row]) -> dict[str | None, str | None]:
    """What those who wrote or joined are called, last, by their ids."""
    joins = (row for row in told if row.get("type") == "m.room.member")
    names = {
        text_in(row, "state_key"): name for row in joins if (name := text_in(row_in(row, "content"), "displayname"))
    }
    ids = dict.fromkeys((*names, *(text_in(row, "sender") for row in told)))
    people = People((person, names.get(person)) for person in ids)
    return {person: people.called(person, names.get(person)) for person in ids}


def _rooms(told: list[Row]) -> dict[str, str]:
    """What the rooms are called, last."""
    named = (row for row in told if row.get("type") == "m.room.name")
    return {text_in(row, "room_id") or "": name for row in named if (name := text_in(row_in(row, "content"), "name"))}


def _edited(found: list[_Event]) -> set[int]:
    """The places of events that were edited: each once, by the last words it was given where its own are not here."""
    own = {_identity(row, name): place for place, (row, _, _) in enumerate(found) if (name := text_in(row, "event_id"))}
    places: set[int] = set()
    last: dict[_Identity, int] = {}
    for place, (row, _, _) in enumerate(found):
        if "m.replace" in row_in(row_in(row, "unsigned"), "m.relations"):
            places.add(place)
        if _is_edit(row_in(row, "content")):
            edited = _identity(row, text_in(row_in(row_in(row, "content"), "m.relates_to"), "event_id"))
            if edited in own:
                places.add(own[edited])
            elif edited not in last or _stamp(found[last[edited]][0]) < _stamp(row):
                last[edited] = place
    return places | set(last.values())


def _is_edit(content: Row) -> bool:
    """Whether an event gives another one new words."""
    return "m.new_content" in content or row_in(content, "m.relates_to").get("rel_type") == "m.replace"


def _identity(row: Row, event: str | None) -> _Identity:
    """What an event is found by: nobody can edit what another wrote."""
    return text_in(row, "sender"), event


def _stamp(row: Row) -> int:
    stamp = row.get("origin_server_ts")
    return stamp if isinstance(stamp, int) else 0


def _draft(row: Row, writer: str | None, first: int, last: int, *, is_edited: bool) -> Draft:
    content = row_in(row, "content")
    new = row_in(content, "m.new_content")
    kind = _kind(row, content)
    told = new or row_in(content, "m.relates_to") if text_in(row, "type") == "m.reaction" else new or content
    words = text_in(told, *_TOLD)
    shown = words if kind in ("text", "media") or text_in(content, "msgtype") else None
    event = " ".join(filter(None, (text_in(row, "type"), words, text_in(content, "displayname"))))
    return Draft(
        text="" if kind == "deleted" else shown if shown is not None else event,
        sender=writer,
        sent_at=from_epoch_ms(row.get("origin_server_ts")),
        as_written=text_in(row, "origin_server_ts"),
        kind=kind,
        edited=is_edited and kind != "deleted",
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

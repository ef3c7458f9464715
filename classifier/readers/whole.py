"""Whole exports: a file, the members of an archive, or the files of a folder."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path

from classifier.errors import ReadError
from classifier.readers.archive import documents, unchanged_size
from classifier.readers.exports import find_exports
from classifier.readers.reading import Beside, Document, NoMessages, Options, Parsed, Reading, Unread
from classifier.readers.recognise import recognise
from classifier.readers.scan.chats import places_of
from classifier.readers.scan.clock import instant_of
from classifier.readers.scan.continued import continued, continued_parts
from classifier.readers.scan.copies import without_copies, without_twins
from classifier.readers.scan.held import without_held, without_held_parts
from classifier.readers.scan.lines import GUESSED, sniff
from classifier.readers.scan.merged import merged
from classifier.readers.scan.near import noted
from classifier.readers.scan.overlaps import with_shared, with_shared_parts
from classifier.records import Chat, ChatWarning, Message
from classifier.settings import Settings

_GUESS = 50
"""A format no surer than this only guesses; in a folder or an archive its failure says: no export."""
_LAST_RESORT = 1
"""So sure is a format that takes any text for a chat."""
_REMEDY = "no known export; hand it over as the app wrote it, or as CSV, XLSX or JSONL with a text column"


_Member = tuple[Document, int, str, Parsed]
"""A document that was read, how sure its format was of it, the format's name, and what was found."""


class NotAnExport(ReadError):  # noqa: N818 - what the file is, not what went wrong
    """No format knows the file, or the one that took it for a table or a text found none in it."""


def read_export(
    path: str | Path,
    *,
    timezone: tzinfo | None = None,
    columns: Mapping[str, str] | None = None,
    settings: Settings | None = None,
) -> Reading:
    """One file or archive as read; ReadError names file, line and remedy.

    `timezone` is the user's word for times that the export leaves without a zone. `columns` maps
    `text`, `sender`, `time`, `date`, `chat` to the names of a table's columns or, if it has no header,
    to their numbers from 1.
    """
    options = Options(timezone, columns or {}, settings or Settings())
    try:
        return _read(Path(path), options)
    except OSError as error:
        raise ReadError(
            f"{path}: cannot be read to its end ({error.strerror}); check its disk, or give a copy that stays in place"
        ) from error


def _read(path: Path, options: Options) -> Reading:
    """The same; OSError where the system stops the reading."""
    read: list[_Member] = []
    unread: list[Unread] = []
    refused: list[str] = []
    first: Document | None = None
    empty: NoMessages | None = None
    beside: dict[str, Beside] = {}
    for document in documents(path, options):
        first = first or document
        reader, sureness = recognise(document)
        if reader is not None:
            try:
                found = _with_doubt(reader.read(noted(document, beside)))
            except NoMessages as error:
                if document.member is None:
                    raise
                empty = empty or error
            except ReadError as error:
                if document.member is None:
                    raise (error if sureness > _GUESS else NotAnExport(str(error))) from error
                if sureness > _GUESS:
                    refused.append(str(error))
            else:
                read.append((document, sureness, reader.name, found))
                refused += [str(found.damage)] if found.damage else []
                continue
        unread += _unread(document)
    if first is None or not read:
        raise ReadError(refused[0]) if refused else empty or NotAnExport(f"{path}: {_REMEDY}")
    known, notes = _without_notes(read)
    reading = _reading(first, known, [*unread, *notes], refused, unchanged_size(path, first.sha256))
    return replace(reading, beside=tuple(beside.values()))


def read_chats(
    path: str | Path,
    *,
    timezone: tzinfo | None = None,
    columns: Mapping[str, str] | None = None,
    settings: Settings | None = None,
) -> list[Chat]:
    """The chats of a file, a folder or an archive; ReadError names file, line and remedy.

    Parts of one conversation that stand in several files are one chat. Files of a folder that are no
    export are passed over.
    """
    start = Path(path)
    chats: list[Chat] = []
    errors: list[ReadError] = []
    for file in find_exports(start):
        try:
            chats += read_export(file, timezone=timezone, columns=columns, settings=settings).chats
        except (NotAnExport, NoMessages) as error:
            if not start.is_dir():
                raise
            errors.append(error)
    if not chats:
        raise errors[0]
    return joined(chats)


def joined(chats: Iterable[Chat]) -> list[Chat]:
    """The chats, those of one id made one: in time order if every time is known, in file order if not.

    A file that lies there twice counts once, and so does a chat that stands in two formats side by side, or one
    that a newer export of the same app holds whole. Exports that go on where others end are one chat, and what
    both hold counts once. Exports that share messages, and are not surely one, say so.
    """
    return _joined(chats)[0]


def _joined(chats: Iterable[Chat]) -> tuple[list[Chat], list[Chat]]:
    """The chats made whole, and what is not counted again: older exports, other formats, and what exports share."""
    kept, held = without_held_parts(without_twins(chats))
    kept, again = continued_parts(kept)
    parts: dict[str, list[Chat]] = {}
    for chat in with_shared_parts(kept):
        parts.setdefault(chat.id, []).append(chat)
    single, copies = without_copies([same[0] if len(same) == 1 else _join(same) for same in parts.values()])
    whole, older = without_held(single)
    whole, shared = continued(whole)
    return with_shared(whole), [*held, *again, *copies, *older, *shared]


def _join(parts: list[Chat]) -> Chat:
    placed = [(part, message) for part, chat in enumerate(parts) for message in chat.messages]
    if all(message.sent_at is not None for _, message in placed):
        placed.sort(key=lambda place: _time(place[1]))
    return merged(parts, placed)[0]


def _time(message: Message) -> float:
    return instant_of(message.sent_at) if message.sent_at else 0.0


def _with_doubt(parsed: Parsed) -> Parsed:
    """The same, with a warning on each chat whose text was decoded by a guess, or that may miss what is damaged."""
    doubts: list[ChatWarning] = []
    if parsed.encoding in GUESSED:
        doubts.append(ChatWarning("encoding_guessed", f"the file states no encoding and is read as {parsed.encoding}"))
    if parsed.damage is not None:
        doubts.append(ChatWarning("unread_lines", f"the file is damaged, and lines of it are unread: {parsed.damage}"))
    return replace(parsed, chats=tuple(replace(c, warnings=(*c.warnings, *doubts)) for c in parsed.chats))


def _without_notes(read: list[_Member]) -> tuple[list[tuple[str, Parsed]], list[Unread]]:
    """What was read, and the lines of plain texts without speakers beside an app's export: sent files, or a README."""
    is_export = any(sureness > _LAST_RESORT for _, sureness, _, _ in read)
    known: list[tuple[str, Parsed]] = []
    notes: list[Unread] = []
    for document, sureness, name, parsed in read:
        if is_export and sureness <= _LAST_RESORT and not any(chat.participants for chat in parsed.chats):
            notes.append((document.member, 1, parsed.lines))
        else:
            known.append((name, parsed))
    return known, notes


def _reading(
    first: Document, read: list[tuple[str, Parsed]], unread: list[Unread], refused: list[str], size_bytes: int
) -> Reading:
    chats, copies = _joined(chat for _, parsed in read for chat in parsed.chats)
    encodings = {parsed.encoding for _, parsed in read if parsed.encoding}
    return Reading(
        file=first.file,
        sha256=first.sha256,
        size_bytes=size_bytes,
        format="+".join(sorted({name for name, _ in read})),
        encoding="+".join(sorted(encodings)) or None,
        chats=tuple(chats),
        lines=sum(parsed.lines for _, parsed in read) + sum(last - start + 1 for _, start, last in unread),
        unread=(
            *(gap for _, parsed in read for gap in parsed.unread),
            *unread,
            *places_of(copies),
        ),
        refused=tuple(refused),
    )


def _unread(document: Document) -> Iterator[Unread]:
    """The lines of a text that could not be read; a document that is not text has none."""
    if sniff(document.head) is not None and document.head:
        with document.open() as stream:
            lines = sum(1 for _ in stream)
        yield document.member, 1, lines

"""E-mails, one in a file (`.eml`) or many (`.mbox`): what the same people wrote one another is a chat."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message as Letter

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, oldest_first, parsed
from classifier.readers.scan.letters import enclosed, files, heading, letter_of, moment, people, words
from classifier.readers.scan.lines import blocks, encoding_of
from classifier.records import Chat

FORMAT = "mail"
_ENVELOPE = re.compile(rb"\xef?\xbb?\xbf?From \S+ +[A-Z][a-z]{2},? [^\n]{0,40}\d:\d\d[^\n]{0,40}\d{4}[^\n]{0,40}\s*")
_FIELD = re.compile(r"[A-Za-z][\w-]{0,60}:|[ \t]|>?From ")
_TOLD = re.compile(r"^(?:Message-ID|MIME-Version|Content-Type|Received|DKIM-Signature):", re.MULTILINE | re.IGNORECASE)
_FROM = re.compile(r"^From:", re.MULTILINE | re.IGNORECASE)
_ANSWER = re.compile(r"(?:(?:re|fwd?|aw|wg|tr|رد|إعادة توجيه)\s*[:：]\s*)*", re.IGNORECASE)
_ABOVE = re.compile(r"(?:wrote|كتب|كتبت|schrieb|écrit|escribió|пишет|писал\w*|yazdı) ?:$", re.IGNORECASE)
"""The end of the line that a program puts above what it quotes."""
_QUOTED = re.compile(r"[ \t]*>[> \t]*(.*)")
_MOSTLY = 0.8
_SURE = 93


_Placed = tuple[Letter, int, int]
"""An e-mail, and its first and last line."""


@dataclass(slots=True)
class _Thread:
    """What the same people wrote one another."""

    title: str
    drafts: list[Draft] = field(default_factory=list)
    said: set[tuple[str | None, str | None, str]] = field(default_factory=set)
    subjects: dict[int, str] = field(default_factory=dict)
    """The subject of each draft, by the draft's identity."""


def recognise(sample: Sample) -> int:
    """How surely the sample is an e-mail: a head of fields opens it, with what only programs put there."""
    head = sample.start.partition("\n\n")[0]
    lines = head.split("\n")
    fields = sum(bool(_FIELD.match(line)) for line in lines)
    return _SURE if fields >= _MOSTLY * len(lines) and _FROM.search(head) and _TOLD.search(head) else 0


def read(document: Document) -> Parsed:
    """One chat for each set of people, in time order; words that an answer repeats are told once.

    An e-mail that another one encloses, as who forwards it does, is told as its own sender's, in its own time.
    """
    encoding = encoding_of(document)
    threads: dict[tuple[str, ...], _Thread] = {}
    names: dict[str, str] = {}
    lines = 0
    inside: list[_Placed] = []
    for octets, first, lines in _letters(document, encoding):
        letter = _letter(octets)
        _take(threads, names, (letter, first, lines), document)
        inside += ((held, first, lines) for held in enclosed(letter))
    for placed in inside:
        _take(threads, names, placed, document, is_again=True)
    chats = [_chat(document, key, thread) for key, thread in threads.items()]
    if not chats:
        raise document.nothing(1, "no e-mail found; save the mail again")
    return parsed(document, chats, lines, None)


def _letters(document: Document, encoding: str) -> Iterator[tuple[bytes, int, int]]:
    """Each e-mail's bytes with its first and its last line."""
    own: list[bytes] = []
    count, first, is_free = 0, 1, True
    for line in _lines(document, encoding):
        if is_free and own and _ENVELOPE.fullmatch(line):
            yield b"".join(own), first, count
            own, first = [], count + 1
        count += 1
        is_free = not line.strip()
        own.append(line)
    if own:
        yield b"".join(own), first, count


def _lines(document: Document, encoding: str) -> Iterator[bytes]:
    """The physical lines as bytes, for each e-mail states its own code; in UTF-8 where letters take more bytes."""
    if encoding.startswith(("utf-16", "utf-32")):
        for block in blocks(document, encoding):
            yield from block.encode("utf-8", "replace").splitlines(keepends=True)
        return
    with document.open() as stream:
        for piece in stream:
            yield from piece.splitlines(keepends=True)


def _letter(octets: bytes) -> Letter:
    """The e-mail in some bytes, without the line of a folder above it."""
    envelope, _, rest = octets.partition(b"\n")
    return letter_of(rest if _ENVELOPE.fullmatch(envelope) else octets)


def _take(
    threads: dict[tuple[str, ...], _Thread],
    names: dict[str, str],
    placed: _Placed,
    document: Document,
    *,
    is_again: bool = False,
) -> None:
    """Put an e-mail to what the same people wrote, under the `names` first met; one that says nothing stays unread.

    One that may stand there again is passed over where its sender wrote the same at the same time.
    """
    letter, first, last = placed
    draft = _draft(letter, names, first, last, document)
    if not (draft.text or draft.as_written or draft.sender):
        return
    everybody = {address.casefold() or name for name, address in people(letter, "from", "to", "cc")}
    subject = _unmarked(heading(letter, "subject"))
    thread = threads.setdefault(tuple(sorted(everybody)), _Thread(subject or ", ".join(sorted(everybody))))
    said = (draft.sender, draft.as_written, draft.text)
    if not (is_again and said in thread.said):
        thread.said.add(said)
        thread.subjects[id(draft)] = subject
        thread.drafts.append(draft)


def _unmarked(subject: str) -> str:
    """A subject without the marks of an answer that open it."""
    opening = _ANSWER.match(subject)
    return subject[opening.end() if opening else 0 :].strip()


def _draft(letter: Letter, names: dict[str, str], first: int, last: int, document: Document) -> Draft:
    name, address = next(iter(people(letter, "from", "sender")), ("", ""))
    stamp = heading(letter, "date")
    attached = files(letter)
    return Draft(
        text=words(letter, document) or " ".join(attached),
        sender=names.setdefault(address.casefold(), _called(name, address)) if address else name or None,
        sent_at=moment(stamp) if stamp else None,
        as_written=stamp or None,
        kind="media" if attached else "text",
        first=first,
        last=last,
    )


def _called(name: str, address: str) -> str:
    """Name and address, for anybody can write under any name."""
    return f"{name} <{address}>" if name and name != address else address


def _chat(document: Document, key: tuple[str, ...], thread: _Thread) -> Chat:
    told = {line.strip() for draft in thread.drafts for line in draft.text.split("\n") if not _QUOTED.match(line)}
    for draft in thread.drafts:
        draft.text = _without_repeats(draft.text, told)
    ordered, warnings = oldest_first(thread.drafts)
    _put_subjects(ordered, thread.subjects)
    return chat_of(
        document, numbered(document, FORMAT, ordered), platform="mail", title=thread.title or document.stem,
        key=f"{document.sha256}/{document.member or ''}/{'/'.join(key)}", warnings=warnings,
    )  # fmt: skip


def _put_subjects(drafts: list[Draft], subjects: dict[int, str]) -> None:
    """Put each subject above the words of the first e-mail that has it."""
    told = {""}
    for draft in drafts:
        subject = subjects[id(draft)]
        if subject not in told:
            told.add(subject)
            draft.text = "\n".join(filter(None, (subject, draft.text)))


def _without_repeats(text: str, told: set[str]) -> str:
    """The text without lines that it quotes from another e-mail here, and without the line above that says so."""
    kept: list[str] = []
    for line in text.split("\n"):
        quoted = _QUOTED.fullmatch(line)
        if quoted and quoted[1].strip() in told:
            while kept and not kept[-1].strip():
                kept.pop()
            if kept and len(kept) > 1 and _ABOVE.search(kept[-1].rstrip()):
                kept.pop()
        else:
            kept.append(line)
    return "\n".join(kept).rstrip()


READER = Format(FORMAT, recognise, read)

"""Plain text without any known header: each line that is not blank is a message of unknown time."""

import re
from collections import Counter

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, parsed
from classifier.readers.scan.clock import bare
from classifier.readers.scan.lines import blocks, encoding_of
from classifier.records import ChatWarning

FORMAT = "text"
_LEAST = 1
_TAG = r"(?:[a-z]|li|t[drh]|[bh]r|h[1-6]|d[tdl]|div|span|pre|code|option)"
_NICKED = re.compile(rf"<[ @+%&~]?(?!{_TAG}>)([^<>/@\n=]{{1,40}})>\s+(\S.*)")
"""A name as IRC programs write it, and no mark of a page."""
_EVENT = re.compile(r"\*{1,3} \S.*")
"""What somebody did, as the same programs write it."""
_LEVEL = r"(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL)\b"
_SPOKEN = re.compile(rf"(?!{_LEVEL})\[?([^:\n\[\]<]{{1,40}})\]?:\s+(\S.*)|{_NICKED.pattern}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLED = 60
_SHARE = 0.8
_ABOUT = re.compile(r"(?:read[ _-]?me|licen[cs]e|no[ _-]data)(?:\.\w+)?", re.IGNORECASE)


def recognise(sample: Sample) -> int:
    """How surely the sample is plain text: the last resort, and nothing that opens like markup or JSON.

    A file that is called a table is not read as lines, for cells would pass for messages; nor is one
    that tells about a download, and nor is one that holds a NUL or many controls, for no text does.
    """
    if sample.name.lower().endswith((".csv", ".tsv")) or _ABOUT.fullmatch(sample.name):
        return 0
    text = sample.start
    controls = _CONTROL.findall(text)
    if "\N{NULL}" in controls or len(controls) * 50 > len(text):
        return 0
    if text.startswith("<"):
        lines = [line for line in text.split("\n")[:_SAMPLED] if line.strip()]
        return _LEAST if all(_NICKED.fullmatch(line) or _EVENT.fullmatch(line) for line in lines) else 0
    return _LEAST if text and text[0] != "{" and not text.startswith(("[{", "[[", "PK", "%PDF")) else 0


def read(document: Document) -> Parsed:
    """One chat of all lines; `name: text` gives a sender where nearly every line is so and names recur."""
    encoding = encoding_of(document)
    drafts: list[Draft] = []
    count = 0
    for block in blocks(document, encoding):
        for line in block.removesuffix("\n").split("\n"):
            count += 1
            if line.strip():
                drafts.append(Draft(line, first=count, last=count))
    if not drafts:
        raise document.error(1, "the text is blank; hand over the export again")
    warnings = [ChatWarning("sender_guessed", "names before a colon are taken for senders")] if _name(drafts) else []
    warnings.append(ChatWarning("unknown_layout", "no app's layout was recognised: each line is read as one message"))
    chat = chat_of(
        document, numbered(document, FORMAT, drafts), platform="text", title=document.stem,
        warnings=warnings,
    )  # fmt: skip
    return parsed(document, (chat,), count, encoding)


def _name(drafts: list[Draft]) -> bool:
    """Whether the drafts were given senders."""
    found = [_SPOKEN.fullmatch(draft.text.strip()) for draft in drafts]
    names = Counter(match[1] or match[3] for match in found if match)
    is_nicked = any(match and match[3] for match in found)
    deeds = [draft for draft in drafts if is_nicked and _EVENT.fullmatch(draft.text)]
    if names.total() < _SHARE * (len(drafts) - len(deeds)) or len(names) * 3 > names.total() * 2 or len(names) > 50:  # noqa: PLR2004 - a group
        return False
    for draft, match in zip(drafts, found, strict=True):
        if match:
            draft.sender, draft.text = bare(match[1] or match[3]), match[2] or match[4]
    for draft in deeds:
        draft.kind = "system"
    return True


READER = Format(FORMAT, recognise, read)

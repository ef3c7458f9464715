"""Captions that name who speaks, as Meet saves its chats and Teams and Zoom their meetings: cues of a place in time."""

import html
import re
from collections.abc import Iterator, Sequence

from classifier.readers.reading import Document, Draft, Format, Parsed, Sample
from classifier.readers.scan.chats import chat_of, numbered, parsed
from classifier.readers.scan.clock import bare
from classifier.readers.scan.lines import encoding_of
from classifier.readers.scan.stamped import Block, Opened, opened_blocks

FORMAT = "captions"
_AT = r"(?:\d{1,2}:)?\d{1,2}:\d\d[.,]\d{3}"
_CUE = re.compile(rf"(?P<from>{_AT})(?:,| --> ){_AT}(?: .*)?")
_SPOKEN = re.compile(
    r"<v(?:\.[^\s>]*)? (?P<voice>[^<>\n]{1,80})>(?P<said>.*)|(?P<name>[^:<>\n]{1,60}):\s(?P<words>.*)", re.DOTALL
)
_VOICE = re.compile(r"\s*(?=<v[ .])")
_TAG = re.compile(rf"</?(?:v|c|i|b|u|s|font|lang|ruby|rt)\b[^<>]*>|<{_AT}>")
_FONT = re.compile(r"</?font\b[^<>]*>")
_NUMBER = re.compile(r"[\w-]{1,60}(?:/\d+-\d+)?")
_SAMPLED = 300
_MOSTLY = 0.6
_SURE = 70


def recognise(sample: Sample) -> int:
    """How surely the sample is such a text: most cues name a speaker, as those of a film do not."""
    lines = sample.start.split("\n")[:_SAMPLED]
    cues = [place for place, line in enumerate(lines[:-1]) if _CUE.fullmatch(line.strip())]
    spoken = sum(bool(_SPOKEN.match(_FONT.sub("", lines[place + 1]))) for place in cues)
    return _SURE if cues and spoken >= _MOSTLY * len(cues) and len(cues) * 5 >= len(lines) else 0


def read(document: Document) -> Parsed:
    """The chat, in file order; where in the recording a cue stands is no moment."""
    encoding = encoding_of(document)
    seen = Opened()
    drafts = list(_drafts(list(opened_blocks(document, encoding, _CUE, seen))))
    if not drafts:
        raise document.error(1, "no message found; save the captions again")
    chat = chat_of(document, numbered(document, FORMAT, drafts), platform="text", title=document.stem)
    return parsed(document, (chat,), seen.lines, encoding)


def _drafts(cues: Sequence[Block]) -> Iterator[Draft]:
    """A draft for each cue, or for each voice in one; the number of the next one stands in its last line."""
    for place, cue in enumerate(cues, start=1):
        lines = list(cue.lines)
        if place < len(cues) and len(lines) > 1 and not lines[-2].strip() and _NUMBER.fullmatch(lines[-1].strip()):
            lines.pop()
        text = _FONT.sub("", "\n".join(lines)).strip()
        for said in filter(None, _VOICE.split(text)) if text else [text]:
            found = _SPOKEN.fullmatch(said)
            name = bare(found["voice"] or found["name"]) or None if found else None
            words = (found["said"] or found["words"] or "") if found else said
            name = html.unescape(name) if name else None
            yield Draft(
                html.unescape(_TAG.sub("", words)).strip(),
                name,
                as_written=cue.opening["from"],
                first=cue.first,
                last=cue.last,
            )


READER = Format(FORMAT, recognise, read)

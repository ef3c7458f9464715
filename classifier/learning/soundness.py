"""Whether the corpus and the suite are what their data card says: counted, compared, and what falls short named."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classifier.learning.corpus import (
    ChatExample,
    CueExample,
    Example,
    read_corpus_chats,
    read_cue_lines,
    read_messages,
)
from classifier.learning.soundness_agreement import Reading, agreement_table, read_agreement, unsettled
from classifier.learning.soundness_counts import (
    Requirement,
    chat_requirements,
    chat_table,
    cue_table,
    message_requirements,
    message_tables,
    suite_requirements,
    suite_table,
)
from classifier.learning.soundness_duplicates import ABOVE, near_duplicates
from classifier.learning.soundness_frames import commonest_frames
from classifier.learning.soundness_lines import (
    LINE_READINGS,
    LineReading,
    line_readings_table,
    read_line_readings,
    unread_or_overruled,
)
from classifier.learning.soundness_readings import (
    READINGS,
    ChatReading,
    chat_readings_table,
    read_chat_readings,
    unread,
)
from classifier.learning.splits import Splits, read_splits
from classifier.learning.suite import Case, read_suite
from classifier.learning.tables import table

MOST_IN_A_FRAME = 0.01
"""No frame may stand in a larger share of the lines."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """A corpus and a suite as they were read; reading alone holds every line to the label rules."""

    examples: list[Example]
    chats: list[ChatExample]
    cases: list[Case]
    message_splits: Splits
    chat_splits: Splits
    readings: list[Reading]
    line_readings: list[LineReading]
    chat_readings: list[ChatReading]
    cues: list[CueExample]
    cue_splits: Splits
    lines: list[tuple[str, dict[str, Any]]]
    """Each message line's place in its file, and the line as written; the suite's lines follow."""


@dataclass(frozen=True, slots=True)
class Soundness:
    """The tables of the data card by name, and a sentence for everything that falls short."""

    tables: dict[str, str]
    shortfalls: tuple[str, ...]


def read_holdings(corpus: Path, suite: Path) -> Holdings:
    """Everything that is checked; CorpusError names the first line that breaks the guidelines' form."""
    return Holdings(
        examples=read_messages(corpus / "messages"),
        chats=read_corpus_chats(corpus / "chats"),
        cases=read_suite(suite),
        message_splits=read_splits(corpus, "messages"),
        chat_splits=read_splits(corpus, "chats"),
        readings=read_agreement(corpus),
        line_readings=read_line_readings(corpus),
        chat_readings=read_chat_readings(corpus),
        cues=read_cue_lines(corpus / "cues"),
        cue_splits=read_splits(corpus, "cues"),
        lines=[*_lines(corpus / "messages"), *_lines(suite)],
    )


def check(held: Holdings) -> Soundness:
    """The counts, and what falls short of them or of the rules of soundness."""
    frames = commonest_frames([example.text for example in held.examples])
    requirements = [
        *message_requirements(held.examples),
        *chat_requirements(held.chats),
        *suite_requirements(held.cases),
        *(Requirement(f"share of lines in the frame «{name}»", found, most=MOST_IN_A_FRAME) for name, found in frames),
    ]
    tables = message_tables(held.examples, held.message_splits) | {
        "chats": chat_table(held.chats, held.chat_splits),
        "cues": cue_table(held.cues, held.cue_splits),
        "suite": suite_table(held.cases),
        "frames": table(("frame", "share of lines"), [(name, f"{found:.2%}") for name, found in frames]),
        "agreement": agreement_table(held.readings),
        "line readings": line_readings_table(held.line_readings),
        "chat readings": chat_readings_table(held.chat_readings, held.chats),
    }
    short = (
        *(str(requirement) for requirement in requirements if not requirement.met),
        *_voiceless(held),
        *twins(held),
        *(f"agreement.json: {digest} carries other labels than were settled" for digest in _open(held)),
        *(
            f"{LINE_READINGS}: {digest} was not read by two, or carries other tactics than most told; "
            "have it read, or mend it"
            for digest in _overruled(held)
        ),
        *(
            f"{READINGS}: no blind reading of {name} tells what it holds; have it read, or mend it"
            for name in unread(held.chat_readings, _kept(held))
        ),
    )
    return Soundness(tables, short)


def twins(held: Holdings) -> list[str]:
    """A sentence for each two lines that are nearly the same, the pairs that are meant so left out.

    Meant so are lines of one contrast `pair`, and cases of the suite among themselves, which are minimal pairs.
    """
    found = near_duplicates([row["text"] for _, row in held.lines])
    return [
        f"{held.lines[two.first][0]} and {held.lines[two.second][0]}: {two.similarity:.2f} alike; "
        f"take one out or join them as a pair (limit {ABOVE})"
        for two in found
        if two.first < len(held.examples) and not _joined(held.lines[two.first][1], held.lines[two.second][1])
    ]


def _joined(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return "id" not in other and one.get("pair") is not None and one.get("pair") == other.get("pair")


def _voiceless(held: Holdings) -> Iterator[str]:
    for place, row in held.lines[: len(held.examples)]:
        if not row.get("voice"):
            yield f"{place}: names no voice; a line without one cannot be kept out of training"


def _kept(held: Holdings) -> list[ChatExample]:
    return [chat for part in ("validation", "test") for chat in held.chat_splits.pick(held.chats, part)]


def _open(held: Holdings) -> list[str]:
    return unsettled(held.readings, held.examples)


def _overruled(held: Holdings) -> list[str]:
    kept = [e for part in ("validation", "test") for e in held.message_splits.pick(held.examples, part)]
    return unread_or_overruled(held.line_readings, kept, (reading.digest for reading in held.readings))


def _lines(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The place and the row of each line, in the order in which the corpus and the suite are read."""
    for file in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            yield f"{file.name}:{number}", json.loads(line)


def told(short: Sequence[str]) -> str:
    """What falls short, one a line."""
    return "\n".join(f"short: {sentence}" for sentence in short) or "nothing falls short"

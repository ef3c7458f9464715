"""The corpus: labelled messages and chats, read and held to the form of the annotation guidelines."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from classifier.errors import CorpusError
from classifier.labels import CHAT_LABELS, CUES, LABELS, PRIORITIES, STAGES, TACTICS, label_of

DIALECTS: Final = (
    "iraqi",
    "gulf",
    "levantine",
    "egyptian",
    "maghrebi",
    "yemeni",
    "sudanese",
    "libyan",
    "msa",
)
STYLES: Final = ("clean", "noisy", "arabizi", "mixed")

_DIALLED = re.compile(r"(?<!\d)(?:\+?964|0)7\d{8,9}|\+(?!964)\d{8,14}")
"""An Iraqi mobile number, or one with another country's code."""
_UNDIALLABLE = re.compile(r"(?:\+?964|0)7[057]000000")
_TO_ASCII = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789", " -()")


@dataclass(frozen=True, slots=True)
class Example:
    """One message of the corpus, judged alone."""

    text: str
    labels: tuple[str, ...]
    tactics: tuple[str, ...]
    dialect: str
    style: str
    voice: str
    pair: str | None = None


@dataclass(frozen=True, slots=True)
class CueExample:
    """One line with the cues of urgency that it holds."""

    text: str
    cues: tuple[str, ...]
    dialect: str
    voice: str


@dataclass(frozen=True, slots=True)
class ChatLine:
    """One line of a corpus chat, judged in its context."""

    sent_at: datetime
    sender: str | None
    text: str
    labels: tuple[str, ...]
    tactics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChatExample:
    """One chat of the corpus with its verdict."""

    id: str
    voice: str
    dialect: str
    labels: tuple[str, ...]
    offenders: tuple[str, ...]
    stage: str
    priority: str
    plot: str
    lines: tuple[ChatLine, ...]


def read_messages(path: Path) -> list[Example]:
    """The messages of a .jsonl file or of every one in a folder; CorpusError names the line that is wrong."""
    return [_example(row, place, voice) for row, place, voice in _rows(path)]


def read_cue_lines(path: Path) -> list[CueExample]:
    """The cue lines of a .jsonl file or of every one in a folder; CorpusError names the line that is wrong."""
    return [_cue_line(row, place, voice) for row, place, voice in _rows(path)]


def read_corpus_chats(path: Path) -> list[ChatExample]:
    """The chats of a .jsonl file or of every one in a folder; CorpusError names the line that is wrong."""
    return [_chat(row, place) for row, place, _ in _rows(path)]


def _rows(path: Path) -> Iterator[tuple[dict[str, Any], str, str]]:
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files or not all(file.is_file() for file in files):
        raise CorpusError(f"{path}: no .jsonl file here. Name a corpus file or the folder that holds them.")
    for file in files:
        # a text may hold the other characters at which `splitlines` cuts
        for number, line in enumerate(io.StringIO(_written(file)), 1):
            place = f"{file}:{number}"
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise CorpusError(f"{place}: not JSON. Write one object a line.") from error
            if not isinstance(row, dict):
                raise CorpusError(f"{place}: not an object. Write one object a line.")
            yield row, place, file.stem.removeprefix("voice_")


def _written(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{file}: not UTF-8 at byte {error.start}. Save it as UTF-8.") from error


def _example(row: dict[str, Any], place: str, voice: str) -> Example:
    _check_labels(row, place)
    _check_word(row.get("dialect"), DIALECTS, "dialect", place)
    _check_word(row.get("style"), STYLES, "style", place)
    labels, tactics = tuple(row["labels"]), tuple(row["tactics"])
    return Example(
        row["text"], labels, tactics, row["dialect"], row["style"], row.get("voice") or voice, row.get("pair")
    )


def _cue_line(row: dict[str, Any], place: str, voice: str) -> CueExample:
    if not isinstance(row.get("text"), str) or not row["text"].strip() or not isinstance(row.get("cues"), list):
        raise CorpusError(f"{place}: a text and a list of cues are needed")
    for cue in row["cues"]:
        _check_word(cue, CUES, "cue", place)
    _check_word(row.get("dialect"), DIALECTS, "dialect", place)
    return CueExample(row["text"], tuple(row["cues"]), row["dialect"], row.get("voice") or voice)


def _chat(row: dict[str, Any], place: str) -> ChatExample:
    for label in row["labels"]:
        _check_word(label, CHAT_LABELS, "chat label", place)
    _check_word(row.get("stage"), STAGES, "stage", place)
    _check_word(row.get("priority"), PRIORITIES, "priority", place)
    _check_verdict(row, place)
    lines = []
    for number, line in enumerate(row["messages"], 1):
        _check_labels(line, f"{place} message {number}")
        _check_numbers(line["sender"] or "", f"{place} message {number}")
        labels, tactics = tuple(line["labels"]), tuple(line["tactics"])
        lines.append(ChatLine(datetime.fromisoformat(line["t"]), line["sender"], line["text"], labels, tactics))
    voice, labels, offenders = row["voice"], tuple(row["labels"]), tuple(row["offenders"])
    return ChatExample(
        row["id"],
        voice,
        row["dialect"],
        labels,
        offenders,
        row["stage"],
        row["priority"],
        row["plot"],
        tuple(lines),
    )


def _check_labels(row: dict[str, Any], place: str) -> None:
    text, labels, tactics = row.get("text"), row.get("labels"), row.get("tactics")
    if not isinstance(text, str) or not text.strip():
        raise CorpusError(f"{place}: the text is missing or empty")
    if not isinstance(labels, list) or not isinstance(tactics, list):
        raise CorpusError(f"{place}: labels and tactics must be lists")
    for label in labels:
        _check_word(label, LABELS, "label", place)
    for tactic in tactics:
        _check_word(tactic, TACTICS, "tactic", place)
    if {label_of(tactic) for tactic in tactics} != set(labels):
        raise CorpusError(f"{place}: each label needs a tactic under it, and each tactic its label")
    _check_numbers(text, place)


def _check_numbers(written: str, place: str) -> None:
    for number in _DIALLED.findall(written.translate(_TO_ASCII)):
        if not _UNDIALLABLE.match(number):
            raise CorpusError(
                f"{place}: holds a number that may be dialled; use 0770 000 00xx, 0750 000 00xx or +964 700 000 00xx"
            )


def _check_verdict(row: dict[str, Any], place: str) -> None:
    senders = {line.get("sender") for line in row["messages"]}
    if bool(row["labels"]) != bool(row["offenders"]) or not set(row["offenders"]) <= senders:
        raise CorpusError(f"{place}: a labelled chat names offenders that are senders in it, and only such a chat")
    if not row["labels"] and (row["stage"], row["priority"]) != ("none", "none"):
        raise CorpusError(f"{place}: a chat without labels has stage and priority none")
    if "extortion" in row["labels"] and (row["stage"] != "demand" or row["priority"] not in {"high", "critical"}):
        raise CorpusError(f"{place}: extortion means stage demand and priority high or critical")


def _check_word(word: object, known: tuple[str, ...], what: str, place: str) -> None:
    if word not in known:
        raise CorpusError(f"{place}: unknown {what} {word!r}; known: {', '.join(known)}")

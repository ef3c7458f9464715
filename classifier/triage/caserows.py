"""The rows of a case file as they are kept, and what they must be when they are read."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

Facts = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Case:
    """A flagged chat of an earlier run; `id` is what `forget` takes."""

    id: str
    chat: str
    labels: tuple[str, ...]
    priority: str
    seen_at: datetime
    facts: Facts
    """What a summary counts the case by, as the caller of `remember` stated it."""


def storable(text: str) -> str:
    r"""The text as SQLite takes it: halves of surrogate pairs, as in names of files, stand as `\udcff`."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def as_case(row: Sequence[object]) -> Case:
    """The case of a row of `cases`; ValueError where it is none."""
    case, chat, labels, priority, seen_at, facts = map(_text, row)
    moment = datetime.fromisoformat(seen_at)
    counted = json.loads(facts)
    if moment.tzinfo is None or not isinstance(counted, dict):
        raise ValueError("no case")
    return Case(case, chat, _texts(json.loads(labels)), priority, moment, {k: _texts(v) for k, v in counted.items()})


def as_numbers(row: Sequence[object]) -> tuple[str, tuple[int, ...]]:
    """The case of a row of `marks`, and the numbers of the messages that show it; ValueError where it is none."""
    case, written = map(_text, row)
    numbers = json.loads(written)
    if not isinstance(numbers, list) or not all(type(number) is int for number in numbers):
        raise ValueError("no numbers")
    return case, tuple(numbers)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")  # noqa: TRY004 - a value that was read
    return value


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise ValueError("no list")  # noqa: TRY004 - a value that was read
    return tuple(map(_text, values))

"""How well entities are found: precision, recall and F1 by kind on spans marked by hand."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classifier.errors import CorpusError
from classifier.evidence.entities import KINDS
from classifier.records import Entity


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """Characters `start` to `end` of a text that name something of a kind; its normal value where it was marked."""

    kind: str
    start: int
    end: int
    value: str | None = None


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text with every entity in it, marked by hand; and as another reader marked it again, where one did."""

    text: str
    spans: tuple[MarkedSpan, ...]
    again: tuple[MarkedSpan, ...] | None = None


@dataclass(frozen=True, slots=True)
class KindFigures:
    """Figures of one kind: a find is right when its kind and both its ends are those marked.

    `value_right` is the share of right finds whose value is the marked one, where one was marked (None for none).
    """

    marked: int
    found: int
    right: int
    precision: float
    recall: float
    f1: float
    value_right: float | None


def read_marked(path: str | Path) -> tuple[MarkedText, ...]:
    """The marked texts of a file: a JSON list of `{"text", "spans": [{"kind", "text", "start", "value"?}], "again"?}`.

    Raises:
        CorpusError: a span does not hold the characters that it quotes, or names an unknown kind.
    """
    try:
        rows = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CorpusError(f"{path}: cannot be read as a JSON list of marked texts") from error
    return tuple(
        MarkedText(
            row["text"],
            _spans(path, number, row, "spans"),
            _spans(path, number, row, "again") if "again" in row else None,
        )
        for number, row in enumerate(rows, 1)
    )


def agreement(texts: Sequence[MarkedText]) -> dict[str, float]:
    """The F1 of every kind, and of all together, of what the second reader marked beside the first one's marks.

    It counts the texts that two readers marked; a kind that neither met has none.
    """
    twice = {text.text: text for text in texts if text.again is not None}
    figures = entity_figures(tuple(twice.values()), lambda text: twice[text].again or ())
    return {kind: row.f1 for kind, row in figures.items() if row.marked or row.found}


def entity_figures(
    texts: Sequence[MarkedText], find: Callable[[str], Iterable[Entity | MarkedSpan]]
) -> dict[str, KindFigures]:
    """The figures of every kind that was marked or that `find` found, then of all together as `all`."""
    right: list[tuple[MarkedSpan, str | None]] = []
    marked: list[MarkedSpan] = []
    found: list[str] = []
    for text in texts:
        finds = dict(map(_place_and_value, find(text.text)))
        marked += text.spans
        found += [kind for kind, _, _ in finds]
        right += [(s, finds[place]) for s in text.spans if (place := (s.kind, s.start, s.end)) in finds]
    kinds = [kind for kind in KINDS if kind in found or any(span.kind == kind for span in marked)]
    return {kind: _figures([kind], marked, found, right) for kind in kinds} | {
        "all": _figures(kinds, marked, found, right)
    }


def _figures(
    kinds: Sequence[str],
    marked: Iterable[MarkedSpan],
    found: Iterable[str],
    right: Iterable[tuple[MarkedSpan, str | None]],
) -> KindFigures:
    wanted, got = sum(span.kind in kinds for span in marked), sum(kind in kinds for kind in found)
    hits = [(span, value) for span, value in right if span.kind in kinds]
    valued = [span.value == value for span, value in hits if span.value is not None]
    return KindFigures(
        marked=wanted,
        found=got,
        right=len(hits),
        precision=round(len(hits) / got, 4) if got else 0.0,
        recall=round(len(hits) / wanted, 4) if wanted else 0.0,
        f1=round(2 * len(hits) / (wanted + got), 4) if wanted + got else 0.0,
        value_right=round(sum(valued) / len(valued), 4) if valued else None,
    )


def _place_and_value(found: Entity | MarkedSpan) -> tuple[tuple[str, int, int], str | None]:
    span = found.span if isinstance(found, Entity) else found
    return (found.kind, span.start, span.end), found.value


def _spans(path: str | Path, number: int, row: dict[str, Any], name: str) -> tuple[MarkedSpan, ...]:
    return tuple(_span(path, number, row["text"], span) for span in row[name])


def _span(path: str | Path, number: int, text: str, row: dict[str, str | int]) -> MarkedSpan:
    start, words, kind = int(row["start"]), str(row["text"]), str(row["kind"])
    if not words or text[start : start + len(words)] != words or kind not in KINDS:
        raise CorpusError(
            f"{path}: text {number}: a marked span is not in its text. Mark its exact characters and a known kind."
        )
    value = row.get("value")
    return MarkedSpan(kind, start, start + len(words), None if value is None else str(value))

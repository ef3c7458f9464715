"""A message cut at its findings, so that whoever draws it needs no offsets."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from classifier.labels import LABELS
from classifier.records import MessageVerdict, Span

LEFT_TO_RIGHT: Final = frozenset({"phone", "card", "iban", "wallet", "email", "link", "handle"})
"""Kinds of entity whose value reads from left to right in any language."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring characters of a message that the same findings cover."""

    text: str
    labels: tuple[str, ...] = ()
    entity: str | None = None

    @property
    def tone(self) -> str:
        """The classes that colour the piece and keep its order; empty where nothing was found."""
        entity = ("entity",) if self.entity else ()
        order = ("ltr",) if self.entity in LEFT_TO_RIGHT else ()
        return " ".join((*self.labels, *entity, *order))


def cut(found: MessageVerdict) -> tuple[Piece, ...]:
    """The message's text in pieces that, joined, are the text as written, character for character."""
    text = found.message.text
    spans = [one.span for one in found.evidence] + [one.span for one in found.entities]
    edges = sorted({0, len(text), *(edge for span in spans for edge in (span.start, span.end))})
    inside = [edge for edge in edges if 0 <= edge <= len(text)]
    return tuple(
        Piece(text[start:end], _labels(found, start, end), _entity(found, start, end))
        for start, end in pairwise(inside)
    )


def _covers(span: Span, start: int, end: int) -> bool:
    return span.start <= start and end <= span.end


def _labels(found: MessageVerdict, start: int, end: int) -> tuple[str, ...]:
    held = {one.label for one in found.evidence if _covers(one.span, start, end)}
    return tuple(label for label in LABELS if label in held)


def _entity(found: MessageVerdict, start: int, end: int) -> str | None:
    return next((one.kind for one in found.entities if _covers(one.span, start, end)), None)

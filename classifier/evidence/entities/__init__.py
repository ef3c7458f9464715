"""Sums, deadlines, numbers, accounts, links and people named in a message, on the text as written."""

from datetime import datetime

from classifier.evidence.entities import money
from classifier.evidence.entities.fold import fold
from classifier.records import Entity


def find_entities(text: str, sent_at: datetime | None) -> tuple[Entity, ...]:
    """The entities of a message in text order."""
    found = money.find(fold(text))
    return tuple(sorted(found, key=lambda entity: (entity.span.start, entity.span.end)))

"""Whose words a message is: those who drive the harm or the other side, and each sender by name."""

from collections.abc import Sequence

from classifier.labels import OFFENDER_LABELS
from classifier.records import MessageVerdict, Reason


def of_offenders(verdict: MessageVerdict, offenders: Sequence[str | None]) -> bool:
    """Whether one of the offenders wrote a message; of nameless ones, whether it does not speak as the one harmed."""
    if verdict.message.sender is not None or None not in offenders:
        return verdict.message.sender in offenders
    carried = {*verdict.labels, *verdict.in_context}
    return not ("victim" in carried and carried.isdisjoint(OFFENDER_LABELS))


def by_sender(key: str, verdicts: Sequence[MessageVerdict]) -> list[Reason]:
    """The reason `key` once for each sender of the messages, naming that one's own, in order of their first."""
    numbers: dict[str, list[int]] = {}
    for verdict in verdicts:
        numbers.setdefault(verdict.message.sender or "", []).append(verdict.message.number)
    return [Reason(key, tuple(held), (("name", name),)) for name, held in numbers.items()]

"""The tables that leave the program: one row a chat, one row a message."""

from collections.abc import Iterator, Sequence
from typing import Final

from classifier.labels import LABELS
from classifier.records import ChatVerdict, Message, MessageVerdict
from classifier.report.cells import Cell
from classifier.report.clock import wall
from classifier.report.finding import demand_of, findings
from classifier.report.run import Run

CHAT_COLUMNS: Final = (
    "rank", "priority", "labels", "probability", "offenders", "stage", "sum", "deadline", "channel",
    "chat", "case", "title", "platform", "participants", "messages", "flagged", "first_flagged",
    "first_sent_at", "last_sent_at", "links", "warnings", "reasons", "file",
)  # fmt: skip
"""The columns of `chats.csv`; `case` is what a case file keeps a flagged chat under."""

MESSAGE_COLUMNS: Final = (
    "chat", "number", "sent_at", "sent_at_as_written", "sender", "kind", "edited", "text",
    "labels", "in_context", "tactics", *LABELS,
    "file", "sha256", "member", "first_line", "last_line", "sheet", "row",
)  # fmt: skip
"""The columns of `messages.csv`."""

JOIN: Final = "; "
"""Stands between the values of one cell."""


def chat_rows(verdicts: Sequence[ChatVerdict], run: Run) -> Iterator[tuple[Cell, ...]]:
    """One row a chat in the order of `CHAT_COLUMNS`, the most urgent first."""
    for rank, verdict in enumerate(verdicts, start=1):
        yield _chat_row(rank, verdict, run)


def message_rows(verdicts: Sequence[ChatVerdict], run: Run) -> Iterator[tuple[Cell, ...]]:
    """One row a message in the order of `MESSAGE_COLUMNS`, chat after chat, in file order."""
    for verdict in verdicts:
        judged = {found.message.number: found for found in verdict.verdicts}
        for message in verdict.chat.messages:
            yield message_row(verdict, message, judged.get(message.number), run)


def message_row(verdict: ChatVerdict, message: Message, found: MessageVerdict | None, run: Run) -> tuple[Cell, ...]:
    """One message in the order of `MESSAGE_COLUMNS`; one that nobody judged has empty cells there."""
    source = message.source
    return (
        verdict.chat.id,
        message.number,
        wall(message.sent_at, run.timezone),
        message.sent_at_as_written,
        message.sender,
        message.kind,
        "yes" if message.edited else "no",
        message.text,
        *_judgement(found),
        source.file,
        source.sha256,
        source.member,
        source.first_line,
        source.last_line,
        source.sheet,
        source.row,
    )


def _judgement(found: MessageVerdict | None) -> tuple[Cell, ...]:
    if found is None:
        return (None,) * (3 + len(LABELS))
    chances = (round(found.probability[label], 4) for label in LABELS)
    joined = (JOIN.join(words) for words in (found.labels, found.in_context, found.tactics))
    return (*joined, *chances)


def _chat_row(rank: int, verdict: ChatVerdict, run: Run) -> tuple[Cell, ...]:
    chat, demand = verdict.chat, demand_of(verdict)
    times = [moment for m in chat.messages if (moment := wall(m.sent_at, run.timezone))]
    return (
        rank,
        verdict.priority,
        JOIN.join(verdict.labels) or "none",
        round(verdict.probability, 4),
        JOIN.join(offender.name for offender in verdict.offenders),
        verdict.stage,
        demand.sum,
        demand.deadline,
        demand.channel,
        chat.id,
        verdict.case if verdict.labels else None,
        chat.title,
        chat.platform,
        JOIN.join(chat.participants),
        len(chat.messages),
        len(findings(verdict)),
        verdict.first_flagged,
        min(times, default=None),
        max(times, default=None),
        JOIN.join(dict.fromkeys(link.chat for link in verdict.links)),
        JOIN.join(warning.kind for warning in chat.warnings),
        " ".join(reason.sentence(run.lang) for reason in verdict.reasons),
        JOIN.join(dict.fromkeys(m.source.file for m in chat.messages)),
    )

"""The ranked chats in a few lines, for the terminal."""

from collections.abc import Sequence
from typing import Final

from rich import box
from rich.table import Table
from rich.text import Text

from classifier.records import ChatVerdict
from classifier.report.bilingual import head_words
from classifier.report.finding import demand_of, findings, needs_a_look
from classifier.wording.titles import channel_title, title

COLUMNS: Final = ("rank", "priority", "labels", "offenders", "demanded", "stage", "title", "messages")
SHORT: Final = frozenset({"rank", "priority", "messages"})
"""Columns of a word or a number, which are not broken over lines."""
ROWS: Final = 20
"""Chats shown; the report holds all."""
COLOURS: Final = {"critical": "bold red", "high": "yellow", "medium": "cyan", "none": "dim"}
"""Colours that the terminal drops by itself where it is none."""


def terminal_table(verdicts: Sequence[ChatVerdict], *, lang: str) -> Table:
    """A rich table of the most urgent flagged chats; printed to a file or a pipe it is plain text."""
    flagged = [(rank, v) for rank, v in enumerate(verdicts, start=1) if needs_a_look(v)]
    table = Table(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        padding=0,
        caption=_caption(len(flagged), len(verdicts), lang),
    )
    heads = head_words(lang)
    for name in COLUMNS:
        table.add_column(heads[name], overflow="fold", no_wrap=name in SHORT)
    for rank, verdict in flagged[:ROWS]:
        table.add_row(*_cells(rank, verdict, lang))
    return table


def plain(text: str) -> str:
    """The text without control characters, which could drive a terminal, and marks that turn letters."""
    return "".join(sign for sign in text if sign.isprintable())


def _cells(rank: int, verdict: ChatVerdict, lang: str) -> tuple[Text, ...]:
    demand = demand_of(verdict)
    through = demand.channel and channel_title(demand.channel, lang)
    asked = " · ".join(part for part in (demand.sum, demand.deadline, through) if part)
    return (
        Text(str(rank)),
        Text(title("priority", verdict.priority, lang), style=COLOURS[verdict.priority]),
        Text(", ".join(title("chat_label", label, lang) for label in verdict.labels)),
        Text(plain(", ".join(offender.name for offender in verdict.offenders))),
        Text(plain(asked)),
        Text(title("stage", verdict.stage, lang)),
        Text(plain(verdict.chat.title)),
        Text(f"{len(findings(verdict))}/{len(verdict.chat.messages)}"),
    )


def _caption(flagged: int, chats: int, lang: str) -> str:
    shown = min(flagged, ROWS)
    if lang == "ar":
        return f"المحادثات المؤشَّرة: {shown} من {flagged}، من أصل {chats}. الحكم للإنسان."
    return f"{shown} of {flagged} flagged chats, out of {chats}. A person judges."

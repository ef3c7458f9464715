"""What the corpus and the suite hold, counted, and the counts that they must reach."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from classifier.labels import CHAT_LABELS, CUES, LABELS, PRIORITIES, TACTICS
from classifier.learning.corpus import DIALECTS, STYLES, ChatExample, CueExample, Example
from classifier.learning.soundness_hard import hard_share
from classifier.learning.splits import PARTS, Splits
from classifier.learning.suite import Case
from classifier.learning.tables import table

NONE: Final = "none"
LONG_CHAT: Final = 300
"""Messages from which a chat counts as long."""
_LATER_VOICE: Final = re.compile(r"w\d+_")


@dataclass(frozen=True, slots=True)
class Requirement:
    """A count or a share (0 to 1) that was found, and the bounds it must keep to."""

    name: str
    found: float
    least: float = 0
    most: float = float("inf")

    @property
    def met(self) -> bool:
        """Whether what was found lies inside the bounds."""
        return self.least <= self.found <= self.most

    def __str__(self) -> str:
        bounds = [f"at least {self.least:g}"] * (self.least > 0) + [f"at most {self.most:g}"] * (self.most < self.found)
        return f"{self.name}: {self.found:g}, needed {' and '.join(bounds)}"


def beyond_first(examples: Sequence[Example]) -> list[Example]:
    """The lines written after the first corpus, told by their voice's name."""
    return [example for example in examples if _LATER_VOICE.match(example.voice)]


def message_requirements(examples: Sequence[Example]) -> list[Requirement]:
    """The counts that the messages must reach."""
    later = beyond_first(examples)

    def share(holds: Callable[[Example], bool]) -> float:
        return sum(map(holds, later)) / max(len(later), 1)

    tactics = Counter(tactic for example in examples for tactic in example.tactics)
    return [
        Requirement("lines beyond the first corpus", len(later), least=10_000),
        Requirement("of them Iraqi", share(lambda e: e.dialect == "iraqi"), least=0.45, most=0.55),
        Requirement("of them Arabizi", share(lambda e: e.style == "arabizi"), least=0.12),
        Requirement("of them noisy or in two scripts", share(lambda e: e.style in {"noisy", "mixed"}), least=0.25),
        Requirement("of them without a label", share(lambda e: not e.labels), least=0.5, most=0.6),
        # twins take their words from labelled lines, so the more of them there are, the fewer words lean to a label
        Requirement("of these hard", hard_share(examples, later), least=0.65),
        *(Requirement(f"lines with {tactic}", tactics[tactic], least=750) for tactic in TACTICS),
    ]


def chat_requirements(chats: Sequence[ChatExample]) -> list[Requirement]:
    """The counts that the chats must reach."""
    return [
        Requirement("chats", len(chats), least=300),
        Requirement("chats with a label", sum(bool(chat.labels) for chat in chats), least=140),
        Requirement("harmless chats", sum(not chat.labels for chat in chats), least=160),
        Requirement("chats of 300 messages and more", sum(len(c.lines) >= LONG_CHAT for c in chats), least=12),
    ]


def suite_requirements(cases: Sequence[Case]) -> list[Requirement]:
    """The counts that the functional suite must reach."""
    return [
        Requirement("functionalities", len({case.functionality for case in cases}), least=30),
        Requirement("cases", len(cases), least=1_500),
    ]


def message_tables(examples: Sequence[Example], splits: Splits) -> dict[str, str]:
    """The messages counted by label and tactic, dialect, style and voice, in each part."""
    parts = [splits.part(example.voice) for example in examples]

    def counted(head: str, names: Iterable[str], held: Callable[[Example], Iterable[str]]) -> str:
        counts = Counter((name, part) for example, part in zip(examples, parts, strict=True) for name in held(example))
        rows = [(n, sum(counts[n, p] for p in PARTS), *(counts[n, p] for p in PARTS)) for n in names]
        return table((head, "lines", *PARTS), rows)

    return {
        "labels": counted("label or tactic", ("all", NONE, *LABELS, *TACTICS), _marks),
        "dialects": counted("dialect", DIALECTS, lambda e: (e.dialect,)),
        "styles": counted("style", STYLES, lambda e: (e.style,)),
        "voices": counted("voice", sorted({e.voice for e in examples}), lambda e: (e.voice,)),
    }


def chat_table(chats: Sequence[ChatExample], splits: Splits) -> str:
    """The chats by what they are: how many, in which part, how long, how urgent."""
    kinds = sorted({_kind(chat) for chat in chats})
    return table(
        ("chat", "chats", *PARTS, "messages", "shortest", "longest", *(f"priority {name}" for name in PRIORITIES)),
        [_chat_row(kind, [c for c in chats if _kind(c) == kind], splits) for kind in kinds]
        + [_chat_row("all", chats, splits)],
    )


def cue_table(lines: Sequence[CueExample], splits: Splits) -> str:
    """The cue lines by cue, in each part."""
    parts = [splits.part(line.voice) for line in lines]
    marks = [("all", *(line.cues or (NONE,))) for line in lines]
    counts = Counter((name, part) for held, part in zip(marks, parts, strict=True) for name in held)
    rows = [(n, sum(counts[n, p] for p in PARTS), *(counts[n, p] for p in PARTS)) for n in ("all", NONE, *CUES)]
    return table(("cue", "lines", *PARTS), rows)


def suite_table(cases: Sequence[Case]) -> str:
    """The suite's functionalities with their cases and minimal pairs."""
    names = sorted({case.functionality for case in cases})
    rows = []
    for name in names:
        held = [case for case in cases if case.functionality == name]
        rows.append((name, len(held), len({case.pair for case in held if case.pair})))
    everything = ("all", len(cases), len({case.pair for case in cases if case.pair}))
    return table(("functionality", "cases", "pairs"), [*rows, everything])


def _marks(example: Example) -> tuple[str, ...]:
    return ("all", *(example.labels or (NONE,)), *example.tactics)


def _kind(chat: ChatExample) -> str:
    return " and ".join(label for label in CHAT_LABELS if label in chat.labels) or NONE


def _chat_row(kind: str, chats: Sequence[ChatExample], splits: Splits) -> tuple[object, ...]:
    lengths = [len(chat.lines) for chat in chats]
    parts, priorities = Counter(splits.part(chat.voice) for chat in chats), Counter(chat.priority for chat in chats)
    return (
        kind, len(chats), *(parts[part] for part in PARTS), sum(lengths), min(lengths, default=0),
        max(lengths, default=0), *(priorities[name] for name in PRIORITIES),
    )  # fmt: skip

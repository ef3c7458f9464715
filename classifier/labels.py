"""The words of the annotation guidelines: labels, tactics, chat labels, stages and priorities.

Everything that names one of them reads it here, in this order.
"""

from typing import Final

LABELS: Final = ("threat", "demand", "grooming", "victim")
"""What a message may carry; a message that carries none of them is "none"."""

OFFENDER_LABELS: Final = ("threat", "demand", "grooming")
"""The labels of messages that an offender writes."""

TACTICS: Final = (
    "threat.exposure",
    "threat.violence",
    "threat.retaliation",
    "demand.money",
    "demand.sexual",
    "demand.recruit",
    "demand.service",
    "demand.compliance",
    "grooming.romance",
    "grooming.images",
    "grooming.secrecy",
    "grooming.contact",
    "grooming.probing",
    "grooming.bait",
    "grooming.phishing",
    "victim.plea",
    "victim.disclosure",
)
"""The reasons behind a label, each named `<label>.<tactic>`."""

OUTPUTS: Final = LABELS + TACTICS
"""The columns of a score table: the labels, then the tactics."""

CHAT_LABELS: Final = ("extortion", "grooming", "threat")
"""What a whole chat may carry; a chat that carries none of them is "none"."""

STAGES: Final = ("none", "contact", "trust", "material", "leverage", "demand")
"""How far a chat has gone, from nothing to an open demand."""

PRIORITIES: Final = ("none", "medium", "high", "critical")
"""How soon a person must look, from never to now."""

CUES: Final = ("self_harm", "child", "sent")
"""What makes a chat critical in a message's words: a wish to die, a child concerned, material already sent."""
HEARD: Final = 0.5
"""The score from which a cue is heard."""

COLUMNS: Final = OUTPUTS + CUES
"""All that is heard in a text: the columns of a score table, then the cues."""

KINDS: Final = ("text", "media", "deleted", "system", "call")
"""What a line of an export is."""


def label_of(tactic: str) -> str:
    """The label that a tactic stands under."""
    return tactic.partition(".")[0]

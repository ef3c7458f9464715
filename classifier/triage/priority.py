"""How soon a person must look, by the guidelines' rules, with the reasons for the most urgent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from classifier.records import MessageVerdict, Reason
from classifier.triage.sides import by_sender
from classifier.triage.signs import Signs

_SUSPECTED: Final = 0.35
"""The likeliest chat label from which a wish to die counts though no label applies; chosen on training chats and long
validation chats, in which idle words are now and then heard as such a wish."""
_SURELY: Final = 0.7
"""How urgent a chat must be to be critical where no sign in it is clear by itself; chosen on validation chats."""


@dataclass(frozen=True, slots=True)
class Urgency:
    """How likely a chat that carries a label is critical, whether that is enough, and who says what makes it so.

    `pressing` are the numbers of the messages that threaten, demand or groom for those who drive the harm.
    """

    probability: float = 0.0
    enough: bool = False
    pressing: tuple[int, ...] = ()


def priority_and_reasons(
    labels: Sequence[str], signs: Signs, *, likeliest: float, urgency: Urgency
) -> tuple[str, tuple[Reason, ...]]:
    """The priority of a chat and the reasons that make it critical.

    Critical: harm now, that is a deadline still running, violence, a child, self-harm in anyone's
    words but the offender's, or material already sent. High: extortion. Medium: grooming or a threat.
    In a chat that carries a label the signs must be urgent together, but a wish to die put in words is enough; where
    all that is said is surely urgent, no sign need be clear by itself.
    In any other chat self-harm alone counts: in a victim's words, and in a chat whose `likeliest` label is not small.
    """
    if not labels:
        harmed = [v for v in signs.clear("self_harm") if "victim" in v.labels or likeliest >= _SUSPECTED]
        return ("critical", (_told("self_harm", harmed),)) if harmed else ("none", ())
    reasons = tuple(_reasons(labels, signs)) if urgency.enough else ()
    if not reasons and (worded := signs.worded("self_harm")):
        reasons = (_told("self_harm", worded),)
    if not reasons and urgency.enough and urgency.pressing and urgency.probability >= _SURELY:
        reasons = (Reason("sounds_urgent", urgency.pressing),)
    if reasons:
        return "critical", reasons
    return ("high" if "extortion" in labels else "medium"), ()


def _reasons(labels: Sequence[str], signs: Signs) -> Iterator[Reason]:
    if harmed := signs.clear("self_harm"):
        yield _told("self_harm", harmed)
    yield from by_sender("violence", signs.clear("violence"))
    if signs.deadline:
        yield signs.deadline
    yield from by_sender("material_sent", signs.clear("material_sent"))
    child = signs.clear("child")
    if child and {"extortion", "grooming"} & set(labels):
        yield _told("child", child)


def _told(key: str, verdicts: Sequence[MessageVerdict]) -> Reason:
    return Reason(key, tuple(verdict.message.number for verdict in verdicts))

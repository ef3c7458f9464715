"""How far a chat has gone, and at which message each stage began."""

from collections.abc import Sequence
from typing import Final

from classifier.labels import STAGES
from classifier.records import MessageVerdict, StageStart

_STAGE_OF: Final = {
    "grooming.contact": "contact",
    "grooming.probing": "contact",
    "grooming.romance": "trust",
    "grooming.secrecy": "trust",
    "grooming.bait": "trust",
    "grooming.images": "material",
    "grooming.phishing": "material",
}


def timeline_of(
    labels: Sequence[str], verdicts: Sequence[MessageVerdict], offenders: Sequence[str | None]
) -> tuple[StageStart, ...]:
    """The stages that the offenders' messages reach, each at its first message, in rising order.

    The chat's labels bound it: extortion reaches demand, a threat without one leverage, grooming at
    most material. A stage met after a later one is left out.
    """
    if not labels:
        return ()
    highest = "demand" if "extortion" in labels else "leverage" if "threat" in labels else "material"
    first: dict[str, int] = {}
    for verdict in verdicts:
        if verdict.message.sender in offenders:
            for stage in _stages(verdict):
                if STAGES.index(stage) <= STAGES.index(highest):
                    first.setdefault(stage, verdict.message.number)
    if highest != "material" and highest not in first:
        first[highest] = _last_flagged(verdicts, offenders)
    return _rising(first) or (StageStart("contact", _last_flagged(verdicts, offenders)),)


def _stages(verdict: MessageVerdict) -> set[str]:
    carried = {*verdict.labels, *verdict.in_context}
    stages = {_STAGE_OF[tactic] for tactic in verdict.tactics if tactic in _STAGE_OF}
    if "threat" in carried:
        stages.add("leverage")
    if "demand" in carried:
        stages.add("demand")
    if verdict.message.kind == "media" and "grooming" in carried:
        stages.add("material")
    return stages


def _last_flagged(verdicts: Sequence[MessageVerdict], offenders: Sequence[str | None]) -> int:
    mine = [v for v in verdicts if v.message.sender in offenders]
    flagged = [v.message.number for v in mine if v.labels or v.in_context]
    return flagged[-1] if flagged else mine[-1].message.number


def _rising(first: dict[str, int]) -> tuple[StageStart, ...]:
    kept: list[StageStart] = []
    for stage in reversed(STAGES):
        if stage in first and (not kept or first[stage] <= kept[-1].message):
            kept.append(StageStart(stage, first[stage]))
    return tuple(reversed(kept))

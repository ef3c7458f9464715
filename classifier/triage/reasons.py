"""Why a chat was judged so: sentences by key, each with the messages that hold what it says."""

from collections.abc import Iterator, Sequence
from typing import Final

from classifier.labels import OFFENDER_LABELS
from classifier.records import MessageVerdict, Offender, Reason
from classifier.triage.sides import by_sender, of_offenders

_FEWEST_REPEATS: Final = 3
_TOLD_APART: Final = frozenset({"threat.violence", "demand.recruit"})
"""Tactics that have a sentence of their own: `violence`, which is urgent, and `recruits`."""
_CLIMB: Final = ("grooming.romance", "grooming.secrecy", "grooming.contact", "grooming.images")


def reasons_of(
    labels: Sequence[str], verdicts: Sequence[MessageVerdict], offenders: Sequence[str | None]
) -> tuple[Reason, ...]:
    """The reasons for a chat's labels, offender by offender, then those of the other side."""
    found: list[Reason] = []
    for name in offenders:
        mine = [v for v in verdicts if v.message.sender == name and of_offenders(v, offenders)]
        found += _of_offender(name or "", mine, labels)
    others = [v for v in verdicts if not of_offenders(v, offenders)]
    for tactic, key in (("victim.plea", "victim_pleads"), ("victim.disclosure", "victim_discloses")):
        found += by_sender(key, [v for v in others if tactic in v.tactics])
    if labels:
        found += by_sender("also_presses", [v for v in others if set(OFFENDER_LABELS) & set(v.labels)])
    raised = tuple(v.message.number for v in verdicts if v.in_context)
    if raised:
        found.append(Reason("raised_in_context", raised))
    return tuple(found)


def offender_reason(name: str, verdicts: Sequence[MessageVerdict]) -> Offender:
    """An offender with the messages that carry an offender's label; where none is left, with those deleted."""
    numbers = tuple(
        v.message.number
        for v in verdicts
        if v.message.sender == name and {"threat", "demand", "grooming"} & {*v.labels, *v.in_context}
    )
    deleted = tuple(_deleted([v for v in verdicts if v.message.sender == name]))
    return Offender(name, "erases", deleted) if deleted and not numbers else Offender(name, "drives", numbers)


def _of_offender(name: str, mine: Sequence[MessageVerdict], labels: Sequence[str]) -> list[Reason]:
    threats = [v for v in mine if "threat" in (*v.labels, *v.in_context)]
    demands = [v for v in mine if "demand" in (*v.labels, *v.in_context)]
    found: list[Reason] = []
    who = (("name", name),)
    if "extortion" in labels and threats and demands:
        found.append(Reason("threat_and_demand", _ordered(threats, demands), who))
    climb = [v for v in mine if set(_CLIMB) & set(v.tactics)]
    if "grooming" in labels and len({t for v in climb for t in v.tactics if t in _CLIMB}) > 1:
        found.append(Reason("climb", _ordered(climb), who))
    tactics = dict.fromkeys(t for v in mine for t in v.tactics if not t.startswith("victim.") and t not in _TOLD_APART)
    found += [Reason("tactic", _numbers(mine, tactic), (("tactic", tactic), *who)) for tactic in tactics]
    for kind, key, value in (("money", "sum_demanded", "sum"), ("channel", "channel", "channel")):
        found += _entities(demands, kind, key, value)
    if numbers := _numbers(mine, "demand.recruit"):
        found.append(Reason("recruits", numbers, who))
    if deleted := tuple(_deleted(mine)):
        found.append(Reason("deletes", deleted, (*who, ("count", str(len(deleted))))))
    return found + _repeats(mine, who)


def _repeats(mine: Sequence[MessageVerdict], who: tuple[tuple[str, str], ...]) -> list[Reason]:
    places: dict[str, list[int]] = {}
    for verdict in mine:
        if verdict.labels:
            places.setdefault(verdict.message.text.strip(), []).append(verdict.message.number)
    return [
        Reason("repeats", tuple(numbers), (*who, ("count", str(len(numbers)))))
        for numbers in places.values()
        if len(numbers) >= _FEWEST_REPEATS
    ]


def _entities(demands: Sequence[MessageVerdict], kind: str, key: str, value: str) -> list[Reason]:
    places: dict[str, list[int]] = {}
    for verdict in demands:
        for entity in verdict.entities:
            if entity.kind == kind:
                places.setdefault(entity.value, []).append(verdict.message.number)
    return [Reason(key, tuple(dict.fromkeys(numbers)), ((value, name),)) for name, numbers in places.items()]


def _numbers(verdicts: Sequence[MessageVerdict], tactic: str) -> tuple[int, ...]:
    return tuple(v.message.number for v in verdicts if tactic in v.tactics)


def _deleted(verdicts: Sequence[MessageVerdict]) -> Iterator[int]:
    return (v.message.number for v in verdicts if v.message.kind == "deleted")


def _ordered(*groups: Sequence[MessageVerdict]) -> tuple[int, ...]:
    return tuple(sorted({v.message.number for group in groups for v in group}))

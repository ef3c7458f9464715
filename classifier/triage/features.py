"""A chat as numbers: what each message says, what its sender says elsewhere, and what the other side says.

All come from the log-odds of the four labels and the tactics of messages judged alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.labels import LABELS, OUTPUTS
from classifier.records import MessageVerdict

Values = NDArray[np.float64]

_TOP = 3
_NEAR = 4
_FLOOR = 1e-4
_VICTIM = LABELS.index("victim")


@dataclass(frozen=True, slots=True)
class ChatNumbers:
    """Messages of one chat (n): log-odds of all outputs (n, outputs), who sent each, and which were spoken."""

    odds: Values
    sender: NDArray[np.int64]
    names: tuple[str | None, ...]
    spoken: NDArray[np.bool_]


def chat_numbers(verdicts: Sequence[MessageVerdict]) -> ChatNumbers:
    """The numbers of a chat whose messages were judged alone."""
    names = tuple(dict.fromkeys(verdict.message.sender for verdict in verdicts))
    place = {name: number for number, name in enumerate(names)}
    probability = np.array([[v.probability[name] for name in OUTPUTS] for v in verdicts]).reshape(-1, len(OUTPUTS))
    clipped = np.clip(probability, _FLOOR, 1 - _FLOOR)
    sender = np.array([place[v.message.sender] for v in verdicts], np.int64)
    spoken = np.array([v.message.spoken for v in verdicts], bool)
    return ChatNumbers(np.log(clipped / (1 - clipped)), sender, names, spoken)


def sender_features(chat: ChatNumbers) -> Values:
    """For each sender (senders, features): own strongest and total odds, and the other side's voice."""
    return np.array([_sender(chat, chat.sender == number) for number in range(len(chat.names))]).reshape(
        len(chat.names), -1
    )


def message_features(chat: ChatNumbers, offender: Values) -> Values:
    """For each message (n, features): its own odds, its sender's, its neighbours' and the other side's.

    `offender` is the probability, for each sender, of being the one who drives the harm.
    """
    labels = chat.odds[:, : len(LABELS)]
    strongest = np.array([_top(labels[_said(chat, number)], 1) for number in range(len(chat.names))])
    rows = []
    for place, sender in enumerate(chat.sender):
        near = np.arange(max(0, place - _NEAR), min(len(labels), place + _NEAR + 1))
        near = near[(near != place) & chat.spoken[near]]
        mine = chat.sender[near] == sender
        role = offender[sender]
        parts = (
            chat.odds[place],
            strongest[sender],
            _top(labels[near[mine]], 1),
            _top(labels[near[~mine]], 1),
            _top(np.delete(strongest, sender, axis=0), 1),
            np.array([role, role * labels[place].max(), float(offender.max() - role)]),
            role * labels[place],
        )
        rows.append(np.concatenate(parts))
    return np.array(rows).reshape(len(labels), -1)


def _said(chat: ChatNumbers, sender: int) -> NDArray[np.bool_]:
    said: NDArray[np.bool_] = (chat.sender == sender) & chat.spoken
    return said


def _sender(chat: ChatNumbers, mine: NDArray[np.bool_]) -> Values:
    own, other = chat.odds[mine & chat.spoken], chat.odds[~mine & chat.spoken]
    labels, others = own[:, : len(LABELS)], other[:, : len(LABELS)]
    threat, demand, grooming, _ = _top(labels, 1)
    second, pleads = _top(labels, 2), _top(others, 1)[_VICTIM]
    return np.concatenate(
        [
            # what must come together: two strengths are as strong as the weaker
            [min(threat, demand), min(second[0], second[1]), min(threat, pleads), min(demand, pleads)],
            [min(grooming, pleads), threat - demand, grooming - demand],
            np.concatenate([_top(labels, k) for k in range(1, _TOP + 1)]),
            _top(own[:, len(LABELS) :], 1),
            _expected(labels),
            _top(others, 1),
            _top(others, 2),
            _expected(others),
            [np.log1p(len(own)), len(own) / max(len(own) + len(other), 1)],
        ]
    )


def _top(odds: Values, rank: int) -> Values:
    """The rank-th largest value of each column; the floor where there are too few rows."""
    if len(odds) < rank:
        return np.full(odds.shape[1], np.log(_FLOOR / (1 - _FLOOR)))
    strongest: Values = np.sort(odds, axis=0)[-rank]
    return strongest


def _expected(odds: Values) -> Values:
    """How many messages carry each label, in expectation, as ln(1 + count)."""
    total: Values = np.log1p((1 / (1 + np.exp(-odds))).sum(axis=0))
    return total

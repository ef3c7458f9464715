"""A chat as numbers: what each message says, what its sender says elsewhere, and what the other side says.

All come from the log-odds of the four labels and the tactics of messages judged alone, and of passages and exchanges:
what one sender says over several messages, and what people say to each other, read together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.labels import LABELS, OUTPUTS
from classifier.records import MessageVerdict
from classifier.triage.sayings import Said, says_most

Values = NDArray[np.float64]

_TOP = 3
_NEAR = 4
_FLOOR = 1e-4
_WEAKEST: Final = float(np.log(_FLOOR / (1 - _FLOOR)))
_SURE: Final = 0.3
"""The probability from which a message counts towards how many carry a label: thousands of faint ones would add up."""
_STRETCH: Final = 25
"""Messages read side by side: a case is dense somewhere, chance finds lie far apart."""
_FAINT: Final = 0.2
"""A label less likely than this counts for nothing in a stretch."""
_VICTIM = LABELS.index("victim")
_ANSWERED: Final = 3
"""So many messages behind a deleted one may answer it."""


@dataclass(frozen=True, slots=True)
class PassageScores:
    """The passages and exchanges of a chat (p): the places of each one's messages, and its probabilities."""

    places: tuple[tuple[int, ...], ...]
    probability: Values
    """(p, outputs)"""


@dataclass(frozen=True, slots=True)
class ChatNumbers:
    """Messages of one chat (n): log-odds of all outputs (n, outputs), who sent each, which were spoken or deleted.

    `story` are the log-odds of passages, and of the messages of those who have none (p, outputs), and `teller`
    who told each; `around` (n, labels) are the largest of a message and of the passages that it stands in.
    `talk` are the log-odds of exchanges (x, outputs), and `within` (n, labels) the largest of those around a message.
    `said` are the messages that say most, in their order: who sent each, and its words.
    """

    odds: Values
    sender: NDArray[np.int64]
    names: tuple[str | None, ...]
    spoken: NDArray[np.bool_]
    deleted: NDArray[np.bool_]
    story: Values
    teller: NDArray[np.int64]
    around: Values
    talk: Values
    within: Values
    said: Said


def chat_numbers(verdicts: Sequence[MessageVerdict], passages: PassageScores) -> ChatNumbers:
    """The numbers of a chat whose messages were judged alone, and of its passages."""
    tellers = _tellers(verdicts)
    place = {teller: number for number, teller in enumerate(dict.fromkeys(tellers))}
    names = tuple(name for name, _ in place)
    probability = np.array([[v.probability[name] for name in OUTPUTS] for v in verdicts]).reshape(-1, len(OUTPUTS))
    odds, told = log_odds(probability), log_odds(passages.probability[:, : len(OUTPUTS)])
    sender = np.array([place[teller] for teller in tellers], np.int64)
    spoken = np.array([v.message.spoken for v in verdicts], bool)
    deleted = np.array([v.message.kind == "deleted" for v in verdicts], bool)
    several = np.array([len(set(sender[list(held)].tolist())) > 1 for held in passages.places], bool)
    own = [held for held, exchange in zip(passages.places, several, strict=True) if not exchange]
    shared = [held for held, exchange in zip(passages.places, several, strict=True) if exchange]
    labels = odds[:, : len(LABELS)]
    around = _largest(labels.copy(), own, told[~several])
    within = _largest(labels.copy(), shared, told[several])
    teller = sender[np.array([held[0] for held in own], np.int64)]
    alone = np.flatnonzero(spoken & ~np.isin(sender, teller))
    story, teller = np.concatenate([told[~several], odds[alone]]), np.concatenate([teller, sender[alone]])
    said = says_most(verdicts, odds, sender, spoken)
    return ChatNumbers(odds, sender, names, spoken, deleted, story, teller, around, told[several], within, said)


def _tellers(verdicts: Sequence[MessageVerdict]) -> list[tuple[str | None, bool]]:
    """Who sent each message; where nobody is named, who speaks as the person harmed stands apart from the rest."""
    if any(v.message.spoken and v.message.sender is not None for v in verdicts):
        return [(v.message.sender, False) for v in verdicts]
    return [(None, max(LABELS, key=v.probability.__getitem__) == "victim") for v in verdicts]


def _largest(labels: Values, places: Sequence[tuple[int, ...]], told: Values) -> Values:
    """The log-odds of messages (n, labels), raised to those of what they stand in."""
    for held, row in zip(places, told, strict=True):
        labels[list(held)] = np.maximum(labels[list(held)], row[: len(LABELS)])
    return labels


def sender_features(chat: ChatNumbers) -> Values:
    """For each sender (senders, features): own strongest and total odds, and the other side's voice."""
    talk = _story(chat.talk)
    rows = [np.concatenate([_sender(chat, number, talk), _densest(chat, number)]) for number in range(len(chat.names))]
    return np.array(rows).reshape(len(chat.names), -1)


def message_features(chat: ChatNumbers, offender: Values) -> Values:
    """For each message (n, features): its own odds, its sender's, its neighbours' and the other side's.

    `offender` is the probability, for each sender, of being the one who drives the harm.
    """
    labels, sender = chat.odds[:, : len(LABELS)], chat.sender
    senders = range(len(chat.names))
    strongest = np.array([_top(labels[_said(chat, number)], 1) for number in senders]).reshape(-1, len(LABELS))
    others = np.array([_top(np.delete(strongest, number, axis=0), 1) for number in senders]).reshape(-1, len(LABELS))
    role = offender[sender][:, None]
    parts = (
        chat.odds,
        chat.around,
        chat.within,
        role * chat.within,
        strongest[sender],
        *_nearby(chat, labels),
        others[sender],
        role,
        role * labels.max(axis=1, keepdims=True),
        offender.max() - role,
        role * labels,
    )
    return np.concatenate(parts, axis=1)


def _nearby(chat: ChatNumbers, labels: Values) -> tuple[Values, Values]:
    """The strongest labels (n, labels) spoken near each message, by its own sender and by others."""
    mine, theirs = np.full(labels.shape, _WEAKEST), np.full(labels.shape, _WEAKEST)
    for apart in range(1, min(_NEAR, len(labels) - 1) + 1):
        same = (chat.sender[apart:] == chat.sender[:-apart])[:, None]
        for here, there in ((slice(apart, None), slice(-apart)), (slice(-apart), slice(apart, None))):
            said = np.where(chat.spoken[there, None], labels[there], _WEAKEST)
            mine[here] = np.maximum(mine[here], np.where(same, said, _WEAKEST))
            theirs[here] = np.maximum(theirs[here], np.where(same, _WEAKEST, said))
    return mine, theirs


def _said(chat: ChatNumbers, sender: int) -> NDArray[np.bool_]:
    said: NDArray[np.bool_] = (chat.sender == sender) & chat.spoken
    return said


def _sender(chat: ChatNumbers, number: int, talk: Values) -> Values:
    mine = chat.sender == number
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
            _story(chat.story[chat.teller == number]),
            _top(chat.story[chat.teller != number][:, : len(LABELS)], 1),
            talk,
            _erased(chat, mine),
        ]
    )


def _erased(chat: ChatNumbers, mine: NDArray[np.bool_]) -> Values:
    """How much a sender deleted, how much the others did, and how the others plead behind what the sender deleted."""
    erased = chat.deleted & mine
    answers = np.zeros(len(mine), bool)
    for apart in range(1, _ANSWERED + 1):
        answers[apart:] |= erased[:-apart]
    pleas = chat.odds[answers & ~mine & chat.spoken][:, [_VICTIM]]
    counts = np.log1p([erased.sum(), (chat.deleted & ~mine).sum()])
    return np.concatenate([counts, _top(pleas, 1), _top(pleas, 2), _expected(pleas)])


def _story(odds: Values) -> Values:
    """What passages or exchanges tell: the strongest, the second, and both harms at once."""
    labels = odds[:, : len(LABELS)]
    threat, demand, *_ = _top(labels, 1)
    at_once = _top(labels[:, :2].min(axis=1, keepdims=True), 1)
    return np.concatenate(
        [_top(labels, 1), _top(labels, 2), _top(odds[:, len(LABELS) :], 1), [min(threat, demand)], at_once]
    )


def _densest(chat: ChatNumbers, number: int) -> Values:
    """How many messages carry each label where most do, of the sender's and of the others', as ln(1 + count).

    Behind them, where it is most: the rarer of threat and demand, and all harm with the others' pleas.
    """
    likely = _likely(chat.odds[:, : len(LABELS)], _FAINT) * chat.spoken[:, None]
    mine = (chat.sender == number)[:, None]
    summed = np.cumsum(np.concatenate([likely * mine, likely * ~mine], axis=1), axis=0)
    before = np.concatenate([np.zeros((1, summed.shape[1])), summed])
    size = min(_STRETCH, len(summed))
    held = before[size:] - before[: len(before) - size]
    both, story = held[:, :2].min(axis=1), held[:, :_VICTIM].sum(axis=1) + held[:, len(LABELS) + _VICTIM]
    found: Values = np.log1p(np.append(held.max(axis=0), [both.max(), story.max()]))
    return found


def _likely(odds: Values, least: float) -> Values:
    """The probabilities of log-odds, those below `least` as 0."""
    probability = 1 / (1 + np.exp(-odds))
    return np.where(probability >= least, probability, 0.0)


def log_odds(probability: Values) -> Values:
    """Log-odds of probabilities, kept from the infinite."""
    clipped = np.clip(probability, _FLOOR, 1 - _FLOOR)
    odds: Values = np.log(clipped / (1 - clipped))
    return odds


def _top(odds: Values, rank: int) -> Values:
    """The rank-th largest value of each column; the floor where there are too few rows."""
    if len(odds) < rank:
        return np.full(odds.shape[1], _WEAKEST)
    strongest: Values = np.sort(odds, axis=0)[-rank]
    return strongest


def _expected(odds: Values) -> Values:
    """How many of the messages that may well carry a label do, in expectation, as ln(1 + count)."""
    total: Values = np.log1p(_likely(odds, _SURE).sum(axis=0))
    return total

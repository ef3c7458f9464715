"""The chat models, learnt from the corpus chats with messages scored by the message model."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from classifier.labels import CHAT_LABELS, LABELS, OUTPUTS
from classifier.learning.corpus import ChatExample
from classifier.records import Chat, Message, MessageVerdict, Source
from classifier.scoring.calibration import best_f1_threshold
from classifier.scoring.folder import Arrays
from classifier.scoring.scorer import Scorer
from classifier.triage.features import ChatNumbers, chat_numbers, message_features, sender_features
from classifier.triage.model import Logistic, chat_features

STRENGTH: Final = 0.05
"""scikit-learn's C for the small regressions: few chats, many features."""

_MEDIA: Final = ("<تم استبعاد الوسائط>", "<Media omitted>", "null")
_DELETED: Final = ("تم حذف هذه الرسالة", "لقد حذفت هذه الرسالة", "This message was deleted", "[رسالة محذوفة]")


@dataclass(frozen=True, slots=True)
class ScoredChat:
    """A corpus chat with the numbers of its messages."""

    example: ChatExample
    numbers: ChatNumbers


def as_chat(example: ChatExample) -> Chat:
    """A corpus chat as a reader would give it."""
    messages = tuple(
        Message(
            number, line.sender, line.text, line.sent_at, line.sent_at.isoformat(), _kind(line.text), edited=False,
            source=Source(example.id, "", "corpus", first_line=number, last_line=number),
        )
        for number, line in enumerate(example.lines, 1)
    )  # fmt: skip
    names = tuple(dict.fromkeys(m.sender for m in messages if m.sender is not None))
    return Chat(example.id, example.id, "corpus", names, messages)


def score_chats(examples: Sequence[ChatExample], scorer: Scorer, *, depth: str = "standard") -> list[ScoredChat]:
    """The numbers of corpus chats under a message model."""
    scored = []
    for example in examples:
        chat = as_chat(example)
        table = scorer.probabilities([m.text if m.kind == "text" else "" for m in chat.messages], depth=depth)
        verdicts = [
            MessageVerdict(m, dict(zip(OUTPUTS, row.tolist(), strict=True)), ())
            for m, row in zip(chat.messages, table, strict=True)
        ]
        scored.append(ScoredChat(example, chat_numbers(verdicts)))
    return scored


def fit_chats(chats: Sequence[ScoredChat]) -> Arrays:
    """The arrays of the chat models, learnt in their order: senders, chats, messages."""
    features = [sender_features(chat.numbers) for chat in chats]
    drives = [np.array([name in c.example.offenders for name in c.numbers.names]) for c in chats]
    senders = _fit(np.concatenate(features), np.concatenate(drives)[:, None])
    offender = [senders.probability(rows)[:, 0] for rows in features]
    whole = np.concatenate([chat_features(rows, p) for rows, p in zip(features, offender, strict=True)])
    labelled = np.array([[label in chat.example.labels for label in CHAT_LABELS] for chat in chats])
    chat_model = _fit(whole, labelled)
    lines = np.concatenate([message_features(c.numbers, p) for c, p in zip(chats, offender, strict=True)])
    carried = np.array([[label in line.labels for label in LABELS] for c in chats for line in c.example.lines])
    messages = _fit(lines, carried)
    return {
        **senders.arrays("senders"), **chat_model.arrays("chats"), **messages.arrays("messages"),
        "offender_above": _thresholds(senders.probability(np.concatenate(features)), np.concatenate(drives)[:, None]),
        "chat_above": _thresholds(chat_model.probability(whole), labelled),
        "message_above": _thresholds(messages.probability(lines), carried),
    }  # fmt: skip


def _fit(features: NDArray[np.float64], targets: NDArray[np.bool_]) -> Logistic:
    scaler = StandardScaler().fit(features)
    models = [
        LogisticRegression(C=STRENGTH, max_iter=2000).fit(scaler.transform(features), column) for column in targets.T
    ]
    weights = np.stack([model.coef_[0] for model in models], axis=1)
    return Logistic(scaler.mean_, scaler.scale_, weights, np.array([model.intercept_[0] for model in models]))


def _thresholds(probability: NDArray[np.float64], carried: NDArray[np.bool_]) -> NDArray[np.float64]:
    return np.array([best_f1_threshold(probability[:, k], carried[:, k]) for k in range(carried.shape[1])])


def _kind(text: str) -> str:
    if text.strip() in _MEDIA:
        return "media"
    return "deleted" if text.strip(" .").startswith(_DELETED) else "text"

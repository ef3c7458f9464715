"""The chat models, learnt from the corpus chats with messages scored by the message model."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from classifier.labels import CHAT_LABELS, LABELS, OUTPUTS
from classifier.learning.corpus import ChatExample
from classifier.records import Chat, Message, MessageVerdict, Source
from classifier.scoring.bursts import score_messages
from classifier.scoring.calibration import best_f1_threshold
from classifier.scoring.folder import Arrays
from classifier.scoring.passages import passages, score_passages
from classifier.scoring.scorer import Scorer
from classifier.triage.features import ChatNumbers, PassageScores, chat_numbers, message_features, sender_features
from classifier.triage.model import Logistic, TriageModel, chat_features

STRENGTH: Final = 0.1
"""scikit-learn's C for the small regressions: few chats, many features."""

OFFENDER_PRECISION: Final = (0.0,)
CHAT_PRECISION: Final = (0.85, 0.0, 0.0)
"""The least precision of each chat label's threshold.

A false extortion would be ranked above real cases; a false grooming or threat is `medium` at most,
where a missed one costs more than a second look.
"""
MESSAGE_PRECISION: Final = (0.7, 0.7, 0.7, 0.7)
"""The least precision of each label that a chat gives to its messages."""

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
        table = score_messages(scorer, chat.messages, depth=depth)
        verdicts = [
            MessageVerdict(m, dict(zip(OUTPUTS, row[: len(OUTPUTS)].tolist(), strict=True)), ())
            for m, row in zip(chat.messages, table, strict=True)
        ]
        places = tuple(passage.places for passage in passages(chat.messages))
        told = PassageScores(places, score_passages(scorer, chat.messages, depth=depth))
        scored.append(ScoredChat(example, chat_numbers(verdicts, told)))
    return scored


def fit_chats(chats: Sequence[ScoredChat]) -> Arrays:
    """The arrays of the chat models and their thresholds.

    Thresholds have the best F1 at a least precision, on chats of voices that the fitted models
    did not see, each voice left out in turn.
    """
    senders, whole, messages = _models(chats)
    unseen = [judged for fold in _by_voice(chats) for judged in _judged(*fold)]
    truths = [_truths(chat) for chat, _ in unseen]
    scores = [np.concatenate(part) for part in zip(*(scores for _, scores in unseen), strict=True)]
    carried = [np.concatenate(part) for part in zip(*truths, strict=True)]
    least = (OFFENDER_PRECISION, CHAT_PRECISION, MESSAGE_PRECISION)
    above = [_thresholds(s, c, precision=p) for s, c, p in zip(scores, carried, least, strict=True)]
    return {
        **senders.arrays("senders"), **whole.arrays("chats"), **messages.arrays("messages"),
        **dict(zip(("offender_above", "chat_above", "message_above"), above, strict=True)),
    }  # fmt: skip


def _models(chats: Sequence[ScoredChat]) -> tuple[Logistic, Logistic, Logistic]:
    """The regressions in their order: senders, then whole chats and messages in the light of the senders."""
    features = [sender_features(chat.numbers) for chat in chats]
    drives, labelled, carried = (np.concatenate(parts) for parts in zip(*map(_truths, chats), strict=True))
    senders = _fit(np.concatenate(features), drives)
    offender = [senders.probability(rows)[:, 0] for rows in features]
    pairs = list(zip(chats, features, offender, strict=True))
    whole = _fit(np.concatenate([chat_features(rows, p) for _, rows, p in pairs]), labelled)
    messages = _fit(np.concatenate([message_features(chat.numbers, p) for chat, _, p in pairs]), carried)
    return senders, whole, messages


def _truths(chat: ScoredChat) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Who drives (senders, 1), what the chat is (1, chat labels), what each message carries (n, labels)."""
    example = chat.example
    return (
        np.array([[name in example.offenders] for name in chat.numbers.names]),
        np.array([[label in example.labels for label in CHAT_LABELS]]),
        np.array([[label in line.labels for label in LABELS] for line in example.lines]),
    )


def _by_voice(chats: Sequence[ScoredChat]) -> Iterator[tuple[list[ScoredChat], list[ScoredChat]]]:
    for voice in sorted({chat.example.voice for chat in chats}):
        held = [chat for chat in chats if chat.example.voice == voice]
        yield [chat for chat in chats if chat.example.voice != voice], held


def _judged(
    others: Sequence[ScoredChat], held: Sequence[ScoredChat]
) -> Iterator[tuple[ScoredChat, tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]]]:
    """Held chats with their scores under models fitted on the others: senders, chat, messages."""
    model = TriageModel(*_models(others), thresholds={})
    for chat in held:
        scores = model.scores(chat.numbers)
        yield chat, (scores.offender[:, None], scores.labels[None], scores.messages)


def _fit(features: NDArray[np.float64], targets: NDArray[np.bool_]) -> Logistic:
    scaler = StandardScaler().fit(features)
    models = [
        LogisticRegression(C=STRENGTH, max_iter=2000).fit(scaler.transform(features), column) for column in targets.T
    ]
    weights = np.stack([model.coef_[0] for model in models], axis=1)
    return Logistic(scaler.mean_, scaler.scale_, weights, np.array([model.intercept_[0] for model in models]))


def _thresholds(
    probability: NDArray[np.float64], carried: NDArray[np.bool_], *, precision: Sequence[float]
) -> NDArray[np.float64]:
    columns = range(carried.shape[1])
    return np.array([best_f1_threshold(probability[:, k], carried[:, k], precision=precision[k]) for k in columns])


def _kind(text: str) -> str:
    if text.strip() in _MEDIA:
        return "media"
    return "deleted" if text.strip(" .").startswith(_DELETED) else "text"

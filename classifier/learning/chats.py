"""The chat models, learnt from the corpus chats with messages scored by the message model."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold

from classifier.errors import CorpusError
from classifier.evidence.verdict import verdict_of
from classifier.labels import CHAT_LABELS, LABELS, OUTPUTS
from classifier.learning.corpus import ChatExample
from classifier.learning.logistic import fit_logistic
from classifier.learning.plan import TrainingPlan
from classifier.learning.urgency import SignedChat, fit_urgency
from classifier.learning.whole import fit_whole, whole_arrays, words_arrays
from classifier.records import Chat, Message, MessageVerdict, Source
from classifier.scoring.bursts import score_messages
from classifier.scoring.calibration import best_f1_threshold, calibrate
from classifier.scoring.folder import Arrays
from classifier.scoring.linear import LinearModel
from classifier.scoring.passages import passages, score_passages
from classifier.scoring.processes import shared
from classifier.scoring.scorer import Scorer
from classifier.triage.features import ChatNumbers, PassageScores, chat_numbers, message_features, sender_features
from classifier.triage.judge import in_its_light
from classifier.triage.model import TRIAGE, ChatModels, ChatParts, ChatScores, chat_features, urgency_features
from classifier.triage.sayings import words_by_side
from classifier.triage.signs import find_signs

FOLDS: Final = 5
"""Into so many parts the voices are put, each left out in turn."""

OFFENDER_PRECISION: Final = (0.0,)
CHAT_PRECISION: Final = (0.85, 0.95, 0.0)
"""The least precision of each chat label's threshold.

A false extortion would be ranked above real cases; grooming has the same F1 at precisions from .92 to .96; a false
threat is `medium` at most, where a missed one costs more than a second look.
"""
MESSAGE_PRECISION: Final = (0.7, 0.7, 0.7, 0.7)
"""The least precision of each label that a chat gives to its messages."""
_LEAST: Final = {
    "offender_above": OFFENDER_PRECISION, "chat_above": CHAT_PRECISION, "message_above": MESSAGE_PRECISION,
}  # fmt: skip

_MEDIA: Final = ("<تم استبعاد الوسائط>", "<Media omitted>", "null")
DELETED: Final = ("تم حذف هذه الرسالة", "لقد حذفت هذه الرسالة", "This message was deleted", "[رسالة محذوفة]")


@dataclass(frozen=True, slots=True)
class ScoredChat:
    """A corpus chat with its messages' scores (n, columns), its passages', and the numbers that they come to."""

    example: ChatExample
    scores: NDArray[np.float64]
    passages: PassageScores
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


def score_chats(examples: Sequence[ChatExample], scorer: Scorer, *, jobs: int = 1) -> list[ScoredChat]:
    """The numbers of corpus chats under a message model at depth standard, in order."""
    shares = shared(_scored, ((examples[place::jobs], scorer) for place in range(jobs)), jobs=jobs)
    return [chat for row in zip_longest(*shares) for chat in row if chat is not None]


def _scored(examples: Sequence[ChatExample], scorer: Scorer) -> list[ScoredChat]:
    return [told(example, score_messages(scorer, as_chat(example).messages), scorer) for example in examples]


def told(example: ChatExample, scores: NDArray[np.float64], scorer: Scorer) -> ScoredChat:
    """A corpus chat whose messages are scored, with its passages scored too."""
    messages = as_chat(example).messages
    places = tuple(passage.places for passage in passages(messages))
    return numbered(example, scores, PassageScores(places, score_passages(scorer, messages)))


def retold(chats: Sequence[ScoredChat], scorer: Scorer, *, jobs: int = 1) -> list[ScoredChat]:
    """The chats with their passages scored anew, and the numbers that these come to."""
    shares = shared(_retold, ((chats[part::jobs], scorer) for part in range(jobs)), jobs=jobs)
    return [chat for share in shares for chat in share]


def _retold(chats: Sequence[ScoredChat], scorer: Scorer) -> list[ScoredChat]:
    return [told(chat.example, chat.scores, scorer) for chat in chats]


def numbered(example: ChatExample, scores: NDArray[np.float64], told: PassageScores) -> ScoredChat:
    """A corpus chat with the numbers that its scores come to."""
    verdicts = [
        MessageVerdict(message, dict(zip(OUTPUTS, row[: len(OUTPUTS)].tolist(), strict=True)), ())
        for message, row in zip(as_chat(example).messages, scores, strict=True)
    ]
    return ScoredChat(example, scores, told, chat_numbers(verdicts, told))


def fit_chats(
    chats: Sequence[ScoredChat],
    plan: TrainingPlan,
    *,
    made: Sequence[ScoredChat] = (),
    label_above: NDArray[np.float64],
) -> dict[str, Arrays]:
    """The arrays of the chat models and their thresholds, by the name of the file that holds them.

    Thresholds have the best F1 at a least precision, on chats of voices that the fitted models
    did not see, some voices left out at a time; how a chat's models are joined, and how urgent it is, is learnt there.

    Args:
        chats: chats of which it is known how urgent they are.
        plan: how the words of a chat are fitted.
        made: longer and shorter chats made of these, of which all else is learnt.
        label_above: the thresholds of the labels of messages (labels,).

    Raises:
        CorpusError: the chats are of one voice alone, or too few of them carry some label.
    """
    known = [*chats, *made]
    unseen = _unseen(known, plan)
    drives, labelled, carried = (
        np.concatenate(part) for part in zip(*(_truths(chat) for chat, _ in unseen), strict=True)
    )
    odds = [np.concatenate(part) for part in zip(*(parts.odds for _, parts in unseen), strict=True)]
    joined = calibrate(*odds, truth=labelled)
    scored = {
        "offender_above": (np.concatenate([parts.offender for _, parts in unseen])[:, None], drives),
        "chat_above": (joined.probability(*odds), labelled),
        "message_above": (np.concatenate([parts.messages for _, parts in unseen]), carried),
    }
    whole, words = _models(known, plan)
    thresholds = {name: _thresholds(*held, precision=_LEAST[name]) for name, held in scored.items()}
    model = replace(whole, thresholds=thresholds)
    own = set(map(id, chats))
    seen = [_signed(chat, parts.scores(joined), model, label_above) for chat, parts in unseen if id(chat) in own]
    urgency = fit_urgency([chat for chat in seen if chat is not None], plan)
    triage = {
        **whole.senders.arrays("senders"),
        **whole_arrays("chats", whole.chats, joined),
        **whole.messages.arrays("messages"),
        **thresholds,
        **urgency.pop(TRIAGE),
    }
    return {TRIAGE: triage, **words_arrays("chats", words), **urgency}


def _models(chats: Sequence[ScoredChat], plan: TrainingPlan) -> tuple[ChatModels, tuple[LinearModel, ...]]:
    """The models in their order: senders, then whole chats and messages in their light; and what reads a chat's words.

    How the parts of a whole chat's model are joined is not known yet.
    """
    features = [sender_features(chat.numbers) for chat in chats]
    drives, labelled, carried = (np.concatenate(parts) for parts in zip(*map(_truths, chats), strict=True))
    if not (labelled.any(axis=0) & ~labelled.all(axis=0)).all():
        raise CorpusError(f"too few chats to leave voices out; add chats, of other voices, of {', '.join(CHAT_LABELS)}")
    senders = fit_logistic(np.concatenate(features), drives)
    offender = [senders.probability(rows)[:, 0] for rows in features]
    pairs = list(zip(chats, features, offender, strict=True))
    whole = np.concatenate([chat_features(rows, p) for _, rows, p in pairs])
    said = [words_by_side(chat.numbers.said, int(np.argmax(p))) for chat, _, p in pairs]
    chat_model, words = fit_whole(whole, said, labelled, plan)
    messages = fit_logistic(np.concatenate([message_features(chat.numbers, p) for chat, _, p in pairs]), carried)
    return ChatModels(senders, chat_model, messages, thresholds={}), words


def _signed(
    chat: ScoredChat, scores: ChatScores, model: ChatModels, label_above: NDArray[np.float64]
) -> SignedChat | None:
    """The signs in a chat as it is judged by these scores; None where it is judged harmless."""
    messages = as_chat(chat.example).messages
    judged = [verdict_of(message, row, label_above) for message, row in zip(messages, chat.scores, strict=True)]
    seen = in_its_light(judged, chat.numbers, scores, model)
    if not seen.labels:
        return None
    numbers = find_signs(seen.labels, seen.verdicts, seen.drivers).numbers(seen.labels, seen.verdicts)
    features = urgency_features(numbers, scores.features)[0]
    return SignedChat(features, scores.words, chat.example.priority == "critical", chat.example.voice)


def _truths(chat: ScoredChat) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Who drives (senders, 1), what the chat is (1, chat labels), what each message carries (n, labels)."""
    example = chat.example
    return (
        np.array([[name in example.offenders] for name in chat.numbers.names]),
        np.array([[label in example.labels for label in CHAT_LABELS]]),
        np.array([[label in line.labels for label in LABELS] for line in example.lines]),
    )


def _unseen(chats: Sequence[ScoredChat], plan: TrainingPlan) -> list[tuple[ScoredChat, ChatParts]]:
    """Each chat with what models say of it that were fitted on chats of other voices."""
    folds = _by_voice([chat.example.voice for chat in chats])
    judged = shared(
        _judged,
        (([chats[k] for k in others], [chats[k].numbers for k in held], plan) for others, held in folds),
        jobs=plan.jobs,
    )
    places = np.concatenate([held for _, held in folds])
    return [(chats[place], parts) for place, parts in zip(places, chain.from_iterable(judged), strict=True)]


def _by_voice(voices: Sequence[str]) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Each fold as the places of the other voices' chats and of its own; the voices are spread over the folds."""
    if len(set(voices)) < 2:  # noqa: PLR2004 - one learns, one is left out
        raise CorpusError(
            "the chats that train are of one voice or none; thresholds need at least two: see splits.json"
        )
    return list(GroupKFold(min(FOLDS, len(set(voices)))).split(voices, groups=voices))


def _judged(others: Sequence[ScoredChat], held: Sequence[ChatNumbers], plan: TrainingPlan) -> list[ChatParts]:
    """What models fitted on the others say of held chats, in one process: threads must not share what is fitted."""
    model, _ = _models(others, replace(plan, jobs=1))
    return [model.parts(numbers) for numbers in held]


def _thresholds(
    probability: NDArray[np.float64], carried: NDArray[np.bool_], *, precision: Sequence[float]
) -> NDArray[np.float64]:
    columns = range(carried.shape[1])
    return np.array([best_f1_threshold(probability[:, k], carried[:, k], precision=precision[k]) for k in columns])


def _kind(text: str) -> str:
    if text.strip() in _MEDIA:
        return "media"
    return "deleted" if text.strip(" .").startswith(DELETED) else "text"
